"""How good the matching is, on real questions: the table of docs/matching.md.

    .venv/bin/python -m bench.match [DATA]

DATA is a folder like ../shared/data, with questions-community (similar needs) and experts-* (people). What is measured is
the ranking code of upwell.search itself; only the nearest vectors are found by comparing all instead of by PostgreSQL.
Each figure is nDCG@10 over all queries, then over the two halves: weights were set looking at the first half alone.
"""

import json
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import bm25s
import ir_measures
import numpy as np
import numpy.typing as npt

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upwell.settings")

from upwell.search import ranking, standing
from upwell.search.embedding import sentence_embedder, static_embedder
from upwell.search.index import Entry, WordIndex, all_stems_of
from upwell.search.meaning import meaning_of, vectors_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SHOWN = 10
CANDIDATES = 60  # of each source, as in upwell/search/candidates.py
ANSWERERS_OF = 50  # needs, in the reference figures
SUGGESTED, CAP = 3, 4  # people for each need, and times a month that each allows, as in the product
A_MONTH = 16  # needs on either site, over the years that were answered

Numbers = npt.NDArray[Any]
Run = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Forum:
    """One folder: what was asked and answered, and what is asked now with who or what was right."""

    needs: list[dict[str, Any]]
    answers: list[dict[str, Any]]
    queries: list[dict[str, Any]]
    judged: list[ir_measures.Qrel]

    @classmethod
    def read(cls, folder: Path) -> "Forum":
        """The folder's files, in the import format."""
        judgements = next(folder.glob("qrels-*.txt")).read_text().splitlines()
        needs, answers, queries = (
            [json.loads(line) for line in (folder / name).read_text().splitlines()]
            for name in ("needs.jsonl", "answers.jsonl", "queries.jsonl")
        )
        judged = [ir_measures.Qrel(query, key, int(grade)) for query, _, key, grade in map(str.split, judgements)]
        return cls(needs, answers, queries, judged)

    @cached_property
    def texts(self) -> list[str]:
        """Each need as one text."""
        return [f"{need['title']}. {need['why']}" for need in self.needs]

    @cached_property
    def asked(self) -> list[str]:
        """Each query's text."""
        return [query["text"] for query in self.queries]

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place of each need in `needs`, by its id."""
        return {need["id"]: place for place, need in enumerate(self.needs)}

    @cached_property
    def bm25(self) -> Numbers:
        """bm25s over English stems without stop words (its strongest setting here): queries x needs."""
        model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        model.index([all_stems_of(text) for text in self.texts], show_progress=False)
        return np.array([model.get_scores(all_stems_of(text)) for text in self.asked])

    @cached_property
    def minilm(self) -> Numbers:
        """Cosines of the whole texts by MiniLM."""
        embed = sentence_embedder().embed
        return embed(self.asked) @ embed(self.texts).T

    @cached_property
    def wordllama(self) -> Numbers:
        """Cosines of the whole texts by WordLlama."""
        embed = static_embedder().embed
        return embed(self.asked) @ embed(self.texts).T

    @cached_property
    def ours(self) -> list[dict[int, float]]:
        """For each query the fused scores of its candidate needs, by their place in `needs`, best first."""
        vectors = vectors_of([(need["title"], need["why"]) for need in self.needs])
        near, static = (
            np.array([vectors[need["title"], need["why"]][which] for need in self.needs]) for which in (0, 1)
        )
        said = defaultdict(list)
        for answer in self.answers:
            said[answer["need"]].append(answer["text"])
        with tempfile.TemporaryDirectory() as folder:
            words = WordIndex(Path(folder))
            with words.writing() as writer:
                for place, need in enumerate(self.needs):
                    writer.put([Entry(place, need["title"], need["why"], " ".join(said[need["id"]]))])
            return [self._fused(text, words, near, static) for text in self.asked]

    def _fused(self, text: str, words: WordIndex, near: Numbers, static: Numbers) -> dict[int, float]:
        meaning = meaning_of(text)
        by_words = words.similar(text, limit=CANDIDATES)
        by_sentence, by_static = near @ meaning.sentence, static @ meaning.static
        nearest = np.argsort(-by_sentence, kind="stable")[:CANDIDATES].tolist()
        return ranking.fuse(
            {
                place: ranking.Signals(by_words.get(place, 0.0), float(by_sentence[place]), float(by_static[place]))
                for place in {*by_words, *nearest}
            }
        )


def main() -> None:
    """Print both tables; a folder that is not there is named and passed over."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    for name, table in (
        ("questions-community", similar_needs),
        ("experts-history", people),
        ("experts-android", people),
    ):
        if (data / name).is_dir():
            table(name, Forum.read(data / name))
        else:
            print(f"{name}: skipped, there is no folder {data / name}\n")


