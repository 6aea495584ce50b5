"""What the acknowledgement rests on: consent to be named, L&D's own missed promises, and what is waited for."""

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.followups import FollowUpView, Status
from bot.domain.meetings import MeetingView
from bot.domain.touchpoints import Touchpoint, key, note_key
from bot.domain.touchpoints_plan import is_unanswered
from bot.domain.touchpoints_steering import Waits
from bot.domain.touchpoints_thanks import Missed, Naming, Thanks, asked_key, new_date_problems
from bot.services import departments, outbox, people, touchpoints_carried
from bot.store import followups, meetings, touchpoints
from bot.store.meetings import Meeting
from bot.store.touchpoints import NewDate


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


def may_name(session: Session, team_id: str, user_id: str, meeting_id: int, is_yes: bool, now: datetime) -> None:
    """Keep whether a contributor may be named; they may change their mind, and a posted message follows.

    Raises Refused for whoever was not asked.
    """
    people.require_presence(session, team_id, user_id)
    meeting = meetings.get(session, team_id, meeting_id)
    asked = touchpoints.contributor(session, meeting_id, user_id) if meeting else None
    if asked is None:
        raise Refused("gone")
    asked.may_be_named = is_yes
    for shown in (asked_key(meeting_id, user_id), key(meeting_id, Touchpoint.ACKNOWLEDGEMENT)):
        outbox.refresh(session, team_id, shown, now)


def naming(session: Session, team_id: str, meeting_id: int, user_id: str) -> Naming:
    """Return what somebody is asked about being named. Raises Refused when there is nothing to ask any more."""
    meeting = _get(session, team_id, meeting_id)
    asked = touchpoints.contributor(session, meeting_id, user_id)
    gave = tuple(each.gave for each in meetings.contributions(session, meeting_id) if each.who == user_id)
    if asked is None or not gave:
        raise Refused("gone")
    return Naming(meeting_id, meeting.channel_id, meeting.met_on, gave, asked.may_be_named)


def thanks(session: Session, team_id: str, meeting: MeetingView) -> Thanks:
    """Return what the acknowledgement of a meeting says beside it."""
    asked = touchpoints.contributors(session, meeting.id)
    missed = [_missed(session, each) for each in meeting.follow_ups if _is_missed(session, team_id, each)]
    return Thanks(
        missed=tuple(each for each in missed if not _was_owned(session, team_id, meeting.id, each)),
        unnamed=frozenset(each.user_id for each in asked if each.may_be_named is False),
    )


def discreet(meeting: MeetingView, thanks: Thanks) -> MeetingView:
    """Return a meeting without what is said elsewhere, and without the names of those who would rather not be named."""
    elsewhere = {each.follow_up_id for each in thanks.missed}
    kept = [each for each in meeting.follow_ups if each.id not in elsewhere]
    return replace(
        meeting,
        contributions=tuple(each for each in meeting.contributions if each.who not in thanks.unnamed),
        follow_ups=tuple(replace(each, owner=None) if each.owner in thanks.unnamed else each for each in kept),
    )


def missed(
    session: Session, team_id: str, user_id: str, meeting_id: int, follow_ups: tuple[FollowUpView, ...]
) -> tuple[Missed, ...]:
    """Return L&D's own late promises from a meeting, for a partner. Raises Refused for others."""
    people.require_partner(session, team_id, user_id)
    _get(session, team_id, meeting_id)
    return tuple(_missed(session, each) for each in follow_ups if _is_missed(session, team_id, each))


def give_new_dates(
    session: Session, team_id: str, user_id: str, meeting_id: int, given: dict[int, date | None], now: datetime
) -> None:
    """Keep the new days of promises that L&D missed, by follow-up.

    Raises Invalid for days that are over, Refused for others.
    """
    people.require_partner(session, team_id, user_id)
    meeting = _get(session, team_id, meeting_id)
    days = departments.days_of(session, team_id, meeting.channel_id)
    if found := new_date_problems(given, days.today(now)):
        raise Invalid(found)
    ours = {each.id for each in followups.of_meeting(session, team_id, meeting_id)}
    for follow_up_id, day in given.items():
        if day and follow_up_id in ours:
            row = touchpoints.new_date(session, follow_up_id)
            row = row or NewDate(team_id=team_id, follow_up_id=follow_up_id, new_on=day, given_by=user_id)
            row.new_on, row.given_by = day, user_id
            session.add(row)
    for shown in (note_key(meeting_id, Touchpoint.ACKNOWLEDGEMENT), key(meeting_id, Touchpoint.ACKNOWLEDGEMENT)):
        outbox.refresh(session, team_id, shown, now)


def _is_missed(session: Session, team_id: str, each: FollowUpView) -> bool:
    return each.is_late and each.owner is not None and people.is_partner(session, team_id, each.owner)


def _was_owned(session: Session, team_id: str, meeting_id: int, each: Missed) -> bool:
    """Say whether an acknowledgement of another meeting owned it, and it has a new day: then it is simply open."""
    about = (meeting_id, each.follow_up_id, each.due_on)
    return each.new_on is not None and touchpoints_carried.was_owned(session, team_id, *about)


def _missed(session: Session, each: FollowUpView) -> Missed:
    new = touchpoints.new_date(session, each.id)
    return Missed(each.id, each.text, each.owner or "", each.due_on or date.max, new.new_on if new else None)


def _get(session: Session, team_id: str, meeting_id: int) -> Meeting:
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None:
        raise Refused("gone")
    return meeting
