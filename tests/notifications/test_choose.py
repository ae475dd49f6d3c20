"""How one wants to hear of things: all kinds on one page, kept by one button."""

from typing import Any

from django.test import Client

from tests.cast import Cast
from upwell.core.models import Line
from upwell.notifications.actions import Choice, choose
from upwell.notifications.models import Mailing, NoticeKind, Preference
from upwell.notifications.queries.inbox import preferences_of

QUIET = Choice(in_inbox=False, mailing=Mailing.NEVER)
PAGE = "/inbox/preferences/"


def answers(**changed: str | None) -> dict[str, Any]:
    """What a browser sends when everything stays as it is, but for what changed; None is a box without a tick."""
    sent: dict[str, Any] = {}
    for kind in NoticeKind.values:
        sent |= {f"{kind}.bell": "on", f"{kind}.mail": Mailing.DAILY.value}
    sent |= {name.replace("__", "."): value for name, value in changed.items()}
    return {name: value for name, value in sent.items() if value is not None}


def test_what_is_chosen_is_kept_and_the_rest_stays(cast: Cast) -> None:
    before = {row.kind: row.mailing for row in preferences_of(cast.asker)}
    choose({NoticeKind.VOICED: QUIET}, by=cast.asker)
    now = {row.kind: row for row in preferences_of(cast.asker)}
    assert not now[NoticeKind.VOICED].in_inbox
    assert all(now[kind].mailing == mailing for kind, mailing in before.items() if kind != NoticeKind.VOICED)
    assert Preference.objects.filter(person=cast.helper).count() == 0


def test_the_same_choice_again_changes_nothing_and_is_told_once(cast: Cast) -> None:
    choose({NoticeKind.VOICED: QUIET}, by=cast.asker)
    choose({NoticeKind.VOICED: QUIET}, by=cast.asker)
    lines = Line.objects.filter(verb="preferences.chosen")
    assert [line.context for line in lines] == [{"kinds": ["voiced"]}]
    assert Preference.objects.filter(person=cast.asker).count() == 1


def test_one_form_keeps_every_kind(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    answer = client.post(PAGE, answers(voiced__bell=None, answered__mail="at_once", offered__mail="never"))
    assert answer.status_code == 302
    now = {row.kind: row for row in preferences_of(cast.asker)}
    assert not now["voiced"].in_inbox
    assert now["answered"].mailing == Mailing.AT_ONCE
    assert now["offered"].mailing == Mailing.NEVER
    assert now["parked"].mailing == Mailing.DAILY
    page = client.get(PAGE).content.decode()
    assert page.count("<select") == len(NoticeKind.values)


def test_a_choice_that_does_not_exist_loses_none_of_the_others(cast: Cast, client: Client) -> None:
    client.force_login(cast.asker)
    answer = client.post(PAGE, answers(voiced__bell=None, answered__mail="hourly", offered__mail="never"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'name="voiced.bell" id="id_voiced.bell">' in page
    assert Preference.objects.count() == 0
