"""Puts what an action refuses where whoever typed it will look."""

from django import forms
from django.core.exceptions import ValidationError


def show(refusal: ValidationError, form: forms.Form, **instead: str) -> None:
    """Add a refusal's words to the fields they speak of; `instead` maps the action's name of one to the form's."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, faults in refusal.error_dict.items():
        field = instead.get(name, name)
        form.add_error(field if field in form.fields else None, faults)
