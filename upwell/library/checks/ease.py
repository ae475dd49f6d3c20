"""How easy it is to read, by a formula for its language.

English: Flesch reading ease, 206.835 - 1.015 (words a sentence) - 84.6 (syllables a word); 60 and more is plain English
(Flesch 1948, A new readability yardstick, Journal of Applied Psychology 32). German: Amstad's version of it, 180 - (words a
sentence) - 58.5 (syllables a word) (Amstad 1978, Wie verständlich sind unsere Zeitungen?). All others that put spaces between
words: LIX, (words a sentence) + 100 (share of words of more than six letters); under 40 is like fiction, over 55 like law
(Björnsson 1968, Läsbarhet). Syllables are groups of vowels, which is right for most words and close enough for a page.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from upwell.library.blocks import Block
from upwell.library.blocks.prompts import without_prompts
from upwell.library.checks.check import Check
from upwell.library.prose import to_plain

FEWEST_WORDS = 50  # below which a formula says nothing
MOST_CHARACTERS = 30_000  # of the text that are looked at: a page of an hour
LONG_SENTENCE = 25  # words
HARD, VERY_HARD = 50, 30  # on the scale of Flesch
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…](?=\w)[^.!?…\n]+)*[.!?…\n]*")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyäöüàâéèêëîïôûæøåáíóú]+", re.IGNORECASE)
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouy]ed|[^laeiouy]e)$", re.IGNORECASE)
_UNSPACED = {"zh", "ja", "th", "lo", "km", "my"}


class Sentence(NamedTuple):
    """A sentence, where it stands, and its words."""

    part: str
    words: list[str]


def easy(blocks: list[Block], language: str) -> Iterator[Check]:
    """Whether it reads easily; where it does not, the way to its longest sentence. Too little text is not judged."""
    sentences = list(_sentences(without_prompts(blocks)))
    if language[:2] in _UNSPACED or sum(len(each.words) for each in sentences) < FEWEST_WORDS:
        return
    score = ease(sentences, language)
    if score >= HARD:
        yield Check("check", _("Easy to read"), is_ok=True)
        return
    longest = max(sentences, key=lambda each: len(each.words))
    if len(longest.words) > LONG_SENTENCE:
        more = _("The longest sentence has %(count)s words.") % {"count": len(longest.words)}
        way = _("Go to it")
    else:
        more, way = _("Shorter words would help: those one would say aloud."), _("Go to the hardest")
        longest = max(sentences, key=lambda each: sum(map(len, each.words)) / len(each.words))
    words = _("Hard to read") if score < VERY_HARD else _("A little hard to read")
    yield Check("book-open", words, more=more, way=way, part=longest.part)


def ease(sentences: list[Sentence], language: str) -> float:
    """How easy it reads on the scale of Flesch: 100 very easy, 60 plain, 30 and less hard. LIX is turned onto that scale
    (40 as 60, 60 as 30)."""
    words = [word for each in sentences for word in each.words]
    a_sentence = len(words) / len(sentences)
    if language.startswith("en"):
        return 206.835 - 1.015 * a_sentence - 84.6 * sum(map(_syllables_in_english, words)) / len(words)
    if language.startswith("de"):
        return 180 - a_sentence - 58.5 * sum(map(_syllables, words)) / len(words)
    lix = a_sentence + 100 * sum(len(word) > 6 for word in words) / len(words)
    return 60 - 1.5 * (lix - 40)


def _sentences(blocks: list[Block]) -> Iterator[Sentence]:
    seen = 0
    for block in blocks:
        if block["type"] != "text" or seen > MOST_CHARACTERS:
            continue
        text = to_plain(block["text"])[:MOST_CHARACTERS]
        seen += len(text)
        for sentence in _SENTENCE.findall(text):
            if words := _WORD.findall(sentence):
                yield Sentence(str(block["id"]), words)


def _syllables(word: str) -> int:
    return max(1, len(_VOWELS.findall(word)))


def _syllables_in_english(word: str) -> int:
    return max(1, _syllables(word) - (_SILENT.search(word) is not None))
