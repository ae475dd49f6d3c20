"""The shape of a rule as somebody types it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from upwell.core.form_fields import a_day, words
from upwell.people.models import Skill, Team


class RuleForm(forms.Form):
    """Who gets a path: whoever fits everything that is said here."""

    team = words(gettext_lazy("In which team?"), help_text=gettext_lazy("Its name; the teams below it are meant, too."))
    title = words(gettext_lazy("With which title?"), help_text=gettext_lazy("As it stands on their page."))
    place = words(gettext_lazy("At which place?"))
    skill = words(gettext_lazy("Who cannot yet do what?"), help_text=gettext_lazy("The name of a skill."))
    joined_after = a_day(gettext_lazy("Joined after which day?"))

    def clean_team(self) -> Team | None:
        """The team of this name."""
        typed = self.cleaned_data["team"].strip()
        if not typed:
            return None
        named = list(Team.objects.filter(name__iexact=typed)[:2])
        if not named:
            raise ValidationError(_("There is no team ‘%(name)s’.") % {"name": typed})
        if len(named) > 1:
            raise ValidationError(
                _("There are several teams ‘%(name)s’. Rename one, or choose the one above.") % {"name": typed}
            )
        return named[0]

    def clean_skill(self) -> Skill | None:
        """The skill of this name."""
        typed = self.cleaned_data["skill"].strip()
        found = Skill.objects.filter(name__iexact=typed).first() if typed else None
        if typed and found is None:
            raise ValidationError(_("Nobody has named a skill ‘%(name)s’ yet.") % {"name": typed})
        return found

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)
