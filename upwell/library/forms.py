"""The forms around a module: how long it holds, who may see it, and a colleague by name."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from upwell.library.actions.fixing import Spoken
from upwell.library.models import Item
from upwell.people.models import Person, Team

MOST_TICKS = 100  # flagged places that one version answers


class LifeForm(forms.Form):
    """From when and until when it holds: a week, a month, a day or an event; and how often to look at it again."""

    WAYS = [
        ("", _("It has no end")),
        ("week", _("For a week")),
        ("month", _("For a month")),
        ("day", _("Until a day")),
        ("happening", _("Until something happens")),
    ]
    EVERY = [
        ("", _("Never")),
        *((str(months), _("Every %(months)s months") % {"months": months}) for months in (3, 6, 12, 24)),
    ]

    ends = forms.ChoiceField(required=False, choices=WAYS, label=_("How long it holds"))
    valid_until = forms.DateField(
        required=False,
        label=_("Until which day"),
        help_text=_("After that day it leaves the lists. You are asked two weeks before."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    happening = forms.CharField(
        required=False,
        max_length=120,
        label=_("Until what happens"),
        help_text=_("‘The new record system goes live’. A steward says when it has happened."),
        widget=forms.TextInput(attrs={"list": "happenings", "autocomplete": "off"}),
    )
    valid_from = forms.DateField(
        required=False,
        label=_("Not before"),
        help_text=_("Lists show it from that day on. Empty: at once."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    review_every = forms.TypedChoiceField(
        required=False, choices=EVERY, coerce=int, empty_value=None, label=_("Ask whether it is still right")
    )

    @classmethod
    def of(cls, item: Item) -> LifeForm:
        """The form as it stands for an item."""
        ends = "happening" if item.until_happening_id else "day" if item.valid_until else ""
        every = item.review_every
        form = cls(
            initial={
                "ends": ends,
                "valid_until": item.valid_until,
                "happening": item.until_happening.name if item.until_happening else "",
                "valid_from": item.valid_from,
                "review_every": every or "",
            }
        )
        form._offer(every)
        return form

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        sent = self.data.get("review_every", "") if self.is_bound else ""
        self._offer(int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else None)

    def clean(self) -> dict[str, Any]:
        """Each way to end needs what it names; the others are set aside."""
        cleaned = super().clean() or {}
        ends = cleaned["ends"] = cleaned.get("ends") or (
            "day" if cleaned.get("valid_until") and "ends" not in self.data else ""
        )
        if ends == "day" and not cleaned.get("valid_until") and "valid_until" not in self.errors:
            self.add_error("valid_until", _("Choose the day."))
        if ends == "happening" and not cleaned.get("happening"):
            self.add_error("happening", _("Name what has to happen."))
        return cleaned

    def _offer(self, months: int | None) -> None:
        """A rhythm that came over the API or an import stands among the choices, too."""
        field = cast("forms.ChoiceField", self.fields["review_every"])
        known = [value for value, _words in self.EVERY]
        if months and str(months) not in known:
            field.choices = [*self.EVERY, (str(months), _("Every %(months)s months") % {"months": months})]


class AudienceForm(forms.Form):
    """Who may see it: everybody, or one of the teams of whoever asks, up to the whole house."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, label=_("Who may see it"), empty_label=_("Everybody here")
    )

    def __init__(self, *arguments: Any, person: Person, item: Item, **options: Any) -> None:
        super().__init__(*arguments, **options)
        lines = [*person.team_line, *item.owner.team_line, *([item.team_id] if item.team_id else [])]
        field = cast("forms.ModelChoiceField[Team]", self.fields["team"])
        field.queryset = Team.objects.filter(pk__in=lines).order_by("path")


class ColleagueForm(forms.Form):
    """A colleague, by their address or their whole name."""

    email = forms.CharField(
        max_length=254,
        label=_("Name or e-mail address of a colleague"),
        widget=forms.TextInput(attrs={"list": "colleagues", "autocomplete": "off"}),
    )


def places_of(data: QueryDict) -> list[Spoken]:
    """The places that were ticked as answered, each sent as 'block:anchor', the anchor empty for a whole part."""
    named = [sent[:80].rpartition(":") for sent in data.getlist("answers")[:MOST_TICKS] if ":" in sent]
    return [(block, _number(anchor)) for block, _colon, anchor in named]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
