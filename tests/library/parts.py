"""One finished block of each kind, for the library's tests."""

from typing import Any

from upwell.library.blocks import Block

CHECKLIST: Block = {
    "id": "round",
    "type": "checklist",
    "text": "Before the round",
    "items": [{"text": "Wash hands"}, {"text": "Read the notes"}, {"text": "Say hello"}],
}
TASK: Block = {"id": "try", "type": "task", "text": "Ring one GP this week.", "show": "What you heard."}
PRIVATE: Block = {"id": "alone", "type": "reflection", "text": "What do you fear about it?", "shared": False}
SHARED: Block = {"id": "aloud", "type": "reflection", "text": "What helped you?", "shared": True}
POLL: Block = {
    "id": "when",
    "type": "poll",
    "text": "When do you read letters?",
    "several": False,
    "options": [{"text": "At eight"}, {"text": "At noon"}, {"text": "Never"}],
}


def asked(kind: str, **fields: Any) -> Block:
    """A finished question of a kind."""
    own: dict[str, Block] = {
        "choice": {
            "text": "Which?",
            "options": [
                {"text": "this", "right": True, "feedback": "Yes, this."},
                {"text": "that", "right": False, "feedback": "No, not that."},
                {"text": "neither", "right": False, "feedback": ""},
            ],
        },
        "truth": {"text": "Whales are fish.", "is_true": False},
        "short": {"text": "The capital of Peru?", "accepted": [{"text": "Lima"}, {"text": "Ciudad de Lima"}]},
        "number": {"text": "How much?", "value": "450", "tolerance": "5", "unit": "mg"},
        "order": {"text": "In order?", "items": [{"text": "egg"}, {"text": "chick"}, {"text": "hen"}]},
        "match": {
            "text": "Which goes with which?",
            "pairs": [
                {"text": "Peru", "partner": "Lima"},
                {"text": "Chile", "partner": "Santiago"},
                {"text": "Cuba", "partner": "Havana"},
            ],
        },
        "gaps": {"text": "Water boils at [[100|one hundred]] degrees and freezes at [[0|zero]]."},
    }
    return {"id": kind, "type": "question", "kind": kind, **own[kind], **fields}


QUESTIONS = ["choice", "truth", "short", "number", "order", "match", "gaps"]
FILE = "0f" * 32


def every_kind() -> list[Block]:
    """One finished block of every kind, the picture and the files not kept anywhere."""
    return [
        {"id": "words", "type": "text", "text": "> [!tip]\n> Put it first."},
        {"id": "picture", "type": "image", "picture": FILE, "alt": "A pump"},
        {"id": "film", "type": "video", "file": FILE, "caption": "The pump at work"},
        {"id": "sound", "type": "audio", "file": FILE, "caption": "The alarm"},
        {"id": "paper", "type": "file", "file": FILE, "title": "The form", "why": "To print."},
        {"id": "away", "type": "link", "url": "https://example.org/a", "title": "Away", "why": "It is good."},
        {"id": "shown", "type": "embed", "url": "https://youtu.be/abc_DEF-123", "title": "A talk"},
        CHECKLIST,
        TASK,
        PRIVATE,
        SHARED,
        POLL,
        *(asked(kind) for kind in QUESTIONS),
    ]
