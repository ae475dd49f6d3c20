"""Who may say something, and who may take it back."""

from typing import Any

from django.db import models
from django.db.models import QuerySet

from upwell.core.prepared import prepared
from upwell.discussion.models import Comment, Thread
from upwell.people.models import Person


def can_speak(person: Person, thread: Thread, about: models.Model) -> bool:
    """Whoever may see a thing may comment on it and react to it, in its own thread.

    `about` is of a model whose QuerySet has `visible_to`: what may be listed is what may be spoken of.
    """
    return bool(_seen(about.pk, thread.pk, person, model=type(about)))


@prepared
def _seen(about: int, thread: int, person: Person, *, model: type[models.Model]) -> QuerySet[Any, int]:
    things: Any = model._default_manager
    seen: QuerySet[Any, int] = things.visible_to(person).filter(pk=about, thread=thread).values_list("pk", flat=True)
    return seen


def can_remove(person: Person, comment: Comment) -> bool:
    """Everybody takes back their own words, nobody another's."""
    return comment.by_id == person.pk


def can_edit_comment(person: Person, comment: Comment) -> bool:
    """Everybody puts their own words better, as long as they have not taken them back."""
    return comment.by_id == person.pk and comment.removed_at is None
