"""Writes answers as `answer_need` would have, each at its own time, and what the askers said of them."""

from typing import Any

from django.db import connection

from upwell.interop.copying import copy_lines, copy_rows, take_ids
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.records import AnswerRecord
from upwell.interop.imports.writing.watching import Progress, watched
from upwell.needs.models import Answer, Confirmation, Need, Outcome

# The same counts and clocks as needs.actions.counting, for many needs in one statement; a test holds the two together.
RECOUNT = """
UPDATE needs_need need SET
    answer_count = seen.answers,
    answered_at = seen.first_answer,
    first_help_at = LEAST(seen.first_help, seen.first_offer),
    solved_count = voices.solved,
    partly_count = voices.partly,
    not_solved_count = voices.not_solved,
    solved_at = CASE
        WHEN coalesce(voices.asker_best = 0, voices.said >= 3 AND voices.solved * 2 > voices.said)
        THEN LEAST(need.solved_at, seen.first_solved) END
FROM unnest(%s::bigint[]) AS touched (id)
CROSS JOIN LATERAL (
    SELECT
        (SELECT count(*) FROM needs_answer WHERE need_id = touched.id) AS answers,
        (SELECT min(at) FROM needs_answer WHERE need_id = touched.id) AS first_answer,
        (SELECT min(answer.at) FROM needs_answer answer JOIN needs_need asked ON asked.id = answer.need_id
          WHERE answer.need_id = touched.id AND (asked.is_nameless OR answer.by_id <> asked.asked_by_id)) AS first_help,
        (SELECT min(offer.at) FROM needs_offer offer JOIN needs_need asked ON asked.id = offer.need_id
          WHERE offer.need_id = touched.id AND offer.withdrawn_at IS NULL
            AND offer.by_id <> asked.asked_by_id) AS first_offer,
        (SELECT min(confirmation.at) FROM needs_confirmation confirmation
           JOIN needs_answer answer ON answer.id = confirmation.answer_id
           JOIN needs_need asked ON asked.id = answer.need_id
          WHERE answer.need_id = touched.id AND confirmation.outcome = 'solved'
            AND confirmation.by_id = asked.asked_by_id) AS first_solved
) seen
CROSS JOIN LATERAL (
    SELECT count(*) AS said, count(*) FILTER (WHERE best = 0) AS solved, count(*) FILTER (WHERE best = 1) AS partly,
           count(*) FILTER (WHERE best = 2) AS not_solved, min(best) FILTER (WHERE is_asker) AS asker_best
    FROM (
        SELECT min(array_position(ARRAY['solved', 'partly', 'not'], confirmation.outcome::text)) - 1 AS best,
               bool_or(confirmation.by_id = asked.asked_by_id) AS is_asker
        FROM needs_confirmation confirmation
        JOIN needs_answer answer ON answer.id = confirmation.answer_id
        JOIN needs_need asked ON asked.id = answer.need_id
        JOIN needs_voice voice ON voice.need_id = answer.need_id AND voice.by_id = confirmation.by_id
        WHERE answer.need_id = touched.id GROUP BY confirmation.by_id
    ) each_voice
) voices
WHERE need.id = touched.id
"""
END_PARKINGS = """
UPDATE needs_parking SET ended_at = now() WHERE ended_at IS NULL AND need_id = ANY(%s);
UPDATE needs_need SET parked_at = NULL WHERE parked_at IS NOT NULL AND id = ANY(%s)
"""
FOLLOW = """
INSERT INTO needs_follow (need_id, person_id, is_muted)
SELECT DISTINCT need, person, false FROM unnest(%s::bigint[], %s::bigint[]) AS coming (need, person)
ON CONFLICT DO NOTHING
"""

Askers = dict[int, tuple[int, bool]]


