"""What somebody types to change what is said in a recording: times as a clock shows them, a word, a line, chapters."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upwell.media.actions.captions import LONGEST_LINE, LONGEST_WORD

LONGEST_CHAPTERS = 10_000  # characters
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{1,2}(?:\.\d{1,3})?)|(\d{1,6}(?:\.\d{1,3})?)")


def seconds_of(text: str) -> float | None:
    """'1:23', '1:02:03.5' or '83' as seconds; None for anything else."""
    found = _CLOCK.fullmatch(text.strip().replace(",", "."))
    if found is None:
        return None
    hours, minutes, seconds, bare = found.groups()
    return float(bare) if bare else int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


class MomentField(forms.CharField):
    """A moment of a recording, as a clock shows it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def clean(self, value: Any) -> Any:
        """The moment in seconds; None where nothing is written and nothing has to be."""
        typed = super().clean(value)
        if not typed:
            return None
        found = seconds_of(typed)
        if found is None:
            raise ValidationError(_("Write a time like 1:23."))
        return found


class CutForm(forms.Form):
    """From when to when something is taken out."""

    begin = MomentField(label=gettext_lazy("From"))
    end = MomentField(label=gettext_lazy("To"))


class WordForm(forms.Form):
    """One word of a line, by its place."""

    line = forms.IntegerField(min_value=0)
    word = forms.IntegerField(min_value=0)
    text = forms.CharField(max_length=LONGEST_WORD, required=False)


class LineForm(forms.Form):
    """A line as it should read."""

    line = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(max_length=LONGEST_LINE, required=False, label=gettext_lazy("What is said"))


class ChaptersForm(forms.Form):
    """A chapter in each line: its time, then what it is called."""

    chapters = forms.CharField(max_length=LONGEST_CHAPTERS, required=False, widget=forms.Textarea)

    def clean_chapters(self) -> list[tuple[float, str]]:
        """Each chapter's second and title; a line that is neither is refused by its words."""
        found = []
        for line in self.cleaned_data["chapters"].splitlines():
            if not line.strip():
                continue
            clock, _space, title = line.strip().partition(" ")
            second = seconds_of(clock)
            if second is None or not title.strip():
                raise ValidationError(
                    _("‘%(line)s’ is not a chapter. Write its time, then its title: 1:23 The clamp.")
                    % {"line": line[:60]}
                )
            found.append((second, title.strip()))
        return found
