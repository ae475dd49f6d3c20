"""A film becomes a page: a draft with it as its only part, to which words can be added."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import journal
from upwell.films.actions.storyboards import hold_storyboard
from upwell.films.models import Film, Storyboard
from upwell.library.actions.recording import start_with_file
from upwell.library.models import Item
from upwell.people.models import Person


@transaction.atomic
def use_film(storyboard: Storyboard, *, by: Person) -> Item:
    """Start a draft with the film. Only whose it is; a second time leads to the same draft. Refused where no film is made."""
    held = hold_storyboard(storyboard, by)
    film = Film.objects.select_for_update(of=("self",)).select_related("file", "item").filter(storyboard=held).first()
    if film is None or film.file is None:
        raise ValidationError(_("There is no film yet. Make it first."))
    if film.item is not None:
        return film.item
    film.item = start_with_file(film.file, by=by, title=held.title)
    film.save(update_fields=["item"])
    journal.record("film.used", by=by, about=film, item=film.item.pk)
    return film.item
