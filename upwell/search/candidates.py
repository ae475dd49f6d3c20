"""Which few rows may answer a text: the sixty whose words are likest and the sixty that are nearest in meaning.

However large the organisation is, only these are looked at more closely, so that an answer costs the same everywhere.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Union

from django.db.models import Q, QuerySet

from upwell.core.prepared import prepared
from upwell.people.models import Person, Team
from upwell.search import rows
from upwell.search.index import word_index
from upwell.search.meaning import Meaning, meaning_of
from upwell.search.nearness import compare
from upwell.search.ranking import Signals, fuse

FROM_EACH = 60  # candidates by words, and as many by meaning: a hundred rank needs no better (docs/matching.md)


@prepared
def _led(person: Person) -> QuerySet[Team, int]:
    return Team.objects.filter(lead=person).values_list("pk", flat=True)


@dataclass(frozen=True)
class View:
    """Whose eyes we look with: the teams whose limited rows they may find. Of `everything` nothing is hidden."""

    teams: frozenset[int] = frozenset()
    everything: bool = False

    @classmethod
    def of(cls, person: Person | None) -> "View":
        """What `person` may find; None is the installation itself, which a command runs as."""
        if person is None:
            return cls(everything=True)
        return cls(frozenset([*person.team_line, *_led(person)]))

    @classmethod
    def of_audience(cls, team: Team | None) -> "View":
        """What everybody may find who sees what is limited to `team` (None: everybody here)."""
        return cls(frozenset([team.pk] if team else []))

    @property
    def filter(self) -> Q:
        """The same as a condition on documents, needs or items."""
        return Q() if self.everything else Q(team_id__isnull=True) | Q(team_id__in=self.teams)

    @property
    def teams_of_index(self) -> Collection[int] | None:
        """The same as the word index takes it."""
        return None if self.everything else self.teams


class Question:
    """A text that is asked with, through whose eyes, and what was found for it: looked up once, however often it is used."""

    def __init__(self, text: str, view: View) -> None:
        self.text, self.view = text, view
        self._found: dict[str, dict[int, Signals]] = {}
        self._ranked: dict[str, dict[int, float]] = {}

    @classmethod
    def by(cls, asked: Union[str, "Question"], person: Person | None) -> "Question":
        """The question that `person` asks with a text; one that was made before is taken as it is."""
        return asked if isinstance(asked, Question) else cls(asked, View.of(person))

    @cached_property
    def meaning(self) -> Meaning:
        """What the text means."""
        return meaning_of(self.text)

    def signals(self, kind: str) -> dict[int, Signals]:
        """How like the text each candidate of a kind is, by object id; an empty text is like nothing."""
        if kind not in self._found:
            self._found[kind] = candidates(kind, self.meaning, self.view) if self.text.strip() else {}
        return self._found[kind]

    def ranked(self, kind: str) -> dict[int, float]:
        """The fused scores of the candidates, best first."""
        if kind not in self._ranked:
            self._ranked[kind] = fuse(self.signals(kind))
        return self._ranked[kind]

    def alike(self, kind: str) -> set[int]:
        """Those of the candidates that one may call alike."""
        return {object_id for object_id, signals in self.signals(kind).items() if signals.is_alike}


def candidates(kind: str, meaning: Meaning, view: View) -> dict[int, Signals]:
    """How like a text each candidate of a kind is, by object id, in no particular order.

    What one may not see is dropped with the meaning; only where that drops half of what the words found is the word
    index asked again, for what one may see alone: that takes it several times as long.
    """
    words = word_index(kind).similar(meaning.text, limit=FROM_EACH, teams=None)
    found = with_meaning(kind, meaning, view, words)
    if len(words) > 2 * len(words.keys() & found.keys()):
        words = word_index(kind).similar(meaning.text, limit=FROM_EACH, teams=view.teams_of_index)
        found = with_meaning(kind, meaning, view, words)
    return found


def with_meaning(kind: str, meaning: Meaning, view: View, words: Mapping[int, float]) -> dict[int, Signals]:
    """What was found by `words`, with their scores, and what is nearest in meaning, all compared in both ways."""
    near = compare(kind, meaning, teams=view.teams_of_index, others=words.keys(), most=FROM_EACH)
    return {object_id: Signals(words.get(object_id, 0.0), *cosines) for object_id, cosines in near.items()}


def found_by_words(kind: str, text: str, *, most: int) -> dict[int, float]:
    """What somebody means who types `text` into the search field, by object id, best first; whoever may see it."""
    return word_index(kind).find(text, limit=most, teams=None)


def seen_of(found: dict[int, float], kind: str, text: str, view: View, *, most: int) -> dict[int, float]:
    """Of what was `found` by words what one may see; asked of the index once more where that is less than half."""
    teams = view.teams_of_index
    if teams is None or not found:
        return found
    seen = rows.seen(kind, found, teams)
    if len(found) > 2 * len(seen):
        return word_index(kind).find(text, limit=most, teams=teams)
    return {object_id: score for object_id, score in found.items() if object_id in seen}
