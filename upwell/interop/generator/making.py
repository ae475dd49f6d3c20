"""Makes a whole organisation: people, what they made, what they needed, and what search derives from it."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from upwell.core import journal as real_journal
from upwell.discussion.models import Comment, Reaction, Thread
from upwell.interop.copying import copy_rows
from upwell.interop.generator.documents import write_documents
from upwell.interop.generator.items import plan_items, write_items
from upwell.interop.generator.needs import Teller
from upwell.interop.generator.people import make_people
from upwell.interop.generator.record import Journal
from upwell.interop.generator.shape import DAYS, NAMED, Shape
from upwell.interop.generator.tables import Tables
from upwell.interop.generator.texts import write_texts
from upwell.library.models import Authorship, Item, Version
from upwell.needs.models import Answer, Confirmation, Follow, Need, Offer, Parking, Voice
from upwell.notifications.models import Notice
from upwell.people.models import Person, PersonSkill, Skill, SkillConfirmation, Team
from upwell.search.actions.rebuilding import mend_words
from upwell.search.models import Document, HelperSuggestion

Progress = Callable[[str, int], None]
WITH_OUR_IDS: tuple[type[models.Model], ...] = (
    *(Team, Skill, Person, PersonSkill, SkillConfirmation, Thread, Comment, Reaction),
    *(Item, Item.skills.through, Authorship, Version),
    *(Need, Need.skills.through, Voice, Offer, Answer, Confirmation, Parking, Follow, HelperSuggestion, Notice),
)


def make_organisation(shape: Shape, *, progress: Progress = lambda what, count: None) -> None:
    """Fill an empty installation with an organisation of this shape. Where there are people, it is refused.

    The same shape gives the same rows, ids and all. People sign in with the demo's password as load1@example.org (a
    member), load2 (a steward), load3 (an admin) and on to load20; nobody else can.
    """
    if shape.people < NAMED:
        raise ValidationError(_("Make at least %(count)d people.") % {"count": NAMED})
    if Person.objects.exists():
        raise ValidationError(_("There are people here already. Generate into an empty data folder: --data DIR."))
    with transaction.atomic():
        _make_rows(shape, progress)
    with transaction.atomic():
        write_documents(progress)
        _count_on([Document])
    mend_words()
    progress("words", shape.people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _make_rows(shape: Shape, progress: Progress) -> None:
    for days in range(0, DAYS + 31, 28):
        real_journal.ensure_month(min(shape.begin + (shape.until - shape.begin) * days / DAYS, shape.until))
    texts, journal = write_texts(shape), Journal(shape.until)
    crowd = make_people(shape, texts.topics, journal)
    journal.write()
    progress("people", shape.people)
    shelf = plan_items(shape, texts, crowd)
    teller = Teller(shape, texts, crowd, shelf, journal, first_comment=shape.items // 2, first_thread=shape.items)
    for number in teller.tell_all():
        if number % 1000 == 0:
            progress("needs", 1000)
    write_items(shape, shelf, journal)
    journal.write()
    progress("items", shape.items)
    _write_needs(teller.tables)
    _go_on_counting(journal)


def _write_needs(tables: Tables) -> None:
    copy_rows(Thread, tables.threads)
    copy_rows(Need, tables.needs)
    copy_rows(Need.skills.through, tables.skills)
    copy_rows(Voice, tables.voices)
    copy_rows(Offer, tables.offers)
    copy_rows(Answer, tables.answers)
    copy_rows(Confirmation, tables.confirmations)
    copy_rows(Parking, tables.parkings)
    copy_rows(Follow, tables.follows)
    copy_rows(Comment, tables.comments)
    copy_rows(HelperSuggestion, tables.suggestions)


def _go_on_counting(journal: Journal) -> None:
    """What is added later gets the ids after ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('core_line_id', greatest(%s, nextval('core_line_id')))", [journal.line_count])
    _count_on(WITH_OUR_IDS)


def _count_on(tables: Iterable[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table
            cursor.execute(
                "SELECT setval(numbers, greatest(last, nextval(numbers))) FROM"  # noqa: S608 - a table of ours
                f" (SELECT pg_get_serial_sequence(%s, 'id') AS numbers, max(id) AS last FROM {table}) AS theirs"
                " WHERE last > 0",
                [table],
            )
