"""Writes teams: new ones, moved ones, and their leads."""

from collections.abc import Iterator
from typing import Any

from upwell.core import clock
from upwell.interop.copying import copy_lines, copy_rows, take_ids, update_rows
from upwell.interop.imports.plan import Plan
from upwell.interop.imports.teams import Node
from upwell.people.models import Person, Team


def write_teams(plan: Plan, *, by: Person | None) -> None:
    """Add and move teams, so that each one's path is the ids from the root down to it. Leads come after the people."""
    nodes = plan.tree.nodes
    for key, team_id in zip(plan.teams.added, take_ids(Team, len(plan.teams.added)), strict=True):
        nodes[key].id = team_id
    added = [nodes[key] for key in plan.teams.added]
    moved = [node for node in nodes.values() if node.path and node.parent != node.was_parent]
    copy_rows(Team, [_row(plan, node) for node in added])
    renewed = [node for node in nodes.values() if node.path and node.path != _path(plan, node)]
    if renewed:
        rows = [[node.id, _id(plan, node.parent), _path(plan, node)] for node in renewed]
        update_rows(Team, ["parent_id", "path"], rows)
    copy_lines(_lines(plan, added, moved, by.pk if by else None))


def _row(plan: Plan, node: Node) -> dict[str, Any]:
    hue = (node.id or 0) * 137 % 360
    return {
        "id": node.id,
        "name": node.name,
        "parent_id": _id(plan, node.parent),
        "path": _path(plan, node),
        "hue": hue,
    }


def _id(plan: Plan, key: int | None) -> int | None:
    return plan.tree.nodes[key].id if key is not None else None


def _path(plan: Plan, node: Node) -> str:
    return "".join(f"{_id(plan, key)}." for key in plan.tree.line_of(node.key))


def _lines(plan: Plan, added: list[Node], moved: list[Node], by: int | None) -> Iterator[tuple[Any, ...]]:
    for node in added:
        yield clock.now(), "team.added", by, "team", node.id, {}
    for node in moved:
        yield clock.now(), "team.moved", by, "team", node.id, {"was": node.was_parent, "to": _id(plan, node.parent)}
