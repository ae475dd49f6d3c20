"""Who may do what with a practice and its takes. What one may see at all is `visible_to` of each."""

from upwell.people.models import Person
from upwell.practice.models import AsWhat, Practice, Take


def can_ask_for_practice(by: Person, person: Person) -> bool:
    """Everybody may ask every colleague who is here, and themselves."""
    return by.is_active and person.is_active


def can_record(person: Person, practice: Practice) -> bool:
    """Only who was asked records it, unless they said no."""
    return person.is_active and practice.person_id == person.pk and not practice.is_declined


def can_show_take(person: Person, take: Take) -> bool:
    """Whoever recorded a take, and nobody else, says who sees it, takes it back, and puts it into the library."""
    return person.is_active and take.practice.person_id == person.pk


def can_be_shown(viewer: Person, take: Take, as_what: str) -> bool:
    """A take is shown to colleagues who are here; as their lead only to whom they report to."""
    owner = take.practice.person
    if not viewer.is_active or viewer.pk == owner.pk:
        return False
    return as_what != AsWhat.LEAD or viewer.pk in leads_of(owner)


def can_watch(person: Person, take: Take) -> bool:
    """Whoever a take is shown to, as long as it is."""
    return person.is_active and take.showings.standing().filter(person=person).exists()


def can_say(person: Person, take: Take) -> bool:
    """Whoever recorded a take says something of it, and those it is shown to, once they have watched it."""
    if can_show_take(person, take):
        return True
    return person.is_active and take.showings.standing().filter(person=person, seen_at__isnull=False).exists()


def leads_of(person: Person) -> set[int]:
    """Whom somebody reports to: their own lead, and who leads their team."""
    team_lead = person.team.lead_id if person.team else None
    return {lead for lead in (person.lead_id, team_lead) if lead is not None} - {person.pk}
