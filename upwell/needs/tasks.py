"""The jobs of the needs: a month after an answer helped, ask whether it was used at work; and what was reviewed first
answers its need once it is approved."""

from django.core.exceptions import PermissionDenied, ValidationError

from upwell.core import clock, jobs
from upwell.core.journal import Happening
from upwell.gatherings.models import Event, Mentoring
from upwell.library.models import Review
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.confirming import ASKED_AFTER, ask_whether_used
from upwell.needs.actions.mentoring import answer_by_mentoring
from upwell.needs.models import Confirmation, Need, Outcome

MOST_AT_ONCE = 5_000


@jobs.scheduled("40 6 * * *")
def ask_who_used_it(timestamp: int) -> None:
    """Ask everybody who is due, the longest waiting first; a day with more than there is room for goes on the next."""
    helped = Confirmation.objects.filter(asked_again_at__isnull=True, used="", by__is_active=True)
    due = helped.exclude(outcome=Outcome.NOT).filter(at__lte=clock.now() - ASKED_AFTER)
    for confirmation in due.order_by("at", "id")[:MOST_AT_ONCE]:
        ask_whether_used(confirmation)


@jobs.task()
def follow_review(line: Happening) -> None:
    """A module that was written for a need, and had to wait for a review, answers it now; where it cannot, nothing happens."""
    review = Review.objects.select_related("item__module", "asked_by__team").get(pk=line["object"])
    need = Need.objects.standing().filter(pk=review.item.module.for_need_id or 0).first()
    if need is not None and review.number == 1:
        try:
            answer_need(need, by=review.asked_by, item=review.item)
        except (PermissionDenied, ValidationError):  # the need was limited to a team meanwhile, or the module was
            return


@jobs.task()
def follow_event(line: Happening) -> None:
    """A session that was planned for a need and has found its date answers it; where it cannot, nothing happens."""
    event = Event.objects.select_related("item", "host__team").filter(pk=line["object"]).first()
    need = Need.objects.filter(pk=event.for_need_id or 0).first() if event else None
    if event is not None and need is not None:
        try:
            answer_need(need, by=event.host, item=event.item)
        except (PermissionDenied, ValidationError):  # the need was limited to a team meanwhile
            return


@jobs.task()
def follow_mentoring(line: Happening) -> None:
    """A mentoring that was taken up from a need has begun, and answers it; where it cannot, nothing happens."""
    mentoring = Mentoring.objects.with_pair().filter(pk=line["object"]).first()
    if mentoring is not None and line["context"]["begun"]:
        try:
            answer_by_mentoring(mentoring)
        except (PermissionDenied, ValidationError):  # the need was limited to a team meanwhile, or the mentor has left
            return
