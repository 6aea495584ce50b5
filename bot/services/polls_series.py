"""Polls that are asked again and again: begun with the first of them, and stopped."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import LND, Post
from bot.domain.polls import Ballot, Rhythm, poll_key
from bot.domain.polls_blueprint import packed
from bot.domain.polls_results import PollView
from bot.domain.polls_rhythm import after, closing
from bot.services import departments, outbox, people, polls_views
from bot.services.polls_closing import of_owner
from bot.store import polls_series
from bot.store.polls import Poll, PollSeries

BY_HAND: Final = ""


def begin(session: Session, team_id: str, ballot: Ballot, opens_at: datetime, now: datetime) -> tuple[Ballot, int]:
    """Begin the series of a poll that has a rhythm; return its first poll, and the id of the series.

    Raises Invalid where the first one would still be open when the second is asked.
    """
    series = PollSeries(
        team_id=team_id, channel_id=ballot.channel_id, owner=ballot.owner, body={}, rhythm=str(ballot.rhythm),
        begins_at=opens_at, created_at=now,
    )  # fmt: skip
    first = settle(session, series, ballot, opens_at)
    session.add(series)
    session.flush()
    return first, series.id or 0


def settle(session: Session, series: PollSeries, ballot: Ballot, opens_at: datetime) -> Ballot:
    """Have a series ask this ballot, first at `opens_at`; return its first poll. Raises Invalid as `begin` does."""
    days = days_of(session, series)
    following = after(Rhythm(series.rhythm), opens_at, days, opens_at)
    if ballot.closes_at and ballot.closes_at >= following:
        raise Invalid({"closes_at": "closes_after_next"})
    open_for = ballot.closes_at - opens_at if ballot.closes_at else None
    series.begins_at, series.next_at = opens_at, following
    series.open_for = int(open_for.total_seconds()) if open_for else None
    series.body = packed(replace(ballot, opens_at=None, closes_at=None))
    return replace(ballot, closes_at=closing(opens_at, open_for, following))


def days_of(session: Session, series: PollSeries) -> Calendar:
    """Return the working days of the channel of a series."""
    return departments.of_person(session, series.team_id, series.channel_id, series.owner)


def open_for(series: PollSeries) -> timedelta | None:
    """Return how long each poll of a series stays open; None for until the next one."""
    return None if series.open_for is None else timedelta(seconds=series.open_for)


def running(session: Session, poll: Poll) -> PollSeries | None:
    """Return the series that a poll belongs to, as long as it goes on."""
    series = polls_series.get(session, poll.team_id, poll.series_id) if poll.series_id else None
    return series if series and series.next_at else None


def newest(session: Session, team_id: str, series_id: int) -> PollView:
    """Return the newest poll of a series. Raises Refused('gone') where every one of them was deleted."""
    found = polls_series.rounds(session, team_id, series_id)
    if not found:
        raise Refused("gone")
    return polls_views.view_of(session, found[0])


def to_stop(session: Session, team_id: str, user_id: str, poll_id: int) -> PollSeries:
    """Return the series of a poll to whoever may stop it. Raises Refused for others, and where nothing goes on."""
    series = running(session, of_owner(session, team_id, user_id, poll_id))
    if series is None:
        raise Refused("poll_series_stopped_before")
    return series


def stop_by_hand(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> None:
    """Stop the series of a poll; what was asked stays, open or closed. Raises Refused as `to_stop` does."""
    stop(session, to_stop(session, team_id, user_id, poll_id), now, by=user_id)


def stop(session: Session, series: PollSeries, now: datetime, *, by: str | None = None, why: str = BY_HAND) -> None:
    """Ask no more polls of a series; its owner hears `why`, unless somebody did it by hand."""
    series.next_at, series.stopped_by = None, by
    for poll in polls_series.rounds(session, series.team_id, series.id or 0):
        outbox.refresh(session, series.team_id, poll_key(poll.id or 0), now)
    if why:
        owner = series.owner if people.is_member(session, series.team_id, series.owner) else LND
        post = Post(f"series:{series.id}:{why}", "polls_series.stopped", owner, {"series": series.id, "why": why})
        outbox.plan(session, series.team_id, post, now, now)
