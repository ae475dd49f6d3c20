"""The fields that forms of gatherings share. What they may say is the actions' business."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms


def words(label: Any, **options: Any) -> forms.CharField:
    """A text on one line, measured by the action."""
    return forms.CharField(label=label, required=False, strip=False, **options)


def text(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """A text of several lines, not trimmed here, so that it always comes back as it was typed."""
    return forms.CharField(label=label, required=False, strip=False, widget=forms.Textarea({"rows": rows}), **options)


def a_day(label: Any, **options: Any) -> forms.DateField:
    """A day, chosen or typed."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


def a_time(label: Any, **options: Any) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"), **options
    )


def ask_for(form: forms.Form, names: Iterable[str], fault: Any) -> None:
    """Say `fault` at each of these fields that was left empty, unless something is said there already."""
    for name in names:
        if form.cleaned_data.get(name) is None and name not in form.errors:
            form.add_error(name, fault)
