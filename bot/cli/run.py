"""`run`: the bot on Slack, over Socket Mode or HTTP, until it is told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from bot.app import Bot, listening, running
from bot.cli.problems import CannotRun, explained
from bot.clock import SystemClock
from bot.http import serving, web_app
from bot.settings import Settings
from bot.store.migrate import upgrade

Say = Callable[[str], None]


class Address(NamedTuple):
    """Where HTTP mode listens."""

    host: str
    port: int


def run(settings: Settings, http: Address | None, say: Say) -> None:
    """Upgrade the database and run until SIGINT or SIGTERM; what was begun is finished first.

    `say` gets one line once the bot hears Slack. Raises CannotRun.
    """
    _require(settings, http)
    with explained(settings):
        upgrade(settings.database_url)
        asyncio.run(_run(settings, http, say))


def stop_signal() -> asyncio.Event:
    """Return what is set once the process is asked to stop."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop


async def _run(settings: Settings, http: Address | None, say: Say) -> None:
    stop = stop_signal()
    async with running(settings, SystemClock()) as bot, _hearing(bot, settings, http) as way:
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
    token = settings.slack_app_token.get_secret_value()
    await bot.app.client.apps_connections_open(app_token=token)
    async with listening(bot, token):
        yield "connected over Socket Mode"


def _require(settings: Settings, http: Address | None) -> None:
    if not settings.slack_bot_token.get_secret_value():
        raise CannotRun(
            "SLACK_BOT_TOKEN is missing: set it in .env (see .env.example), or try `python -m bot practice`."
        )
    if http and not settings.slack_signing_secret.get_secret_value():
        raise CannotRun("SLACK_SIGNING_SECRET is missing: by it HTTP mode knows that a request is Slack's.")
    if not http and not settings.slack_app_token.get_secret_value():
        raise CannotRun("SLACK_APP_TOKEN is missing: set it for Socket Mode, or `run --http HOST:PORT`.")
