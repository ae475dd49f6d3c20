"""The shape of what people type about practice. What it may say is the actions' business, who answer in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from upwell.core.form_fields import text, words
from upwell.library.said_forms import MomentField
from upwell.people.forms.colleagues import ColleagueField
from upwell.practice.actions.asking import Asked
from upwell.practice.models import MOST_ASPECTS, AsWhat, Level

AIMS = [
    (0, later("as long as it takes")),
    (30, later("30 seconds")),
    (60, later("1 minute")),
    (120, later("2 minutes")),
    (180, later("3 minutes")),
    (300, later("5 minutes")),
    (600, later("10 minutes")),
]


class AskForm(forms.Form):
    """What is to be practised, by whom, and what to look for. Nobody named: oneself."""

    email = ColleagueField(
        label=later("Who practises?"),
        required=False,
        help_text=later("Leave it empty to practise for yourself. Else a full name, or an e-mail address."),
    )
    title = words(
        later("What is to be practised?"),
        must=later("Say in a few words what is to be practised."),
        help_text=later("‘Saying no to a fourth admission, kindly’"),
    )
    prompt = text(
        later("The situation"),
        help_text=later("Who listens, what they know already, what they should do afterwards."),
    )
    aim = forms.TypedChoiceField(label=later("How long should it be?"), choices=AIMS, coerce=int, initial=120)

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        for place in range(1, MOST_ASPECTS + 1):
            self.fields[f"aspect_{place}"] = words(_("%(number)s.") % {"number": place})

    @property
    def aspects(self) -> list[forms.BoundField]:
        """The fields for what to look for."""
        return [self[f"aspect_{place}"] for place in range(1, MOST_ASPECTS + 1)]

    def asked(self) -> Asked:
        """What the action takes."""
        said = self.cleaned_data
        aspects = [said[f"aspect_{place}"] for place in range(1, MOST_ASPECTS + 1)]
        return Asked(said["title"], said["prompt"], said["aim"], aspects)


class ShowForm(forms.Form):
    """To whom a take is shown, as what."""

    email = ColleagueField(
        label=later("Who may see it?"),
        error_messages={"required": later("Name a colleague, or their e-mail address.")},
        help_text=later("A full name, or an e-mail address."),
    )
    as_what = forms.ChoiceField(
        label=later("As what?"), choices=AsWhat.choices, initial=AsWhat.PEER, widget=forms.RadioSelect
    )


class SayForm(forms.Form):
    """Something said of a take, of one second of it or of the whole; what was said aloud needs no words."""

    text = text(later("What do you see or hear?"), must=later("Write something first, then send it."))
    second = MomentField(
        label=later("At which moment?"), required=False, help_text=later("As the player shows it, like 1:23.")
    )

    def __init__(self, *arguments: Any, is_aloud: bool = False, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["text"].required = not is_aloud


class MarkForm(forms.Form):
    """How far one sees one thing that was looked for, and why."""

    level = forms.ChoiceField(
        choices=Level.choices, error_messages={"required": later("Choose one of the three.")}, required=True
    )
    reason = words(later("Why?"), must=later("Say why: what did you see or hear?"))


class DeclineForm(forms.Form):
    """A no, with a word or without."""

    word = words(later("A word to them"))
