"""What the outbox says of polls besides asking them; who is reminded, what is asked next, and what is out of sight."""

import logging
from typing import Final

from sqlmodel import Session

from bot.deps import Deps
from bot.domain.outbox import Drop
from bot.domain.polls import Mode
from bot.domain.polls_results import PollView
from bot.services import polls_planned as plans
from bot.services import polls_reminders, polls_rounds, polls_views
from bot.services import polls_series as series
from bot.slack import Permanent, SlackError
from messages import polls_life, polls_planned, polls_series
from messages import polls_reminders as reminders
from messages.message import Message
from messages.words import Words
from scheduler.wording import Moment, Wordings

log = logging.getLogger(__name__)
PAGE: Final = 1_000


def register(wordings: Wordings) -> None:
    """Say who words each kind of message."""
    wordings.update(
        {
            "polls_life.ended": ended,
            "polls_planned.note": planned,
            "polls_reminders.personal": personal,
            "polls_reminders.thread": thread,
            "polls_series.stopped": stopped,
        }
    )


async def look_after(deps: Deps, team_id: str) -> None:
    """End what is out of sight, ask the next polls of series, and remind those who have not answered."""
    await deps.store.run(polls_rounds.look_after, deps.keys, team_id, deps.now())
    for poll_id, mode, channel, ts in await deps.read(polls_reminders.due, team_id, deps.now()):
        try:
            await _remind(deps, team_id, poll_id, mode, (channel, ts))
        except SlackError as error:
            log.warning("the reminder of poll %s has to wait: %s", poll_id, error.code)


async def _remind(deps: Deps, team_id: str, poll_id: int, mode: Mode, place: tuple[str, str]) -> None:
    """Find out who could be missing, of an anonymous poll without asking anybody. Raises SlackError."""
    members, link = None, ""
    if mode != Mode.ANONYMOUS:
        try:
            members = await _members(deps, place[0])
            answer = await deps.slack.read("chat.getPermalink", channel=place[0], message_ts=place[1])
            link = str(answer["permalink"])
        except Permanent as error:
            log.warning("who is in the channel of poll %s is not known: %s", poll_id, error.code)
    await deps.store.run(polls_reminders.remind, team_id, poll_id, members, link, deps.now())


async def _members(deps: Deps, channel: str) -> list[str]:
    found: list[str] = []
    where: dict[str, object] = {"channel": channel, "limit": PAGE}
    while True:
        answer = await deps.slack.read("conversations.members", **where)
        found += answer["members"]
        if not (cursor := (answer.get("response_metadata") or {}).get("next_cursor")):
            return found
        where["cursor"] = cursor


def ended(session: Session, words: Words, at: Moment) -> Message:
    """Word for the owner what became of a poll that nobody sees any more."""
    return polls_life.ended(words, polls_views.view(session, at.team_id, at.refs))


def planned(session: Session, words: Words, at: Moment) -> Message:
    """Word for the owner what is planned, or what became of it."""
    view = polls_views.view(session, at.team_id, at.refs)
    return polls_planned.note(words, view, is_waiting=plans.is_waiting(session, at.team_id, view.id))


def personal(session: Session, words: Words, at: Moment) -> Message:
    """Word the reminder to one person; there is none once they answered, or the poll is over."""
    view = _still_open(session, at)
    if not polls_reminders.is_missing(session, at.team_id, view.id, at.refs["to"]):
        raise Drop("they have answered")
    return reminders.personal(words, view, at.refs["link"] or None)


def thread(session: Session, words: Words, at: Moment) -> Message:
    """Word the reminder to all; there is none once the poll is over."""
    return reminders.thread(words, _still_open(session, at), at.refs["number"])


def stopped(session: Session, words: Words, at: Moment) -> Message:
    """Word why a series stopped; its newest poll says what was asked."""
    view = series.newest(session, at.team_id, int(at.refs["series"]))
    return polls_series.stopped(words, view, at.refs["why"])


def _still_open(session: Session, at: Moment) -> PollView:
    view = polls_views.view(session, at.team_id, at.refs)
    if not at.is_refresh and view.is_over(at.now):
        raise Drop("it is over", expired=True)
    return view
