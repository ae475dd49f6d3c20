"""What an import would do about needs and answers: those that are here stay as their people left them."""

from django.utils.translation import gettext as _

from upwell.interop.imports.checking import Records
from upwell.interop.imports.plan import Change, Plan
from upwell.interop.imports.planning.here import check_known, in_lots
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.teams import like
from upwell.needs.models import Answer
from upwell.people.models import Person


def plan_needs(plan: Plan, records: Records, coming: set[str], problems: Problems) -> None:
    """Which needs are new; whoever asked must be known."""
    teams = {record.email: record.team for record in records.people}
    for record in records.needs:
        check_known(record.asked_by, plan, coming, record.where, problems)
        if record.is_for_team and not _has_team(record.asked_by, teams):
            problems.add(record.where, _("Only their team is to see this, and whoever asks it is in no team."))
        if record.id in plan.need_ids:
            plan.needs.same += 1
        else:
            plan.needs.added.append(record)


def _has_team(email: str, coming: dict[str, str]) -> bool:
    return bool(coming.get(email)) or Person.objects.filter(email=email, team__isnull=False).exists()


def plan_answers(plan: Plan, records: Records, coming: set[str], problems: Problems) -> None:
    """Which answers are new, or accepted now; need and giver must be known, and the need not be younger."""
    asked_at = {record.id: record.asked_at for record in records.needs}
    here: dict[str, tuple[int, bool]] = {}
    for lot in in_lots(record.key for record in records.answers):
        rows = Answer.objects.filter(imported_id__in=lot).values_list("imported_id", "id", "is_accepted")
        here.update({str(key): (answer_id, is_accepted) for key, answer_id, is_accepted in rows})
    for record in records.answers:
        check_known(record.by, plan, coming, record.where, problems)
        if record.need not in asked_at and record.need not in plan.need_ids:
            reason = _("There is no need with the id ‘%(id)s’.") % {"id": record.need[:80]}
            problems.add(record.where, reason + ("" if problems.is_full else like(record.need, asked_at)))
        elif record.at < asked_at.get(record.need, record.at):
            problems.add(record.where, _("This answer is older than the need it answers."))
        was = here.get(record.key)
        if was is None:
            plan.answers.added.append(record)
        elif record.is_accepted and not was[1]:
            plan.accepted_now.append((was[0], record))
            plan.answers.changed.append(Change(record.label, {"accepted": (_("no"), _("yes"))}))
        else:
            plan.answers.same += 1
