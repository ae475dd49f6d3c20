"""What the page one writes on sends: a title, and for each part its fields, named after its id."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from upwell.library.blocks import FIELDS, Block
from upwell.library.models import Item
from upwell.people.models import Person, Team


@dataclass(frozen=True)
class Typed:
    """A draft as it was typed; `blocks` are not checked yet. `press` is the button that sent it: ('up', 'ask')."""

    title: str
    blocks: list[Block]
    stamp: int
    press: tuple[str, ...]
    summary: str | None
    skills: list[str] | None


def read_typed(sent: QueryDict) -> Typed:
    """The draft in a form: `part` is 'id type' for each block in order, its fields are '<id>.<name>'.

    An option of a question is a `<id>.row` with the fields '<id>.<row>.<name>'; `<id>.more` is JSON that this version
    does not show, and gives back as it was.
    """
    skills = sent.get("skills")
    return Typed(
        title=sent.get("title", ""),
        blocks=[_block(sent, *name.partition(" ")[::2]) for name in sent.getlist("part")],
        stamp=_number(sent.get("stamp", "")),
        press=tuple(sent.get("press", "save").split(" ")),
        summary=sent.get("summary"),
        skills=None if skills is None else skills.split(","),
    )


def _block(sent: QueryDict, name: str, kind: str) -> Block:
    block: Block = {**_more(sent, name), "id": name, "type": kind}
    for field in FIELDS.get(kind, {}):
        block[field] = sent.get(f"{name}.{field}", block.get(field, ""))
    if kind == "question":
        block["options"] = [_option(sent, f"{name}.{row}") for row in sent.getlist(f"{name}.row")]
        several = sum(option["right"] for option in block["options"]) > 1
        block["several"] = several or f"{name}.several" in sent
    return block


def _option(sent: QueryDict, name: str) -> dict[str, Any]:
    return {
        "text": sent.get(f"{name}.text", ""),
        "right": f"{name}.right" in sent,
        "feedback": sent.get(f"{name}.feedback", ""),
    }


def _more(sent: QueryDict, name: str) -> dict[str, Any]:
    try:
        more = json.loads(sent.get(f"{name}.more", "") or "{}")
    except (ValueError, RecursionError):
        return {}
    return more if isinstance(more, dict) else {}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class LifeForm(forms.Form):
    """Until when it holds."""

    valid_until = forms.DateField(
        required=False,
        label=_("Holds until"),
        help_text=_("After that day it leaves the lists. Empty: no end."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AudienceForm(forms.Form):
    """Who may see it: everybody, or one of the teams of whoever asks, up to the whole house."""

    team = forms.ModelChoiceField(
        Team.objects.none(), required=False, label=_("Who may see it"), empty_label=_("Everybody here")
    )

    def __init__(self, *arguments: Any, person: Person, item: Item, **options: Any) -> None:
        super().__init__(*arguments, **options)
        lines = [*person.team_line, *item.owner.team_line, *([item.team_id] if item.team_id else [])]
        field = cast("forms.ModelChoiceField[Team]", self.fields["team"])
        field.queryset = Team.objects.filter(pk__in=lines).order_by("path")


class ColleagueForm(forms.Form):
    """A colleague, by their address or their whole name."""

    email = forms.CharField(
        max_length=254,
        label=_("Name or e-mail address of a colleague"),
        widget=forms.TextInput(attrs={"list": "colleagues", "autocomplete": "off"}),
    )
