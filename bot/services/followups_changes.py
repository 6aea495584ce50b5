"""Promises added by hand, said anew, and given up."""

from datetime import date, datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.followups import Status
from bot.domain.followups_changes import Change, Kind, meant, problems
from bot.domain.outbox import LND, Post
from bot.services import followups_days, followups_offers, followups_reminders, outbox, people
from bot.services.departments import partner_of
from bot.services.followups import Place, end, is_lnd, still_open
from bot.services.followups_offers import note, owner_problem
from bot.store import departments, requests
from bot.store.followups import FollowUp


def add(session: Session, team_id: str, user_id: str, said: Change, now: datetime) -> int:
    """Keep a promise that somebody adds, and return its id. Raises Invalid, and Refused for guests.

    Partners add it for anybody, others for themselves: whoever else they name is asked first.
    """
    people.require_member(session, team_id, user_id)
    channel_id, request_id = _belongs_to(session, team_id, user_id, said)
    row = FollowUp(
        team_id=team_id, channel_id=channel_id, request_id=request_id, text=(said.text or "").strip(),
        partner=looks_after(session, team_id, user_id, channel_id), owner=user_id, due_on=said.due_on,
        created_by=user_id, created_at=now,
    )  # fmt: skip
    _check(session, row, said, None, now)
    if said.owner and people.is_partner(session, team_id, user_id):
        row.owner = said.owner
    row.is_lnd = is_lnd(session, team_id, row.owner)
    followups_reminders.keep(session, row, now)
    followups_offers.ask(session, row, user_id, said.owner, now)
    return row.id or 0


def change(
    session: Session, team_id: str, user_id: str, follow_up_id: int, said: Change, place: Place, now: datetime
) -> None:
    """Say anew what an open promise is: a new owner is asked first, and a new day is kept beside the old one.

    Raises Invalid, and Refused for everybody but the owner and the partners.
    """
    row = still_open(session, team_id, user_id, follow_up_id)
    _check(session, row, said, row.due_on, now)
    row.text = (said.text or "").strip()
    move(session, row, user_id, said.due_on, now)
    followups_offers.ask(session, row, user_id, said.owner, now)
    followups_reminders.show(session, row, place, now)


def move(session: Session, row: FollowUp, by: str, day: date | None, now: datetime) -> None:
    """Give a promise another day; the old one is kept beside it, and the reminders follow."""
    if day == row.due_on:
        return
    note(session, row, Kind.MOVED, by, now, due_before=row.due_on, due_after=day)
    row.due_on, row.snoozed_until, row.absence_key = day, None, None
    followups_reminders.plan(session, row, now)


def give_up(
    session: Session, team_id: str, user_id: str, follow_up_id: int, reason: str | None, place: Place, now: datetime
) -> None:
    """Give an open promise up for a reason, and tell whoever waits for it. Raises Invalid and Refused."""
    row = still_open(session, team_id, user_id, follow_up_id)
    if not reason:
        raise Invalid({"reason": "required"})
    row.status, row.given_up_at = Status.GIVEN_UP, now
    step = note(session, row, Kind.GIVEN_UP, user_id, now, reason=reason)
    end(session, row, now)
    for reader in _who_waits(session, row, user_id) or [LND]:
        refs = {"follow_up": follow_up_id, "by": user_id}
        post = Post(f"followup:{follow_up_id}:given_up:{step}:{reader}", "followups.given_up", reader, refs)
        outbox.plan(session, team_id, post, now, now)
    followups_reminders.show(session, row, place, now)


def looks_after(session: Session, team_id: str, user_id: str, channel_id: str | None) -> str:
    """Return the partner for a new promise: whoever adds it, the department's, or any; failing all, whoever adds it."""
    if people.is_partner(session, team_id, user_id):
        return user_id
    return partner_of(session, team_id, channel_id) or user_id


def _belongs_to(session: Session, team_id: str, user_id: str, said: Change) -> tuple[str | None, int | None]:
    """Return the channel and the request that a new promise belongs to; only partners add one to a request."""
    channel_id, request_id = meant(said.about)
    if request_id is None:
        return channel_id if channel_id and departments.of_channel(session, team_id, channel_id) else None, None
    people.require_partner(session, team_id, user_id)
    request = requests.get(session, team_id, request_id)
    if request is None:
        raise Refused("gone")
    return request.channel_id, request_id


def _check(session: Session, row: FollowUp, said: Change, due_before: date | None, now: datetime) -> None:
    today = followups_days.of_promise(session, row).today(now)
    found = problems(said, due_before, today)
    owner = owner_problem(session, row.team_id, said.owner)
    if found or owner:
        raise Invalid(found | ({"owner": owner} if owner else {}))


def _who_waits(session: Session, row: FollowUp, by: str) -> list[str]:
    """Return who waits for a promise: whoever asked for training, or the department's lead, and who looks after it."""
    request = requests.get(session, row.team_id, row.request_id) if row.request_id else None
    asked = [request, *requests.joined(session, row.team_id, request.id or 0)] if request else []
    home = departments.of_channel(session, row.team_id, row.channel_id) if row.channel_id else None
    lead = home.lead if home and not request else None
    named = dict.fromkeys([*(each.requester for each in asked), lead, row.partner, row.created_by, row.owner])
    return [each for each in named if each and each != by and people.is_there(session, row.team_id, each)]
