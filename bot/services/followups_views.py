"""Follow-ups as they are shown."""

from datetime import date, datetime

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.followups import FollowUpView, Status
from bot.domain.followups_changes import Change, Kind, Step
from bot.services import followups_days
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
    return tuple(view_of(session, row, now) for row in followups.of_meeting(session, team_id, meeting_id))


def of_request(session: Session, team_id: str, request_id: int, now: datetime) -> tuple[FollowUpView, ...]:
    """Return what was promised about a request, in order."""
    return tuple(view_of(session, row, now) for row in followups.of_request(session, team_id, request_id))


def of_person(session: Session, team_id: str, user_id: str, limit: int, now: datetime) -> list[FollowUpView]:
    """Return the open promises this person answers for, the earliest due first."""
    mine = [row for row in followups.of_owner(session, team_id, user_id) if row.status == Status.OPEN]
    return [view_of(session, row, now) for row in mine[:limit]]


def promised(
    session: Session, team_id: str, user_id: str, now: datetime, *, meeting_id: int | None, request_id: int | None
) -> list[FollowUpView]:
    """Return what this person answers for from one meeting, or about one request."""
    about = (meeting_id, request_id)
    mine = [row for row in followups.of_owner(session, team_id, user_id) if (row.meeting_id, row.request_id) == about]
    return [view_of(session, row, now) for row in mine]


def step(session: Session, team_id: str, step_id: int) -> Step:
    """Return something that happened to a follow-up; raises Refused when it is gone."""
    row = followups_steps.get(session, team_id, step_id)
    if row is None:
        raise Refused("gone")
    return Step(step_id, Kind(row.kind), row.by, row.at, row.person, row.reason)


def view_of(session: Session, row: FollowUp, now: datetime) -> FollowUpView:
    """Return a row as it is shown at the aware moment `now`."""
    today = followups_days.of_promise(session, row).today(now)
    is_open = row.status == Status.OPEN
    return FollowUpView(
        id=row.id or 0, text=row.text, owner=row.owner, owner_name=row.owner_name, partner=row.partner,
        channel_id=row.channel_id, due_on=row.due_on, status=Status(row.status),
        is_late=is_open and row.due_on is not None and row.due_on < today,
        snoozed_until=row.snoozed_until if is_open and row.snoozed_until and row.snoozed_until > today else None,
        help_asked=row.help_asked_at is not None, request=_number(session, row),
        from_meeting=row.meeting_id is not None, moved_from=_moved_from(session, row),
        offered_to=row.offered_to, reason=_reason(session, row), is_today=is_open and row.due_on == today,
    )  # fmt: skip


def _number(session: Session, row: FollowUp) -> int | None:
    request = requests.get(session, row.team_id, row.request_id) if row.request_id else None
    return request.number if request else None


def _moved_from(session: Session, row: FollowUp) -> date | None:
    """Return the day that was promised at first, where every new one was agreed before the old one had passed."""
    moves = [
        each
        for each in followups_steps.of(session, row.team_id, [row.id or 0], Kind.MOVED)
        if each.due_before and each.due_before != row.due_on
    ]
    in_time = all(each.due_before and each.on_day <= each.due_before for each in moves)
    return moves[0].due_before if moves and in_time else None


def _reason(session: Session, row: FollowUp) -> str | None:
    if row.status != Status.GIVEN_UP:
        return None
    steps = followups_steps.of(session, row.team_id, [row.id or 0], Kind.GIVEN_UP)
    return steps[-1].reason if steps else None
