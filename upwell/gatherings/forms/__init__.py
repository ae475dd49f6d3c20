"""The shape of what people type about gatherings. What it may say is the actions' business."""

from upwell.gatherings.forms.circles import BringForm, CircleForm
from upwell.gatherings.forms.mentoring import MeetForm, OfferForm, ThanksForm, WishForm
from upwell.gatherings.forms.saying import CancelForm, MaterialForm, NotesForm, WordsForm
from upwell.gatherings.forms.sessions import EventForm, SeriesChangeForm, SeriesForm

__all__ = [
    "BringForm",
    "CancelForm",
    "CircleForm",
    "EventForm",
    "MaterialForm",
    "MeetForm",
    "NotesForm",
    "OfferForm",
    "SeriesChangeForm",
    "SeriesForm",
    "ThanksForm",
    "WishForm",
    "WordsForm",
]
