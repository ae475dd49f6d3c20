"""Me too: voices on a need, and following what becomes of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from upwell.core import clock, journal
from upwell.needs.actions.counting import OUTCOME_FIELDS, VOICE_FIELDS, count_outcomes, count_voices, warmed
from upwell.needs.actions.holding import hold
from upwell.needs.actions.wording import MOST_WORDS, paragraph
from upwell.needs.models import Follow, Need, Urgency, Voice
from upwell.people.models import Person


@transaction.atomic
def voice_need(need: Need, *, by: Person, urgency: str | None = None, why: str | None = None) -> Voice:
    """Say me too, with how soon and why. Again changes how soon and why; nobody counts twice.

    What is not said (None) stays as it was; at first it is 'soon', and no why. Whoever asked without their name stays without it.
    """
    need = hold(need, by)
    why = None if why is None else paragraph("why", why, MOST_WORDS)
    if urgency is not None and urgency not in Urgency.values:
        raise ValidationError({"urgency": _("Choose how soon you need it: now, soon or someday.")})
    voice = need.voices.filter(by=by).first()
    if voice is None:
        urgency = urgency or Urgency.SOON
        voice = Voice.objects.create(need=need, by=by, urgency=urgency, why=why or "", team=by.team, at=clock.now())
        need.heat = warmed(need.heat, need.voice_count, voice.at)
        need.voice_count += 1
        need.now_count += urgency == Urgency.NOW
        need.save(update_fields=VOICE_FIELDS)
        keep_following(need, by)
    elif not _change(need, voice, urgency or voice.urgency, voice.why if why is None else why):
        return voice
    journal.record("need.voiced", by=named(voice), about=need, urgency=voice.urgency)
    return voice


@transaction.atomic
def withdraw_voice(need: Need, *, by: Person) -> None:
    """Take back one's me too, with what one said of the answers. Whoever asked keeps theirs: the need is theirs."""
    need = hold(need, by)
    voice = need.voices.filter(by=by).first()
    if voice is None:
        return
    if need.asked_by_id == by.pk:
        raise ValidationError(_("You asked this, so you are one of those who need it."))
    signed = named(voice)
    voice.delete()
    count_voices(need)
    count_outcomes(need)
    need.save(update_fields=VOICE_FIELDS + OUTCOME_FIELDS)
    journal.record("need.unvoiced", by=signed, about=need)


@transaction.atomic
def follow_need(need: Need, *, by: Person) -> Follow:
    """Hear what becomes of a need, also after having muted it."""
    need = hold(need, by)
    follow, is_new = Follow.objects.get_or_create(need=need, person=by)
    if is_new or follow.is_muted:
        follow.is_muted = False
        follow.save(update_fields=["is_muted"])
        journal.record("need.followed", by=signature(need, by), about=need)
    return follow


@transaction.atomic
def unfollow_need(need: Need, *, by: Person) -> None:
    """Hear no more of a need; saying me too or helping later does not undo that."""
    need = hold(need, by)
    follow, is_new = Follow.objects.get_or_create(need=need, person=by)
    if is_new or not follow.is_muted:
        follow.is_muted = True
        follow.save(update_fields=["is_muted"])
        journal.record("need.unfollowed", by=signature(need, by), about=need)


def keep_following(need: Need, person: Person) -> None:
    """Whoever takes part hears what becomes of it, unless they muted it."""
    Follow.objects.get_or_create(need=need, person=person)


def signature(need: Need, person: Person) -> Person | None:
    """Whom the journal names for what `person` does as a voice of `need`: nobody, where their voice has no name."""
    return None if need.voices.filter(by=person, is_nameless=True).exists() else person


def named(voice: Voice) -> Person | None:
    """Whose voice it is, unless it has no name."""
    return None if voice.is_nameless else voice.by


def _change(need: Need, voice: Voice, urgency: str, why: str) -> bool:
    """Change what a voice says; False where it says so already."""
    if (voice.urgency, voice.why) == (urgency, why):
        return False
    need.now_count += (urgency == Urgency.NOW) - (voice.urgency == Urgency.NOW)
    need.save(update_fields=["now_count"])
    voice.urgency, voice.why = urgency, why
    voice.save(update_fields=["urgency", "why"])
    return True
