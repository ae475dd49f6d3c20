"""The shape of what people type about events and series: when, where, for how many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import time as time_of_day
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from upwell.core import clock
from upwell.core.form_fields import a_day, a_time, text, words
from upwell.gatherings.details import Details, checked_date
from upwell.gatherings.models import Event, Series
from upwell.gatherings.recurring import USUAL, usual_rule
from upwell.gatherings.wall_clock import zone_names
from upwell.people.models import Person

OPTIONS = 4
BOTH = _("Say the first day and the time.")


class PlaceForm(forms.Form):
    """By whose clock, for how long, and where people meet."""

    time_zone = forms.ChoiceField(label=_("By whose clock?"), required=False)
    minutes = forms.IntegerField(label=_("How many minutes?"), required=False, initial=60)
    place = words(_("Where?"), help_text=_("A room, or how to find you."))
    call_url = words(_("Or on which call?"), help_text=_("The address of the call, with https://."))

    def __init__(self, *arguments: Any, person: Person, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.here = person.time_zone or timezone.get_default_timezone_name()
        names = zone_names()
        choices = [self.here, *(name for name in names if name != self.here)]
        cast(forms.ChoiceField, self.fields["time_zone"]).choices = [(name, name.replace("_", " ")) for name in choices]
        self.fields["time_zone"].initial = self.here

    def details(self) -> Details:
        """What the actions take; the title is theirs to give."""
        said = self.cleaned_data
        return Details(
            title="",
            time_zone=said["time_zone"] or self.here,
            minutes=60 if said["minutes"] is None else said["minutes"],
            place=said["place"],
            call_url=said["call_url"],
        )


class SessionForm(PlaceForm):
    """What is said of a session beside when it is."""

    title = words(
        _("What is it?"),
        must=_("Give it a title: what will people do or know afterwards?"),
        help_text=_("What people will do or know afterwards."),
    )
    about = text(_("A sentence or two about it"), rows=2)
    seats = forms.IntegerField(
        label=_("How many seats?"),
        required=False,
        help_text=_("Empty: everybody who wants to. Else the others wait, in order."),
    )
    skills = words(_("Skills it is about"), help_text=_("With commas between them."))

    def details(self) -> Details:
        """What the actions take."""
        said = self.cleaned_data
        skills = tuple(said["skills"].replace(";", ",").split(","))
        return replace(super().details(), title=said["title"], about=said["about"], seats=said["seats"], skills=skills)


class EventForm(SessionForm):
    """An event: on a day, or with a few dates to choose from."""

    day = a_day(_("On which day?"))
    time = a_time(_("At what time?"))
    day_1, time_1 = a_day(_("First date")), a_time(_("at"))
    day_2, time_2 = a_day(_("Second date")), a_time(_("at"))
    day_3, time_3 = a_day(_("Third date")), a_time(_("at"))
    day_4, time_4 = a_day(_("Fourth date")), a_time(_("at"))

    @classmethod
    def of(cls, event: Event, person: Person, typed: Any = None) -> EventForm:
        """The form as an event fills it, or as somebody filled it (`typed`)."""
        return cls(
            typed,
            person=person,
            initial={
                "title": event.item.title,
                "about": event.item.summary,
                "day": event.day,
                "time": event.time,
                "time_zone": event.time_zone,
                "minutes": event.minutes,
                "place": event.place,
                "call_url": event.call_url,
                "seats": event.seats,
                "skills": ", ".join(skill.name for skill in event.item.skills.all()),
            },
        )

    def clean(self) -> dict[str, Any]:
        """A day needs a time, and the other way round; and each date to choose from must be one that can still be."""
        said = super().clean() or {}
        for end in ("", *(f"_{number}" for number in range(1, OPTIONS + 1))):
            one, at = said.get(f"day{end}"), said.get(f"time{end}")
            if (one is None) != (at is None) and not {f"day{end}", f"time{end}"} & set(self.errors):
                self.add_error(f"day{end}" if one is None else f"time{end}", _("Say both the day and the time."))
            elif end and one is not None and at is not None:
                self._check_option(end, one, at, said.get("time_zone") or self.here)
        return said

    def _check_option(self, end: str, one: date, at: time_of_day, zone: str) -> None:
        """Say beside the very date what is wrong with it."""
        try:
            checked_date(one, at, zone, now=clock.now())
        except ValidationError as refusal:
            for name, words_said in refusal.message_dict.items():
                self.add_error(f"{name}{end}", words_said)

    def options(self) -> list[tuple[date, time_of_day]]:
        """The dates to choose from; none where the day is set."""
        said = self.cleaned_data
        if said["day"] is not None:
            return []
        pairs = [(said[f"day_{number}"], said[f"time_{number}"]) for number in range(1, OPTIONS + 1)]
        return [(one, at) for one, at in pairs if one is not None and at is not None]

    @property
    def dates(self) -> list[tuple[Any, Any]]:
        """The fields of the dates to choose from, in pairs."""
        return [(self[f"day_{number}"], self[f"time_{number}"]) for number in range(1, OPTIONS + 1)]

    @property
    def is_looking(self) -> bool:
        """Whether dates to choose from were filled in, so that their fold must stand open."""
        return any(one.value() or at.value() or one.errors or at.errors for one, at in self.dates)


class SeriesForm(SessionForm):
    """Something that comes again."""

    day = a_day(_("First on which day?"), must=BOTH)
    time = a_time(_("At what time?"), must=BOTH)
    how = forms.ChoiceField(
        label=_("How often?"), choices=[*USUAL, ("rule", _("by a rule of your own"))], initial="weekly", required=False
    )
    rule = words(_("A rule of your own"), help_text=_("RFC 5545, such as FREQ=MONTHLY;BYDAY=-1TH."))

    @classmethod
    def of(cls, series: Series, person: Person, typed: Any = None) -> SeriesForm:
        """The form as a series fills it, or as somebody filled it (`typed`)."""
        names = ("title", "about", "day", "time", "time_zone", "minutes", "place", "call_url", "seats")
        return cls(typed, person=person, initial={name: getattr(series, name) for name in names})

    def rule_of(self) -> str:
        """The rule, chosen or typed."""
        said = self.cleaned_data
        return said["rule"] if said["how"] == "rule" else usual_rule(said["how"], said["day"])


class SeriesChangeForm(SessionForm):
    """What a series is, from now on: all but the days on which it comes."""

    time = a_time(_("At what time?"))

    @classmethod
    def of(cls, series: Series, person: Person, typed: Any = None) -> SeriesChangeForm:
        """The form as a series fills it, or as somebody filled it (`typed`)."""
        names = ("title", "about", "time", "time_zone", "minutes", "place", "call_url", "seats")
        return cls(typed, person=person, initial={name: getattr(series, name) for name in names})
