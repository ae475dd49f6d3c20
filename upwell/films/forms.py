"""The shape of what people type about a film. What it may say is the actions' business."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from upwell.films.making.timing import clock
from upwell.films.models import Look, Scene, SceneKind, Storyboard, Transition
from upwell.films.models.storyboard import LANGUAGES
from upwell.films.queries.clips import Choices
from upwell.films.saying import MOST_LINES, BoardSaid, SceneSaid
from upwell.library.said_forms import MomentField


class BoardForm(forms.Form):
    """What a film is called, how it looks and sounds."""

    title = forms.CharField(label=_("What is it about?"), required=False, strip=False)
    look = forms.ChoiceField(label=_("Colours"), choices=Look.choices, widget=forms.RadioSelect)
    transition = forms.ChoiceField(label=_("From scene to scene"), choices=Transition.choices)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    is_spoken = forms.BooleanField(label=_("Read aloud what is typed"), required=False)

    @classmethod
    def of(cls, storyboard: Storyboard, typed: Any = None) -> BoardForm:
        """The form as a storyboard fills it, or as somebody filled it (`typed`)."""
        start = {name: getattr(storyboard, name) for name in cls.base_fields}
        return cls(typed, initial=start, auto_id="film-%s")

    def said(self) -> BoardSaid:
        """What the actions take."""
        return BoardSaid(**self.cleaned_data)


class SceneForm(forms.Form):
    """What is written of a scene, and the files that come with it; only the fields that its kind has."""

    title = forms.CharField(label=_("Title"), required=False, strip=False, help_text=_("It names the chapter, too."))
    words = forms.CharField(
        label=_("Words to show"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A line that begins with a hyphen becomes a point. At most %(most)s lines.") % {"most": MOST_LINES},
    )
    picture = forms.FileField(label=_("Picture"), required=False)
    recording = forms.TypedChoiceField(label=_("Your recording"), required=False, coerce=int, empty_value=None)
    begin = MomentField(label=_("From"), required=False, help_text=_("Like 0:12"))
    end = MomentField(label=_("To"), required=False, help_text=_("Empty: to its end"))
    narration = forms.CharField(
        label=_("What is said"), required=False, strip=False, widget=forms.Textarea({"rows": 3})
    )
    voice = forms.FileField(label=_("Or a sound that you recorded"), required=False)

    def __init__(self, typed: Any = None, files: Any = None, *, scene: Scene, recordings: Choices) -> None:
        super().__init__(typed, files, initial=_start(scene), auto_id=f"scene-{scene.pk}-%s")
        for name in _UNUSED[SceneKind(scene.kind)]:
            del self.fields[name]
        if "recording" in self.fields:
            cast(forms.ChoiceField, self.fields["recording"]).choices = [("", _("Choose one")), *recordings]

    def said(self, scene: Scene) -> SceneSaid:
        """What the actions take; what the form does not ask stays as it is."""
        given = self.cleaned_data
        return SceneSaid(
            title=given["title"],
            words=given.get("words", scene.words),
            narration=given["narration"],
            begin=(given["begin"] or 0.0) if "begin" in given else scene.begin,
            end=given.get("end", scene.end),
        )


_CLIP = ("recording", "begin", "end")
_UNUSED = {
    SceneKind.TEXT: ("picture", *_CLIP),
    SceneKind.PICTURE: _CLIP,
    SceneKind.SLIDE: ("words", "picture", *_CLIP),
    SceneKind.CLIP: ("words", "picture"),
}


def _start(scene: Scene) -> dict[str, object]:
    return {
        "title": scene.title,
        "words": scene.words,
        "narration": scene.narration,
        "recording": scene.recording_id or "",
        "begin": clock(scene.begin) if scene.begin else "",
        "end": clock(scene.end) if scene.end else "",
    }
