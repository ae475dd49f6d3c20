"""The shape of what people type about needs. What it may say is the actions' business, who answer in words."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.core.begun import BegunForm
from upwell.core.form_fields import text, words
from upwell.needs.models import How, Need, Outcome, Urgency, Used
from upwell.needs.queries.teams import teams_to_choose
from upwell.people.models import Person, Team


class NeedForm(BegunForm):
    """A need: one sentence, and whatever else helps to understand it."""

    title = text(_("What do you need to learn?"), rows=1)
    why = text(
        _("Why does it matter?"), help_text=_("What goes wrong today, or what would be better. A line is enough.")
    )
    urgency = forms.ChoiceField(
        label=_("How soon do you need it?"), choices=Urgency.choices, initial=Urgency.SOON, widget=forms.RadioSelect
    )
    skills = words(_("Skills it is about"), help_text=_("With commas between them: writing, discharge."))
    for_whom = words(_("For whom?"), help_text=_("You alone, your shift, everybody who starts here."))
    goal = words(_("Which goal of ours does it serve?"))
    team = forms.TypedChoiceField(
        label=_("Who may see it?"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Limited to a team, nobody else finds it."),
    )
    nameless = forms.BooleanField(
        label=_("Ask without my name"),
        required=False,
        help_text=_("Nobody sees your name, except the admin if the law demands it."),
    )

    def __init__(self, *arguments: Any, person: Person, also: Team | None = None, **keywords: Any) -> None:
        """`also` is the team that a need is limited to already, which its asker may have left since."""
        super().__init__(*arguments, **keywords)
        mine = teams_to_choose(person.pk, [*person.team_line, *([also.pk] if also else [])])
        self.teams = {team.pk: team for team in mine}
        team = cast(forms.TypedChoiceField, self.fields["team"])
        team.choices = [("", _("Everybody here")), *((team.pk, team.name) for team in mine)]

    @classmethod
    def of(cls, need: Need, person: Person, typed: Any = None) -> NeedForm:
        """The form as a need fills it for who asked, or as they filled it (`typed`)."""
        voice = need.voices.filter(by=person).first()
        return cls(
            typed,
            person=person,
            also=need.team,
            initial={
                "title": need.title,
                "why": need.why,
                "urgency": voice.urgency if voice else Urgency.SOON,
                "skills": ", ".join(skill.name for skill in need.skills.all()),
                "for_whom": need.for_whom,
                "goal": need.goal,
                "team": need.team_id,
                "nameless": need.is_nameless,
            },
        )

    def said(self) -> dict[str, Any]:
        """What the actions take; skills as a list, the team as itself."""
        skills = self.cleaned_data["skills"].replace(";", ",").split(",")
        return {**self.cleaned_data, "skills": skills, "team": self.teams.get(self.cleaned_data["team"])}

    @property
    def is_detailed(self) -> bool:
        """Whether the fold must stand open: something in it was filled in, or is at fault."""
        folded = ["why", "skills", "for_whom", "goal", "team", "nameless"]
        return any(self[name].errors or self[name].value() for name in folded)


class VoiceForm(forms.Form):
    """Me too: how soon, and why."""

    urgency = forms.ChoiceField(
        label=_("How soon do you need it?"), choices=Urgency.choices, initial=Urgency.SOON, widget=forms.RadioSelect
    )
    why = text(_("Why?"), help_text=_("What would it change for you? It helps whoever answers."))


class PersonForm(forms.Form):
    """A form that names a colleague: typed, and where several are called so, chosen."""

    name = words(_("Who?"), help_text=_("A name, or an e-mail address."))
    person = forms.ModelChoiceField(Person.objects.active(), required=False, widget=forms.HiddenInput)


class OfferForm(PersonForm):
    """I can help: how, a note, and with 'I know who' a colleague."""

    how = forms.ChoiceField(label=_("How can you help?"), choices=How.choices, widget=forms.RadioSelect)
    note = text(_("A word to those who ask"), rows=2, help_text=_("When, or what you would need from them."))


class TakeUpForm(forms.Form):
    """Taking up somebody's offer to mentor."""

    goals = text(_("What do you want to be able to do?"), rows=4, help_text=_("Only they read it, besides you."))


class AnswerForm(PersonForm):
    """An answer: an item, a person or words."""

    q = words(_("Which module?"), help_text=_("Words of its title, or its address."))
    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = text(_("In your words"), rows=5)


class ConfirmForm(forms.Form):
    """Whether an answer helped."""

    outcome = forms.ChoiceField(label=_("Did it help?"), choices=Outcome.choices, widget=forms.RadioSelect)
    note = text(_("What helped, or what is missing?"), rows=2)


class UsedForm(forms.Form):
    """Whether it was used at work."""

    used = forms.ChoiceField(label=_("Did you use it at work?"), choices=Used.choices, widget=forms.RadioSelect)
    used_note = text(_("How did it go?"), rows=2)


class ParkForm(forms.Form):
    """Why a need is set aside."""

    reason = text(_("Why is it set aside?"), rows=2, help_text=_("Everybody reads this. Say what would bring it back."))


class MergeForm(forms.Form):
    """Which need it is joined with."""

    q = words(_("Which need asks the same?"), help_text=_("Words of its sentence, or its address."))
    into = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CommentForm(forms.Form):
    """Something to say about a need."""

    text = text(_("Say something"), rows=2)
