"""How long a module takes."""

import math
import re
from collections.abc import Iterable

from upwell.library.blocks.kinds import Block
from upwell.library.blocks.texts import plain_text

# Silent reading of plain prose takes about 238 words a minute (Brysbaert 2019, a review of 190 studies); at work one reads
# to act on it, so we count 220. Looking at a picture, answering and thinking are our own estimates, in seconds, on top of
# reading. How long a file plays is not known here, and a task is done at work, not on the page: both count their words only.
WORDS_A_MINUTE = 220
SECONDS = {"image": 20, "poll": 20, "reflection": 60}
SECONDS_A_QUESTION = 40
SECONDS_OF_QUESTIONS = {"truth": 20, "order": 60, "match": 60}

# each sign of a script without spaces counts as a word
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+(?:[’'.,-]\w+)*")


def seconds(blocks: Iterable[Block]) -> int:
    """How long the blocks take to read, look at and answer, in seconds; parts of unknown types count nothing."""
    blocks = list(blocks)
    words = len(_WORD.findall(plain_text(blocks)))
    return math.ceil(words * 60 / WORDS_A_MINUTE) + sum(map(_beside_reading, blocks))


def _beside_reading(block: Block) -> int:
    if block["type"] == "question":
        return SECONDS_OF_QUESTIONS.get(block.get("kind", "choice"), SECONDS_A_QUESTION)
    return SECONDS.get(block["type"], 0)
