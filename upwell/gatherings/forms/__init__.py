"""The shape of what people type about gatherings. What it may say is the actions' business."""

from upwell.gatherings.forms.circles import BringForm, CircleForm
from upwell.gatherings.forms.mentoring import MeetForm, OfferForm, ThanksForm, WishForm
from upwell.gatherings.forms.sessions import EventForm, SeriesForm
from upwell.gatherings.forms.words import CancelForm, MaterialForm, NotesForm, WordsForm

__all__ = [
    "BringForm",
    "CancelForm",
    "CircleForm",
    "EventForm",
    "MaterialForm",
    "MeetForm",
    "NotesForm",
    "OfferForm",
    "SeriesForm",
    "ThanksForm",
    "WishForm",
    "WordsForm",
]
