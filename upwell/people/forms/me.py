"""What one says of oneself."""

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.people.languages import NAMES, name_of
from upwell.people.models import Level, Person

FIELDS = (
    "photo",
    "name",
    "title",
    "place",
    "reach",
    "about",
    "minutes_for_helping",
    "asks_per_month",
    "theme",
    "time_zone",
)


class ProfileForm(forms.Form):
    """One's own page, but for the skills; the rules are the action's."""

    photo = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = forms.CharField(
        label=_("What you do"),
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    place = forms.CharField(
        label=_("Where you work"), required=False, max_length=120, help_text=_("A building, a floor, a town, or home.")
    )
    languages = forms.CharField(
        label=_("Languages you help in"), required=False, max_length=500, help_text=_("With commas between them.")
    )
    reach = forms.CharField(
        label=_("How to reach you best"),
        required=False,
        max_length=200,
        help_text=_("‘Extension 4471, mornings’, ‘Come by room 12’. Everybody here sees it."),
    )
    about = forms.CharField(
        label=_("About you"),
        required=False,
        max_length=1000,
        help_text=_("What you know your way around in, and what one may ask you about."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 1000}),
    )
    minutes_for_helping = forms.IntegerField(
        label=_("Minutes a month for helping others"),
        min_value=0,
        max_value=6000,
        help_text=_("It stands on your page. With 0 we suggest you to nobody; colleagues may still ask."),
    )
    asks_per_month = forms.IntegerField(
        label=_("Suggestions a month, at most"),
        min_value=0,
        max_value=60,
        help_text=_("So often we name you when somebody asks for what you know. After that we name others."),
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        required=False,
        choices=[("", _("As the device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        max_length=60,
        help_text=_("Empty means: as the organisation."),
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
    )

    @classmethod
    def of(cls, person: Person) -> "ProfileForm":
        """The form as it stands for `person`."""
        languages = ", ".join(name_of(code) for code in person.languages)
        return cls(initial={**{field: getattr(person, field) for field in FIELDS}, "languages": languages})

    def clean_languages(self) -> list[str]:
        """A list, from words with commas between them."""
        typed: str = self.cleaned_data["languages"]
        return [word for word in typed.replace(";", ",").split(",") if word.strip()]


class SkillForm(forms.Form):
    """What one can do, would teach and wants to learn, about one skill."""

    name = forms.CharField(
        label=_("A skill"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "skills-like"}),
    )
    level = forms.TypedChoiceField(
        label=_("How well"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("not yet")), *Level.choices],
    )
    teaches = forms.BooleanField(label=_("would teach it"), required=False)
    wants = forms.BooleanField(label=_("want to learn more"), required=False)


class TokenForm(forms.Form):
    """What a token is for."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("‘Weekly report’, so that you know later what to revoke."),
    )


@cache
def time_zones() -> list[str]:
    """The zones to choose from: those named after a place."""
    return sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith("Etc/"))


def language_names() -> list[str]:
    """The languages to choose from, by name."""
    return sorted({name_of(code) for code in NAMES})


def initial_of(skill: Any) -> dict[str, Any]:
    """What a SkillForm shows of a skill that one has already."""
    return {"name": skill.skill.name, "level": skill.level or "", "teaches": skill.teaches, "wants": skill.wants}
