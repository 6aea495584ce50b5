"""What an acknowledgement waits for: promises that are open, and replies that nobody answered."""

from sqlmodel import Session

from bot.domain.followups import Status
from bot.domain.touchpoints_plan import is_unanswered
from bot.domain.touchpoints_steering import Waits
from bot.services import touchpoints_carried
from bot.store import touchpoints


def waits(session: Session, team_id: str, meeting_id: int) -> tuple[Waits, ...]:
    """Return what the acknowledgement waits for before its latest day: open promises, a reply nobody answered."""
    promises = touchpoints_carried.spoken_of(session, team_id, meeting_id)
    found = [Waits.PROMISES] if any(each.status == Status.OPEN for each in promises) else []
    if is_unanswered([each.is_partner for each in touchpoints.replies(session, meeting_id)]):
        found.append(Waits.REPLY)
    return tuple(found)


def is_complete(session: Session, team_id: str, meeting_id: int) -> bool:
    """Say whether something was promised and nothing is waited for any more."""
    return bool(touchpoints_carried.spoken_of(session, team_id, meeting_id)) and not waits(session, team_id, meeting_id)
