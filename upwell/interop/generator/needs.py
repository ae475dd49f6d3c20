"""Needs and everything that happens to them, each told from its declaration on in order of time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from upwell.interop.generator import words
from upwell.interop.generator.items import Card, Shelf
from upwell.interop.generator.people import Crowd
from upwell.interop.generator.record import Journal
from upwell.interop.generator.shape import Shape, Skew, chance_for
from upwell.interop.generator.tables import OUTCOMES, Row, Tables, count_outcomes
from upwell.interop.generator.texts import NeedText, Texts
from upwell.needs.actions.counting import warmed
from upwell.needs.models import How, Outcome, Urgency, Used
from upwell.notifications.models import NoticeKind

URGENCIES, URGENCY_WEIGHTS = list(Urgency.values), [25, 55, 20]
OUTCOME_WEIGHTS = [60, 25, 15]
USES, USE_WEIGHTS = list(Used.values), [60, 25, 15]
HOWS = [How.WRITE, How.RECORD, How.RUN, How.MENTOR, How.TALK]
ASKED_AGAIN = timedelta(days=30)


@dataclass
class Teller:
    """Tells what happens to one need after the other."""

    shape: Shape
    texts: Texts
    crowd: Crowd
    shelf: Shelf
    journal: Journal
    first_comment: int
    first_thread: int
    tables: Tables = field(default_factory=Tables)

    def __post_init__(self) -> None:
        self.chance = chance_for(self.shape, "needs")
        self._subject = Skew(len(self.texts.needs), power=0.4, flat=20)
        self._asker = Skew(self.shape.people, power=0.6, flat=50)
        self._skill = Skew(self.shape.skills, power=0.8)

    def tell_all(self) -> Iterator[int]:
        """Every need, the oldest first; gives how many are told."""
        moments = sorted(self.chance.moment(self.shape.begin, self.shape.until) for _ in range(self.shape.needs))
        for number, at in zip(count(1), moments, strict=False):
            self._tell(number, at, self.texts.needs[self._subject.pick(self.chance)])
            yield number

    def _tell(self, number: int, at: datetime, text: NeedText) -> None:
        need = self._declare(number, at, text)
        voices = self._voice(need, text)
        helpers = self._offer(need, text)
        answers = self._answer(need, text, voices)
        said = [each for answer in answers for each in self._confirm(need, answer, voices)]
        count_outcomes(need, said)
        self._follow(need, [*voices, *helpers, *(answer["by_id"] for answer in answers)])
        self._comment(need)
        if not answers and self.chance.share(0.02):
            self._park(need)
        elif not answers and at > self.shape.until - timedelta(days=60):
            self._suggest(need, text)

    def _declare(self, number: int, at: datetime, text: NeedText) -> Row:
        chance, by = self.chance, self._person()
        is_nameless, urgency = chance.share(0.02), chance.choices(URGENCIES, URGENCY_WEIGHTS)[0]
        seat = self.crowd.team_of[by]
        need: Row = {
            "id": number,
            "title": text.title,
            "why": text.why,
            "asked_by_id": by,
            "asked_at": at,
            "is_nameless": is_nameless,
            "team_id": seat if not is_nameless and chance.share(0.03) else None,
            "thread_id": self.first_thread + number,
            "voice_count": 1,
            "now_count": int(urgency == Urgency.NOW),
            "heat": warmed(0, 0, at),
            **dict.fromkeys(["offer_count", "answer_count", "solved_count", "partly_count"], 0),
            **dict.fromkeys(["not_solved_count", "used_count"], 0),
            **dict.fromkeys(["first_help_at", "answered_at", "solved_at", "parked_at"]),
        }
        self.tables.needs.append(need)
        self.tables.threads.append({"id": need["thread_id"], "comment_count": 0})
        skills = {text.topic + 1} | ({self._skill.pick(chance) + 1} if chance.share(0.3) else set())
        for skill in sorted(skills):
            self.tables.add("skills", need_id=number, skill_id=skill)
        team = None if is_nameless else seat
        self.tables.add(
            "voices", need_id=number, by_id=by, urgency=urgency, team_id=team, is_nameless=is_nameless, at=at
        )
        actor = None if is_nameless else by
        self.journal.record(at, "need.declared", actor, "need", number, urgency=urgency)
        return need

    def _voice(self, need: Row, text: NeedText) -> list[int]:
        """Who says me too, the asker first: two or three in the middle, now and then hundreds."""
        chance, voices = self.chance, [need["asked_by_id"]]
        wanted = min(int(chance.paretovariate(1.2)) - 1 + int(chance.expovariate(0.9)), self.shape.people // 10, 400)
        moments = sorted(chance.soon_after(need["asked_at"], days=12) for _ in range(wanted))
        for at in moments:
            by, urgency = self._colleague(need), chance.choices(URGENCIES, URGENCY_WEIGHTS)[0]
            if by is None or by in voices or at >= self.shape.until:
                continue
            need["heat"] = warmed(need["heat"], need["voice_count"], at)
            need["voice_count"] += 1
            need["now_count"] += urgency == Urgency.NOW
            voices.append(by)
            team = self.crowd.team_of[by]
            self.tables.add("voices", need_id=need["id"], by_id=by, urgency=urgency, team_id=team, at=at)
            line = self.journal.record(at, "need.voiced", by, "need", need["id"], urgency=urgency)
            self._tell_person(voices[0], NoticeKind.VOICED, line, at, by, need)
        return voices

    def _offer(self, need: Row, text: NeedText) -> list[int]:
        chance, helpers = self.chance, []
        for _ in range(chance.choices([0, 1, 2], [62, 28, 10])[0]):
            by, at = self._able(need, text), chance.soon_after(need["asked_at"], days=4)
            if by is None or by == need["asked_by_id"] or by in helpers or at >= self.shape.until:
                continue
            how = chance.one_of(HOWS).value
            offer = self.tables.add("offers", need_id=need["id"], by_id=by, how=how, at=at)
            context = {"offer": offer, "how": how, "person": None}
            line = self.journal.record(at, "need.offered", by, "need", need["id"], **context)
            self._tell_person(need["asked_by_id"], NoticeKind.OFFERED, line, at, by, need)
            helpers.append(by)
            need["offer_count"] += 1
            need["first_help_at"] = min(need["first_help_at"] or at, at)
        return helpers

    def _answer(self, need: Row, text: NeedText, voices: list[int]) -> list[Row]:
        chance, answers = self.chance, list[Row]()
        for _ in range(chance.choices([0, 1, 2, 3], [40, 38, 15, 7])[0]):
            by, at = self._able(need, text), chance.soon_after(need["asked_at"], days=9)
            if by is None or at >= self.shape.until:
                continue
            said = self._what_answers(need, text, by, at, answers)
            is_nameless = need["is_nameless"] and by == need["asked_by_id"]
            number = self.tables.add("answers", need_id=need["id"], by_id=by, at=at, is_nameless=is_nameless, **said)
            answer = self.tables.answers[-1]
            context = {"answer": number, "unparked": False}
            actor = None if is_nameless else by
            line = self.journal.record(at, "need.answered", actor, "need", need["id"], **context)
            for person in voices:
                if person != by:
                    self._tell_person(person, NoticeKind.ANSWERED, line, at, actor, need)
            answers.append(answer)
            need["answer_count"] += 1
            need["answered_at"] = min(need["answered_at"] or at, at)
            if by != need["asked_by_id"] or need["is_nameless"]:
                need["first_help_at"] = min(need["first_help_at"] or at, at)
        return answers

    def _what_answers(self, need: Row, text: NeedText, by: int, at: datetime, before: list[Row]) -> Row:
        """Mostly a module on the topic that was out by then; else a few words, now and then somebody to ask."""
        chance = self.chance
        given = {answer.get("item_id") for answer in before} | {answer.get("person_id") for answer in before}
        card = self._card(text.topic, at) if chance.share(0.65) else None
        if card and card.id not in {answer.get("item_id") for answer in before}:
            card.answer_count += 1
            return {"item_id": card.id, "person_id": None, "text": "", "card": card}
        person = self._able(need, text) if chance.share(0.15) else None
        if person and person not in given and person != need["asked_by_id"]:
            return {"item_id": None, "person_id": person, "text": "", "card": None}
        said = " ".join(
            sentence.format(topic=self.texts.topics[text.topic]) for sentence in chance.sample(words.SENTENCES, 2)
        )
        return {"item_id": None, "person_id": None, "text": said, "card": None}

    def _card(self, topic: int, at: datetime) -> Card | None:
        cards = self.shelf.by_topic.get(topic, [])
        card = cards[int(len(cards) * self.chance.random() ** 2)] if cards else None
        return card if card and card.published_at and card.published_at < at else None

    def _confirm(self, need: Row, answer: Row, voices: list[int]) -> list[Row]:
        chance, said = self.chance, []
        for place, by in enumerate(voices):
            at = chance.soon_after(answer["at"], days=6)
            if at >= self.shape.until or not chance.share(0.6 if place == 0 else 0.25):
                continue
            outcome = chance.choices(OUTCOMES, OUTCOME_WEIGHTS)[0]
            row: Row = {"answer_id": answer["id"], "by_id": by, "outcome": outcome, "at": at}
            row.update(self._used(need, answer, row))
            number = self.tables.add("confirmations", **row)
            said.append(self.tables.confirmations[number - 1])
            actor = None if need["is_nameless"] and place == 0 else by
            context = {"answer": answer["id"], "outcome": outcome}
            line = self.journal.record(at, "need.confirmed", actor, "need", need["id"], **context)
            self._tell_person(answer["by_id"], NoticeKind.CONFIRMED, line, at, actor, need)
            if answer["card"] and outcome == Outcome.SOLVED:
                answer["card"].solved_count += 1
        return said

    def _used(self, need: Row, answer: Row, said: Row) -> Row:
        """A month after it helped people are asked; half of them say whether they used it."""
        asked_at = said["at"] + ASKED_AGAIN
        nothing = {"asked_again_at": None, "used": "", "used_at": None}
        if said["outcome"] == Outcome.NOT or asked_at >= self.shape.until:
            return nothing
        at = self.chance.soon_after(asked_at, days=2)
        if at >= self.shape.until or not self.chance.share(0.5):
            return {**nothing, "asked_again_at": asked_at}
        used = self.chance.choices(USES, USE_WEIGHTS)[0]
        actor = None if need["is_nameless"] and said["by_id"] == need["asked_by_id"] else said["by_id"]
        self.journal.record(at, "need.used", actor, "need", need["id"], answer=answer["id"], used=used)
        return {"asked_again_at": asked_at, "used": used, "used_at": at}

    def _follow(self, need: Row, people: list[int]) -> None:
        for person in dict.fromkeys(people):
            self.tables.add("follows", need_id=need["id"], person_id=person)

    def _comment(self, need: Row) -> None:
        for _ in range(self.chance.choices([0, 1, 2], [80, 14, 6])[0]):
            by, at = self._colleague(need), self.chance.soon_after(need["asked_at"], days=5)
            if by is None or by == need["asked_by_id"] or at >= self.shape.until:
                continue
            number = self.first_comment + len(self.tables.comments) + 1
            row = {"thread_id": need["thread_id"], "by_id": by, "text": self.chance.one_of(words.COMMENTS), "at": at}
            self.tables.comments.append({"id": number, **row})
            self.tables.threads[need["id"] - 1]["comment_count"] += 1
            self.journal.record(at, "comment.added", by, "need", need["id"], comment=number)

    def _park(self, need: Row) -> None:
        at = self.chance.soon_after(need["asked_at"], days=20)
        if at < self.shape.until:
            by, reason = self.chance.one_of(self.crowd.stewards), words.PARKED_BECAUSE
            self.tables.add("parkings", need_id=need["id"], by_id=by, reason=reason, at=at)
            need["parked_at"] = at
            self.journal.record(at, "need.parked", by, "need", need["id"], reason=reason)

    def _suggest(self, need: Row, text: NeedText) -> None:
        """Up to three people who can do it, the reason as they would read it."""
        topic = self.texts.topics[text.topic]
        able = {self._able(need, text) for _ in range(3)} - {None, need["asked_by_id"]}
        for place, person in enumerate(sorted(each for each in able if each), start=1):
            reasons, at = [f"can do {topic}"], min(need["asked_at"] + timedelta(minutes=1), self.shape.until)
            row = {"need_id": need["id"], "person_id": person, "place": place, "reasons": reasons, "at": at}
            self.tables.add("suggestions", **row)
            line = self.journal.record(at, "need.suggested", None, "need", need["id"], person=person, reasons=reasons)
            self._tell_person(person, NoticeKind.SUGGESTED, line, at, None, need)

    def _person(self) -> int:
        return self._asker.pick(self.chance) + 1

    def _colleague(self, need: Row) -> int | None:
        """Anybody; of a need limited to a team, only somebody of that team."""
        person = self._person()
        return person if need["team_id"] in {None, self.crowd.team_of[person]} else None

    def _able(self, need: Row, text: NeedText) -> int | None:
        """Mostly somebody who can do it, a few of them again and again."""
        able = self.crowd.able.get(text.topic + 1)
        if not able or self.chance.share(0.25):
            return self._colleague(need)
        person = able[int(len(able) * self.chance.random() ** 2)]
        return person if need["team_id"] in {None, self.crowd.team_of[person]} else None

    def _tell_person(self, person: int, kind: NoticeKind, line: int, at: datetime, by: int | None, need: Row) -> None:
        if person != by:
            self.journal.tell(person, kind, line, at, by=by, about=("need", need["id"], need["title"]))
