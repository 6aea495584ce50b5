"""The log of a busy day, at its most talkative: no token, no word that people typed, nobody's vote."""

import io
import logging
from collections.abc import Iterator
from typing import Final

import pytest
from sqlalchemy import text

from bot import logs
from bot.practice import Fault, payloads
from bot.practice.courier import Delivery
from bot.store.connect import direct
from bot.store.requests import TrainingRequest
from tests.practice import asking, noting, polling
from tests.practice.town import Town

SECRET: Final = "zanzibar"
TALKATIVE: Final = ("", "slack_bolt", "slack_sdk", "aiohttp", "sqlalchemy", "asyncio", "bot")
VOTERS: Final = ("tom", "priya", "sofia", "gwen")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged at DEBUG, as it would be written."""
    stream, root = io.StringIO(), logging.getLogger()
    levels, handlers = {name: logging.getLogger(name).level for name in TALKATIVE}, root.handlers[:]
    logs.configure("DEBUG", stream)
    root.handlers[:] = [*handlers, *root.handlers]
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_nothing_of_a_whole_story_is_in_the_log(log: io.StringIO, town: Town) -> None:
    await _story(town)
    assert _told(log, town) == []


@pytest.mark.parametrize("kind", ["500", "html", "drop", "internal_error"])
async def test_nothing_is_in_the_log_when_slack_fails(log: io.StringIO, town: Town, kind: str) -> None:
    town.server.faults.append(Fault("chat.postMessage", "before", kind))  # type: ignore[arg-type]
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", SECRET)
    maya.fill(desired=SECRET, audience=SECRET)
    await maya.submits()
    await town.workspace.until(lambda: not any(fault.times for fault in town.server.faults))
    await town.bot.deps.drain()
    assert _told(log, town) == []


@pytest.mark.logs_errors
async def test_nothing_is_in_the_log_when_the_database_fails(log: io.StringIO, town: Town) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", SECRET)
    maya.fill(desired=SECRET, audience=SECRET)
    engine = direct(town.url)
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {TrainingRequest.__tablename__} RENAME COLUMN problem TO trouble"))
    engine.dispose()
    await maya.submits()
    await town.settled()
    assert "a listener failed on view_submission" in log.getvalue()
    assert "no column named problem" in log.getvalue()
    assert _told(log, town) == []


async def test_nothing_is_in_the_log_of_what_the_bot_does_not_know(log: io.StringIO, town: Town) -> None:
    town.let_bot_in("#sales")
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", SECRET)
    view = town.workspace.modals[maya.id][-1]
    view.body["callback_id"] = "unknown.form"
    await town.workspace.courier.attempt(Delivery("interactive", payloads.submission(town.workspace, view)))
    assert "Unhandled request" in log.getvalue()
    assert _told(log, town) == []


async def _story(town: Town) -> None:
    """A request with a question, a meeting, and a poll in which people vote, each word of it a secret."""
    card = await asking.send(town, desired=SECRET, evidence=SECRET)
    await asking.ask(town, card, SECRET)
    await town.person("maya").writes_dm(SECRET)
    await asking.turn_down(town, card, "decline", reason=SECRET, offered=SECRET)
    post = await polling.asked(town, options=f"{SECRET} one\n{SECRET} two", mode="confidential")
    await polling.votes(town, post, **dict.fromkeys(VOTERS, f"{SECRET} one"))
    await noting.confirm(town, f"{noting.NOTES}- Priya: {SECRET}")
    await polling.closed(town, town.person("maya"), post)
    await town.next_working_day(4)


def _told(log: io.StringIO, town: Town) -> list[str]:
    """Return what the log says of tokens, of what was typed and of who voted."""
    workspace = town.workspace
    names = [name for key in VOTERS for name in (town.person(key).id, town.person(key).member.real_name)]
    secrets = [SECRET, asking.PROBLEM, workspace.bot_token, workspace.app_token, workspace.signing_secret, *names]
    return [secret for secret in secrets if secret in log.getvalue()]
