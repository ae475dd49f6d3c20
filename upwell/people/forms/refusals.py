"""Puts what an action refuses where whoever typed it will look."""

from django import forms
from django.core.exceptions import ValidationError


def show(refusal: ValidationError, form: forms.Form) -> None:
    """Add a refusal's words to the fields they speak of; to the whole form where they speak of none."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, faults in refusal.error_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(faults))
