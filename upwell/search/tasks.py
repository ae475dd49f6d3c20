"""The jobs of search: follow the journal, bring the word index up to the rows, look for helpers."""

from upwell.core import jobs
from upwell.core.journal import Happening
from upwell.media.models import Recording
from upwell.needs.models import Answer, Need
from upwell.search.actions.finding import refresh_documents, write_words
from upwell.search.actions.helping import count_help
from upwell.search.actions.listening import items_playing, refresh_moments
from upwell.search.actions.rebuilding import alone, mend_words, rebuild_everything
from upwell.search.actions.suggesting import suggest_helpers
from upwell.search.models import DocumentKind

WRITE = "upwell.search.tasks.write"
SUGGEST = "upwell.search.tasks.suggest_for_need"
# verbs that change nothing which is found or counted
NO_NEWS = {
    *("need.voiced", "need.unvoiced", "need.followed", "need.unfollowed", "need.offered", "need.offer_withdrawn"),
    *("need.used", "need.use_asked", "need.parked", "need.suggested"),
    *("item.reacted", "item.unreacted", "item.started", "person.password_set", "person.role_set"),
    *("item.endorsed", "item.unendorsed", "item.needs_work", "item.ending", "item.look_due", "item.replaced"),
    *("item.remarked", "item.remark_answered", "item.remark_settled", "item.remark_reopened"),
    *("item.reviewer_asked", "item.reviewer_dismissed", "item.handed_over"),
    *("item.opened", "item.closed", "item.fell_behind", "item.translation_started"),
}
WAITS = {"need.declared", "need.unparked"}


@jobs.task(queue="search")
def follow_line(line: Happening) -> None:
    """Bring what `line` touches up to date: reads the rows again, so that the order of lines does not matter."""
    if line["kind"] in {"recording", "consent"}:
        named = {"pk": line["object"]} if line["kind"] == "recording" else {"file__in": line["context"]["files"]}
        recordings = Recording.objects.select_related("file").filter(**named)
        if sum(refresh_moments(items_playing(recording.file)) for recording in recordings):
            jobs.enqueue(WRITE, once=WRITE, lock=WRITE)
        return
    if line["verb"] in NO_NEWS or line["kind"] not in DocumentKind.values:
        return
    ids = {line["object"]}
    if into := line["context"].get("into"):
        ids.add(into)
    changed = refresh_documents(line["kind"], ids)
    if line["kind"] == DocumentKind.ITEM:
        changed += refresh_moments(ids)
    if changed:
        jobs.enqueue(WRITE, once=WRITE, lock=WRITE)
    if line["kind"] == DocumentKind.NEED:
        count_help(list(Answer.objects.filter(need__in=ids).values_list("by", flat=True).distinct()))
    if line["verb"] in WAITS:
        jobs.enqueue(SUGGEST, lock=SUGGEST, need_id=line["object"])


@jobs.task(queue="search", retry=20)
def write() -> None:
    """Bring the word index up to the rows."""
    with alone():
        write_words()


@jobs.task(queue="search")
def suggest_for_need(need_id: int) -> None:
    """Look for colleagues who could help with a need."""
    if need := Need.objects.filter(pk=need_id).first():
        suggest_helpers(need)


@jobs.task(queue="search")
def rebuild() -> None:
    """Work everything out anew, after an import that told nobody."""
    rebuild_everything()


@jobs.scheduled("*/10 * * * *", queue="search")
def mend(timestamp: int) -> None:
    """Write the word index anew where its folder is new, lost or damaged."""
    mend_words()
