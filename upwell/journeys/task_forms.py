"""The shape of what people type about tasks. What it may say is the actions' business, who answer in words."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.core.form_fields import text as several_lines
from upwell.core.form_fields import words
from upwell.journeys.asking import TaskDetails
from upwell.journeys.models import Attempt, Evidence, Looker, Task
from upwell.media.models import StoredFile


def some_of(label: Any, choices: Any, *, must: Any, **options: Any) -> forms.MultipleChoiceField:
    """Boxes of which at least one is ticked; `must` is what is said where none is."""
    told, widget = {"required": must}, forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=choices, widget=widget, error_messages=told, **options)


class TaskForm(forms.Form):
    """What to try, what to show, who looks."""

    title = words(
        _("What is it that one tries?"),
        must=_("Give it a title: what is it that one tries?"),
        help_text=_("As one would say it: ask one open question at handover."),
    )
    about = words(_("Why it is worth trying"), help_text=_("A sentence for the card."))
    what = several_lines(
        _("What to do"),
        rows=5,
        must=_("Say what to do, so that somebody can begin tomorrow."),
        help_text=_("So that somebody can begin tomorrow. Markdown works."),
    )
    show = words(
        _("What to show for it"),
        must=_("Say what one shows for it."),
        help_text=_("Three sentences about what happened; a photo of the board."),
    )
    evidence = some_of(
        _("In which way?"), Evidence.choices, must=_("Say in which way one shows it."), initial=[Evidence.WORDS]
    )
    lookers = some_of(
        _("Who may look at it?"),
        Looker.choices,
        must=_("Say who may look at it."),
        initial=Looker.values,
        help_text=_("Whoever tries it chooses one of these."),
    )
    checklist = several_lines(
        _("What to look for"), rows=4, help_text=_("One thing on each line, for whoever looks. At most twelve.")
    )
    is_experiment = forms.BooleanField(
        label=_("It is an experiment: ask for a guess before, and for the result after"), required=False
    )
    minutes = forms.IntegerField(label=_("Minutes it takes"), required=False, initial=15)
    skills = words(_("Skills it is about"), help_text=_("With commas between them."))

    @classmethod
    def of(cls, task: Task, typed: Any = None) -> TaskForm:
        """The form as a task fills it, or as somebody filled it (`typed`)."""
        card = task.item
        return cls(
            typed,
            initial={
                "title": card.title,
                "about": card.summary,
                "what": task.what,
                "show": task.show,
                "evidence": task.evidence,
                "lookers": task.lookers,
                "checklist": "\n".join(task.checklist),
                "is_experiment": task.is_experiment,
                "minutes": card.minutes,
                "skills": ", ".join(skill.name for skill in card.skills.all()),
            },
        )

    def details(self) -> TaskDetails:
        """What the actions take."""
        said = self.cleaned_data
        return TaskDetails(
            title=said["title"],
            about=said["about"],
            what=said["what"],
            show=said["show"],
            evidence=said["evidence"],
            lookers=said["lookers"],
            checklist=said["checklist"].splitlines(),
            is_experiment=said["is_experiment"],
            minutes=15 if said["minutes"] is None else said["minutes"],
            skills=said["skills"].replace(";", ",").split(","),
        )


class GuessForm(forms.Form):
    """Beginning an experiment."""

    guess = several_lines(
        _("What do you think will happen?"),
        rows=2,
        must=_("Say first what you think will happen. Afterwards everybody knew it."),
        help_text=_("It stays as you say it now."),
    )


class ShowForm(forms.Form):
    """What somebody shows for a task, and whom they ask to look.

    What was uploaded before stands in `kept_picture` and `kept_recording`, so that nobody uploads twice.
    """

    text = several_lines(_("What happened?"), rows=5)
    picture = forms.FileField(label=_("A picture"), required=False, widget=forms.FileInput({"accept": "image/*"}))
    recording = forms.FileField(
        label=_("A recording"), required=False, widget=forms.FileInput({"accept": "video/*,audio/*"})
    )
    kept_picture = forms.CharField(required=False, widget=forms.HiddenInput)
    kept_recording = forms.CharField(required=False, widget=forms.HiddenInput)
    result = several_lines(
        _("What came out, beside what you guessed?"),
        rows=2,
        must=_("Say what happened, beside what you thought would."),
    )
    as_what = forms.ChoiceField(
        label=_("Who should look at it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who should look at it.")},
    )
    email = words(_("Who is that?"), help_text=_("A full name, or an e-mail address."))

    def __init__(self, *arguments: Any, attempt: Attempt, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        choices = [(part, Looker(part).label) for part in attempt.task.lookers]
        cast(forms.ChoiceField, self.fields["as_what"]).choices = choices
        for name, kind in (("text", Evidence.WORDS), ("picture", Evidence.PICTURE), ("recording", Evidence.RECORDING)):
            if kind not in attempt.task.evidence:
                del self.fields[name]
        if not attempt.task.is_experiment:
            del self.fields["result"]

    @classmethod
    def of(
        cls, attempt: Attempt, typed: Any = None, files: Any = None, *, recorded: StoredFile | None = None
    ) -> ShowForm:
        """The form as an attempt fills it, with what was `recorded` just now, or as somebody filled it (`typed`)."""
        file = recorded or attempt.file
        start = {
            "text": attempt.text,
            "result": attempt.result,
            "kept_picture": attempt.picture.sha256 if attempt.picture else "",
            "kept_recording": file.sha256 if file else "",
            "as_what": attempt.as_what or (attempt.task.lookers[0] if len(attempt.task.lookers) == 1 else ""),
            "email": attempt.observer.email if attempt.observer else "",
        }
        return cls(typed, files, attempt=attempt, initial=start)


class LookForm(forms.Form):
    """What somebody says who looked."""

    word = several_lines(
        _("A word to them"),
        must=_("Say a word: what was good, or what is still missing."),
        help_text=_("What was good, or what is still missing."),
    )


class CameForm(forms.Form):
    """What came of it."""

    came_of_it = several_lines(_("What came of it at work?"), rows=3)
    tell = forms.BooleanField(label=_("Everybody who sees the task may read it, with my name"), required=False)
