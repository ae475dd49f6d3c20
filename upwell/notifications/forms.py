"""The shape of what somebody chooses about being told."""

from collections.abc import Iterable

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from upwell.notifications.actions import Choice
from upwell.notifications.models import Mailing, NoticeKind, Preference

# in few words: a phone has a narrow column for them
MAILED = {**dict(Mailing.choices), Mailing.DAILY.value: _("once a day")}


class PreferencesForm(forms.Form):
    """Every kind of notice on one page: in the bell or not, and when by mail."""

    def __init__(self, *arguments: object, preferences: Iterable[Preference], **keywords: object) -> None:
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]
        for row in preferences:
            kind = NoticeKind(row.kind)
            self.fields[f"{kind}.bell"] = forms.BooleanField(required=False, initial=row.in_inbox, label=kind.label)
            self.fields[f"{kind}.mail"] = forms.ChoiceField(
                choices=list(MAILED.items()), initial=row.mailing, label=kind.label
            )

    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """The two fields of each kind."""
        kinds = [name.removesuffix(".bell") for name in self.fields if name.endswith(".bell")]
        return [(self[f"{kind}.bell"], self[f"{kind}.mail"]) for kind in kinds]

    def chosen(self) -> dict[NoticeKind, Choice]:
        """What was chosen for each kind."""
        kinds = [NoticeKind(name.removesuffix(".bell")) for name in self.fields if name.endswith(".bell")]
        told = self.cleaned_data
        return {kind: Choice(told[f"{kind}.bell"], Mailing(told[f"{kind}.mail"])) for kind in kinds}
