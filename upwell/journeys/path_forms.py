"""The shape of what people type about paths. What it may say is the actions' business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from upwell.core.form_fields import a_day, text, words
from upwell.journeys.laying import PathDetails
from upwell.journeys.models import Anchor, Path
from upwell.people.forms.colleagues import ColleagueField


class BuddyForm(forms.Form):
    """Who goes along."""

    buddy = ColleagueField(label=gettext_lazy("Who goes along?"), help_text=gettext_lazy("Their name or mail address."))


class AssignForm(forms.Form):
    """Whom a path is given to, from which day, and with whom."""

    person = ColleagueField(label=gettext_lazy("To whom?"), help_text=gettext_lazy("Their name or mail address."))
    day = a_day(gettext_lazy("From which day do its steps count?"), help_text=gettext_lazy("Empty: as the path says."))
    buddy = ColleagueField(label=gettext_lazy("Who goes along?"), required=False)


class PathForm(forms.Form):
    """What a path says of itself."""

    title = words(
        gettext_lazy("Where does it lead?"),
        must=gettext_lazy("Say where it leads, in at most 200 characters."),
        help_text=gettext_lazy("What somebody will have done or know at its end."),
    )
    about = text(gettext_lazy("A sentence or two about it"), rows=2)
    skills = words(gettext_lazy("Skills it is about"), help_text=gettext_lazy("With commas between them."))
    anchor = forms.ChoiceField(
        label=gettext_lazy("From which day do the steps count?"), choices=Anchor.choices, required=False
    )
    days = forms.IntegerField(
        label=gettext_lazy("How many days does it hold?"),
        required=False,
        help_text=gettext_lazy("7 is a week, 91 a quarter. Empty: as long as it takes."),
    )
    has_buddy = forms.BooleanField(label=gettext_lazy("Somebody goes along"), required=False)
    is_onboarding = forms.BooleanField(label=gettext_lazy("It is for people who are new"), required=False)
    has_certificate = forms.BooleanField(label=gettext_lazy("A certificate at its end"), required=False)

    @classmethod
    def of(cls, path: Path, typed: Any = None) -> PathForm:
        """The form as a path fills it, or as somebody filled it (`typed`)."""
        names = ("anchor", "days", "has_buddy", "is_onboarding", "has_certificate")
        said = {name: getattr(path, name) for name in names}
        skills = ", ".join(skill.name for skill in path.item.skills.all())
        return cls(typed, initial={**said, "title": path.item.title, "about": path.item.summary, "skills": skills})

    def details(self) -> PathDetails:
        """What the actions take."""
        said = dict(self.cleaned_data)
        said["skills"] = tuple(said["skills"].replace(";", ",").split(","))
        said["anchor"] = said["anchor"] or Anchor.CHOSEN
        return PathDetails(**said)
