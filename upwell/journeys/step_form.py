"""The shape of what somebody types about one step of a path. What it may say is the actions' business."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upwell.core.form_fields import text, words
from upwell.journeys.laying import StepDetails
from upwell.journeys.models import Path, Shown, Step, StepKind, Whom
from upwell.library.models import Item
from upwell.people.forms.colleagues import ColleagueField
from upwell.people.models import Person

MOST_DIGITS = 18


class StepForm(forms.Form):
    """What one does in a step; which things it holds are named by their addresses here, one a line."""

    kind = forms.ChoiceField(label=gettext_lazy("What kind of step is it?"), choices=StepKind.choices)
    title = words(gettext_lazy("What does one do?"), help_text=gettext_lazy("Empty: what it holds gives it its name."))
    held = text(
        gettext_lazy("What does it hold?"),
        rows=2,
        help_text=gettext_lazy(
            "Addresses of modules, events, links or tasks here, one a line. Any of several is enough."
        ),
    )
    whom = forms.ChoiceField(
        label=gettext_lazy("Whom does one meet?"), required=False, choices=[("", gettext_lazy("nobody")), *Whom.choices]
    )
    person = ColleagueField(label=gettext_lazy("Which colleague?"), required=False)
    words = text(gettext_lazy("What should one know about it?"), rows=5)
    minutes = forms.IntegerField(label=gettext_lazy("How many minutes?"), required=False, initial=10)
    offset = forms.IntegerField(
        label=gettext_lazy("Due after how many working days?"),
        required=False,
        help_text=gettext_lazy("0 is the day itself, -5 a week before it. Empty: no day."),
    )
    shows = forms.ChoiceField(
        label=gettext_lazy("What of their own lies beside it?"), required=False, choices=Shown.choices
    )
    first = forms.MultipleChoiceField(
        label=gettext_lazy("What comes first?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *arguments: Any, path: Path, reader: Person, step: Step | None = None, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.reader = reader
        others = path.steps.exclude(pk=step.pk if step else 0)
        cast(forms.ChoiceField, self.fields["first"]).choices = [(str(each.pk), each.title) for each in others]

    @classmethod
    def of(cls, step: Step, reader: Person, typed: Any = None) -> StepForm:
        """The form as a step fills it, or as somebody filled it (`typed`)."""
        said = {name: getattr(step, name) for name in ("kind", "title", "whom", "words", "minutes", "offset", "shows")}
        held = "\n".join(item.get_absolute_url() for item in step.items.all())
        before = [str(each.pk) for each in step.after.all()]
        initial = {**said, "held": held, "person": step.person.email if step.person else "", "first": before}
        return cls(typed, path=step.path, reader=reader, step=step, initial=initial)

    def clean_held(self) -> list[Item]:
        """The things at these addresses, as far as whoever types sees them."""
        numbers = [_number_in(line) for line in self.cleaned_data["held"].splitlines() if line.strip()]
        seen = Item.objects.visible_to(self.reader).in_bulk(numbers)
        if missing := [number for number in numbers if number not in seen]:
            raise ValidationError(
                _("One of these is not here (%(number)s). Copy its address.") % {"number": missing[0]}
            )
        return [seen[number] for number in dict.fromkeys(numbers)]

    def details(self) -> StepDetails:
        """What the actions take."""
        said = self.cleaned_data
        return StepDetails(
            kind=said["kind"],
            title=said["title"],
            words=said["words"],
            minutes=10 if said["minutes"] is None else said["minutes"],
            offset=said["offset"],
            items=said["held"],
            whom=said["whom"],
            person=said["person"],
            shows=said["shows"],
        )


def _number_in(line: str) -> int:
    """The number that an address ends with; 0, which nothing has, where there is none."""
    last = line.strip().rstrip("/").rsplit("/", 1)[-1]
    return int(last) if last.isascii() and last.isdigit() and len(last) <= MOST_DIGITS else 0
