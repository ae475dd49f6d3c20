"""The shape of what people type about who is filmed. What it may say is the actions' business, who answer in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.media.models import Reach
from upwell.people.forms.colleagues import ColleagueField

REACHES = [(Reach.INSIDE.value, _("inside the organisation only")), (Reach.OUTSIDE.value, _("outside, too"))]


def until(label: Any) -> forms.DateField:
    """The last day on which it may be played."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=_("Empty: until you say otherwise."))


def reach(label: Any) -> forms.ChoiceField:
    """How far it may go."""
    return forms.ChoiceField(label=label, choices=REACHES, initial=Reach.INSIDE.value, widget=forms.RadioSelect)


class FilmedForm(forms.Form):
    """Naming who is seen or heard in a film."""

    email = ColleagueField(
        label=_("Who is seen or heard in it?"),
        max_length=254,
        help_text=_("A full name, or an e-mail address. Name yourself, too, if you are in it."),
        error_messages={"required": _("Name somebody first.")},
    )
    reach = reach(_("How far would you like it to go?"))
    until = until(_("Until which day?"))


class ConsentForm(forms.Form):
    """What somebody who is filmed answers."""

    reach = reach(_("How far may it go?"))
    until = until(_("Until which day?"))
