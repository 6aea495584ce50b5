"""Follow-ups: promised, done, put off, or helped with."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.followups import Promise, Status
from bot.domain.followups_changes import snooze_problem
from bot.domain.outbox import Post
from bot.domain.requests_outcomes import CharterStep
from bot.services import followups_days, followups_reminders, outbox, people, touchpoints, touchpoints_carried
from bot.store import followups
from bot.store.followups import FollowUp
from bot.store.meetings import Meeting
from bot.store.requests import TrainingRequest

Place = tuple[str, str]


def problems(session: Session, team_id: str, promises: Mapping[str, Promise]) -> dict[str, str]:
    """Return the reason for each owner in the form who cannot keep a promise: they left, or they are a bot."""
    return {
        f"owner_{place}": "has_left"
        for place, promise in promises.items()
        if promise.owner and place.isdigit() and not people.is_there(session, team_id, promise.owner)
    }


def promise(session: Session, meeting: Meeting, partner: str, promises: tuple[Promise, ...], now: datetime) -> None:
    """Keep what was promised in a meeting, and plan to tell each owner after the recap and to remind them.

    `partner` looks after it: they hear what is late, and stand in for owners whom the bot can't write to.
    """
    for each in promises:
        row = FollowUp(
            team_id=meeting.team_id, meeting_id=meeting.id, channel_id=meeting.channel_id,
            partner=partner, text=each.text, owner=each.owner, owner_name=each.owner_name,
            due_on=each.due_on, is_lnd=is_lnd(session, meeting.team_id, each.owner), created_at=now,
        )  # fmt: skip
        followups_reminders.keep(session, row, now)


def promise_for_request(
    session: Session, request: TrainingRequest, partner: str, steps: Sequence[CharterStep], now: datetime
) -> None:
    """Keep what was promised about a request, tell each owner and remind them; `partner` looks after it."""
    for step in steps:
        row = FollowUp(
            team_id=request.team_id, request_id=request.id, channel_id=request.channel_id, partner=partner,
            text=step.what, owner=step.who, due_on=step.due_on, is_lnd=is_lnd(session, request.team_id, step.who),
            created_at=now,
        )  # fmt: skip
        followups_reminders.keep(session, row, now)


def done(session: Session, team_id: str, user_id: str, follow_up_id: int, place: Place, now: datetime) -> None:
    """Note a promise as kept; the last one of a meeting brings its acknowledgement forward. Raises Refused."""
    row = of_owner_or_partner(session, team_id, user_id, follow_up_id)
    if row.status == Status.OPEN:
        row.status, row.done_at = Status.DONE, now
        end(session, row, now)
    followups_reminders.show(session, row, place, now)


def snooze(
    session: Session, team_id: str, user_id: str, follow_up_id: int, until: date | None, place: Place, now: datetime
) -> None:
    """Be quiet about an open promise until a day, or the working day after it, and remind then.

    Raises Invalid for a day that is not to come or more than four weeks away, and Refused.
    """
    row = of_owner_or_partner(session, team_id, user_id, follow_up_id)
    days = followups_days.of_person(session, team_id, row.answers)
    if wrong := snooze_problem(until, days.today(now)):
        raise Invalid({"until": wrong})
    if row.status == Status.OPEN and until:
        row.snoozed_until = days.today(days.opening(until))
        followups_reminders.remind(session, row, row.snoozed_until, now)
    followups_reminders.show(session, row, place, now)


def ask_help(session: Session, team_id: str, user_id: str, follow_up_id: int, place: Place, now: datetime) -> None:
    """Tell the L&D partner, once, that somebody needs help with an open promise. Raises Refused."""
    row = of_owner_or_partner(session, team_id, user_id, follow_up_id)
    if row.status == Status.OPEN and row.help_asked_at is None:
        row.help_asked_at = now
        refs = {"follow_up": follow_up_id, "by": user_id}
        post = Post(f"followup:{follow_up_id}:help", "followups.help", row.partner, refs)
        outbox.plan(session, team_id, post, now, now)
    followups_reminders.show(session, row, place, now)


def of_owner_or_partner(session: Session, team_id: str, user_id: str, follow_up_id: int) -> FollowUp:
    """Return a promise for its owner or an L&D partner; raises Refused for everybody else."""
    people.require_presence(session, team_id, user_id)
    row = followups.get(session, team_id, follow_up_id)
    if row is None:
        raise Refused("gone")
    if row.owner != user_id and not people.is_partner(session, team_id, user_id):
        raise Refused("not_yours")
    return row


def still_open(session: Session, team_id: str, user_id: str, follow_up_id: int) -> FollowUp:
    """Return an open promise for its owner or an L&D partner; raises Refused for others, and once it is settled."""
    row = of_owner_or_partner(session, team_id, user_id, follow_up_id)
    if row.status != Status.OPEN:
        raise Refused("follow_up_settled")
    return row


def end(session: Session, row: FollowUp, now: datetime) -> None:
    """Let nobody be asked any more about a promise that is settled, and the meeting know where it was the last one."""
    row.offered_to = None
    session.flush()
    look_again(session, row, now)


def look_again(session: Session, row: FollowUp, now: datetime) -> None:
    """Have the thank-you of each meeting of a promise come once it waits for nothing any more."""
    for meeting_id in touchpoints_carried.meetings_of(session, row):
        touchpoints.all_done(session, row.team_id, meeting_id, now)


def is_lnd(session: Session, team_id: str, owner: str | None) -> bool:
    """Say whether a promise of this owner's is one of L&D's own."""
    return owner is not None and people.is_partner(session, team_id, owner)
