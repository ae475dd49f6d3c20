"""Showing a take to a few: named by whom it is, seen by nobody else, and ended at once, for good or by leaving."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.at_once import at_once
from tests.browsing import at, read
from tests.cast import Cast, make_cast
from tests.practice.telling import asked, recorded, said_of, uploaded, watched
from upwell.core.jobs import run_waiting
from upwell.media.recordings.tickets import admitted_ticket_for
from upwell.notifications.models import Notice
from upwell.people.actions import deactivate_person
from upwell.people.models import Person
from upwell.practice.actions.saying import comment_take, mark_take, say_with_voice, take_back_words
from upwell.practice.actions.showing import end_showing, show_take, watch_take
from upwell.practice.models import AsWhat, Mark, Showing, Take, VoiceNote
from upwell.practice.templatetags.practice import voice_source


def told(person: Person) -> list[str]:
    run_waiting()
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def plays(person: Person, take: Take) -> bool:
    address = reverse("media:recording", args=[admitted_ticket_for(take.file, person)])
    return at(person).get(address).status_code == 200


def test_a_take_is_shown_by_name_and_ended_again(cast: Cast) -> None:
    take = recorded(asked(cast))
    with pytest.raises(PermissionDenied):
        show_take(take, by=cast.lead, person=cast.lead)
    for person, as_what in ((cast.asker, AsWhat.PEER), (cast.leaver, AsWhat.PEER), (cast.stranger, AsWhat.LEAD)):
        with pytest.raises(ValidationError):
            show_take(take, by=cast.asker, person=person, as_what=as_what)
    for _ in range(2):
        shown = show_take(take, by=cast.asker, person=cast.lead, as_what=AsWhat.LEAD)
    assert told(cast.lead) == ["practice_shown"]
    assert not plays(cast.lead, take)
    for _ in range(2):
        watch_take(take, by=cast.lead)
    run_waiting()
    assert plays(cast.lead, take) and not plays(cast.stranger, take)
    with pytest.raises(PermissionDenied):
        end_showing(shown, by=cast.lead)
    for _ in range(2):
        end_showing(shown, by=cast.asker)
    assert not plays(cast.lead, take)
    with pytest.raises(PermissionDenied):
        watch_take(take, by=cast.lead)
    page = read(at(cast.asker).get(take.practice.get_absolute_url()))
    assert "Watched it, and sees it no longer" in page and "Greta Nyström" in page
    show_take(take, by=cast.asker, person=cast.lead, as_what=AsWhat.LEAD)
    assert plays(cast.lead, take)
    assert said_of("take") == ["practice.shared", "practice.watched", "practice.unshared", "practice.shared"]


def test_nobody_else_finds_a_practice_whatever_their_role(cast: Cast) -> None:
    practice = asked(cast)
    take = watched(recorded(practice), cast.helper)
    addresses = [
        practice.get_absolute_url(),
        reverse("practice:say", args=[take.pk]),
        reverse("practice:show", args=[take.pk]),
    ]
    for person in (cast.steward, cast.admin, cast.stranger, cast.newcomer):
        assert {at(person).get(address).status_code for address in addresses} == {404}
        assert at(person).post(reverse("practice:watch", args=[take.pk])).status_code == 404
        assert practice.title not in read(at(person).get("/practice/others/"))
    assert [at(cast.helper).get(address).status_code for address in addresses] == [200, 200, 404]
    assert [at(cast.lead).get(address).status_code for address in addresses] == [200, 404, 404]
    theirs = read(at(cast.lead).get(practice.get_absolute_url()))
    assert "Nothing is shown to you" in theirs and "Take 1" not in theirs


def test_a_coach_speaks_on_the_second_and_marks_with_a_reason(cast: Cast) -> None:
    take = watched(recorded(asked(cast)), cast.helper)
    show_take(take, by=cast.asker, person=cast.stranger)
    aspect = take.practice.aspects.get(place=1)
    with pytest.raises(PermissionDenied):  # shown, and not watched yet
        comment_take(take, by=cast.stranger, text="Blind.")
    with pytest.raises(PermissionDenied):
        mark_take(take, by=cast.steward, aspect=aspect, level="there", reason="I heard it.")
    with pytest.raises(ValidationError):
        mark_take(take, by=cast.helper, aspect=aspect, level="there", reason=" ")
    for _ in range(2):
        comment_take(take, by=cast.helper, text="Say who you are first.", second=1.2)
        mark_take(take, by=cast.helper, aspect=aspect, level="not_yet", reason="It came third.")
    mark_take(take, by=cast.helper, aspect=aspect, level="there", reason="It came first.")
    assert Mark.objects.get().level == "there"
    page = read(at(cast.asker).get(take.practice.get_absolute_url()))
    assert "Say who you are first." in page and 'data-second="1.2"' in page and "It came first." in page
    watch_take(take, by=cast.stranger)
    other = read(at(cast.stranger).get(take.practice.get_absolute_url()))
    assert "Say who you are first." in other and "It came first." not in other
    assert told(cast.asker) == ["practice_asked", "practice_said", "practice_said", "practice_said"]
    assert told(cast.steward) == []
    verbs = said_of("take")
    assert (verbs.count("comment.added"), verbs.count("practice.marked")) == (1, 2)


def test_a_voice_goes_with_whoever_takes_it_back(cast: Cast) -> None:
    take = watched(recorded(asked(cast)), cast.helper)
    with pytest.raises(PermissionDenied):
        say_with_voice(take, by=cast.stranger, upload=uploaded(cast.stranger, "tone.wav"))
    with pytest.raises(ValidationError):
        say_with_voice(take, by=cast.helper, upload=uploaded(cast.helper))
    said = say_with_voice(take, by=cast.helper, upload=uploaded(cast.helper, "tone.wav"), second=0.5)
    assert "<audio" in read(at(cast.asker).get(take.practice.get_absolute_url()))
    file = VoiceNote.objects.get().file
    run_waiting()
    watched(take, cast.stranger)
    sound = voice_source(file, take, cast.stranger)
    assert sound in read(at(cast.stranger).get(take.practice.get_absolute_url()))
    assert at(cast.stranger).get(sound).status_code == 200
    end_showing(Showing.objects.get(person=cast.stranger), by=cast.asker)
    assert at(cast.stranger).get(sound).status_code == 404
    assert at(cast.asker).get(voice_source(file, take, cast.asker)).status_code == 200
    with pytest.raises(PermissionDenied):
        take_back_words(said, by=cast.asker)
    for _ in range(2):
        take_back_words(said, by=cast.helper)
    assert not type(file).objects.filter(pk=file.pk).exists()


def test_whoever_leaves_sees_nothing_any_more_and_shows_nothing(cast: Cast) -> None:
    take = watched(recorded(asked(cast)), cast.helper)
    deactivate_person(cast.helper, by=cast.admin)
    run_waiting()
    assert not Showing.objects.standing().exists()
    assert said_of("take")[-1] == "practice.unshared"
    watched(take, cast.stranger)
    deactivate_person(cast.asker, by=cast.admin)
    run_waiting()
    assert not plays(cast.stranger, take)
    assert at(cast.stranger).get(take.practice.get_absolute_url()).status_code == 404


def test_two_taps_at_once_show_it_once(transactional_db: None) -> None:
    cast = make_cast()
    take = recorded(asked(cast))
    at_once([cast.lead] * 2, lambda person: show_take(take, by=cast.asker, person=person))
    assert Showing.objects.count() == 1
    assert said_of("take") == ["practice.shared"]
