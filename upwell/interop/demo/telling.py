"""Does each event of the demo's history through the action that a page would have called."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

from upwell.core import clock
from upwell.interop.demo import drafting, margin
from upwell.interop.demo.earlier import earlier
from upwell.interop.demo.events import Event
from upwell.interop.demo.gathering import GatheringTeller
from upwell.interop.demo.mentoring import MentoringTeller
from upwell.interop.demo.practising import PractisingTeller
from upwell.interop.demo.trying import TryingTeller
from upwell.interop.demo.walking import WalkingTeller
from upwell.interop.demo.week import WeekTeller
from upwell.interop.imports.cells import relative
from upwell.interop.imports.pages import PagePlan
from upwell.interop.imports.records import AnswerRecord, NeedRecord
from upwell.library.actions.answering import answer_part
from upwell.library.actions.curating import add_author, check_item, set_valid_until
from upwell.library.actions.endorsing import endorse_item, name_expert, regulate_skill
from upwell.library.actions.inviting import open_to_anyone
from upwell.library.actions.keeping_up import mark_read
from upwell.library.actions.life import declare_happened, name_happening, replace_item, set_life
from upwell.library.actions.publishing import publish_module
from upwell.library.actions.reading import comment_on_item, react_to_item
from upwell.library.actions.reviewing import ask_for_review
from upwell.library.actions.templating import add_template
from upwell.library.actions.translating import save_translation, start_translation
from upwell.library.actions.writing import save_draft, start_module
from upwell.library.blocks import Block
from upwell.library.comparing import texts
from upwell.library.markdown import from_markdown, place_pictures
from upwell.library.models import Happening, Item, Module, Version
from upwell.media.actions import add_file, add_picture, pieces_of
from upwell.needs.actions.answering import answer_need
from upwell.needs.actions.brokering import merge_need, park_need
from upwell.needs.actions.confirming import ask_whether_used, confirm_answer, say_used
from upwell.needs.actions.declaring import declare_need
from upwell.needs.actions.offering import offer_help
from upwell.needs.actions.talking import comment_need
from upwell.needs.actions.voicing import voice_need
from upwell.needs.models import Answer, Confirmation, Need
from upwell.people.actions import confirm_skill, find_or_add_skill
from upwell.people.models import Person

Fields = dict[str, Any]


class Teller:
    """Tells events in the order given; knows by their names in the files the people, needs and modules told so far."""

    def __init__(self, folder: Path, events: Iterable[Event]) -> None:
        self._pictures, self._now = folder / "modules", clock.now()
        self._people = {person.email: person for person in Person.objects.select_related("team")}
        self._needs: dict[str, Need] = {}
        self._items: dict[str, Item] = {}
        self._gatherings = GatheringTeller(self._people, self._needs, self._items)
        self._mentoring = MentoringTeller(self._people)
        self._trying = TryingTeller(self._people, self._needs, self._items)
        self._walking = WalkingTeller(self._people, self._items)
        self._practising = PractisingTeller(self._people, self._pictures)
        self._week = WeekTeller(self._people)
        self._pages: dict[str, PagePlan] = {}
        self._revisions_left = Counter(event.what["item"] for event in events if event.verb == "revise")

    def tell(self, event: Event) -> None:
        """Let `event` happen; the clock stands at its moment."""
        happen: Callable[[Any], object] = getattr(self, f"_{event.verb}")
        happen(event.what)

    def _gathering(self, line: Fields) -> None:
        """A line of gatherings.jsonl."""
        happen: Callable[[Fields], object] = getattr(self._gatherings, line["verb"])
        happen(line)

    def _mentoring_line(self, line: Fields) -> None:
        """A line of mentoring.jsonl."""
        happen: Callable[[Fields], object] = getattr(self._mentoring, line["verb"])
        happen(line)

    def _practising_line(self, line: Fields) -> None:
        """A line of practice.jsonl."""
        happen: Callable[[Fields], object] = getattr(self._practising, line["verb"])
        happen(line)

    def _walking_line(self, line: Fields) -> None:
        """A line of paths.jsonl."""
        happen: Callable[[Fields], object] = getattr(self._walking, line["verb"])
        happen(line)

    def _week_line(self, line: Fields) -> None:
        """A line of week.jsonl."""
        happen: Callable[[Fields], object] = getattr(self._week, line["verb"])
        happen(line)

    def _trying_line(self, line: Fields) -> None:
        """A line of tasks.jsonl."""
        happen: Callable[[Fields], object] = getattr(self._trying, line["verb"])
        happen(line)

    def _need(self, record: NeedRecord) -> None:
        asker = self._people[record.asked_by]
        self._needs[record.id] = declare_need(
            record.title,
            by=asker,
            why=record.why,
            for_whom=record.for_whom,
            goal=record.goal,
            urgency=record.urgency,
            skills=record.skills,
            team=asker.team if record.is_for_team else None,
            nameless=record.is_nameless,
            imported_id=record.id,
        )

    def _module(self, page: PagePlan) -> None:
        stem, owner = page.path.stem, self._people[page.owner]
        self._pages[stem] = page
        item = start_module(
            by=owner,
            title=page.title,
            blocks=self._blocks_now(stem),
            summary=page.summary,
            skills=page.skills,
            imported_id=page.imported_id,
        )
        self._items[stem] = item
        for email in page.authors:
            add_author(item, by=owner, person=self._people[email])
        publish_module(item, by=owner)
        item.refresh_from_db()
        for need in page.answers:
            answer_need(self._needs[need], by=owner, item=item)
        if page.valid_until:
            set_valid_until(item, by=owner, until=page.valid_until)
        if page.checked_on and not self._revisions_left[stem]:
            self._check(page, item)

    def _revise(self, line: Fields) -> None:
        stem, author = line["item"], self._people[line["by"]]
        item, page = self._items[stem], self._pages[stem]
        self._revisions_left[stem] -= 1
        stamp = Module.objects.values_list("draft_stamp", flat=True).get(pk=item.pk)
        save_draft(item, by=author, title=page.title, blocks=self._blocks_now(stem), stamp=stamp)
        publish_module(item, by=author, note=line["note"])
        if page.checked_on and not self._revisions_left[stem]:
            self._check(page, item)

    def _check(self, page: PagePlan, item: Item) -> None:
        noon = datetime.combine(page.checked_on, time(12), UTC) if page.checked_on else clock.now()
        if noon > clock.now():
            with clock.at(noon):
                check_item(item, by=item.owner)

    def _blocks_now(self, stem: str) -> list[Block]:
        """The text as it was before the revisions still to come; its pictures are kept."""
        page = self._pages[stem]
        owner = self._people[page.owner]
        blocks = place_pictures(
            page.blocks, lambda place: self._sha256_of(place, owner), lambda place: self._file(place, owner)
        )
        return earlier(blocks, self._revisions_left[stem])

    def _sha256_of(self, place: str, owner: Person) -> str:
        return str(add_picture((self._pictures / place).read_bytes(), by=owner).sha256)

    def _file(self, place: str, owner: Person) -> str:
        return str(add_file(pieces_of(self._pictures / place), name=place, by=owner).sha256)

    def _answer_in_words(self, record: AnswerRecord) -> None:
        need, by = self._needs[record.need], self._people[record.by]
        answer = answer_need(need, by=by, text=record.text, imported_id=record.key)
        if record.is_accepted:
            Answer.objects.filter(pk=answer.pk).update(is_accepted=True)

    def _voice(self, line: Fields) -> None:
        need, by = self._needs[line["need"]], self._people[line["by"]]
        voice_need(need, by=by, urgency=line["urgency"], why=line.get("why", ""))

    def _offer(self, line: Fields) -> None:
        person = self._people[line["person"]] if "person" in line else None
        need, by = self._needs[line["need"]], self._people[line["by"]]
        offer_help(need, by=by, how=line["how"], note=line.get("note", ""), person=person)

    def _answer(self, line: Fields) -> None:
        item = self._items[line["item"]] if "item" in line else None
        person = self._people[line["person"]] if "person" in line else None
        need, by = self._needs[line["need"]], self._people[line["by"]]
        answer_need(need, by=by, item=item, person=person, text=line.get("text", ""))

    def _confirm(self, line: Fields) -> None:
        answer = Answer.objects.filter(need=self._needs[line["need"]]).order_by("-at", "-pk")[0]
        confirm_answer(answer, by=self._people[line["by"]], outcome=line["outcome"], note=line.get("note", ""))

    def _ask_used(self, line: Fields) -> None:
        if confirmation := self._confirmation(line):
            ask_whether_used(confirmation)

    def _used(self, line: Fields) -> None:
        if confirmation := self._confirmation(line):
            say_used(confirmation, by=self._people[line["by"]], used=line["used"], note=line.get("note", ""))

    def _confirmation(self, line: Fields) -> Confirmation | None:
        by = self._people[line["by"]]
        found = Confirmation.objects.filter(answer__need__imported_id=line["need"], by=by)
        return found.select_related("answer__need").order_by("-at", "-pk").first()

    def _comment(self, line: Fields) -> None:
        by = self._people[line["by"]]
        if "need" in line:
            comment_need(self._needs[line["need"]], by=by, text=line["text"])
        else:
            comment_on_item(self._items[line["item"]], by=by, text=line["text"])

    def _react(self, line: Fields) -> None:
        item, by = self._items[line["item"]], self._people[line["by"]]
        react_to_item(item, by=by, kind=line["kind"])
        mark_read(item, by=by, number=Version.objects.filter(module=item.pk).count(), finished=True)

    def _hold(self, line: Fields) -> None:
        """Until a day ahead, or until something happens."""
        by, ahead = self._people[line["by"]], relative(line.get("until", ""))
        until = timezone.localdate(self._now + ahead) if ahead else None
        happening = name_happening(line["happening"], by=by) if "happening" in line else None
        set_life(self._items[line["item"]], by=by, valid_until=until, until=happening)

    def _happened(self, line: Fields) -> None:
        declare_happened(Happening.objects.get(name=line["happening"]), by=self._people[line["by"]])

    def _replace(self, line: Fields) -> None:
        newer = Item.objects.get(pk=self._items[line["newer"]].pk)
        replace_item(self._items[line["item"]], by=self._people[line["by"]], replacement=newer)

    def _open(self, line: Fields) -> None:
        open_to_anyone(self._items[line["item"]], by=self._people[line["by"]], is_open=True)

    def _endorse(self, line: Fields) -> None:
        endorse_item(self._items[line["item"]], by=self._people[line["by"]], word=line.get("word", ""))

    def _regulate(self, line: Fields) -> None:
        regulate_skill(find_or_add_skill(line["skill"]), by=self._people[line["by"]], why=line.get("why", ""))

    def _name_expert(self, line: Fields) -> None:
        skill = find_or_add_skill(line["skill"])
        name_expert(skill, by=self._people[line["by"]], person=self._people[line["person"]])

    def _submit(self, line: Fields) -> None:
        """A text at the end, sent for review because of what the module is about."""
        stem, by = line["item"], self._people[line["by"]]
        module = Module.objects.select_related("version", "item").get(pk=self._items[stem].pk)
        blocks = [*(module.version.blocks if module.version else []), {"type": "text", "text": line["text"]}]
        save_draft(module.item, by=by, title=module.item.title, blocks=blocks, stamp=module.draft_stamp)
        ask_for_review(module.item, by=by, note=line.get("note", ""))

    def _draft(self, line: Fields) -> None:
        drafting.draft(self._items[line["item"]], line, by=self._people[line["by"]])

    def _ask_to_read(self, line: Fields) -> None:
        person = self._people[line["person"]]
        drafting.ask_to_read(self._items[line["item"]], person, by=self._people[line["by"]])

    def _remark(self, line: Fields) -> None:
        drafting.remark(self._items[line["item"]], line, by=self._people[line["by"]])

    def _answer_remark(self, line: Fields) -> None:
        drafting.answer(self._items[line["item"]], line, by=self._people[line["by"]])

    def _template(self, line: Fields) -> None:
        add_template(self._items[line["item"]], by=self._people[line["by"]], name=line["name"], about=line["about"])

    def _translate(self, line: Fields) -> None:
        """The file of the translation holds the same parts in the same order; those of it that have no words are left out."""
        by = self._people[line["by"]]
        original = Item.objects.get(pk=self._items[line["item"]].pk)
        file = self._pictures.parent / "translations" / f"{line['item']}.{line['language']}.md"
        page = from_markdown(file.read_text(encoding="utf-8"))
        item = start_translation(original, by=by, language=line["language"])
        module = Module.objects.get(pk=item.pk)
        pairs = zip(module.draft or [], page.blocks, strict=True)
        said = {mine["id"]: {name: text for name, text in texts(theirs).items() if name} for mine, theirs in pairs}
        save_translation(item, by=by, title=page.title, said=said, stamp=module.draft_stamp)
        publish_module(item, by=by)

    def _leave(self, line: Fields) -> None:
        """In the first part of its kind: a vote (`line`, from 1), or what was written, with `shared` for all to read."""
        item = self._items[line["item"]]
        version = Module.objects.select_related("version").get(pk=item.pk).version
        part = next(block for block in version.blocks if block["type"] == line["part"]) if version else {"id": ""}
        lines = (line["line"] - 1,) if "line" in line else ()
        text, share = line.get("text", ""), "shared" in line
        answer_part(item, by=self._people[line["by"]], block=part["id"], lines=lines, text=text, share=share)

    def _sign(self, line: Fields) -> None:
        margin.sign(self._items[line["item"]], line, by=self._people[line["by"]])

    def _ask(self, line: Fields) -> None:
        margin.ask(self._items[line["item"]], line, by=self._people[line["by"]])

    def _reply(self, line: Fields) -> None:
        margin.reply(self._items[line["item"]], line, by=self._people[line["by"]])

    def _suggest(self, line: Fields) -> None:
        margin.suggest(self._items[line["item"]], line, by=self._people[line["by"]])

    def _decide(self, line: Fields) -> None:
        margin.decide(self._items[line["item"]], line, by=self._people[line["by"]])

    def _confirm_skill(self, line: Fields) -> None:
        skill = self._people[line["person"]].skills.get(skill__name__iexact=line["skill"])
        confirm_skill(skill, by=self._people[line["by"]], evidence=line["evidence"])

    def _park(self, line: Fields) -> None:
        park_need(self._needs[line["need"]], by=self._people[line["by"]], reason=line["reason"])

    def _merge(self, line: Fields) -> None:
        merge_need(self._needs[line["need"]], by=self._people[line["by"]], into=self._needs[line["into"]])
