"""The next poll of a series: asked when its time has come, once, and after the one before is closed."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from bot.domain.outbox import UNREACHED, State
from bot.domain.polls import Rhythm, poll_key
from bot.domain.polls_blueprint import unpacked
from bot.domain.polls_results import Ending
from bot.domain.polls_rhythm import after, closing, newest
from bot.keys import Keys
from bot.services import people, polls, polls_closing, polls_noticing, polls_series
from bot.services.polls_sheets import KeyLost
from bot.store import outbox as timetable
from bot.store import polls_series as rows
from bot.store.polls import PollSeries

OWNER_LEFT = "owner_left"


def look_after(session: Session, keys: Keys, team_id: str, now: datetime) -> None:
    """End what is out of sight, then ask what is due."""
    polls_noticing.look_after(session, keys, team_id, now)
    ask_due(session, keys, team_id, now)


def ask_due(session: Session, keys: Keys, team_id: str, now: datetime) -> int:
    """Ask the next poll of each series that is due; return how many.

    Of those that were missed only the newest is asked. A series is stopped whose owner left, or whose last
    poll could not be posted.
    """
    return sum(_ask(session, keys, series, now) for series in rows.due(session, team_id, now))


def _ask(session: Session, keys: Keys, series: PollSeries, now: datetime) -> bool:
    if not people.is_member(session, series.team_id, series.owner):
        polls_series.stop(session, series, now, why=OWNER_LEFT)
        return False
    if _was_unreached(session, series):
        polls_series.stop(session, series, now, why=Ending.CHANNEL_GONE)
        return False
    if not _is_free(session, keys, series, now):
        return False
    rhythm, days = Rhythm(series.rhythm), polls_series.days_of(session, series)
    planned_at = newest(rhythm, series.begins_at, days, now) or now
    series.next_at = after(rhythm, series.begins_at, days, now)
    closes_at = closing(now, polls_series.open_for(series), series.next_at)
    ballot = replace(unpacked(series.body), closes_at=closes_at)
    polls.start(session, series.team_id, ballot, planned_at, now, series=series.id)
    return True


def _was_unreached(session: Session, series: PollSeries) -> bool:
    """Say whether the last poll of a series never came into its channel, as the bot was not there."""
    last = next(iter(rows.rounds(session, series.team_id, series.id or 0)), None)
    message = timetable.by_key(session, series.team_id, poll_key(last.id or 0)) if last else None
    return message is not None and message.state in (State.DEAD, State.CANCELLED) and message.reason in UNREACHED


def _is_free(session: Session, keys: Keys, series: PollSeries, now: datetime) -> bool:
    """Close what is still open of a series; while its answers can't be counted, the next poll waits."""
    for poll in rows.open_rounds(session, series.team_id, series.id or 0):
        try:
            polls_closing.end(session, keys, poll, Ending.TIME, now)
        except KeyLost:
            return False
    return True
