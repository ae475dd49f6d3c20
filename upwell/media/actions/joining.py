"""Writes of takes that become one: somebody puts them in an order, and a job makes another take of them."""

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, jobs
from upwell.core.store import store, workplace
from upwell.media.actions.uploads import KEPT_FOR, locked, refuse_more
from upwell.media.kinds import HEAD, played
from upwell.media.models import FileKind, Join, MakingState, Upload
from upwell.media.recordings import ffmpeg, partial
from upwell.media.recordings.joining import arguments_for
from upwell.people.models import Person

MOST_PARTS = 10
PATIENCE_SECONDS = 120.0  # for the shortest, and
PATIENCE_FACTOR = 10.0  # so many times its own length

log = logging.getLogger(__name__)


class CannotJoin(Exception):
    """Takes that do not become one; the message says why, for whoever asked."""


@transaction.atomic
def join_takes(takes: Sequence[Upload], *, by: Person) -> Upload:
    """Make one take of several, in this order; they stay as they are. Only who made them.

    Refused in words: fewer than two, more than ten, one that is not whole or is still coming in, one that is twice among
    them, and a voice alone together with a film.
    """
    if not 2 <= len(takes) <= MOST_PARTS:
        raise ValidationError(_("Choose from two to %(most)s takes.") % {"most": MOST_PARTS})
    found = {take.pk: locked(take, by) for take in sorted(takes, key=lambda take: take.pk)}
    if len(found) < len(takes):
        raise ValidationError(_("The same take is in it twice."))
    if not all(take.is_take and take.is_usable for take in found.values()):
        raise ValidationError(_("One of these takes is not whole yet. Wait until it is, or leave it out."))
    kinds = {_kind(take) for take in found.values()}
    if len(kinds) > 1:
        raise ValidationError(_("A voice alone and a film do not join. Choose takes of one kind."))
    refuse_more(by)
    partial.check_room(Path(settings.FILES), sum(take.offset for take in found.values()))
    return _begin([found[take.pk] for take in takes], by)


def make_join(join: Join) -> Join:
    """The clock: put the takes together. What does not become one says why in words; its parts stay. No transaction is
    open while ffmpeg works."""
    try:
        with workplace() as folder:
            _make(join, folder)
    except CannotJoin as refusal:
        _give_up(join, str(refusal))
    except (ffmpeg.FfmpegFailed, FileNotFoundError) as failure:
        log.warning("takes %s do not become one: %s", join.parts, failure)
        _give_up(join, _("One of these takes is broken or gone, so they could not be joined."))
    return join


@transaction.atomic
def ask_again(join: Join) -> None:
    """The clock: whoever put these takes together was interrupted; have it begun anew."""
    Join.objects.filter(pk=join.pk).update(seen_alive_at=clock.now())
    _ask(join)


def _begin(parts: list[Upload], by: Person) -> Upload:
    now, name = clock.now(), parts[0].name.rpartition(".")[0] or parts[0].name
    take = Upload.objects.create(
        by=by,
        name=_("%(name)s, joined") % {"name": name[:150]},
        byte_count=None,
        is_take=True,
        at=now,
        expires_at=now + KEPT_FOR,
    )
    join = Join.objects.create(take=take, parts=[part.pk for part in parts], seen_alive_at=now)
    _ask(join)
    return take


def _ask(join: Join) -> None:
    jobs.enqueue("upwell.media.tasks.join_takes", join_id=join.pk, lock=f"join-{join.pk}")


def _kind(take: Upload) -> FileKind | None:
    """Whether it is a film or a sound, by its first bytes; None where it is neither."""
    if take.file is not None:
        return FileKind(take.file.kind)
    with take.path.open("rb") as content:
        known = played(content.read(HEAD))
    return known[0] if known else None


def _make(join: Join, folder: Path) -> None:
    with ExitStack() as opened:
        sources = [_source(take, opened) for take in _parts(join)]
        insides = [_insides(source.path, content_type) for source, content_type in sources]
        seconds = sum(part.seconds or 0 for part in insides)
        if seconds > settings.RECORDING_MAX_MINUTES * 60:
            raise CannotJoin(
                _("Together they last longer than %(most)s minutes, more than can be played here. Leave one out.")
                % {"most": settings.RECORDING_MAX_MINUTES}
            )
        ffmpeg.compose(
            [source for source, _content_type in sources],
            arguments_for(insides, "joined"),
            into=folder,
            patience=PATIENCE_SECONDS + seconds * PATIENCE_FACTOR,
            progress=_noting(join, seconds),
        )
    _keep(join, folder / "joined")


def _parts(join: Join) -> list[Upload]:
    found = Upload.objects.select_related("file").in_bulk(join.parts)
    if len(found) < len(join.parts):
        raise CannotJoin(_("One of these takes was thrown away before they were joined."))
    return [found[pk] for pk in join.parts]


def _source(take: Upload, opened: ExitStack) -> tuple[ffmpeg.Source, str]:
    """Where a take can be read: as it came in, or where it is kept once it has become a file. And its type."""
    path = opened.enter_context(store().on_disk(take.file.file)) if take.file else take.path
    with path.open("rb") as content:
        known = played(content.read(HEAD))
    if known is None:
        raise CannotJoin(_("One of these takes is neither a film nor a sound."))
    return ffmpeg.Source(path, ffmpeg.READERS[known[1]]), known[1]


def _insides(path: Path, content_type: str) -> ffmpeg.Insides:
    """What is in it, and how long it is, which a recording of a browser does not say."""
    found = ffmpeg.look(path, content_type)
    if found.seconds:
        return found
    return replace(found, seconds=ffmpeg.measure(path, content_type, patience=PATIENCE_SECONDS))


def _noting(join: Join, seconds: float) -> Callable[[float], None]:
    def note(reached: float) -> None:
        percent = min(99, int(reached / max(seconds, 0.1) * 100))
        if percent > join.percent:
            join.percent, join.state, join.seen_alive_at = percent, MakingState.WORKING, clock.now()
            Join.objects.filter(pk=join.pk).update(
                percent=percent, state=MakingState.WORKING, seen_alive_at=join.seen_alive_at
            )

    return note


@transaction.atomic
def _keep(join: Join, made: Path) -> None:
    """It is a take now, with its length; one that was thrown away meanwhile stays thrown away."""
    take = Upload.objects.select_for_update().filter(join=join).first()
    if take is None:
        return
    take.byte_count = made.stat().st_size
    take.path.parent.mkdir(parents=True, exist_ok=True)
    made.replace(take.path)
    take.expires_at = clock.now() + KEPT_FOR
    take.save(update_fields=["byte_count", "expires_at"])
    Join.objects.filter(pk=join.pk).update(state=MakingState.READY, percent=100)


def _give_up(join: Join, words: str) -> None:
    Join.objects.filter(pk=join.pk).update(state=MakingState.FAILED, fault=words)
