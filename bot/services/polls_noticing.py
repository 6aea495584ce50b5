"""What happens to polls behind their back: a message deleted by hand, a channel archived, the bot taken out of it."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from bot.domain.outbox import UNREACHED, State
from bot.domain.polls import poll_key
from bot.domain.polls_results import Ending
from bot.keys import Keys
from bot.services import outbox, polls_series
from bot.services.polls_closing import end
from bot.services.polls_sheets import KeyLost
from bot.store import outbox as timetable
from bot.store import polls, polls_life
from bot.store import polls_series as rows
from bot.store.polls import Poll

POLL: Final = "polls.poll"
GONE: Final = "message_not_found"


def knows(session: Session, team_id: str, channel_id: str, ts: str) -> bool:
    """Say whether the message in this place is a poll that stands in Slack, as far as the bot knows."""
    row = timetable.at_place(session, team_id, channel_id, ts)
    return row is not None and row.kind == POLL and row.state == State.SENT


def message_gone(session: Session, keys: Keys, team_id: str, channel_id: str, ts: str, now: datetime) -> None:
    """Note that somebody deleted the message of a poll: it takes no answers any more, and its series stops.

    The message of an earlier round may go; the series goes on then.
    """
    row = timetable.at_place(session, team_id, channel_id, ts)
    poll = polls.get(session, team_id, int(row.refs["poll"])) if row and row.kind == POLL else None
    if row is None or poll is None or row.state != State.SENT:
        return
    row.reason, row.refresh_at = GONE, None
    _lose(session, keys, poll, Ending.MESSAGE_DELETED, now)


def look_after(session: Session, keys: Keys, team_id: str, now: datetime) -> int:
    """End the polls whose message Slack would not change any more; return how many."""
    gone = polls_life.lost(session, team_id, UNREACHED | {GONE})
    return sum(
        _lose(session, keys, poll, Ending.MESSAGE_DELETED if reason == GONE else Ending.CHANNEL_GONE, now)
        for poll, reason in gone
    )


def channel_gone(session: Session, keys: Keys, team_id: str, channel_id: str, now: datetime) -> int:
    """End the polls in a channel that the bot can't post in any more, and the series there; return how many polls."""
    polls_there = polls_life.posted_in(session, team_id, channel_id)
    ended = sum(_lose(session, keys, poll, Ending.CHANNEL_GONE, now) for poll in polls_there)
    for series in rows.in_channel(session, team_id, channel_id):
        polls_series.stop(session, series, now, why=Ending.CHANNEL_GONE)
    return ended


def channel_back(session: Session, team_id: str, channel_id: str, now: datetime) -> None:
    """Show the end of the polls that ended while the bot was not in their channel."""
    for poll in polls_life.ended_unseen(session, team_id, channel_id):
        outbox.refresh(session, team_id, poll_key(poll.id or 0), now)


def _lose(session: Session, keys: Keys, poll: Poll, ending: Ending, now: datetime) -> bool:
    """End a poll that nobody sees any more; where its key is not here, it ends at its time."""
    is_open = poll.closed_at is None
    series = polls_series.running(session, poll)
    if is_open:
        try:
            end(session, keys, poll, ending, now)
        except KeyLost:
            return False
    if series and rows.rounds(session, poll.team_id, series.id or 0)[0].id == poll.id:
        polls_series.stop(session, series, now, why="" if is_open else ending)
    return is_open
