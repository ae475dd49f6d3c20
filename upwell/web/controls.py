"""Dresses the controls of Django's forms for our pages."""

from django.forms import BoundField, Textarea, Widget
from django.utils.html import format_html
from django.utils.safestring import SafeString

DRESS = {"textarea": "textarea", "select": "select", "checkbox": "box", "file": "file"}


def dress_control(
    field: BoundField, placeholder: str = "", *, large: bool = False, has_help: bool = False
) -> SafeString:
    """The control of `field` with its class, what describes it, and whether it is at fault.

    `large` is one sentence without a box. The ids are those that the component c-field gives to help and fault.
    """
    described = [f"{field.auto_id}_helptext"] if has_help or field.help_text else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    attributes = {
        "class": _class_of(field.field.widget, large=large),
        "aria-describedby": " ".join(described),
        "aria-invalid": "true" if field.errors else "",
        "placeholder": placeholder,
    }
    drawn = field.as_widget(attrs={name: value for name, value in attributes.items() if value})
    return format_html("<x-grow>{}</x-grow>", drawn) if isinstance(field.field.widget, Textarea) else drawn


def _class_of(widget: Widget, *, large: bool) -> str:
    kind = "textarea" if isinstance(widget, Textarea) else getattr(widget, "input_type", "text")
    own = widget.attrs.get("class", "")
    return f"{'line-field' if large else DRESS.get(kind, 'input')} {own}".strip()
