"""The shape of what people type about a link. What it may say is the actions' business, who answer in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.library.actions.linking import LinkDetails
from upwell.library.models import Link, LinkKind
from upwell.media.models import StoredFile


class LinkForm(forms.Form):
    """Something outside, or a file, with why it is worth it. A file that came before stands in `kept_file`."""

    title = forms.CharField(
        label=_("What is it called?"),
        strip=False,
        error_messages={"required": _("Give it a title, as it is called there.")},
    )
    what = forms.ChoiceField(
        label=_("What is it?"), choices=LinkKind.choices, initial=LinkKind.PAGE, widget=forms.RadioSelect
    )
    url = forms.CharField(
        label=_("Where is it?"), required=False, strip=False, help_text=_("Its address, with https://.")
    )
    upload = forms.FileField(label=_("Or bring the file"), required=False)
    why = forms.CharField(
        label=_("Why is it worth it?"),
        strip=False,
        error_messages={"required": _("Say why it is worth it: that is what a search engine does not know.")},
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For whom, which part, what you did differently afterwards."),
    )
    minutes = forms.IntegerField(label=_("Minutes it takes"), required=False, initial=5)
    skills = forms.CharField(
        label=_("Skills it is about"), required=False, strip=False, help_text=_("With commas between them.")
    )
    kept_file = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, link: Link, typed: Any = None, files: Any = None) -> LinkForm:
        """The form as a link fills it, or as somebody filled it (`typed`)."""
        card = link.item
        start = {
            "title": card.title,
            "what": link.what,
            "url": card.url,
            "why": link.why,
            "minutes": card.minutes,
            "skills": ", ".join(skill.name for skill in card.skills.all()),
            "kept_file": link.file.sha256 if link.file else "",
        }
        return cls(typed, files, initial=start)

    def details(self, file: StoredFile | None) -> LinkDetails:
        """What the actions take."""
        said = self.cleaned_data
        return LinkDetails(
            title=said["title"],
            why=said["why"],
            url=said["url"],
            what=said["what"],
            minutes=5 if said["minutes"] is None else said["minutes"],
            skills=said["skills"].replace(";", ",").split(","),
            file=file,
        )
