"""Draws a need as lists show it by the dozen: a row of the board, its chip and its clock.

In Python and not as a template, because twenty rows drawn by a template cost more than all the rest of the page.
"""

from collections.abc import Hashable

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from upwell.needs.models import How, Need, State
from upwell.needs.queries.board import Row
from upwell.people.models import Person
from upwell.web import words
from upwell.web.drawing import draw_faces, draw_icon
from upwell.web.frame import TOKEN_GOES_HERE

NOTHING = SafeString("")
MOST_KEPT = 4000  # drawn rows a process keeps, about 1.5 kB each; then it begins anew
BOARD_GOES_HERE = "\x00board\x00"  # as in frame.py: no text of the database can hold it

_drawn: dict[tuple[Hashable, ...], str] = {}


def draw_row(row: Row, *, level: int, token: str, board: str) -> SafeString:
    """A need on the board. Its buttons are forms (`token` against forgery) that lead back to `board`, where they stand.

    Most of a board looks the same to everybody, so a row is drawn once for all who see the same; what is a page's own,
    the token and the way back, is put in last.
    """
    clock = clock_words(row.need)
    key = (*_seen(row), level, clock, get_language())
    drawn = _drawn.get(key)
    if drawn is None:
        if len(_drawn) >= MOST_KEPT:
            _drawn.clear()
        drawn = _drawn[key] = _draw(row, level, clock)
    return mark_safe(drawn.replace(TOKEN_GOES_HERE, token).replace(BOARD_GOES_HERE, escape(board)))  # noqa: S308


def _seen(row: Row) -> tuple[Hashable, ...]:
    """Everything of a row that its drawing shows, besides the clock."""
    need = row.need
    return (
        *(need.pk, need.title, need.state, need.is_nameless, need.team and need.team.name),
        *(need.voice_count, need.answer_count, need.solved_count, bool(need.answered_at), bool(need.solved_at)),
        need.asker and need.asker.team and need.asker.team.name,
        tuple((person.pk, person.name, person.photo) for person in row.people),
        row.helper and row.helper.name,
        *(row.how, bool(row.my_urgency), row.is_mine, row.is_offered),
        tuple((skill.pk, skill.name) for skill in row.skills),
    )


def _draw(row: Row, level: int, clock: str) -> SafeString:
    need, url = row.need, row.need.get_absolute_url()
    return format_html(
        '<li class="need" id="need-{pk}"><h{level} class="say"><a href="{url}">{title}</a></h{level}>'
        '<div class="meta">{faces}<span>{who}</span><span>{clock}</span>{chip}{team}{skills}</div>'
        '<div class="act">{buttons}</div></li>',
        pk=need.pk,
        level=level,
        url=url,
        title=need.title,
        faces=draw_faces(row.people) if row.people else NOTHING,
        who=_who(need),
        clock=clock,
        chip=draw_chip(need, row.helper, row.how),
        team=_team(need),
        skills=_skills(row),
        buttons=_buttons(row, url, TOKEN_GOES_HERE, BOARD_GOES_HERE),
    )


def clock_words(need: Need) -> str:
    """The clock that matters now: how long it waits, or how long it took to help, to answer, to solve."""
    if need.solved_at:
        return _("solved after %(time)s") % {"time": words.waited(need.asked_at, need.solved_at)}
    if need.answered_at:
        return _("answered after %(time)s") % {"time": words.waited(need.asked_at, need.answered_at)}
    if need.first_help_at:
        return _("first help after %(time)s") % {"time": words.waited(need.asked_at, need.first_help_at)}
    return _("waiting %(time)s") % {"time": words.waited(need.asked_at)}


def draw_chip(need: Need, helper: Person | None, how: str) -> SafeString:
    """What is happening, in a word or two; `helper` made the latest offer that stands, and would help by `how`."""
    kind, said = _state_words(need, helper, how)
    return format_html('<span class="chip {}">{}</span>', kind, said) if said else NOTHING


