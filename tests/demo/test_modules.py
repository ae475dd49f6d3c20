"""The demo's modules are whole: their authors, links, pictures, films and words."""

import re
from pathlib import Path

from tests.demo.files import AHEAD, DEMO, known_skills, minutes_ago, modules, needs, people


def test_modules_have_authors_a_moment_and_answer_needs_that_were_asked_before() -> None:
    assert len(modules()) >= 40
    for stem, (front, body) in modules().items():
        assert {"title", "summary", "by", "authors", "skills", "at"} <= set(front), stem
        assert set(front) <= {"title", "summary", "by", "authors", "skills", "at", "checked", "valid_until", "answers"}
        assert front["authors"][0] == front["by"] and set(front["authors"]) <= set(people())
        assert set(front["skills"]) <= known_skills() and len(front["summary"]) <= 300
        assert minutes_ago(front.get("checked", "-P1D")) < minutes_ago(front["at"]) or "checked" not in front
        assert AHEAD.fullmatch(front.get("valid_until", "P1D"))
        assert 120 <= len(body.split()) <= 900, stem
        for need in front.get("answers", []):
            assert minutes_ago(needs()[need]["asked_at"]) > minutes_ago(front["at"]), stem
            assert front["by"] != needs()[need]["asked_by"], stem


def test_every_question_has_a_right_answer_and_a_word_about_each() -> None:
    asked = 0
    for stem, (_, body) in modules().items():
        for block in re.findall(r"^```question\n(.*?)^```$", body, re.DOTALL | re.MULTILINE):
            question, *options = block.splitlines()
            assert question.endswith("?") and len(options) >= 2, stem
            assert all(re.fullmatch(r"\[[ x]\] .+ :: .+", option) for option in options), stem
            assert 1 <= len([option for option in options if option.startswith("[x]")]) < len(options), stem
            asked += 1
        assert len(re.findall(r"^```", body, re.MULTILINE)) % 2 == 0, stem
    assert asked >= 30


def test_every_link_says_where_to_and_why() -> None:
    for stem, (_, body) in modules().items():
        for block in re.findall(r"^```link\n(.*?)^```$", body, re.DOTALL | re.MULTILINE):
            lines = dict(line.split(": ", 1) for line in block.splitlines())
            assert set(lines) == {"url", "title", "why"} and lines["url"].startswith("https://"), stem


def test_every_picture_is_there_described_used_and_light() -> None:
    shown = [
        image for _, body in modules().values() for image in re.findall(r"^!\[(.+)\]\((.+)\)$", body, re.MULTILINE)
    ]
    pictures = {path.name: path.stat().st_size for path in (DEMO / "modules").glob("*.png")}
    assert {name for _, name in shown} == set(pictures) and len(pictures) <= 8
    assert all(len(description) > 30 for description, _ in shown)
    assert all(size < 60_000 for size in pictures.values())


def test_every_film_sound_and_paper_is_there_used_and_light() -> None:
    named = {name for _, body in modules().values() for name in re.findall(r"^file: (\S+)$", body, re.MULTILINE)}
    there = {path for path in (DEMO / "modules").iterdir() if path.suffix not in {".md", ".png"}}
    words = {path.name for path in there if path.name.endswith(".words.json")}
    assert named == {path.name for path in there} - words
    assert {name.removesuffix(".words.json") for name in words} <= {Path(name).stem for name in named}
    assert all(path.stat().st_size < (450_000 if path.suffix == ".mp4" else 60_000) for path in there)


def test_texts_use_typographic_quotes_and_never_shout() -> None:
    texts = [DEMO / name for name in ("needs.jsonl", "answers.jsonl", "story.jsonl", "people.csv", "teams.csv")]
    for path in [*texts, *(DEMO / "modules").glob("*.md"), *(DEMO / "translations").glob("*.md")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            prose = line if path.suffix != ".md" or not re.match(r"(title|summary): '", line) else line.strip("'")
            assert not re.search(r"\w'\w", prose), (path.name, line)
            assert not re.search(r"!(?!\[)", prose.replace("[!tip]", "")), (path.name, line)
            assert not re.search("[\U0001f000-\U0001faff\u2600-\u27bf]", prose), (path.name, line)
