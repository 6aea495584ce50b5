"""The lines of a touchpoint's lists, each with the name by which a partner may leave it out."""

from collections.abc import Collection, Sequence

from sqlmodel import Session

from bot.domain.followups import FollowUpView, Status
from bot.domain.meetings import Contribution, Takeaway
from bot.domain.touchpoints import Touchpoint
from bot.domain.touchpoints_steering import Line
from bot.services import people, touchpoints_carried
from bot.store import followups, meetings
from bot.store.followups import FollowUp

TAKEAWAY, FOLLOW_UP, CONTRIBUTION = "takeaway", "follow_up", "contribution"


def lines(session: Session, team_id: str, meeting_id: int, which: Touchpoint) -> tuple[Line, ...]:
    """Return the lines of a touchpoint as they would read; what L&D itself owes the team can't be left out."""
    learned = [_line(session, team_id, TAKEAWAY, each.id, each.said_by, each.text)
               for each in meetings.takeaways(session, meeting_id)]  # fmt: skip
    given = [_line(session, team_id, CONTRIBUTION, each.id, each.who, each.gave)
             for each in meetings.contributions(session, meeting_id)]  # fmt: skip
    promised = [_line(session, team_id, FOLLOW_UP, each.id, each.owner or each.owner_name, each.text)
                for each in _promised(session, team_id, meeting_id, which)]  # fmt: skip
    first = {Touchpoint.RECAP: learned, Touchpoint.PLAN: [], Touchpoint.ACKNOWLEDGEMENT: given}
    stays = owed(session, team_id, meeting_id, which)
    return (*first[which], *(each for each in promised if each.ref not in stays))


def owed(session: Session, team_id: str, meeting_id: int, which: Touchpoint) -> frozenset[str]:
    """Return the names of the lines that an acknowledgement can't leave out: what L&D itself still owes the team."""
    if which != Touchpoint.ACKNOWLEDGEMENT:
        return frozenset()
    promised = _promised(session, team_id, meeting_id, which)
    return frozenset(ref(FOLLOW_UP, each.id) for each in promised if each.is_lnd and each.status == Status.OPEN)


def takeaways(session: Session, meeting_id: int, left_out: Collection[str]) -> tuple[Takeaway, ...]:
    """Return what was learned, without what is left out."""
    kept = [each for each in meetings.takeaways(session, meeting_id) if ref(TAKEAWAY, each.id) not in left_out]
    return tuple(Takeaway(each.text, each.said_by) for each in kept)


def contributions(session: Session, meeting_id: int, left_out: Collection[str]) -> tuple[Contribution, ...]:
    """Return what people gave, without what is left out."""
    kept = [each for each in meetings.contributions(session, meeting_id) if ref(CONTRIBUTION, each.id) not in left_out]
    return tuple(Contribution(each.who, each.gave) for each in kept)


def follow_ups(found: Collection[FollowUpView], left_out: Collection[str]) -> tuple[FollowUpView, ...]:
    """Return what was promised, without what is left out."""
    return tuple(each for each in found if ref(FOLLOW_UP, each.id) not in left_out)


def ref(kind: str, number: int | None) -> str:
    """Return the name of a line."""
    return f"{kind}:{number}"


def _promised(session: Session, team_id: str, meeting_id: int, which: Touchpoint) -> Sequence[FollowUp]:
    if which == Touchpoint.ACKNOWLEDGEMENT:
        return touchpoints_carried.spoken_of(session, team_id, meeting_id)
    return followups.of_meeting(session, team_id, meeting_id)


def _line(session: Session, team_id: str, kind: str, number: int | None, who: str | None, text: str) -> Line:
    name = people.called(session, team_id, who) if who else None
    return Line(ref(kind, number), f"{name}: {text}" if name else text)
