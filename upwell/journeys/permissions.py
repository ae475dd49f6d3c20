"""Who may do what in journeys."""

from upwell.gatherings.models import Event
from upwell.journeys.models import Attempt, AttemptState, Enrolment, How, Looker, Path, Task
from upwell.library.models import Item, ItemKind
from upwell.library.permissions import can_edit
from upwell.people.models import Person, Team


def can_progress(person: Person, item: Item) -> bool:
    """Everybody begins and finishes what they may see, once it is out; of a private circle's events its members."""
    if not person.is_active:
        return False
    if Item.objects.published().visible_to(person).filter(pk=item.pk).exists():
        return True
    return item.kind == ItemKind.EVENT and Event.objects.visible_to(person).filter(pk=item.pk).exists()


def can_see_whether_done(lead: Person, person: Person) -> bool:
    """A lead sees of those who report to them whether what was assigned is done; nobody else, and nothing else."""
    return lead.is_active and person.lead_id is not None and person.lead_id == lead.pk


def can_make_path(person: Person, path: Path) -> bool:
    """Whoever wrote a path changes it, whoever it was opened to, and once it is out a steward, because its owner may be away."""
    return person.is_active and (can_edit(person, path.item) or (person.is_steward and path.item.is_published))


def can_rule(person: Person, path: Path) -> bool:
    """Who gets a path without being asked is for stewards to say, and for a lead about the teams they lead (`can_rule_over`)."""
    return person.is_active and (person.is_steward or Team.objects.filter(lead=person).exists())


def can_rule_over(person: Person, team: Team | None) -> bool:
    """A steward makes rules for everybody; a lead for the team they lead and those below it."""
    if person.is_steward:
        return True
    return team is not None and Team.objects.filter(pk__in=team.line, lead=person).exists()


def can_enter(person: Person, path: Path) -> bool:
    """Everybody begins what they may see, once it is out."""
    return person.is_active and Path.objects.visible_to(person).current().filter(pk=path.pk).exists()


def can_assign(person: Person, other: Person) -> bool:
    """A path is given by whoever one reports to, by who leads one's team or a team above it, and by a steward."""
    if not person.is_active:
        return False
    if person.is_steward or other.lead_id == person.pk:
        return True
    return Team.objects.filter(pk__in=other.team_line, lead=person).exists()


def can_name_buddy(person: Person, enrolment: Enrolment) -> bool:
    """Whoever may give somebody a path names who goes with them; and one asks a colleague oneself."""
    return enrolment.person_id == person.pk or can_assign(person, enrolment.person)


def can_take_off(person: Person, enrolment: Enrolment) -> bool:
    """One leaves what one began oneself; what was given to one, whoever may give it takes away."""
    if enrolment.person_id == person.pk:
        return enrolment.how == How.SELF
    return can_assign(person, enrolment.person)


def can_walk(person: Person, enrolment: Enrolment) -> bool:
    """Only whoever is on a path does its steps."""
    return person.is_active and enrolment.person_id == person.pk


def can_make_task(person: Person) -> bool:
    """Everybody who is here says what is worth trying."""
    return person.is_active


def can_change_task(person: Person, task: Task) -> bool:
    """Whoever made a task changes it, and whoever looks after it; so does a steward, because an owner may be away."""
    return person.is_active and (can_edit(person, task.item) or person.is_steward)


def can_try(person: Person, task: Task) -> bool:
    """Everybody tries what they may see, as long as it has not been retired or run out."""
    return person.is_active and Item.objects.current().visible_to(person).filter(pk=task.pk).exists()


def can_show(person: Person, attempt: Attempt) -> bool:
    """Only who tries it shows what came out, until it is accepted."""
    return person.is_active and attempt.person_id == person.pk and not attempt.is_accepted


def can_observe(observer: Person, attempt: Attempt, as_what: str) -> bool:
    """A colleague who is here and sees the task, in a part that the task names: never oneself; as lead whom one reports
    to or who leads one's team; as peer somebody who tries the same; as buddy or coach whom one chooses."""
    trier, task = attempt.person, attempt.task
    if not observer.is_active or observer.pk == trier.pk or as_what not in task.lookers:
        return False
    if not Item.objects.visible_to(observer).filter(pk=task.pk).exists():
        return False
    if as_what == Looker.LEAD:
        return observer.pk in {trier.lead_id, trier.team.lead_id if trier.team else None}
    if as_what == Looker.PEER:
        return Attempt.objects.filter(task=task, person=observer).exists()
    return True


def can_look(person: Person, attempt: Attempt) -> bool:
    """Only who was asked looks at it, as long as it waits."""
    return person.is_active and attempt.observer_id == person.pk and attempt.state == AttemptState.SHOWN


def can_see_walkers(person: Person) -> bool:
    """A lead sees who of those who report to them walks a path they were given; a steward sees who of all does."""
    return person.is_active and (person.is_steward or person.reports.filter(is_active=True).exists())