def _state_words(need: Need, helper: Person | None, how: str) -> tuple[str, str]:
    counts = {"solved": need.solved_count, "all": need.voice_count}
    match need.state:
        case State.OPEN:
            return "open", _("open")
        case State.HELPED:
            return "work", _doing(helper.first_name, how) if helper else _("helper found")
        case State.PARKED:
            return "parked", _("set aside")
        case State.SOLVED:
            several = need.solved_count > 1
            return "solved", _("solved for %(solved)s of %(all)s") % counts if several else _("solved")
        case State.ANSWERED if need.solved_count:
            return "new", _("solved for %(solved)s of %(all)s") % counts
        case State.ANSWERED:
            answers = ngettext("%(count)s answer", "%(count)s answers", need.answer_count)
            return "new", answers % {"count": need.answer_count}
    return "", ""


def _doing(name: str, how: str) -> str:
    match how:
        case How.WRITE:
            said = _("%(name)s is writing")
        case How.RECORD:
            said = _("%(name)s is recording")
        case How.RUN:
            said = _("%(name)s plans a session")
        case How.MENTOR:
            said = _("%(name)s would mentor")
        case How.TALK:
            said = _("%(name)s would talk it over")
        case _other:
            said = _("%(name)s knows who")
    return said % {"name": name}


def _who(need: Need) -> SafeString:
    count = need.voice_count - 1
    others = ngettext(", and %(count)s other", ", and %(count)s others", count) % {"count": count} if count > 0 else ""
    if need.asker is None:
        return format_html("<b>{}</b>{}", _("A colleague"), others)
    team = f", {need.asker.team.name}" if need.asker.team else ""
    return format_html("<b>{}</b>{}{}", need.asker.first_name, team, others)


def _team(need: Need) -> SafeString:
    if need.team is None:
        return NOTHING
    return format_html('<span class="chip parked">{}{}</span>', draw_icon("lock", "xs"), need.team.name)


def _skills(row: Row) -> SafeString:
    board = reverse("needs:board") if row.skills else ""
    link = '<a class="chip skill" href="{}?skill={}">{}</a>'
    return format_html_join("", link, ((board, skill.pk, skill.name) for skill in row.skills))


def _buttons(row: Row, url: str, token: str, board: str) -> SafeString:
    answer = format_html('<a class="btn soft sm" href="{}#answers">{}</a>', url, _("See the answer"))
    if row.need.solved_at or (row.is_mine and row.need.answered_at):
        return answer
    if row.is_mine:
        return format_html('<a class="btn ghost sm" href="{}">{}</a>', url, _("You asked"))
    second = answer if row.need.answered_at else _can_help(row, url)
    return format_html("{}{}", _me_too(row, url, token, board), second)


def _me_too(row: Row, url: str, token: str, board: str) -> SafeString:
    return format_html(
        '<form method="post" action="{url}{verb}/" hx-post="{url}{verb}/" hx-target="closest .need" hx-swap="outerHTML">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{token}"><input type="hidden" name="as" value="row">'
        '<input type="hidden" name="next" value="{board}"><button class="btn me sm" id="me-too-{pk}" aria-pressed="{on}">'
        '{tick}<span>{said} <span class="num">· {count}</span><span class="sr">: {title}</span></span></button></form>',
        url=url,
        verb="unvoice" if row.my_urgency else "voice",
        token=token,
        board=board,
        pk=row.need.pk,
        on="true" if row.my_urgency else "false",
        tick=draw_icon("check", "sm") if row.my_urgency else NOTHING,
        said=_("Me too"),
        count=row.need.voice_count,
        title=row.need.title,
    )


def _can_help(row: Row, url: str) -> SafeString:
    return format_html(
        '<a class="btn help sm" href="{}offer/">{}<span>{}<span class="sr">: {}</span></span></a>',
        url,
        draw_icon("check", "sm") if row.is_offered else NOTHING,
        _("You help") if row.is_offered else _("I can help"),
        row.need.title,
    )
