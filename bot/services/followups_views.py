"""Follow-ups as they are shown."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.followups import FollowUpView, Standing, Status
from bot.domain.followups_changes import Change, Kind, Step
from bot.domain.reliability import agreed_on
from bot.services import followups_days, followups_moves, people
from bot.services.followups import still_open
from bot.store import followups, followups_steps, requests
from bot.store.followups import FollowUp


def one(session: Session, team_id: str, follow_up_id: int, now: datetime) -> FollowUpView | None:
    """Return a follow-up of this workspace as it stands at the aware moment `now`."""
    row = followups.get(session, team_id, follow_up_id)
    return view_of(session, row, now) if row else None


def for_change(session: Session, team_id: str, user_id: str, follow_up_id: int, now: datetime) -> FollowUpView:
    """Return an open follow-up for those who may change it; raises Refused for others, and once it is settled."""
    return view_of(session, still_open(session, team_id, user_id, follow_up_id), now)


def as_said(follow_up: FollowUpView) -> Change:
    """Return what was said of a follow-up, as the form to change it begins."""
    return Change(follow_up.text, follow_up.owner, follow_up.due_on)


def of_meeting(session: Session, team_id: str, meeting_id: int, now: datetime) -> tuple[FollowUpView, ...]:
    """Return what was promised in a meeting, in the order of the notes."""
    return tuple(views_of(session, followups.of_meeting(session, team_id, meeting_id), now))


def of_request(session: Session, team_id: str, request_id: int, now: datetime) -> tuple[FollowUpView, ...]:
    """Return what was promised about a request, in order."""
    return tuple(views_of(session, followups.of_request(session, team_id, request_id), now))


def of_person(session: Session, team_id: str, user_id: str, now: datetime) -> tuple[list[FollowUpView], int]:
    """Return the first page of the open promises this person answers for, the earliest due first, and their number."""
    mine, today = followups.mine(user_id), people.today(session, team_id, user_id, now)
    rows = followups.listed(session, team_id, mine, Standing.OPEN, today, start=0)
    return views_of(session, rows, now), followups.count(session, team_id, mine, Standing.OPEN, today)


def promised(
    session: Session, team_id: str, user_id: str, now: datetime, *, meeting_id: int | None, request_id: int | None
) -> list[FollowUpView]:
    """Return what this person answers for from one meeting, or about one request."""
    about = (meeting_id, request_id)
    mine = [row for row in followups.of_owner(session, team_id, user_id) if (row.meeting_id, row.request_id) == about]
    return views_of(session, mine, now)


def step(session: Session, team_id: str, step_id: int) -> Step:
    """Return something that happened to a follow-up; raises Refused when it is gone."""
    row = followups_steps.get(session, team_id, step_id)
    if row is None:
        raise Refused("gone")
    return Step(step_id, Kind(row.kind), row.by, row.at, row.person, row.reason)


def view_of(session: Session, row: FollowUp, now: datetime) -> FollowUpView:
    """Return a row as it is shown at the aware moment `now`."""
    return views_of(session, [row], now)[0]


def views_of(session: Session, rows: Sequence[FollowUp], now: datetime) -> list[FollowUpView]:
    """Return rows of one workspace as they are shown at the aware moment `now`."""
    return list(_views(session, rows[0].team_id, rows, now)) if rows else []


def _views(session: Session, team_id: str, rows: Sequence[FollowUp], now: datetime) -> Iterator[FollowUpView]:
    """Show the rows; what many of them rest on is read once."""
    moves = followups_moves.of(session, team_id, rows)
    reasons = _reasons(session, team_id, rows)
    numbers = _numbers(session, team_id, rows)
    days = followups_days.of_promises(session, rows)
    for row in rows:
        view = _view(row, moves[row.id or 0], days[row.id or 0].today(now))
        yield replace(view, reason=reasons.get(view.id), request=numbers.get(row.request_id))


def _view(row: FollowUp, moves: followups_moves.Moves, today: date) -> FollowUpView:
    is_open = row.status == Status.OPEN
    return FollowUpView(
        id=row.id or 0, text=row.text, owner=row.owner, owner_name=row.owner_name, partner=row.partner,
        channel_id=row.channel_id, due_on=row.due_on, status=Status(row.status),
        is_late=is_open and row.due_on is not None and row.due_on < today,
        snoozed_until=row.snoozed_until if is_open and row.snoozed_until and row.snoozed_until > today else None,
        help_asked=row.help_asked_at is not None, from_meeting=row.meeting_id is not None,
        moved_from=_moved_from(row, moves), missed_on=followups_moves.missed(row, moves, today),
        is_lnd=row.is_lnd, offered_to=row.offered_to, is_today=is_open and row.due_on == today,
    )  # fmt: skip


def _moved_from(row: FollowUp, moves: followups_moves.Moves) -> date | None:
    """Return the day that was promised at first, where every new one was agreed before the old one had passed."""
    if not moves or row.due_on is None or moves[0].before == row.due_on:
        return None
    return moves[0].before if agreed_on(row.due_on, moves) == row.due_on else None


def _numbers(session: Session, team_id: str, rows: Sequence[FollowUp]) -> dict[int | None, int]:
    ids = [row.request_id for row in rows if row.request_id]
    return {each.id: each.number for each in requests.some(session, team_id, ids)} if ids else {}


def _reasons(session: Session, team_id: str, rows: Sequence[FollowUp]) -> dict[int, str | None]:
    ids = [row.id or 0 for row in rows if row.status == Status.GIVEN_UP]
    steps = followups_steps.of(session, team_id, ids, Kind.GIVEN_UP) if ids else ()
    return {each.follow_up_id: each.reason for each in steps}
