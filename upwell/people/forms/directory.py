"""What one types to find people and to confirm what they can do."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SoughtForm(forms.Form):
    """The question to the directory; what cannot be is left aside, a search never fails."""

    q = forms.CharField(required=False, max_length=100)
    skill = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    team = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    language = forms.CharField(required=False, max_length=40)
    teaches = forms.BooleanField(required=False)


class EvidenceForm(forms.Form):
    """What one saw."""

    evidence = forms.CharField(
        label=_("What did you see?"),
        max_length=300,
        help_text=_("One sentence, in your name, on this page for everybody here."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )
