"""Compares the records with what is here, and says what an import would do. It reads the database and writes nothing."""

from collections.abc import Sequence

from upwell.interop.imports.checking import Records
from upwell.interop.imports.pages import PagePlan
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.planning.here import need_ids, person_ids
from upwell.interop.imports.planning.needs import plan_answers, plan_needs
from upwell.interop.imports.planning.people import plan_people, plan_teams
from upwell.interop.imports.planning.skills import plan_skills
from upwell.interop.imports.problems import Problems
from upwell.interop.imports.teams import plant


def plan_records(records: Records, pages: Sequence[PagePlan], problems: Problems) -> Plan:
    """What bringing `records` in would do. What they and `pages` refer to must be among them, or here already."""
    plan = Plan(tree=plant(records.teams, problems))
    plan.person_ids = person_ids(records, [email for page in pages for email in [page.owner, *page.authors]])
    plan.need_ids = need_ids(records, [need for page in pages for need in page.answers])
    plan.coming_needs = {record.id for record in records.needs}
    coming = {record.email for record in records.people}
    plan_teams(plan, coming, problems)
    plan_people(plan, records, coming, problems)
    plan_skills(plan, records)
    plan_needs(plan, records, coming, problems)
    plan_answers(plan, records, coming, problems)
    return plan