def similar_needs(name: str, forum: Forum) -> None:
    """Needs like a text: each way of finding them alone, and ours."""
    ids = [need["id"] for need in forum.needs]
    runs = {
        "BM25 alone (bm25s)": _run(forum, _ranked(forum.bm25, ids)),
        "MiniLM alone": _run(forum, _ranked(forum.minilm, ids)),
        "WordLlama alone": _run(forum, _ranked(forum.wordllama, ids)),
        "Upwell": _run(forum, [{ids[place]: score for place, score in each.items()} for each in forum.ours]),
    }
    print(f"{name}: similar needs, nDCG@{SHOWN}  (all, first half, second half)")
    measured = {label: _print_row(label, forum, run) for label, run in runs.items()}
    best = max(measured["BM25 alone (bm25s)"], measured["MiniLM alone"])
    print(f"  Upwell is {measured['Upwell'] / best - 1:+.1%} against the better of BM25 and MiniLM\n")


def people(name: str, forum: Forum) -> None:
    """People who could help: reference ways, and ours; with the Gini coefficient of who is suggested."""
    everybody = sorted({answer["by"] for answer in forum.answers})
    answered = np.zeros((len(forum.needs), len(everybody)))
    for answer in forum.answers:
        answered[forum.place_of[answer["need"]], everybody.index(answer["by"])] = 1
    fused = _standardised(forum.bm25) + _standardised(forum.minilm)
    runs = {
        "most active": _run(forum, _ranked(np.tile(answered.sum(0), (len(forum.queries), 1)), everybody)),
        "answerers by BM25": _run(forum, _ranked(_of_likest(forum.bm25) @ answered, everybody)),
        "answerers by MiniLM": _run(forum, _ranked(_of_likest(forum.minilm) @ answered, everybody)),
        "answerers by both": _run(forum, _ranked(_of_likest(fused - fused.min()) @ answered, everybody)),
        "Upwell": _run(
            forum,
            [{everybody[person]: score for person, score in each.items()} for each in _our_people(forum, everybody)],
        ),
    }
    print(f"{name}: people who could help, nDCG@{SHOWN}  (all, first half, second half; Gini of who is suggested)")
    measured = {label: _print_row(label, forum, run, everybody) for label, run in runs.items()}
    best = max(value for label, value in measured.items() if label != "Upwell")
    print(f"  Upwell is {measured['Upwell'] / best - 1:+.1%} against the best of the others")
    print("  Gini of whom three suggestions for each need fall on, among everybody who ever answered:")
    print(f"    most active        {suggested_gini(runs['most active'], everybody, cap=None):.3f}")
    print(f"    Upwell, no cap     {suggested_gini(runs['Upwell'], everybody, cap=None):.3f}")
    print(f"    Upwell, {CAP} a month  {suggested_gini(runs['Upwell'], everybody, cap=CAP):.3f}\n")


def _our_people(forum: Forum, everybody: list[str]) -> list[dict[int, float]]:
    """What upwell/search/queries/colleagues.py does, on a forum's rows."""
    person = {email: place for place, email in enumerate(everybody)}
    by_need, by_skill, by_person = defaultdict(list), defaultdict(list), defaultdict(list)
    for place, need in enumerate(forum.needs):
        for skill in need["skills"]:
            by_skill[skill].append(place)
    for answer in forum.answers:
        if answer["by"] == forum.needs[forum.place_of[answer["need"]]]["asked_by"]:
            continue  # whoever answered themselves helped nobody
        at = datetime.fromisoformat(answer["at"])
        by_need[forum.place_of[answer["need"]]].append((person[answer["by"]], standing.day_of(at), answer["accepted"]))
        by_person[person[answer["by"]]].append((at, answer["accepted"]))

    def of_all_help(half_life: float) -> dict[int, float]:
        powers = {who: standing.help_given(given, half_life=half_life) for who, given in by_person.items()}
        highest = max(powers.values())
        return standing.shares({who: 2 ** (power - highest) for who, power in powers.items()})

    def of(weights: Mapping[int, float]) -> dict[int, float]:
        witnesses = [
            standing.Witness(who, weight * (standing.ACCEPTED if is_accepted else 1.0), day)
            for place, weight in weights.items()
            for who, day, is_accepted in by_need[place]
        ]
        return standing.shares(standing.faded(witnesses))

    lately, in_years = of_all_help(standing.LATELY_HALF_LIFE), of_all_help(standing.YEARS_HALF_LIFE)
    found = []
    for query, scores in zip(forum.queries, forum.ours, strict=True):
        skills = [skill for skill in query.get("skills", []) if skill in by_skill]
        rarity = standing.rarity({place: len(by_skill[skill]) for place, skill in enumerate(skills)}, len(forum.needs))
        tagged: defaultdict[int, float] = defaultdict(float)
        for skill_place, weight in rarity.items():
            for place in by_skill[skills[skill_place]]:
                tagged[place] += weight
        found.append(
            standing.rank_people(
                standing.Standing(
                    topic=of(standing.closeness(scores)),
                    skill=of(tagged),
                    declared={},
                    lately=lately,
                    in_years=in_years,
                )
            )
        )
    return found


