"""`run`: the bot on Slack, over Socket Mode or HTTP, until it is told to stop."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from bot.app import Bot, running
from bot.cli.problems import CannotRun, explained
from bot.clock import Clock, SystemClock
from bot.connections import listening
from bot.failpoints import arm
from bot.http import serving, web_app
from bot.pacing import Pacing
from bot.settings import Settings
from bot.store.migrate import upgrade

Say = Callable[[str], None]
# What was loaded stays. To search it for garbage again and again would take a seventh of the time in which votes are
# counted, so it is left out, and what comes later is searched more seldom.
GARBAGE: Final = (10_000, 50, 50)


class Address(NamedTuple):
    """Where HTTP mode listens."""

    host: str
    port: int


def run(
    settings: Settings, http: Address | None, say: Say, pacing: Pacing | None = None, clock: Clock | None = None
) -> None:
    """Upgrade the database and run until SIGINT or SIGTERM; what was begun is finished first.

    `say` gets one line once the bot hears Slack; without a `clock` it is the system's. Raises CannotRun.
    """
    _require(settings, http)
    _arm(settings.touchpoint_fail_at)
    with explained(settings):
        upgrade(settings.database_url)
        asyncio.run(_run(settings, http, say, pacing, clock or SystemClock()))


def stop_signal() -> asyncio.Event:
    """Return what is set once the process is asked to stop."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _run(settings: Settings, http: Address | None, say: Say, pacing: Pacing | None, clock: Clock) -> None:
    stop = stop_signal()
    async with running(settings, clock, pacing) as bot, _hearing(bot, settings, http) as way:
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        say(f"Touchpoint is up in workspace {bot.team_id}, {way}. Ctrl-C stops it.")
        await stop.wait()
        say("Touchpoint finishes what it has begun.")


@asynccontextmanager
async def _hearing(bot: Bot, settings: Settings, http: Address | None) -> AsyncIterator[str]:
    """Hear Slack in the way that was asked for; give the words for it."""
    if http:
        app = web_app(bot, settings.slack_signing_secret.get_secret_value())
        async with serving(app, *http) as port:
            yield f"listening to Slack on http://{http.host}:{port}/slack/events"
        return
    async with listening(bot, settings.slack_app_token.get_secret_value()):
        yield "connected over Socket Mode"


def _arm(fail_at: str) -> None:
    try:
        arm(fail_at)
    except ValueError as error:
        raise CannotRun(f"TOUCHPOINT_FAIL_AT is {fail_at!r}, and bot/failpoints.py has no such point.") from error


def _require(settings: Settings, http: Address | None) -> None:
    if not settings.slack_bot_token.get_secret_value():
        raise CannotRun(
            "SLACK_BOT_TOKEN is missing: set it in .env (see .env.example), or try `python -m bot practice`."
        )
    if http and not settings.slack_signing_secret.get_secret_value():
        raise CannotRun("SLACK_SIGNING_SECRET is missing: by it HTTP mode knows that a request is Slack's.")
    if not http and not settings.slack_app_token.get_secret_value():
        raise CannotRun("SLACK_APP_TOKEN is missing: set it for Socket Mode, or `run --http HOST:PORT`.")
