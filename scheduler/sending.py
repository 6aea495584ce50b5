"""One message of the outbox on its way to Slack, and what became of it."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import Final

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.errors import Refused, Unavailable
from bot.domain.outbox import CALL, LEASE, Claimed, Drop, Hold, State
from bot.failpoints import Point, reach
from bot.services import outbox
from bot.slack import Permanent, RetryAfter, SlackError
from messages.message import Message
from scheduler import pictures
from scheduler.wording import Moment, Wordings

Outcome = Callable[[Session, Claimed], None]

log = logging.getLogger(__name__)
WORDING_TRIES: Final = 5
GONE: Final = "message_not_found"
SEARCH_MARGIN: Final = timedelta(hours=3)


class CannotLook(Exception):
    """The message may stand in the channel, and Slack does not let us look."""


class LeaseOver(Exception):
    """A call begun now might end after another worker has taken the message."""


class Unworded(Exception):
    """The message could not be put into words."""


class Sending:
    """Says one claimed message, at most once, while the lease lasts."""

    def __init__(self, deps: Deps, wordings: Wordings, claimed: Claimed, taken: float) -> None:
        """Send what was claimed when the monotonic clock showed `taken` seconds, or later."""
        self._deps, self._wordings, self._claimed, self._taken = deps, wordings, claimed, taken
        self.may_be_given_back = False
        self._until: datetime | None = None

    async def outcome(self) -> Outcome:
        """Say it unless it stands there already; return what is to be noted.

        Raises CancelledError alone: cancelled while `may_be_given_back`, it has surely not been said by this one.
        """
        self.may_be_given_back = True
        try:
            self._reached("claimed")
            if self._claimed.is_removal:
                return await self._removed()
            channel, ts = await (self._refreshed() if self._claimed.is_refresh else self._posted())
            self._reached("answered")
        except SlackError as error:
            return self._not_done(error)
        except (Hold, Drop, Refused, Unavailable, CannotLook, LeaseOver, Unworded) as reason:
            return self._not_said(reason)
        except Exception:
            log.exception("nobody knows whether message %s was said", self._claimed.key)
            return partial(outbox.doubt, reason="failed", now=self._deps.now())
        finally:
            self.may_be_given_back = False
        return partial(outbox.sent, channel_id=channel, ts=ts, now=self._deps.now(), until=self._until)

    async def _posted(self) -> tuple[str, str]:
        """Post it. It is worded first: there may be nothing to say, as to somebody who has left."""
        claimed, slack = self._claimed, self._deps.slack
        message = None if claimed.uncertain else await self._worded()
        channel = await slack.open_dm(claimed.to, claimed.urgency) if claimed.to[:1] in "UW" else claimed.to
        if claimed.uncertain and (ts := await self._found(channel)):
            return channel, ts

        def post(message: Message) -> Awaitable[str]:
            return slack.post(channel, message, claimed.id, claimed.thread_ts, self._check_lease, claimed.urgency)

        said = message or await self._worded()
        return channel, await pictures.shown(slack, said, claimed.attempts, post)

    async def _refreshed(self) -> tuple[str, str]:
        channel, ts, slack = self._claimed.channel_id or "", self._claimed.ts or "", self._deps.slack

        def update(message: Message) -> Awaitable[None]:
            return slack.update(channel, ts, message, self._check_lease)

        await pictures.shown(slack, await self._worded(), self._claimed.attempts, update)
        return channel, ts

    async def _removed(self) -> Outcome:
        """Take it away; a second try finds it gone, so nothing has to be looked for."""
        try:
            await self._deps.slack.delete(self._claimed.channel_id or "", self._claimed.ts or "", self._check_lease)
        except Permanent as error:
            if error.code != GONE:
                raise
        self._reached("answered")
        return partial(outbox.removed, now=self._deps.now())

    async def _found(self, channel: str) -> str | None:
        since = (self._claimed.first_tried_at or self._deps.now()) - SEARCH_MARGIN
        try:
            return await self._deps.slack.find(channel, self._claimed.id, since, self._claimed.thread_ts)
        except Permanent as error:
            raise CannotLook(error.code) from error

    async def _worded(self) -> Message:
        claimed = self._claimed
        at = Moment(claimed.team_id, claimed.refs, self._deps.now(), claimed.is_refresh)
        try:
            message = await self._deps.read(self._wordings[claimed.kind], self._deps.words, at)
        except (Hold, Drop, Refused, Unavailable):
            raise
        except Exception as error:
            log.exception("message %s could not be worded", claimed.key)
            raise Unworded from error
        self._reached("worded")
        self._until = message.until
        return message

    def _check_lease(self) -> None:
        """Ask both clocks: a process that was stopped, and a clock that was set back, must not lengthen the lease."""
        self._reached("calling")
        if self._deps.now() + CALL > self._claimed.lease_until or monotonic() - self._taken > (LEASE - CALL).seconds:
            raise LeaseOver
        self.may_be_given_back = False

    def _not_done(self, error: SlackError) -> Outcome:
        if isinstance(error, RetryAfter):
            return partial(outbox.again, due_at=self._in(error.seconds), reason=error.code)
        if isinstance(error, Permanent):
            log.warning("message %s was refused: %s", self._claimed.key, error.code)
            return partial(outbox.close, state=State.DEAD, reason=error.code)
        return partial(outbox.doubt, reason=error.code, now=self._deps.now())

    def _not_said(self, why: Exception) -> Outcome:
        match why:
            case Hold():
                return partial(outbox.hold, until=why.until)
            case Drop():
                return partial(outbox.close, state=State.EXPIRED if why.expired else State.CANCELLED, reason=why.reason)
            case Refused():
                return partial(outbox.close, state=State.CANCELLED, reason=why.reason)
            case CannotLook():
                return partial(outbox.close, state=State.UNKNOWN, reason=str(why))
            case Unworded() if self._claimed.attempts >= WORDING_TRIES:
                return partial(outbox.close, state=State.DEAD, reason="wording_failed")
            case Unworded():
                return partial(outbox.again, due_at=self._in(60), reason="wording_failed")
        reason = "lease_over" if isinstance(why, LeaseOver) else "database_away"
        return partial(outbox.again, due_at=self._in(0), reason=reason)

    def _in(self, seconds: float) -> datetime:
        return self._deps.now() + timedelta(seconds=seconds)

    def _reached(self, step: str) -> None:
        reach(Point(f"{self._claimed.doing}.{step}"))
