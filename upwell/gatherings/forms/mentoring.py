"""The shape of what people type about mentoring: the wish, the offer, a time to meet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.core.form_fields import a_day, a_time, text, words
from upwell.gatherings.forms.sessions import PlaceForm
from upwell.gatherings.models import MentoringOffer, MentoringWish, Rhythm

GOALS = _("What do you want to be able to do?")
BOTH = _("Say both the day and the time.")
SAYS_GOALS = _("In your own words, in a few sentences. Only the colleague who is proposed to you reads it.")


class WishForm(forms.Form):
    """Wishing for a mentor."""

    skill = words(
        _("In which skill?"),
        must=_("Name the skill in a word or two."),
        help_text=_("One or two words. It stands on your page as one you want to learn."),
    )
    goals = text(GOALS, rows=4, must=_("Say in a few sentences what you want to be able to do."), help_text=SAYS_GOALS)

    @classmethod
    def of(cls, wish: MentoringWish | None, typed: Any = None, *, skill: str = "") -> WishForm:
        """The form as a wish fills it, or as somebody filled it (`typed`)."""
        return cls(typed, initial={"skill": wish.skill.name, "goals": wish.goals} if wish else {"skill": skill})


class OfferForm(forms.Form):
    """Offering to mentor."""

    skills = words(
        _("In which skills?"),
        must=_("Name at least one skill."),
        help_text=_("With commas between them. They stand on your page as ones you would teach."),
    )
    most = forms.IntegerField(
        label=_("How many colleagues at once?"), required=False, initial=1, help_text=_("From one to five.")
    )
    rhythm = forms.ChoiceField(
        label=_("How often would you meet?"),
        choices=Rhythm.choices,
        initial=Rhythm.FORTNIGHTLY,
        widget=forms.RadioSelect,
    )
    word = words(_("A word about how you do it"), help_text=_("‘I ask more than I tell’, ‘Best on a walk’."))

    @classmethod
    def of(cls, offer: MentoringOffer | None, typed: Any = None, *, skills: str = "") -> OfferForm:
        """The form as an offer fills it, or as somebody filled it (`typed`)."""
        if offer is None:
            return cls(typed, initial={"skills": skills})
        named = ", ".join(skill.name for skill in offer.skills.all())
        start = {"skills": named, "most": offer.most, "rhythm": offer.rhythm, "word": offer.word}
        return cls(typed, initial=start)

    def said(self) -> dict[str, Any]:
        """What the action takes; skills as a list."""
        said = self.cleaned_data
        return {**said, "skills": said["skills"].replace(";", ",").split(","), "most": said["most"] or 1}


class MeetForm(PlaceForm):
    """A time to meet for the two of a mentoring: when, where, how long."""

    day = a_day(_("On which day?"), must=BOTH)
    time = a_time(_("At what time?"), must=BOTH)


class ThanksForm(forms.Form):
    """Ending with thanks."""

    thanks = text(
        _("Your thanks"), rows=3, help_text=_("What was it good for? Only the two of you read it. It may stay empty.")
    )
