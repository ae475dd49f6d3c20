"""The shape of what people type about circles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.core.form_fields import text, words
from upwell.gatherings.models import Circle, Openness


class CircleForm(forms.Form):
    """A circle: what it is about, and how one comes in."""

    name = words(_("What is it called?"), must=_("Give it a name."), help_text=_("The topic, in a few words."))
    about = text(_("What is it about, and what do you do together?"))
    openness = forms.ChoiceField(
        label=_("How does one come in?"), choices=Openness.choices, initial=Openness.OPEN, widget=forms.RadioSelect
    )
    skills = words(
        _("Skills it is about"), help_text=_("With commas between them. Needs about them show up in the circle.")
    )

    @classmethod
    def of(cls, circle: Circle, typed: Any = None) -> CircleForm:
        """The form as a circle fills it, or as somebody filled it (`typed`)."""
        skills = ", ".join(skill.name for skill in circle.skills.all())
        start = {"name": circle.name, "about": circle.about, "openness": circle.openness, "skills": skills}
        return cls(typed, initial=start)

    def said(self) -> dict[str, Any]:
        """What the actions take; skills as a list."""
        return {**self.cleaned_data, "skills": self.cleaned_data["skills"].replace(";", ",").split(",")}


class BringForm(forms.Form):
    """Bringing a colleague along."""

    name = words(_("Whom?"), help_text=_("A full name, or an e-mail address."))
