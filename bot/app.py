"""The composition root: the only module that knows handlers and scheduler."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

import handlers.door
import handlers.listeners
import handlers.own_events
import messages.approaches
import messages.detective
import messages.polls_library
import scheduler.catalogue
import scheduler.departments
import scheduler.followups
import scheduler.matching
import scheduler.meetings
import scheduler.polls
import scheduler.polls_after
import scheduler.polls_life
import scheduler.requests
import scheduler.settings
import scheduler.stuck
import scheduler.touchpoints
from bot import directory
from bot.clock import Clock
from bot.deps import Deps
from bot.domain.outbox import CALL
from bot.keys import Keys, folder_of
from bot.matching import Matcher
from bot.metrics import Metrics
from bot.pacing import Pacing
from bot.services import health, inbox, polls_sheets, requests_matches, touchpoints_plan
from bot.services import settings as workspaces
from bot.settings import Settings
from bot.slack import Slack
from bot.store.engine import Store
from handlers.payloads import kind
from messages.words import Words
from scheduler.outbox import OutboxWorker
from scheduler.ticks import Ticks
from scheduler.wording import Wordings

log = logging.getLogger(__name__)
OK = 200
WORDINGS = (
    scheduler.meetings.register,
    scheduler.followups.register,
    scheduler.polls.register,
    scheduler.polls_after.register,
    scheduler.polls_life.register,
    scheduler.departments.register,
    scheduler.settings.register,
    scheduler.catalogue.register,
    scheduler.stuck.register,
)


@dataclass(slots=True)
class Bot:
    """The running program, connected to one workspace."""

    app: AsyncApp
    deps: Deps
    team_id: str
    ticks: Ticks
    metrics: Metrics

    async def dispatch(self, delivery: AsyncBoltRequest) -> BoltResponse:
        """Have a delivery of Slack handled; its status is 200 when it may be acknowledged.

        What cannot be read, or is meant for another workspace, is turned away without an effect.
        """
        if refusal := handlers.door.turned_away(self.deps, delivery.body, self.team_id):
            return refusal
        began = perf_counter()
        answer = await self.app.async_dispatch(delivery)
        self.metrics.answered(perf_counter() - began)
        if answer.status == OK:
            self.metrics.stored(delivery.body, self.deps.now())
        else:
            log.info("a delivery was not acknowledged: %s, status %d", kind(delivery.body), answer.status)
        return answer


@asynccontextmanager
async def running(settings: Settings, clock: Clock, pacing: Pacing | None = None) -> AsyncIterator[Bot]:
    """Run the bot until the block ends; what was acknowledged and begun is finished first.

    The database must be upgraded. Raises SlackApiError when Slack does not know the token.
    """
    timeout = aiohttp.ClientTimeout(total=CALL.total_seconds())
    async with aiohttp.ClientSession(timeout=timeout) as session, _open(settings.database_url) as store:
        client = AsyncWebClient(
            settings.slack_bot_token.get_secret_value(), settings.slack_api_url, session=session, retry_handlers=[]
        )
        identity = await client.auth_test()
        words = Words(own=settings.touchpoint_templates)
        slack, metrics = Slack(client, session, pacing or Pacing()), Metrics()
        slack.on_hold = metrics.held
        flow = messages.detective.load(own=settings.touchpoint_templates)
        approaches = messages.approaches.load(own=settings.touchpoint_templates)
        keys = Keys(folder_of(settings.database_url, settings.touchpoint_keys))
        library = messages.polls_library.load(own=settings.touchpoint_templates)
        deps = Deps(store, slack, words, clock, flow, Matcher(), approaches, keys, library)
        team_id = str(identity["team_id"])
        worker = OutboxWorker(deps, team_id, _wordings(deps))
        ticks = _ticks(deps, team_id, worker)
        bot = Bot(_app(settings, client, deps), deps, team_id, ticks, metrics)
        await _settle(bot, settings, str(identity["user_id"]))
        async with directory.caught_up(deps, team_id):
            ticks.start()
            try:
                yield bot
            finally:
                await ticks.stop()
                await deps.drain()
                await worker.drain()


@asynccontextmanager
async def _open(database_url: str) -> AsyncIterator[Store]:
    store = Store(database_url)
    try:
        yield store
    finally:
        store.close()


def _app(settings: Settings, client: AsyncWebClient, deps: Deps) -> AsyncApp:
    app = AsyncApp(
        client=client,
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        process_before_response=True,
        ignoring_self_events_enabled=False,
    )
    app.middleware(handlers.own_events.OwnEvents())
    for register in handlers.listeners.LISTENERS:
        register(app, deps)
    return app


def _wordings(deps: Deps) -> Wordings:
    wordings: Wordings = {}
    scheduler.requests.register(wordings, deps.flow)
    suggest = partial(touchpoints_plan.suggestions, matcher=deps.matcher, approaches=deps.approaches)
    scheduler.touchpoints.register(wordings, suggest)
    for register in WORDINGS:
        register(wordings)
    return wordings


def _ticks(deps: Deps, team_id: str, worker: OutboxWorker) -> Ticks:
    ticks = Ticks(
        worker.tick,
        each_second=[
            partial(scheduler.polls.close_due, deps, team_id),
            partial(scheduler.polls_after.tell_owners, deps, team_id),
            partial(scheduler.polls_life.look_after, deps, team_id),
            partial(scheduler.stuck.report, deps, team_id),
            partial(scheduler.requests.look_after, deps, team_id),
        ],
        each_minute=[
            partial(scheduler.matching.index, deps, deps.matcher, requests_matches.sources, team_id),
            partial(scheduler.followups.look_after, deps, team_id),
            partial(scheduler.touchpoints.look_after, deps, team_id),
        ],
        each_hour=[partial(_tidy, deps, team_id), partial(directory.refresh, deps, team_id)],
    )
    deps.store.on_planned = ticks.wake
    return ticks


async def _settle(bot: Bot, settings: Settings, bot_user_id: str) -> None:
    first: Any = (settings.touchpoint_lnd_channel, settings.touchpoint_lnd_partners)
    await bot.deps.store.run(workspaces.install, bot.team_id, bot_user_id, *first)
    await bot.deps.store.run(health.writes, bot.team_id)
    await bot.deps.store.run(polls_sheets.lock_away, bot.deps.keys, bot.team_id)


async def _tidy(deps: Deps, team_id: str) -> None:
    await deps.store.run(inbox.tidy, team_id, deps.now())
