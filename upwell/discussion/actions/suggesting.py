"""Proposing a change, deciding on it, and saying what was changed because readers said so.

These are parts of actions on what is discussed, which know its text and ask who may.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.core.text import clean
from upwell.discussion.actions.reacting import recount, tally
from upwell.discussion.anchors import Quote
from upwell.discussion.models import (
    FLAGS,
    LONGEST_CONTEXT,
    Anchor,
    Comment,
    Fix,
    Kind,
    Reaction,
    Suggestion,
    SuggestionState,
    Thread,
)
from upwell.people.models import Person

LONGEST_WHY = 500
MOST_WAITING = 20  # suggestions of one person that wait in one thread


def put_suggestion(
    thread: Thread,
    *,
    by: Person,
    block: str,
    field: str,
    said: Quote,
    after: str,
    why: str,
    anchor: Anchor | None,
    number: int,
    about: models.Model,
) -> Suggestion:
    """Keep a proposed change in the locked `thread`; part of an action. The same again is the same suggestion.

    Refused: a change that changes nothing, and more of one person's than anybody could go through.
    """
    after, why = clean(after), clean(why)
    if after == clean(said.exact):
        raise ValidationError(_("Nothing is different yet. Change the words, then suggest it."))
    if len(why) > LONGEST_WHY:
        raise ValidationError(
            _("Why has %(count)s characters; at most %(most)s fit. Say it shorter.")
            % {"count": len(why), "most": LONGEST_WHY}
        )
    waiting = thread.suggestions.waiting().filter(by=by)
    if again := waiting.filter(block=block, field=field, before=said.exact, after=after, start=said.start).first():
        return again
    if waiting.count() >= MOST_WAITING:
        raise ValidationError(
            _("%(most)s of your suggestions wait here already. Talk to the authors first.") % {"most": MOST_WAITING}
        )
    suggestion = Suggestion.objects.create(
        thread=thread,
        by=by,
        block=block,
        field=field,
        before=said.exact,
        after=after,
        prefix=said.prefix[-LONGEST_CONTEXT:],
        suffix=said.suffix[:LONGEST_CONTEXT],
        start=said.start,
        anchor=anchor,
        why=why,
        number=number,
        at=clock.now(),
    )
    Thread.objects.filter(pk=thread.pk).update(suggestion_count=F("suggestion_count") + 1)
    journal.record(f"{about._meta.model_name}.suggested", by=by, about=about, suggestion=suggestion.pk)
    return suggestion


def decide(
    suggestion: Suggestion,
    state: SuggestionState,
    *,
    by: Person,
    about: models.Model,
    word: str = "",
    became: int | None = None,
    fix: Fix | None = None,
) -> None:
    """Write down what became of an open suggestion whose row and thread are held; part of an action that asked who may."""
    suggestion.state, suggestion.answered_by, suggestion.answered_at = state, by, clock.now()
    suggestion.word, suggestion.became, suggestion.fix = fitting_word(word), became, fix
    suggestion.save(update_fields=["state", "answered_by", "answered_at", "word", "became", "fix"])
    Thread.objects.filter(pk=suggestion.thread_id).update(suggestion_count=F("suggestion_count") - 1)
    verb = f"{about._meta.model_name}.suggestion_{state.value}"
    journal.record(verb, by=by, about=about, suggestion=suggestion.pk)


def put_fix(
    thread: Thread,
    *,
    by: Person,
    about: models.Model,
    number: int,
    block: str,
    before: str,
    after: str,
    flags: Iterable[Reaction],
    questions: Iterable[Comment] = (),
    credited: Person | None = None,
    word: str = "",
) -> Fix:
    """Write down a change, mark the flags and questions it answers, and let the journal tell who asked for it.

    The thread is held; part of an action. The time since the oldest of these flags is kept with it.
    """
    flags, questions = list(flags), list(questions)
    now = clock.now()
    asked = [flag.at for flag in flags] + [question.at for question in questions]
    fix = Fix.objects.create(
        thread=thread,
        by=by,
        credited=credited,
        block=block,
        number=number,
        before=before,
        after=after,
        word=fitting_word(word),
        at=now,
        waited=now - min(asked) if asked else None,
    )
    people = {flag.by_id for flag in flags}
    said = tally(thread, people)
    Reaction.objects.filter(pk__in=[flag.pk for flag in flags]).update(fix=fix)
    Comment.objects.filter(pk__in=[question.pk for question in questions]).update(fix=fix)
    recount(thread, people, said, about=about)
    journal.record(f"{about._meta.model_name}.fixed", by=by, about=about, fix=fix.pk, version=number)
    return fix


def waiting_flags(thread: Thread) -> list[Reaction]:
    """The flags and the signs 'I have a question' that no change has answered, the oldest first."""
    rows = thread.reactions.waiting().filter(kind__in=(*FLAGS, Kind.QUESTION))
    return list(rows.select_related("anchor").order_by("at", "id"))


def fitting_word(word: str) -> str:
    """A word to whoever suggested or flagged it; refused where it is too long."""
    word = clean(word)
    if len(word) > LONGEST_WHY:
        raise ValidationError(
            _("This has %(count)s characters; at most %(most)s fit. Say it shorter.")
            % {"count": len(word), "most": LONGEST_WHY}
        )
    return word
