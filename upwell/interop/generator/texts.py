"""The pools of texts: topics, needs and modules, each different; and the blocks of the modules."""

from dataclasses import dataclass

from upwell.interop.generator.shape import Chance, Shape, Skew, chance_for
from upwell.interop.generator.words import ASPECTS, MODULES, NEEDS, SENTENCES, THINGS, WHYS
from upwell.library.actions.publishing import summary_of
from upwell.library.blocks import Block, seconds, validate


@dataclass(frozen=True)
class NeedText:
    """A need that somebody may ask, about the topic with number `topic`."""

    topic: int
    title: str
    why: str


@dataclass(frozen=True)
class ModuleText:
    """A module that somebody may write: its last block is what a revision added."""

    topic: int
    title: str
    summary: str
    blocks: list[Block]
    seconds: int


@dataclass(frozen=True)
class Texts:
    """Everything that is said in an organisation. A topic is also the name of a skill."""

    topics: list[str]
    needs: list[NeedText]
    modules: list[ModuleText]


def write_texts(shape: Shape) -> Texts:
    """The texts for an organisation of this shape; some topics come up often, most seldom."""
    chance = chance_for(shape, "texts")
    topics = [f"{thing} {aspect}" for aspect in ASPECTS for thing in THINGS]
    chance.shuffle(topics)
    topics = topics[: shape.skills]
    return Texts(topics, _needs(shape, chance, topics), _modules(shape, chance, topics))


def _needs(shape: Shape, chance: Chance, topics: list[str]) -> list[NeedText]:
    found: dict[str, NeedText] = {}
    skew = Skew(len(topics), power=0.6)
    while len(found) < shape.different_needs:
        topic = skew.pick(chance)
        title = chance.one_of(NEEDS).format(topic=topics[topic])
        found.setdefault(title, NeedText(topic, title, chance.one_of(WHYS)))
    return list(found.values())


def _modules(shape: Shape, chance: Chance, topics: list[str]) -> list[ModuleText]:
    found: dict[str, ModuleText] = {}
    skew = Skew(len(topics), power=0.6)
    while len(found) < shape.different_modules:
        topic = skew.pick(chance)
        name = topics[topic]
        title = chance.one_of(MODULES).format(topic=name, Topic=name[:1].upper() + name[1:])
        if title not in found:
            blocks = validate(_blocks(chance, name))
            found[title] = ModuleText(topic, title, summary_of(blocks), blocks, seconds(blocks))
    return list(found.values())


def _blocks(chance: Chance, topic: str) -> list[Block]:
    said = [sentence.format(topic=topic) for sentence in chance.sample(SENTENCES, k=11)]
    blocks: list[Block] = [
        {"type": "text", "text": " ".join(said[:4])},
        {"type": "text", "text": f"## What to do\n\n- {said[4]}\n- {said[5]}\n- {said[6]}"},
    ]
    if chance.share(0.3):
        options = [{"text": said[7], "right": True, "feedback": ""}, {"text": "Whatever is quickest.", "right": False}]
        blocks.append({"type": "question", "text": f"What comes first in {topic}?", "options": options})
    return [*blocks, {"type": "text", "text": f"## What we changed since\n\n{said[8]} {said[9]}"}]
