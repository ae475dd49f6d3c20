"""What an action refuses, shown where it was typed."""

from django import forms
from django.core.exceptions import ValidationError


def show_refusal(refusal: ValidationError, form: forms.Form, **instead: str) -> None:
    """Put what an action refuses beside the fields it speaks of; `instead` maps its name of one to the form's."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, faults in refusal.error_dict.items():
        field = instead.get(name, name)
        form.add_error(field if field in form.fields else None, ValidationError(faults))
