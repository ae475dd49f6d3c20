"""Whoever is filmed says how far a film may go, and their no takes it down everywhere: pages, tickets, and what search finds."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.browsing import at, read
from tests.cast import Cast
from tests.media.clips import clip
from tests.practice.telling import said_of
from upwell.core import clock
from upwell.core.jobs import run_waiting
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.writing import start_module
from upwell.library.models import Item
from upwell.media.actions import add_file
from upwell.media.actions.captions import ask_for_captions, keep_captions
from upwell.media.actions.consenting import answer_consent, lapse_consents, name_filmed, put_together, unname_filmed
from upwell.media.actions.forgetting import forget_file
from upwell.media.models import Recording, StoredFile, Transcript
from upwell.media.recordings.tickets import address_for, ticket_for
from upwell.notifications.models import Notice
from upwell.people.models import Person
from upwell.search.models import Document

SAID = "Nobody is told off here."


@pytest.fixture
def film(cast: Cast) -> StoredFile:
    """A film that Amara brought."""
    return add_file([clip("film.mp4")], name="ward round.mp4", by=cast.author)


@pytest.fixture
def page(cast: Cast, film: StoredFile) -> Item:
    """A page that plays it, found by what is said in it."""
    item = start_module(by=cast.author, title="A ward round", blocks=[{"type": "video", "file": film.sha256}])
    publish_module(item, by=cast.author)
    run_waiting()
    recording = Recording.objects.get(file=film)
    row = ask_for_captions(recording) or Transcript.objects.create(recording=recording, at=clock.now())
    keep_captions(row, {"language": "en", "lines": [[[0.0, 0.6, word] for word in SAID.split()]]})
    run_waiting()
    return item


def plays(person: Person, film: StoredFile) -> list[bool]:
    """Whether an old ticket, and an old address of the file itself, still play for somebody."""
    addresses = [reverse("media:recording", args=[ticket_for(film, person)]), address_for(film, person)]
    film.refresh_from_db()
    return [at(person).get(address).status_code == 200 for address in addresses]


def moments() -> int:
    run_waiting()
    return Document.objects.filter(kind="moment").count()


def test_a_colleague_who_is_filmed_is_asked_and_their_answer_holds_everywhere(
    cast: Cast, film: StoredFile, page: Item
) -> None:
    address = page.get_absolute_url()
    assert plays(cast.stranger, film) == [True, True] and moments() == 1
    with pytest.raises(PermissionDenied):
        name_filmed(film, by=cast.stranger, person=cast.helper)
    for _ in range(2):
        consent = name_filmed(film, by=cast.author, person=cast.helper)
    assert (plays(cast.stranger, film), plays(cast.helper, film)) == ([False, False], [True, True])
    assert plays(cast.author, film) == [True, True] and moments() == 0
    assert "as soon as everybody" in read(at(cast.stranger).get(address))
    with pytest.raises(PermissionDenied):
        answer_consent(consent, by=cast.author, agrees=True)
    for _ in range(2):
        answer_consent(consent, by=cast.helper, agrees=True, reach="outside")
    assert plays(cast.stranger, film) == [True, True] and moments() == 1
    shown = read(at(cast.stranger).get(address))
    assert "x-player" in shown and "Those seen in it agreed: outside, too" in shown
    for _ in range(2):
        answer_consent(consent, by=cast.helper, agrees=False)
    for person in (cast.author, cast.helper, cast.stranger, cast.admin):
        assert plays(person, film) == [False, False]
    assert moments() == 0
    down = read(at(cast.stranger).get(address))
    assert "was taken down" in down and film.sha256 not in down
    answer_consent(consent, by=cast.helper, agrees=True)
    assert plays(cast.stranger, film) == [True, True] and moments() == 1
    assert said_of("consent") == ["consent.asked", "consent.given", "consent.withdrawn", "consent.given"]
    kinds = Notice.objects.filter(kind__startswith="consent").values_list("person", "kind").order_by("pk")
    assert list(kinds) == [(cast.helper.pk, "consent_asked"), *[(cast.author.pk, "consent_said")] * 3]


def test_what_somebody_else_wishes_is_said_and_not_chosen_beforehand(cast: Cast, film: StoredFile) -> None:
    consent = name_filmed(film, by=cast.author, person=cast.helper, reach="outside")
    asked = read(at(cast.helper).get(consent.get_absolute_url()))
    assert "The wish is to show it outside" in asked
    assert re.search(r'value="inside"[^>]* checked', asked) and not re.search(r'value="outside"[^>]* checked', asked)
    answer_consent(consent, by=cast.helper, agrees=True, reach="outside")
    assert re.search(r'value="outside"[^>]* checked', read(at(cast.helper).get(consent.get_absolute_url())))


def test_a_day_that_passes_takes_it_down_by_the_clock(cast: Cast, film: StoredFile) -> None:
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        name_filmed(film, by=cast.author, person=cast.author, until=today - timedelta(days=1))
    name_filmed(film, by=cast.author, person=cast.author, until=today)
    assert lapse_consents() == 0 and plays(cast.author, film)[1]
    with clock.at(timezone.now() + timedelta(days=1)):
        assert (lapse_consents(), lapse_consents()) == (1, 0)
    assert not plays(cast.author, film)[1]
    assert said_of("consent") == ["consent.given", "consent.lapsed"]


def test_a_name_that_was_a_mistake_is_taken_back_until_it_was_answered(cast: Cast, film: StoredFile) -> None:
    mistaken = name_filmed(film, by=cast.author, person=cast.stranger)
    with pytest.raises(PermissionDenied):
        unname_filmed(mistaken, by=cast.stranger)
    for _ in range(2):
        unname_filmed(mistaken, by=cast.author)
    assert plays(cast.author, film)[1]
    refused = answer_consent(name_filmed(film, by=cast.author, person=cast.helper), by=cast.helper, agrees=False)
    with pytest.raises(PermissionDenied):
        unname_filmed(refused, by=cast.author)
    assert said_of("consent") == ["consent.asked", "consent.unnamed", "consent.asked", "consent.refused"]


def test_only_those_it_concerns_find_who_is_filmed(cast: Cast, film: StoredFile) -> None:
    consent = name_filmed(film, by=cast.author, person=cast.helper)
    named, answer = reverse("media:filmed", args=[film.pk]), consent.get_absolute_url()
    assert [at(person).get(named).status_code for person in (cast.author, cast.helper, cast.admin)] == [200, 404, 404]
    assert [at(person).get(answer).status_code for person in (cast.author, cast.helper, cast.admin)] == [403, 200, 404]
    assert "your answer" in read(at(cast.helper).get(reverse("media:consents")))
    assert "ward round" not in read(at(cast.steward).get(reverse("media:consents")))
    sent = at(cast.author).post(named, {"email": "Nobody", "reach": "inside", "until": ""})
    assert sent.status_code == 422 and "Nobody" in read(sent)
    at(cast.helper).post(answer, {"reach": "inside", "until": "", "no": ""})
    film.refresh_from_db()
    assert film.is_down


def test_what_is_said_of_a_film_holds_where_parts_of_it_are_shown(cast: Cast, film: StoredFile) -> None:
    cut, further = (add_file([clip(name)], name=name, by=cast.author) for name in ("silent.mp4", "turned.mp4"))
    put_together(cut, of=[film])
    put_together(further, of=[cut])

    def standing() -> list[str]:
        return [str(StoredFile.objects.get(pk=one.pk).standing) for one in (film, cut, further)]

    assert standing() == ["open"] * 3
    consent = name_filmed(film, by=cast.author, person=cast.asker)
    assert standing() == ["waiting"] * 3
    answer_consent(consent, by=cast.asker, agrees=True)
    assert standing() == ["open"] * 3 and plays(cast.stranger, cut)[1]
    answer_consent(consent, by=cast.asker, agrees=False)
    assert standing() == ["down"] * 3
    assert [plays(cast.stranger, one) for one in (cut, further)] == [[False, False]] * 2


def test_who_is_filmed_still_says_so_of_its_parts_once_the_film_is_forgotten(cast: Cast, film: StoredFile) -> None:
    cut = add_file([clip("silent.mp4")], name="silent.mp4", by=cast.author)
    put_together(cut, of=[film])
    answer_consent(name_filmed(film, by=cast.author, person=cast.asker), by=cast.asker, agrees=True)
    assert forget_file(film, by=cast.author)
    answer_consent(cut.consents.get(), by=cast.asker, agrees=False)
    cut.refresh_from_db()
    assert cut.is_down
