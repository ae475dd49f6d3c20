"""Naming a colleague in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from upwell.people.models import Person
from upwell.people.queries.colleagues import colleague


class ColleagueField(forms.CharField):
    """Somebody who is here, by their full name or their address; a name that several have is nobody's."""

    widget = forms.TextInput(attrs={"list": "colleagues", "autocomplete": "off"})

    def clean(self, value: Any) -> Person | None:
        """Whom it means; None where nothing was typed and nothing has to be."""
        typed = super().clean(value)
        if not typed:
            return None
        person = colleague(typed)
        if person is None:
            raise ValidationError(
                _("Nobody here is called that, or several are. Choose one, or use their e-mail address.")
            )
        if not person.is_active:
            raise ValidationError(_("%(name)s has left. Name somebody else.") % {"name": person.name})
        return person
