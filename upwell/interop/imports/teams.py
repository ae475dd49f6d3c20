"""The tree of teams as it would be after the import: those that are here, and those of teams.csv put among them."""

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from upwell.interop.imports.problems import Problems, Where
from upwell.interop.imports.records import TeamRecord
from upwell.people.actions.teams import DEEPEST
from upwell.people.models import Team

BETWEEN = " / "  # in 'Harbour Hospital / Reception', where two teams are called Reception


@dataclass
class Node:
    """A team: `id` and the `was_` fields are None for a new one; `parent` is the key of a node."""

    key: int
    name: str
    id: int | None = None
    parent: int | None = None
    was_parent: int | None = None
    lead: str = ""
    path: str = ""
    record: TeamRecord | None = None


@dataclass
class TeamTree:
    """All teams by key, and the keys by name in small letters."""

    nodes: dict[int, Node] = field(default_factory=dict)
    named: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, node: Node) -> None:
        """Put a team among the others."""
        self.nodes[node.key] = node
        self.named[node.name.lower()].append(node.key)

    def find(self, reference: str) -> list[int]:
        """The keys of the teams that 'Name' or 'Parent / Name' can mean."""
        if found := self.named.get(reference.lower()):
            return found
        above, between, name = reference.rpartition(BETWEEN)
        if not between:
            return []
        parents = set(self.find(above))
        return [key for key in self.named.get(name.lower(), []) if self.nodes[key].parent in parents]

    def name_of(self, key: int | None) -> str:
        """What a team is called; '' for none."""
        return self.nodes[key].name if key is not None else ""

    def line_of(self, key: int) -> list[int]:
        """The keys from the root down to a team; ends where it would go in a circle."""
        line: list[int] = []
        here: int | None = key
        while here is not None and here not in line:
            line.insert(0, here)
            here = self.nodes[here].parent
        return line


def plant(records: list[TeamRecord], problems: Problems) -> TeamTree:
    """The tree with `records` in it. Unknown parents, circles and two sisters of one name are problems."""
    tree = TeamTree()
    for team_id, name, parent_id, lead, path in Team.objects.values_list(
        "id", "name", "parent_id", "lead__email", "path"
    ):
        tree.add(Node(team_id, name, team_id, parent_id, parent_id, lead or "", path))
    here = {name: list(keys) for name, keys in tree.named.items()}
    in_file = Counter(record.name.lower() for record in records)
    for place, record in enumerate(records, start=1):
        known = _known(tree, here, record, in_file[record.name.lower()] == 1)
        if known is None:
            tree.add(Node(-place, record.name, record=record))
        else:
            tree.nodes[known].record = record
    for node in list(tree.nodes.values()):
        if node.record and node.record.parent:
            node.parent = refer(tree, node.record.parent, node.record.where, problems)
    _check_shape(tree, problems)
    return tree


def refer(tree: TeamTree, reference: str, where: Where, problems: Problems) -> int | None:
    """The one team that `reference` means; None, and a problem, where there is none or more than one."""
    keys = tree.find(reference)
    if len(keys) == 1:
        return keys[0]
    if keys:
        reason = _("There are %(count)d teams called ‘%(name)s’. Write ‘Parent / %(name)s’.")
        problems.add(where, reason % {"count": len(keys), "name": reference[:80]})
    else:
        hint = "" if problems.is_full else like(reference, _names(tree))
        problems.add(where, _("There is no team called ‘%(name)s’.") % {"name": reference[:80]} + hint)
    return None


def like(word: str, known: Iterable[str], *, cutoff: float = 0.75) -> str:
    """' Did you mean ...?' where something known looks like `word`, else ''."""
    names = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower()[:100], list(names)[:5000], n=1, cutoff=cutoff)
    return " " + _("Did you mean ‘%(name)s’?") % {"name": names[found[0]]} if found else ""


def _names(tree: TeamTree) -> list[str]:
    return [node.name for node in tree.nodes.values()]


def _known(tree: TeamTree, here: dict[str, list[int]], record: TeamRecord, is_alone: bool) -> int | None:
    """The team that is here already and that `record` speaks of: by name, and by its parent where names repeat."""
    same_name = here.get(record.name.lower(), [])
    above = record.parent.rpartition(BETWEEN)[2].lower()
    same_place = [key for key in same_name if tree.name_of(tree.nodes[key].parent).lower() == above]
    if len(same_place) == 1:
        return same_place[0]
    return same_name[0] if len(same_name) == 1 and is_alone else None


def _check_shape(tree: TeamTree, problems: Problems) -> None:
    sisters: dict[tuple[int | None, str], Node] = {}
    for node in tree.nodes.values():
        line = tree.line_of(node.key)
        goes_round = tree.nodes[line[0]].parent is not None
        if node.record and goes_round:
            names = " → ".join(tree.name_of(key) for key in reversed(line))
            problems.add(node.record.where, _("This team would be above itself: %(names)s.") % {"names": names[:300]})
        elif node.record and len(line) > DEEPEST:
            problems.add(node.record.where, _("The tree would be more than %(most)d levels deep.") % {"most": DEEPEST})
        sister = sisters.setdefault((node.parent, node.name.lower()), node)
        if sister is not node and (record := node.record or sister.record):
            reason = _("Two teams called ‘%(name)s’ would stand in the same place.")
            problems.add(record.where, reason % {"name": node.name})