def _ranked(scores: Numbers, ids: list[str]) -> list[dict[str, float]]:
    """The best of each row; equal scores in the order of the ids, so that every run prints the same."""
    best = np.argsort(-scores, axis=1, kind="stable")[:, :CANDIDATES]
    return [{ids[place]: float(row[place]) for place in places} for row, places in zip(scores, best, strict=True)]


def _of_likest(scores: Numbers) -> Numbers:
    """The scores of each row's likest needs; the others 0."""
    kept = np.zeros_like(scores)
    likest = np.argsort(-scores, axis=1, kind="stable")[:, :ANSWERERS_OF]
    np.put_along_axis(kept, likest, np.take_along_axis(scores, likest, 1), 1)
    return kept


def _standardised(scores: Numbers) -> Numbers:
    spread = scores.std(axis=1, keepdims=True)
    standardised: Numbers = (scores - scores.mean(axis=1, keepdims=True)) / np.where(spread, spread, 1)
    return standardised


def _run(forum: Forum, ranked: list[dict[str, float]]) -> Run:
    """A run with places for scores, so that whoever measures it sees the very order we gave."""
    return {
        query["id"]: {key: float(-place) for place, key in enumerate(scores)}
        for query, scores in zip(forum.queries, ranked, strict=True)
    }


def _print_row(label: str, forum: Forum, run: Run, everybody: list[str] | None = None) -> float:
    ids = [query["id"] for query in forum.queries]
    parts = (ids, ids[: len(ids) // 2], ids[len(ids) // 2 :])
    values = [ndcg(forum.judged, run, only=set(part)) for part in parts]
    fairness = f"  Gini {gini(run, everybody):.3f}" if everybody else ""
    print(f"  {label:22}" + "".join(f"{value:8.4f}" for value in values) + fairness)
    return values[0]


def ndcg(judged: list[ir_measures.Qrel], run: Run, *, only: set[str]) -> float:
    """nDCG@10 over the queries `only`; who or what was not judged counts as wrong."""
    measure = ir_measures.nDCG @ SHOWN
    asked = [each for each in judged if each.query_id in only]
    return float(ir_measures.calc_aggregate([measure], asked, {key: run[key] for key in only if key in run})[measure])


def gini(run: Run, everybody: list[str]) -> float:
    """How unevenly the first ten places of all queries fall on everybody who ever answered: 0 evenly, 1 all on one."""
    return _gini_of((person for scores in run.values() for person in _best_first(scores)[:SHOWN]), everybody)


def suggested_gini(run: Run, everybody: list[str], *, cap: int | None) -> float:
    """The same of those who are suggested: three for each query, `A_MONTH` queries a month, each at most `cap` times.

    With a cap, what was asked of somebody this month also lowers their place, as `standing.spread_load` does.
    """
    suggested: list[str] = []
    for start in range(0, len(run), A_MONTH):
        asked: Counter[int] = Counter()
        for scores in list(run.values())[start : start + A_MONTH]:
            people = {place: 1.0 / (1 + place) for place in range(len(scores))}
            names = _best_first(scores)
            if cap is not None:
                held = {place: asked[everybody.index(name)] for place, name in enumerate(names)}
                people = standing.spread_load(people, held, dict.fromkeys(people, cap))
            chosen = [names[place] for place in list(people)[:SUGGESTED]]
            asked.update(everybody.index(name) for name in chosen)
            suggested += chosen
    return _gini_of(suggested, everybody)


def _best_first(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _gini_of(people: Iterable[str], everybody: list[str]) -> float:
    counts = Counter(people)
    ordered = np.sort([counts[person] for person in everybody])
    portions = np.cumsum(ordered) / ordered.sum()
    return float((len(ordered) + 1 - 2 * portions.sum()) / len(ordered))


if __name__ == "__main__":
    main()
