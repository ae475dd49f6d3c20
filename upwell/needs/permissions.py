"""Who may do what to a need. Which needs somebody may see at all is `Need.objects.visible_to(person)`."""

from upwell.needs.models import Answer, Confirmation, How, Need, Offer
from upwell.people.models import Person, Team


def can_take_part(person: Person) -> bool:
    """Everybody who is here may declare, say me too, help and answer; those who left may not any more."""
    return person.is_active


def can_limit_to(person: Person, team: Team) -> bool:
    """One may limit a need to a team that one is in, to one above it, or to one that one leads."""
    return team.pk in person.team_line or team.lead_id == person.pk


def can_edit_need(person: Person, need: Need) -> bool:
    """Only who asked may change the words, as long as the need stands on its own."""
    return person.is_active and need.asked_by_id == person.pk and not need.merged_into_id


def can_offer_help(person: Person, need: Need) -> bool:
    """Every colleague may offer help, but nobody to themselves."""
    return person.is_active and need.asked_by_id != person.pk


def can_withdraw_offer(person: Person, offer: Offer) -> bool:
    """An offer is taken back by whoever made it."""
    return person.is_active and offer.by_id == person.pk


def can_take_up_offer(person: Person, offer: Offer) -> bool:
    """Whoever needs it may take up what another offered: to mentor, as long as it stands."""
    is_open = offer.how == How.MENTOR and offer.withdrawn_at is None and offer.by_id != person.pk
    return person.is_active and is_open and offer.need.voices.filter(by=person).exists()


def can_confirm_answer(person: Person, answer: Answer) -> bool:
    """Whether an answer helped is said by those who need it: who asked, and who said me too."""
    return person.is_active and answer.need.voices.filter(by=person).exists()


def can_say_used(person: Person, confirmation: Confirmation) -> bool:
    """Whether it was used at work is said by whoever said that it helped."""
    return person.is_active and confirmation.by_id == person.pk


def can_broker_needs(person: Person) -> bool:
    """Stewards park needs and join those that ask the same; nobody can delete or silence one."""
    return person.is_active and person.is_steward
