"""What the outbox says of polls, and the end of those whose time is over."""

import asyncio
from dataclasses import replace

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.outbox import Drop
from bot.failpoints import Point, reach
from bot.keys import Keys
from bot.services import polls_closing, polls_life, polls_views
from messages import polls
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings


def register(wordings: Wordings) -> None:
    """Say who words each kind of message about a poll."""
    wordings.update(
        {
            "polls.poll": poll,
            "polls.refused": refused,
            "polls.too_late": too_late,
        }
    )


async def close_due(deps: Deps, team_id: str) -> None:
    """Close the workspace's polls that are due, and destroy the keys of those whose close is committed."""
    if await deps.store.run(polls_closing.close_due, deps.keys, team_id, deps.now()):
        reach(Point.POLL_CLOSED)
    if names := await deps.read(polls_closing.keys_to_destroy, team_id):
        await asyncio.to_thread(_destroy, deps.keys, names)
        await deps.store.run(polls_closing.keys_destroyed, team_id, names)


def _destroy(keys: Keys, names: list[str]) -> None:
    for name in names:
        keys.destroy(name)


def poll(session: Session, words: Words, at: Moment) -> Message:
    """Word the poll as it stands; one that is over before anybody saw it is no longer asked."""
    view = polls_views.view(session, at.team_id, at.refs)
    if not at.is_refresh and view.is_over(at.now):
        raise Drop("it is over", expired=True)
    until = polls_life.edit_until(session, at.team_id, view.id, at.now)
    may_edit = view.is_open and at.now < until
    message = polls.poll(words, replace(view, may_edit=may_edit))
    return replace(message, until=until if may_edit else None)


def refused(session: Session, words: Words, at: Moment) -> Message:
    """Word for the owner that Slack did not let the poll into the channel."""
    view = polls_views.view(session, at.team_id, at.refs)
    return polls.refused(words, view, may_invite=at.refs["may_invite"])


def too_late(session: Session, words: Words, at: Moment) -> Message:
    """Word for the owner that the poll's time was over before it could be asked."""
    return polls.too_late(words, polls_views.view(session, at.team_id, at.refs))
