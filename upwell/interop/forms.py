"""What an admin gives to be imported."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        """A list, at least one of them."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """The files of an import."""

    chosen = FilesField(
        label=_("Files"),
        help_text=_(
            "teams.csv, people.csv, needs.jsonl, answers.jsonl, Markdown pages with their pictures; or a zip of them."
        ),
        widget=FilesInput(attrs={"accept": ".csv,.jsonl,.md,.markdown,.zip,.png,.jpg,.jpeg,.gif,.webp"}),
        error_messages={
            "required": _("Choose the files first."),
            "empty": _("One of the files is empty. Choose it again once it holds something."),
        },
    )
