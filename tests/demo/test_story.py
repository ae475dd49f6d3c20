"""What happens in the demo goes forward, and everybody does only what they may."""

from tests.demo.files import (
    AHEAD,
    DEMO,
    HOWS,
    KINDS,
    URGENCIES,
    VERBS,
    answers,
    merges,
    minutes_ago,
    modules,
    needs,
    people,
    story,
    voices,
)


def test_the_story_goes_forward_and_says_what_each_verb_needs() -> None:
    moments = [minutes_ago(line["at"]) for line in story()]
    assert len(moments) >= 300
    assert moments == sorted(moments, reverse=True)
    for line in story():
        must, may = VERBS[line["verb"]]
        said = set(line) - {"at", "by", "verb"}
        assert must <= said <= must | may, line
        assert all(line.values()), line
        assert line["by"] in people() and line.get("person", line["by"]) in people()
        assert line.get("urgency", "now") in URGENCIES and line.get("how", "talk") in HOWS
        assert line.get("outcome", "not") in {"solved", "partly", "not"} and line.get("used", "no") in {
            "yes",
            "no",
            "not_yet",
        }
        assert line.get("kind", "useful") in KINDS


def test_nothing_happens_to_a_need_before_it_is_asked_or_after_it_is_merged() -> None:
    for line in story():
        if "need" in line:
            assert minutes_ago(line["at"]) < minutes_ago(needs()[line["need"]]["asked_at"]), line
            if line["need"] in merges():
                assert minutes_ago(line["at"]) >= minutes_ago(merges()[line["need"]]["at"]), line


def test_everybody_voices_a_need_once_and_nobody_offers_help_to_themselves() -> None:
    heard: set[tuple[str, str]] = set()
    for line in story():
        if line["verb"] in {"voice", "offer"}:
            assert line["by"] != needs()[line["need"]]["asked_by"], line
        if line["verb"] == "voice":
            assert (line["need"], line["by"]) not in heard, line
            heard.add((line["need"], line["by"]))
        if line["verb"] == "offer":
            assert ("person" in line) == (line["how"] == "know_who"), line


def test_a_need_of_one_team_is_touched_by_that_team_only() -> None:
    for line in story():
        need = needs().get(line.get("need", ""), {})
        if need.get("team_only"):
            assert people()[line["by"]]["team"] == people()[need["asked_by"]]["team"], line


def test_only_voices_confirm_and_only_what_was_answered_by_somebody_else() -> None:
    told: set[tuple[str, str]] = set()
    for line in story():
        if line["verb"] == "confirm":
            at = minutes_ago(line["at"])
            given = [by for answered, by in answers()[line["need"]] if answered > at]
            assert given and given[-1] != line["by"], line
            assert voices(line["need"])[line["by"]] > at, line
            assert (line["need"], line["by"]) not in told, line
            told.add((line["need"], line["by"]))


def test_whether_it_was_used_is_said_thirty_days_after_confirming() -> None:
    confirmed = {(line["need"], line["by"]): minutes_ago(line["at"]) for line in story() if line["verb"] == "confirm"}
    for line in story():
        if line["verb"] == "used":
            assert confirmed[line["need"], line["by"]] - minutes_ago(line["at"]) >= 30 * 24 * 60, line


def test_only_stewards_park_and_merge_and_a_merged_need_leads_to_one_that_stands() -> None:
    for line in story():
        if line["verb"] in {"park", "merge"}:
            assert people()[line["by"]]["role"] == "steward", line
        if line["verb"] == "merge":
            assert line["into"] in needs() and line["into"] not in merges(), line


def test_what_happens_to_a_module_happens_after_it_is_published_and_once_each() -> None:
    signs: set[tuple[str, str, str]] = set()
    for line in story():
        if "item" in line:
            front, _ = modules()[line["item"]]
            assert minutes_ago(line["at"]) < minutes_ago(front["at"]), line
        if line["verb"] == "comment":
            assert ("item" in line) != ("need" in line), line
        if line["verb"] == "revise":
            assert line["by"] in front["authors"], line
        if line["verb"] == "react":
            sign = (line["item"], line["by"], line["kind"])
            assert sign not in signs and line["by"] not in front["authors"], line
            signs.add(sign)


def test_modules_are_looked_after_by_those_who_may() -> None:
    stewards = {email for email, row in people().items() if row["role"] == "steward"}
    happenings: set[str] = set()
    for line in story():
        front = modules()[line["item"]][0] if "item" in line else {}
        if line["verb"] in {"hold", "replace", "open"}:
            assert line["by"] == front["by"], line
        if line["verb"] == "hold":
            assert ("until" in line) != ("happening" in line) and AHEAD.fullmatch(line.get("until", "P1D")), line
            happenings |= {line["happening"]} if "happening" in line else set()
        if line["verb"] in {"happened", "regulate", "name_expert", "endorse"}:
            assert line["by"] in stewards and line["by"] not in front.get("authors", []), line
        if line["verb"] == "happened":
            assert line["happening"] in happenings, line
        if line["verb"] == "replace":
            assert line["newer"] in modules(), line
        if line["verb"] == "submit":
            assert line["by"] in front["authors"], line
        if line["verb"] == "translate":
            assert (DEMO / "translations" / f"{line['item']}.{line['language']}.md").exists(), line


def test_an_answer_of_the_story_is_an_item_or_a_person_and_not_given_twice() -> None:
    written = {(need, stem) for stem, (front, _) in modules().items() for need in front.get("answers", [])}
    for line in story():
        if line["verb"] == "answer":
            assert ("item" in line) != ("person" in line), line
            assert (line["need"], line.get("item")) not in written, line


def test_what_readers_leave_they_leave_in_a_part_that_is_there() -> None:
    once: set[tuple[str, str, str]] = set()
    for line in story():
        if line["verb"] == "leave":
            body = modules()[line["item"]][1]
            assert f"```{line['part']}\n" in body, line
            assert ("line" in line) == (line["part"] == "poll"), line
            left = (line["item"], line["part"], line["by"])
            assert left not in once, line
            once.add(left)
    votes = [line for line in story() if line["verb"] == "leave" and line["part"] == "poll"]
    assert len(votes) >= 5  # below that, nobody sees how people voted
