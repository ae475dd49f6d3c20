"""Forms of planning."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from upwell.planning.models import FEWEST, MOST, Card, Rhythm
from upwell.planning.weeks import next_weeks


class RhythmForm(forms.Form):
    """How many minutes a week, and which weeks stay quiet."""

    minutes = forms.IntegerField(
        label=later("How many minutes a week do you want to give to it?"),
        help_text=later("24 is a good beginning: five minutes a day. From 5 to 240."),
        min_value=FEWEST,
        max_value=MOST,
    )
    quiet_weeks = forms.TypedMultipleChoiceField(
        label=later("Quiet weeks"),
        help_text=later("Nothing is planned in them, and nobody asks why."),
        coerce=date.fromisoformat,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, rhythm: Rhythm, week: date) -> None:
        quiet = [day.isoformat() for day in rhythm.quiet_weeks]
        super().__init__(data, initial={"minutes": rhythm.minutes, "quiet_weeks": quiet})
        weeks: Any = self.fields["quiet_weeks"]
        weeks.choices = [(day.isoformat(), _named(day, week)) for day in next_weeks(week)]


class CardForm(forms.Form):
    """The two sides of a card of one's own."""

    front = forms.CharField(
        label=later("What do you want to be asked?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    back = forms.CharField(
        label=later("What do you want to know then?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def of(cls, card: Card, data: Any) -> CardForm:
        """The form that changes a card."""
        return cls(data, initial={"front": card.front, "back": card.back})


def _named(day: date, week: date) -> str:
    if day == week:
        return _("this week")
    return _("from %(day)s") % {"day": date_format(day, "j F")}
