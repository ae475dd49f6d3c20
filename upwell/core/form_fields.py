"""The fields that forms of several apps share. What they may say is the actions' business."""

from __future__ import annotations

from typing import Any

from django import forms


def words(label: Any, *, must: Any = "", **options: Any) -> forms.CharField:
    """A text on one line, measured by the action; `must` is what is said where nothing was typed that has to be."""
    told = {"required": must}
    return forms.CharField(label=label, required=bool(must), strip=False, error_messages=told, **options)


def text(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    """A text of several lines, not trimmed here, so that it always comes back as it was typed."""
    return words(label, widget=forms.Textarea({"rows": rows}), **options)


def a_day(label: Any, *, must: Any = "", **options: Any) -> forms.DateField:
    """A day, chosen or typed."""
    widget, told = forms.DateInput({"type": "date"}, format="%Y-%m-%d"), {"required": must}
    return forms.DateField(label=label, required=bool(must), widget=widget, error_messages=told, **options)


def a_time(label: Any, *, must: Any = "", **options: Any) -> forms.TimeField:
    """A time of the day."""
    widget, told = forms.TimeInput({"type": "time"}, format="%H:%M"), {"required": must}
    return forms.TimeField(label=label, required=bool(must), widget=widget, error_messages=told, **options)
