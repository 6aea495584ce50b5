"""What an operator gets of a closed poll for a spreadsheet."""

import asyncio
import csv
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from bot.cli.problems import CannotRun
from bot.cli.results import results
from bot.domain.people import PersonFacts
from bot.domain.polls import Mode, simple
from bot.keys import Keys
from bot.services import people, polls, polls_closing
from bot.services import settings as workspaces
from bot.settings import Settings
from bot.store.engine import Store
from tests.bot.conftest import NOW, TEAM
from tests.bot.voting import vote

FORMULA = '=HYPERLINK("http://example.com")'
PEOPLE = {"U0MAYA": "Maya", "U0TOM": "@Tom"}


def test_a_named_poll_says_who_chose_what_and_calculates_nothing(database_url: str, keys: Keys) -> None:
    _in(database_url, _asked(keys, is_confidential=False, votes={"U0MAYA": 0, "U0TOM": 0}), _closed(keys))
    assert _sheet(database_url) == [
        ["Question", "Answer", "Votes", "Who"],
        ["What first?", f"'{FORMULA}", 2.0, "Maya, @Tom"],
        ["What first?", "Call review", 0.0, ""],
    ]


def test_a_confidential_poll_says_how_many_chose_what_and_never_who(database_url: str, keys: Keys) -> None:
    votes = {f"U0VOTER{number}": number % 2 for number in range(5)}
    _in(database_url, _asked(keys, is_confidential=True, votes=votes), _closed(keys))
    assert _sheet(database_url) == [
        ["Question", "Answer", "Votes"], ["What first?", f"'{FORMULA}", 3.0], ["What first?", "Call review", 2.0],
    ]  # fmt: skip


def test_too_few_answers_of_a_confidential_poll_are_not_shown(database_url: str, keys: Keys) -> None:
    _in(database_url, _asked(keys, is_confidential=True, votes={"U0MAYA": 0}), _closed(keys))
    assert [line[2] for line in _sheet(database_url)[1:]] == ["not shown: too few answers"] * 2


def test_an_open_poll_has_no_results_yet(database_url: str, keys: Keys) -> None:
    _in(database_url, _asked(keys, is_confidential=False, votes={}))
    with pytest.raises(CannotRun, match="Poll 1 is open"):
        results(_settings(database_url), 1)


def test_a_poll_that_is_not_there_is_said(database_url: str) -> None:
    with pytest.raises(CannotRun, match="There is no poll 7"):
        results(_settings(database_url), 7)


def test_a_database_that_is_not_there_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="db upgrade"):
        results(_settings(f"sqlite:///{tmp_path / 'none.db'}"), 1)
    assert list(tmp_path.iterdir()) == []


def _sheet(url: str) -> list[list[Any]]:
    text = results(_settings(url), 1)
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), quoting=csv.QUOTE_NONNUMERIC))


def _settings(url: str) -> Settings:
    return Settings.model_validate({"database_url": url})


def _in(url: str, *works: Callable[[Session], object]) -> None:
    asyncio.run(_run(url, works))


async def _run(url: str, works: tuple[Callable[[Session], object], ...]) -> None:
    store = Store(url)
    for work in works:
        await store.run(work)
    await asyncio.to_thread(store.close)


def _asked(keys: Keys, *, is_confidential: bool, votes: dict[str, int]) -> Callable[[Session], object]:
    def ask(session: Session) -> None:
        workspaces.install(session, TEAM, "U0BOT", "", ())
        people.remember(session, TEAM, [PersonFacts(user, name) for user, name in PEOPLE.items()])
        ballot = simple("C0SALES", "U0MAYA", "What first?", (FORMULA, "Call review"), None)
        ballot = replace(ballot, mode=Mode.CONFIDENTIAL if is_confidential else Mode.NAMED)
        polls.start(session, TEAM, ballot, NOW, NOW)
        for user, position in votes.items():
            vote(session, keys, user, position, "1.0")

    return ask


def _closed(keys: Keys) -> Callable[[Session], object]:
    return lambda session: polls_closing.close_now(session, keys, TEAM, "U0MAYA", 1, NOW)
