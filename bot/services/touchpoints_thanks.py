"""What the acknowledgement rests on: consent to be named, and L&D's own missed promises with their new dates."""

from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.meetings import MeetingView
from bot.domain.touchpoints import Touchpoint, key
from bot.domain.touchpoints_thanks import Missed, Naming, Thanks, asked_key, missed, new_date_problems
from bot.services import (
    departments,
    followups_changes,
    followups_reminders,
    followups_views,
    outbox,
    people,
    touchpoints_carried,
)
from bot.store import meetings, touchpoints
from bot.store.meetings import Meeting

NOWHERE = ("", "")


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
    owed = missed(meeting.follow_ups)
    return Thanks(
        missed=tuple(each for each in owed if not _was_owned(session, team_id, meeting.id, each)),
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


def missed_by_lnd(session: Session, team_id: str, user_id: str, meeting_id: int, now: datetime) -> tuple[Missed, ...]:
    """Return the open promises of a meeting that L&D missed, for a partner. Raises Refused for others."""
    people.require_partner(session, team_id, user_id)
    _get(session, team_id, meeting_id)
    promised = touchpoints_carried.spoken_of(session, team_id, meeting_id)
    return missed(followups_views.views_of(session, promised, now))


def give_new_dates(
    session: Session, team_id: str, user_id: str, meeting_id: int, given: dict[int, date | None], now: datetime
) -> None:
    """Give promises that L&D missed their new days, by follow-up; of others none is changed.

    Raises Invalid for days that are over, Refused for others than partners.
    """
    late = {each.follow_up_id for each in missed_by_lnd(session, team_id, user_id, meeting_id, now)}
    days = departments.days_of(session, team_id, _get(session, team_id, meeting_id).channel_id)
    if found := new_date_problems(given, days.today(now)):
        raise Invalid(found)
    for row in touchpoints_carried.spoken_of(session, team_id, meeting_id):
        if (day := given.get(row.id or 0)) and row.id in late:
            followups_changes.move(session, row, user_id, day, now)
            followups_reminders.show(session, row, NOWHERE, now)


def _was_owned(session: Session, team_id: str, meeting_id: int, each: Missed) -> bool:
    """Say whether an acknowledgement of another meeting owned it, and it has a new day: then it is simply open."""
    return each.new_on is not None and touchpoints_carried.was_owned(session, team_id, meeting_id, each.follow_up_id)


def _get(session: Session, team_id: str, meeting_id: int) -> Meeting:
    meeting = meetings.get(session, team_id, meeting_id)
    if meeting is None:
        raise Refused("gone")
    return meeting
