"""Votes that arrive together: each counts as it would alone, and one that can't be counted spoils no other."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import TypeVar

import pytest
from sqlmodel import Session, SQLModel, select

from bot.domain.errors import Duplicate, Refused
from bot.domain.people import PersonFacts
from bot.domain.polls import Kind, Mode, Question, simple
from bot.domain.polls_results import Receipt
from bot.keys import Keys
from bot.services import people, polls, polls_votes
from bot.services.polls_sheets import ballots, who_answered
from bot.services.polls_votes import WITHDRAW, Vote
from bot.store import polls as rows
from bot.store import polls_sheets
from bot.store.engine import Store
from bot.store.inbox import Received
from bot.store.polls import Answers, Turnout
from tests.bot.conftest import NOW, TEAM
from tests.bot.voting import click

VOTERS = [f"U0VOTER{number:03}" for number in range(30)]
OPTIONS = ("Role play", "Call review", "Coaching")
R = TypeVar("R", bound=SQLModel)
BALLOT = simple("C0SALES", "U0MAYA", "What first?", OPTIONS, None)


@pytest.fixture(params=list(Mode))
async def asked(workspace: Store, request: pytest.FixtureRequest) -> Store:
    """A poll in each mode; Eve is an app."""
    await workspace.run(people.remember, TEAM, [PersonFacts("U0EVE", "Eve", is_bot=True)])
    await workspace.run(polls.start, TEAM, replace(BALLOT, mode=request.param), NOW, NOW)
    return workspace


async def test_each_vote_counts_once_however_many_come_at_once_and_in_whatever_order(asked: Store, keys: Keys) -> None:
    rng, cast = Random(7), partial(polls_votes.cast, keys=keys)
    clicks = [click(user, rng.randrange(3), f"177244200{turn}.000000") for user in VOTERS for turn in range(3)]
    latest = {each.user_id: each.position for each in sorted(clicks, key=lambda each: each.at)}
    arriving = rng.sample(2 * clicks, 2 * len(clicks))
    outcomes = await asyncio.gather(*(asked.run_together(cast, each) for each in arriving), return_exceptions=True)
    assert sum(isinstance(each, Receipt) for each in outcomes) == len(clicks)
    assert sum(isinstance(each, Duplicate) for each in outcomes) == len(clicks)
    assert await asked.read(_counts, keys) == [list(latest.values()).count(option) for option in range(3)]


async def test_what_can_not_be_counted_says_why_and_spoils_nothing(asked: Store, keys: Keys) -> None:
    good, cast = click("U0TOM", 1, "1.0"), partial(polls_votes.cast, keys=keys)
    wrong = {
        "members_only": click("U0EVE", 1, "1.0"),
        "gone": click("U0SOFIA", 3, "1.0"),
        "not there": click("U0SOFIA", 0, "1.0", poll_id=7),
        "another workspace": click("U0SOFIA", 0, "1.0", team_id="T0OTHER"),
    }
    receipt, again, *refused = await asked.run(cast, [good, good, *wrong.values()])
    assert isinstance(receipt, Receipt)
    assert receipt.chosen == (1,)
    assert isinstance(again, Duplicate)
    assert [getattr(each, "reason", None) for each in refused] == ["members_only", "poll_option_gone", "gone", "gone"]
    for each in wrong.values():
        [alone] = await asked.run(cast, [each])
        assert isinstance(alone, Refused)
    assert await asked.read(_counts, keys) == [0, 1, 0]
    assert [row.key for row in await asked.read(_all_of, Received)] == [good.delivery.key]


async def test_a_vote_that_breaks_leaves_the_others_counted(asked: Store, keys: Keys) -> None:
    async def one(each: Vote) -> object:
        return await asked.run_together(_breaking_on_sofia, each)

    def _breaking_on_sofia(session: Session, votes: Sequence[Vote]) -> list[Receipt | Exception]:
        outcomes = polls_votes.cast(session, votes, keys)
        if any(each.user_id == "U0SOFIA" for each in votes):
            raise ZeroDivisionError
        return outcomes

    clicks = [click(user, 0, "1.0") for user in ("U0TOM", "U0SOFIA", "U0PRIYA")]
    outcomes = await asyncio.gather(*map(one, clicks), return_exceptions=True)
    assert [isinstance(each, ZeroDivisionError) for each in outcomes] == [False, True, False]
    assert await asked.read(_counts, keys) == [2, 0, 0]


async def test_who_answered_is_known_unless_the_poll_is_anonymous_and_forgotten_when_it_is_taken_back(
    asked: Store, keys: Keys
) -> None:
    cast = partial(polls_votes.cast, keys=keys)
    await asked.run(cast, [click("U0TOM", 1, "1.0"), click("U0PRIYA", 1, "1.0"), click("U0TOM", WITHDRAW, "2.0")])
    poll = await asked.read(rows.get, TEAM, 1)
    assert poll
    known = [] if poll.mode == Mode.ANONYMOUS else ["U0PRIYA"]
    assert await asked.read(who_answered, poll) == known
    assert [row.user_id for row in await asked.read(_all_of, Turnout)] == (known if poll.mode != Mode.NAMED else [])
    assert await asked.read(polls_sheets.cast_answers, TEAM, 1) == 1


async def test_nothing_that_is_stored_of_a_secret_vote_names_the_person_or_shows_the_answer(
    asked: Store, keys: Keys
) -> None:
    await asked.run(partial(polls_votes.cast, keys=keys), [click(user, 0, "1.0") for user in VOTERS])
    stored = await asked.read(_all_of, Answers)
    poll = await asked.read(rows.get, TEAM, 1)
    assert poll
    if poll.mode != Mode.NAMED:
        assert not {row.voter for row in stored} & set(VOTERS)
        assert len({len(row.body) for row in stored}) == 1
        assert not any(b"clicks" in row.body for row in stored)


async def test_more_than_may_be_chosen_is_refused_and_what_was_chosen_stays(workspace: Store, keys: Keys) -> None:
    question = Question("Which two?", Kind.MULTIPLE, OPTIONS, most=2)
    await workspace.run(polls.start, TEAM, replace(BALLOT, questions=(question,)), NOW, NOW)
    clicks = [click("U0TOM", option, f"{option}.0") for option in range(3)]
    *_, last = await workspace.run(partial(polls_votes.cast, keys=keys), clicks)
    assert isinstance(last, Refused)
    assert (last.reason, last.values) == ("poll_limit", {"most": 2})
    assert await workspace.read(_counts, keys) == [1, 1, 0]


def _counts(session: Session, keys: Keys) -> list[int]:
    poll = rows.get(session, TEAM, 1)
    assert poll
    box = ballots(session, keys, poll)
    answers = [sheet.to(0, box.asked[0]) or () for _, sheet in box.every()]
    return [sum(option in answer for answer in answers) for option in range(3)]


def _all_of(session: Session, table: type[R]) -> Sequence[R]:
    return session.exec(select(table)).all()
