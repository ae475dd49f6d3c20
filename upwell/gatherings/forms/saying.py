"""The shape of what people say about an event: why it is off, what came of it, what lies beside it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.core.form_fields import text, words


class CancelForm(forms.Form):
    """Calling an event off."""

    word = text(_("Why?"), rows=2, help_text=_("Everybody who wanted to come reads it."))


class NotesForm(forms.Form):
    """What came of it."""

    notes = text(
        _("What came of it?"), rows=8, help_text=_("For those who were there and those who could not. Markdown works.")
    )


class MaterialForm(forms.Form):
    """Something to lay beside an event."""

    title = words(_("What is it?"), help_text=_("Slides, the recording, a module."))
    url = words(_("Its address"), help_text=_("With https://, or the address of a page here."))


class WordsForm(forms.Form):
    """Something said."""

    text = text(_("Say something"), rows=2)
