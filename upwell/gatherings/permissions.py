"""Who may do what about events, series, circles and mentoring."""

from upwell.gatherings.models import Circle, Event, Mentoring, MentoringOutcome, Openness, Series
from upwell.people.models import Person


def can_plan_in(person: Person, circle: Circle) -> bool:
    """Every member of a circle plans its events and series."""
    return is_member(person, circle)


def can_host(person: Person, event: Event) -> bool:
    """The host changes an event, calls it off and says what came of it; so does whoever looks after it or runs the series
    that it belongs to, and a steward."""
    if person.pk in {event.host_id, event.item.owner_id} or person.is_steward:
        return True
    return event.series is not None and can_run(person, event.series)


def can_take_seat(person: Person, event: Event) -> bool:
    """Everybody who sees an event may come, but for its host, who is there anyway."""
    return person.is_active and person.pk != event.host_id


def can_run(person: Person, series: Series) -> bool:
    """Whoever started a series runs it, and so does everybody who takes turns to host it, and a steward."""
    return person.pk == series.by_id or person.is_steward or series.turns.filter(person=person).exists()


def is_member(person: Person, circle: Circle) -> bool:
    """Whether somebody is in a circle, as against having asked to be."""
    return person.is_active and circle.memberships.filter(person=person, since__isnull=False).exists()


def can_see_inside(person: Person, circle: Circle) -> bool:
    """What is said in an open circle everybody reads; in the others, members alone."""
    return circle.openness == Openness.OPEN or is_member(person, circle)


def can_keep(person: Person, circle: Circle) -> bool:
    """Whoever looks after a circle changes what it is, and who is in it."""
    return circle.memberships.filter(person=person, since__isnull=False, keeps=True).exists()


def can_let_in(person: Person, circle: Circle) -> bool:
    """Every member lets in who asks; one need not wait for the one who is on holiday."""
    return is_member(person, circle)


def can_pin(person: Person, circle: Circle) -> bool:
    """Every member keeps items at hand for the others, and tidies up."""
    return is_member(person, circle)


def can_answer_proposal(person: Person, mentoring: Mentoring) -> bool:
    """Each of the two says yes or no for themselves, as long as it is only proposed."""
    return person.is_active and mentoring.is_of(person) and mentoring.is_open and mentoring.begun_at is None


def can_go_on(person: Person, mentoring: Mentoring) -> bool:
    """What a mentoring that goes on holds is for the two alone to say: its goals, sessions, halfway check and end."""
    return person.is_active and mentoring.is_of(person) and mentoring.goes_on


def can_give_thanks(person: Person, mentoring: Mentoring) -> bool:
    """When it has ended, each of the two may thank the other."""
    return person.is_active and mentoring.is_of(person) and mentoring.outcome == MentoringOutcome.ENDED
