"""What an action refuses, shown where it was typed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def show_refusal(refusal: ValidationError, form: forms.Form, **instead: str) -> None:
    """Put what an action refuses beside the fields it speaks of; `instead` maps its name of one to the form's."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, faults in refusal.error_dict.items():
        field = instead.get(name, name)
        form.add_error(field if field in form.fields else None, ValidationError(faults))


def text_fault(text: str, most: int, missing: str = "") -> str:
    """What is wrong with `text`: `missing` where there is none, that it has more than `most` characters; '' where nothing is."""
    if not text:
        return missing
    if len(text) <= most:
        return ""
    return _("This has %(count)s characters; at most %(most)s fit. Say it shorter.") % {
        "count": len(text),
        "most": most,
    }
