"""What may be amended before payloads are judged, and that nothing else slips through."""

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from tests.bot.practice.amendments import Amendment, Json, amended, load
from tests.bot.practice.judging import distinct, main, problems

MISSING_TITLE = Amendment(
    "Judge",
    "in.block_actions",
    "no title",
    {"view.type": "home"},
    {"view": {"title": "a title"}},
    drop_empty=("view.x",),
)


@pytest.fixture
def check(tmp_path: Path) -> Path:
    """A judge that lets nothing pass without a view that has a title."""
    script = tmp_path / "check"
    script.write_text(
        dedent("""\
        #!/usr/bin/env python3
        import json, sys
        print("== Judge of titles")
        lines = [json.loads(line) for line in open(sys.argv[1])]
        bad = [n for n, line in enumerate(lines, 1) if not line["args"].get("view", {}).get("title")]
        for n in bad:
            print(f"{sys.argv[1]}:{n}: no title")
        print(f"{len(lines) - len(bad)} passed, {len(bad)} failed")
        """)
    )
    script.chmod(0o755)
    return script


def payload(**view: object) -> Json:
    return {"method": "in.block_actions", "args": {"view": view}}


def test_an_exception_lets_its_payloads_pass(check: Path) -> None:
    assert problems(check, [payload(type="home")], [MISSING_TITLE]) == []


def test_what_no_exception_is_about_stays_a_problem(check: Path) -> None:
    (problem,) = problems(check, [payload(type="modal"), payload(type="home")], [MISSING_TITLE])
    assert problem.startswith("Judge of titles: no title")
    assert '"modal"' in problem


def test_an_exception_that_nothing_needs_is_a_problem(check: Path) -> None:
    spare = replace(MISSING_TITLE, reason="spare", where={"view.type": "modal"})
    told = problems(check, [payload(type="home"), payload(type="modal", title="t")], [MISSING_TITLE, spare])
    assert told == ["not needed: spare"]


def test_an_exception_for_a_judge_that_did_not_judge_is_a_problem(check: Path) -> None:
    absent = replace(MISSING_TITLE, judge="Nobody", reason="absent")
    assert problems(check, [payload(type="home", title="t")], [absent]) == ["not needed: absent"]


@pytest.mark.parametrize("told", ["", "echo '== Judge'"])
def test_a_checker_that_does_not_finish_is_no_pass(tmp_path: Path, told: str) -> None:
    broken = tmp_path / "broken"
    broken.write_text(f"#!/bin/sh\n{told}\n")
    broken.chmod(0o755)
    with pytest.raises(RuntimeError):
        problems(broken, [payload(type="home")], [])


def test_no_payloads_at_all_are_no_pass(check: Path, tmp_path: Path) -> None:
    (tmp_path / "payloads.jsonl").touch()
    assert main(str(check), str(tmp_path / "payloads.jsonl")) == 1


def test_only_what_says_nothing_is_dropped_as_empty() -> None:
    assert amended(payload(type="home", x=""), [MISSING_TITLE]) == payload(type="home", title="a title")
    assert amended(payload(type="home", x="full"), [MISSING_TITLE]) == payload(type="home", title="a title", x="full")


def test_payloads_that_differ_in_words_alone_are_judged_once() -> None:
    lines = [payload(type="home", x=word) for word in ("one", "two", "")]
    assert distinct(lines) == [lines[1], lines[2]]


def test_every_exception_says_why_and_is_about_something() -> None:
    for exception in load():
        assert exception.reason.endswith(".")
        assert exception.where
        assert exception.set or exception.drop or exception.drop_empty
