"""The outbox worker: claims what is due, has it worded, posts it once, and notes what became of it."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.deps import Deps
from bot.domain.errors import Refused
from bot.domain.outbox import Claimed, Drop, Hold, State
from bot.services import outbox
from bot.slack import Ambiguous, Permanent, RetryAfter
from messages.message import Message
from scheduler.wording import Moment, Wordings

log = logging.getLogger(__name__)
AT_ONCE: Final = 20
WORDING_TRIES: Final = 5
SEARCH_MARGIN: Final = timedelta(minutes=5)


class CannotLook(Exception):
    """The message may stand in the channel, and Slack does not let us look."""


class OutboxWorker:
    """Sends what the outbox holds; any number of workers may share one database."""

    def __init__(self, deps: Deps, wordings: Wordings) -> None:
        """Word messages with `wordings`, by kind."""
        self._deps = deps
        self._wordings = wordings
        self._sending: dict[str, asyncio.Task[None]] = {}

    async def tick(self) -> None:
        """Begin to send everything that may be sent now, without waiting for it."""
        while room := AT_ONCE - len(self._sending):
            claimed = await self._deps.store.run(outbox.claim, self._deps.now(), room, tuple(self._sending))
            for each in claimed:
                self._begin(each)
            if not claimed:
                return

    async def drain(self) -> None:
        """Wait until what is being sent is settled; nothing new is begun."""
        await asyncio.gather(*self._sending.values())

    def _begin(self, claimed: Claimed) -> None:
        task = asyncio.create_task(self._send(claimed))
        self._sending[claimed.id] = task
        task.add_done_callback(lambda _: self._ended(claimed.id))

    def _ended(self, claimed_id: str) -> None:
        del self._sending[claimed_id]
        self._deps.store.on_planned()

    async def _send(self, claimed: Claimed) -> None:
        try:
            await (self._refresh(claimed) if claimed.is_refresh else self._post(claimed))
        except Hold as hold:
            await self._note(outbox.hold, claimed, hold.until)
        except CannotLook as error:
            await self._note(outbox.close, claimed, State.UNKNOWN, str(error))
        except Drop as drop:
            state = State.EXPIRED if drop.expired else State.CANCELLED
            await self._note(outbox.close, claimed, state, drop.reason)
        except RetryAfter as error:
            due_at = self._deps.now() + timedelta(seconds=error.seconds)
            await self._note(outbox.again, claimed, due_at, error.code)
        except Permanent as error:
            log.warning("message %s was refused: %s", claimed.key, error.code)
            await self._note(outbox.close, claimed, State.DEAD, error.code)
        except Ambiguous as error:
            await self._note(outbox.doubt, claimed, error.code, self._deps.now())
        except Refused as refused:
            await self._note(outbox.close, claimed, State.CANCELLED, refused.reason)
        except Exception:
            log.exception("message %s could not be worded", claimed.key)
            await self._unworded(claimed)

    async def _post(self, claimed: Claimed) -> None:
        channel = await self._channel(claimed)
        if claimed.uncertain and (ts := await self._found(claimed, channel)):
            await self._note(outbox.sent, claimed, channel, ts, self._deps.now())
            return
        message = await self._worded(claimed)
        ts = await self._deps.slack.post(channel, message, claimed.id, claimed.thread_ts)
        await self._note(outbox.sent, claimed, channel, ts, self._deps.now())

    async def _refresh(self, claimed: Claimed) -> None:
        channel, ts = claimed.channel_id or "", claimed.ts or ""
        await self._deps.slack.update(channel, ts, await self._worded(claimed))
        await self._note(outbox.sent, claimed, channel, ts, self._deps.now())

    async def _channel(self, claimed: Claimed) -> str:
        return await self._deps.slack.open_dm(claimed.to) if claimed.to[:1] in "UW" else claimed.to

    async def _found(self, claimed: Claimed, channel: str) -> str | None:
        since = (claimed.first_tried_at or self._deps.now()) - SEARCH_MARGIN
        try:
            return await self._deps.slack.find(channel, claimed.id, since, claimed.thread_ts)
        except Permanent as error:
            raise CannotLook(error.code) from error

    async def _worded(self, claimed: Claimed) -> Message:
        at = Moment(claimed.team_id, claimed.refs, self._deps.now(), claimed.is_refresh)
        return await self._deps.read(self._wordings[claimed.kind], self._deps.words, at)

    async def _unworded(self, claimed: Claimed) -> None:
        if claimed.attempts >= WORDING_TRIES:
            await self._note(outbox.close, claimed, State.DEAD, "wording_failed")
        else:
            await self._note(outbox.again, claimed, self._deps.now() + timedelta(minutes=1), "wording_failed")

    async def _note(self, change: Callable[..., None], claimed: Claimed, *values: object) -> None:
        await self._deps.store.run(change, claimed, *values)