def write_answers(plan: Plan, *, progress: Progress) -> None:
    """Add the new answers, confirm the accepted ones by whoever asked, and count anew for every need they touch."""
    added = plan.answers.added
    ids = take_ids(Answer, len(added))
    askers = _askers(plan)
    pairs = watched(zip(added, ids, strict=True), "answers", progress)
    copy_rows(Answer, (_row(plan, record, answer, askers) for record, answer in pairs))
    progress("answers", len(plan.answers.changed))
    accepted = [each for each in zip(ids, added, strict=True) if each[1].is_accepted]
    Answer.objects.filter(pk__in=[answer for answer, _ in plan.accepted_now]).update(is_accepted=True)
    confirmed = [(answer, record, askers[_need(plan, record)]) for answer, record in accepted + plan.accepted_now]
    said = set(
        Confirmation.objects.filter(answer__in=[answer for answer, _ in plan.accepted_now]).values_list("answer", "by")
    )
    confirmed = [each for each in confirmed if (each[0], each[2][0]) not in said]
    copy_rows(Confirmation, (_confirmation(answer, record, asker[0]) for answer, record, asker in confirmed))
    _settle(plan)
    copy_lines(_answered(plan, record, answer, askers) for record, answer in zip(added, ids, strict=True))
    copy_lines(_confirmed(plan, answer, record, asker) for answer, record, asker in confirmed)


def _row(plan: Plan, record: AnswerRecord, answer: int, askers: Askers) -> dict[str, Any]:
    return {
        "id": answer,
        "need_id": _need(plan, record),
        "by_id": plan.person_ids[record.by],
        "text": record.text,
        "at": record.at,
        "is_nameless": _is_nameless(plan, record, askers),
        "is_accepted": record.is_accepted,
        "imported_id": record.key,
    }


def _need(plan: Plan, record: AnswerRecord) -> int:
    return plan.need_ids[record.need]


def _touched(plan: Plan) -> list[int]:
    records = [*plan.answers.added, *(record for _, record in plan.accepted_now)]
    return sorted({_need(plan, record) for record in records})


def _is_nameless(plan: Plan, record: AnswerRecord, askers: Askers) -> bool:
    """Whether this is the answer of whoever asked without their name."""
    return askers[_need(plan, record)] == (plan.person_ids[record.by], True)


def _askers(plan: Plan) -> Askers:
    """Of each need that is touched: who asked, and whether without their name."""
    rows = Need.objects.filter(pk__in=_touched(plan)).values_list("pk", "asked_by_id", "is_nameless")
    return {need: (asker, is_nameless) for need, asker, is_nameless in rows}


def _confirmation(answer: int, record: AnswerRecord, asker: int) -> dict[str, Any]:
    # it was said elsewhere, perhaps years ago: nobody is asked about it a month later
    return {
        "answer_id": answer,
        "by_id": asker,
        "outcome": Outcome.SOLVED.value,
        "at": record.at,
        "asked_again_at": record.at,
    }


def _settle(plan: Plan) -> None:
    added, touched = plan.answers.added, _touched(plan)
    answered = sorted({_need(plan, record) for record in added})
    with connection.cursor() as cursor:
        cursor.execute(END_PARKINGS, [answered, answered])
        cursor.execute(FOLLOW, [[_need(plan, one) for one in added], [plan.person_ids[one.by] for one in added]])
        cursor.execute(RECOUNT, [touched])


def _answered(plan: Plan, record: AnswerRecord, answer: int, askers: Askers) -> tuple[Any, ...]:
    actor = None if _is_nameless(plan, record, askers) else plan.person_ids[record.by]
    context = {"answer": answer, "unparked": False}
    return record.at, "need.answered", actor, "need", _need(plan, record), context


def _confirmed(plan: Plan, answer: int, record: AnswerRecord, asker: tuple[int, bool]) -> tuple[Any, ...]:
    actor = None if asker[1] else asker[0]
    context = {"answer": answer, "outcome": Outcome.SOLVED.value}
    return record.at, "need.confirmed", actor, "need", _need(plan, record), context
