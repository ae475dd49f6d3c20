"""Who may change what about items and modules."""

from upwell.discussion.models import Comment
from upwell.library.models import Endorsement, Expert, Item, Regulation, Review
from upwell.media.models import StoredFile
from upwell.people.models import Person


def can_edit(person: Person, item: Item) -> bool:
    """Whoever wrote it writes on, and whoever looks after it; everybody who may see it, where its owner opened it."""
    return _makes(person, item) or _may_join_in(person, item)


def can_publish(person: Person, item: Item) -> bool:
    """Whoever may edit may publish; only what is about a regulated topic needs somebody else to say yes."""
    return can_edit(person, item)


def can_share_link(person: Person) -> bool:
    """Everybody who is here says what is worth reading or seeing."""
    return person.is_active


def can_change_link(person: Person, item: Item) -> bool:
    """Whoever shared it says otherwise what it is, and whoever looks after it; so may a steward."""
    return can_check(person, item)


def can_take_in(person: Person) -> bool:
    """Everybody who is here may make a draft of a document; whoever may write may bring what is written already."""
    return person.is_active


def can_read_draft(person: Person, item: Item) -> bool:
    """Whoever may edit it reads the draft, and so does whoever was asked to."""
    return can_edit(person, item) or item.reviewers.filter(person=person).exists()


def can_remark(person: Person, item: Item) -> bool:
    """Whoever may read a draft may remark on it."""
    return can_read_draft(person, item)


def can_check(person: Person, item: Item) -> bool:
    """Its authors say that it is still right, and whoever looks after it; so may a steward, once it is published."""
    return _makes(person, item) or _brokers(person, item)


def can_curate(person: Person, item: Item) -> bool:
    """Its owner decides who writes along, who may see it, how long it holds and when it retires.

    So may a steward once it is published, because an owner may be away.
    """
    return item.owner_id == person.pk or _brokers(person, item)


def can_open_to_anyone(person: Person, item: Item) -> bool:
    """Only its owner opens a module to everybody's hands, and closes it again."""
    return item.owner_id == person.pk


def can_react(person: Person, item: Item) -> bool:
    """Readers say whether it helped; its authors do not judge what they made. A draft has no readers."""
    return item.is_published and not _wrote(person, item)


def can_endorse(person: Person, item: Item) -> bool:
    """Stewards vouch for what is published, and experts for what is about their skill; nobody for what they made."""
    if not item.is_published or _makes(person, item):
        return False
    return person.is_steward or Expert.objects.filter(person=person, skill__items=item).exists()


def can_withdraw_endorsement(person: Person, endorsement: Endorsement) -> bool:
    """Whoever endorsed takes it back; a steward may, too."""
    return endorsement.by_id == person.pk or person.is_steward


def can_review(person: Person, review: Review) -> bool:
    """Stewards review what is about a regulated topic, and so do its experts; never what they wrote, own or sent."""
    if review.asked_by_id == person.pk or _makes(person, review.item):
        return False
    if person.is_steward:
        return True
    regulated = Regulation.objects.filter(skill__items=review.item).values("skill")
    return Expert.objects.filter(person=person, skill__in=regulated).exists()


def can_keep_templates(person: Person) -> bool:
    """Stewards say which pages others may start from."""
    return person.is_active and person.is_steward


def can_name_experts(person: Person) -> bool:
    """Stewards say who is the expert for a skill."""
    return person.is_steward


def can_regulate(person: Person) -> bool:
    """Stewards mark, for the organisation, which topics need a review before publishing."""
    return person.is_steward


def can_declare_happening(person: Person) -> bool:
    """Stewards say that an event has come that modules wait for."""
    return person.is_steward


def can_translate(person: Person, item: Item) -> bool:
    """Whoever may read it may translate it, once it is out; a translation is not translated again."""
    return item.is_published and item.translation_of_id is None and _may_see(person, item)


def can_suggest(person: Person, item: Item) -> bool:
    """Every reader proposes other words for what is published; whoever wrote it writes instead of proposing."""
    return can_react(person, item)


def can_decide_suggestions(person: Person, item: Item) -> bool:
    """Its authors and its owner accept or decline what readers propose, and answer what they flag."""
    return item.is_published and _makes(person, item)


def can_edit_recording(person: Person, item: Item, file: StoredFile) -> bool:
    """Who brought a recording puts its words right and cuts it, and so do those who write this page with them; so does a
    steward, once it is published. Nobody else, who merely shows it on a page of their own, for it plays elsewhere, too."""
    if not person.is_active:
        return False
    if file.by_id is None or file.by_id == person.pk:
        return file.by_id is not None or _makes(person, item) or _brokers(person, item)
    together = file.by_id == item.owner_id or any(row.person_id == file.by_id for row in item.authorships.all())
    return (together and _makes(person, item)) or _brokers(person, item)


def can_see_flags(person: Person, item: Item) -> bool:
    """Those who wrote it read what readers flagged, in their words; so does a steward. Names only where a reader gave one."""
    return can_decide_suggestions(person, item) or _brokers(person, item)


def can_say_answered(person: Person, item: Item, question: Comment) -> bool:
    """Whoever asked says which reply answered it; so do those who wrote the item."""
    return question.by_id == person.pk or _makes(person, item)


def _makes(person: Person, item: Item) -> bool:
    return item.owner_id == person.pk or _wrote(person, item)


def _may_join_in(person: Person, item: Item) -> bool:
    return item.open_to_anyone and item.is_published and _may_see(person, item)


def _may_see(person: Person, item: Item) -> bool:
    return item.team_id is None or item.team_id in person.team_line or _makes(person, item)


def can_answer(person: Person, item: Item) -> bool:
    """Every reader ticks, votes and writes in the parts of what is published, its authors among them. A draft has none."""
    return person.is_active and item.is_published


def _wrote(person: Person, item: Item) -> bool:
    # a page has the few authors at hand already; asking for them again would cost it three more questions
    return any(authorship.person_id == person.pk for authorship in item.authorships.all())


def _brokers(person: Person, item: Item) -> bool:
    return person.is_steward and item.is_published
