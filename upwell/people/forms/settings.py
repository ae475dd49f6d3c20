"""What admins type: the organisation, accounts, teams."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from upwell.core.begun import BegunForm
from upwell.people.models import Organisation, Person, Role, Team

ROLES = [
    (Role.MEMBER, _("Member"), _("Declares needs, helps, makes modules, learns. Everybody may do that.")),
    (Role.STEWARD, _("Steward"), _("Also merges needs that are the same, parks needs with a reason, and endorses.")),
    (Role.ADMIN, _("Admin"), _("Also adds people and teams, gives roles, closes accounts and imports.")),
]


class OrganisationForm(BegunForm):
    """What the organisation is called and who may join by themselves."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=80)
    welcome = forms.CharField(
        label=_("A line of welcome"), required=False, max_length=200, help_text=_("It stands on the sign-in page.")
    )
    may_sign_up = forms.BooleanField(label=_("People may join by themselves"), required=False)
    sign_up_domains = forms.CharField(
        label=_("Whose addresses end in"),
        required=False,
        max_length=1000,
        help_text=_("Such as example.org; with commas between several. They get a link by mail and are in as members."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    @classmethod
    def of(cls, organisation: Organisation, typed: Any = None) -> "OrganisationForm":
        """The form as it stands, or as somebody filled it (`typed`)."""
        return cls(
            typed,
            initial={
                "name": organisation.name,
                "welcome": organisation.welcome,
                "may_sign_up": organisation.may_sign_up,
                "sign_up_domains": ", ".join(organisation.sign_up_domains),
            },
        )

    def clean_sign_up_domains(self) -> list[str]:
        """A list, from words with commas or spaces between them."""
        typed: str = self.cleaned_data["sign_up_domains"]
        return typed.replace(",", " ").replace(";", " ").split()


class TeamField(forms.CharField):
    """A team, chosen by typing its name; where several are called so, by 'Parent › Name'."""

    widget = forms.TextInput(attrs={"list": "teams-like", "autocomplete": "off"})

    def clean(self, value: Any) -> Team | None:
        """The one team of that name."""
        typed = super().clean(value)
        if not typed:
            return None
        above, _mark, name = typed.rpartition(" › ")
        teams = Team.objects.filter(name__iexact=name.strip())
        found = list((teams.filter(parent__name__iexact=above.strip()) if above else teams)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(
                _("Several teams are called so. Write the team above before it, as in ‘Surgery › Day ward’.")
            )
        raise ValidationError(_("There is no team of this name. Choose one from the list, or add it under Teams."))


class LeadField(forms.CharField):
    """Whom somebody reports to, chosen by their address."""

    widget = forms.TextInput(attrs={"list": "people-like", "autocomplete": "off", "autocapitalize": "none"})

    def clean(self, value: Any) -> Person | None:
        """Whose address it is."""
        typed = super().clean(value)
        if not typed:
            return None
        person: Person | None = Person.objects.active().filter(email=typed.strip().lower()).first()
        if person is None:
            raise ValidationError(_("Nobody here has this address. Type a name and choose from the list."))
        return person


class AccountForm(forms.Form):
    """Where somebody belongs, and under which address they sign in."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, help_text=_("They sign in with it."))
    title = forms.CharField(label=_("What they do"), required=False, max_length=150)
    team = TeamField(label=_("Team"), required=False, max_length=250)
    lead = LeadField(label=_("Reports to"), required=False, max_length=254, help_text=_("Their e-mail address."))

    @classmethod
    def of(cls, person: Person) -> "AccountForm":
        """The form as it stands for `person`."""
        return cls(
            initial={
                "name": person.name,
                "email": person.email,
                "title": person.title,
                "team": written(person.team),
                "lead": person.lead.email if person.lead else "",
            }
        )


class TeamForm(forms.Form):
    """A team's name."""

    name = forms.CharField(label=_("Name of the team"), max_length=120)


class PlaceForm(forms.Form):
    """Where a team belongs."""

    parent = TeamField(
        label=_("Below which team"), required=False, max_length=250, help_text=_("Empty means: at the top.")
    )


class LeadForm(forms.Form):
    """Who leads a team."""

    lead = LeadField(
        label=_("Who leads it"), required=False, max_length=254, help_text=_("Their e-mail address; empty for nobody.")
    )


def written(team: Team | None) -> str:
    """A team as TeamField reads it."""
    if team is None:
        return ""
    return f"{team.parent.name} › {team.name}" if team.parent else team.name
