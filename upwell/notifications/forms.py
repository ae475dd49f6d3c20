"""The shape of what somebody chooses about being told."""

from django import forms

from upwell.notifications.models import Mailing, NoticeKind


class PreferenceForm(forms.Form):
    """One kind of notice: in the bell or not, and when by mail."""

    kind = forms.ChoiceField(choices=NoticeKind.choices)
    in_inbox = forms.BooleanField(required=False)
    mailing = forms.ChoiceField(choices=Mailing.choices)
