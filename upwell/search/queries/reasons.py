"""Why somebody could help, in words. Each reason is a fact about rows that whoever reads it may see."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from upwell.library.models import Item
from upwell.people.models import Level, PersonSkill
from upwell.search.candidates import Question
from upwell.search.models import DocumentKind
from upwell.search.queries.evidence import Evidence

MOST_REASONS = 3


def reasons_for(people: Collection[int], evidence: Evidence, question: Question) -> dict[int, list[str]]:
    """The best few reasons for each of `people` that has any."""
    alike, titles = question.alike(DocumentKind.NEED), _titles(people, evidence, question)
    found = {}
    for person_id in people:
        reasons = [
            *_made(evidence.made.get(person_id, []), titles),
            *_answered(len(evidence.answered.get(person_id, set()) & alike)),
            *[reason for row in evidence.says.get(person_id, []) for reason in _says(row)],
            *_skilled(evidence, person_id),
        ]
        if reasons:
            found[person_id] = list(dict.fromkeys(reasons))[:MOST_REASONS]
    return found


def _titles(people: Collection[int], evidence: Evidence, question: Question) -> dict[int, str]:
    """The titles of what these people made on the topic and whoever asks may read, asked of the rows themselves."""
    made = {item_id for person_id in people for item_id in evidence.made.get(person_id, [])}
    if not (wanted := made & question.alike(DocumentKind.ITEM)):
        return {}
    return dict(Item.objects.current().filter(question.view.filter, pk__in=wanted).values_list("pk", "title"))


def _made(item_ids: list[int], titles: dict[int, str]) -> list[str]:
    return [_("Made ‘%(title)s’") % {"title": titles[item_id]} for item_id in item_ids if item_id in titles][:1]


def _answered(count: int) -> list[str]:
    if not count:
        return []
    return [ngettext("Answered a need like this", "Answered %(count)s needs like this", count) % {"count": count}]


def _says(row: PersonSkill) -> list[str]:
    skill, count = row.skill.name, row.confirmation_count
    said = []
    if count:
        said.append(
            ngettext("%(count)s colleague confirmed %(skill)s", "%(count)s colleagues confirmed %(skill)s", count)
            % {"count": count, "skill": skill}
        )
    if row.teaches:
        said.append(_("Would like to teach %(skill)s") % {"skill": skill})
    elif row.level == Level.ASKED:
        said.append(_("Others come to ask about %(skill)s") % {"skill": skill})
    elif row.level:
        said.append(_("Can do %(skill)s") % {"skill": skill})
    return said


def _skilled(evidence: Evidence, person_id: int) -> list[str]:
    by_skill: Mapping[int, set[int]] = evidence.skilled.get(person_id, {})
    if not by_skill:
        return []
    skill_id = max(sorted(by_skill), key=lambda key: len(by_skill[key]))
    count = len(by_skill[skill_id])
    return [
        ngettext("Answered a need about %(skill)s", "Answered %(count)s needs about %(skill)s", count)
        % {"count": count, "skill": evidence.skills[skill_id]}
    ]
