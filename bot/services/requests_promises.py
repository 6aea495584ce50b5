"""What L&D promises about time: a first answer, a named partner in a crisis, and that nobody is left waiting."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.calendar import Calendar
from bot.domain.errors import Refused
from bot.domain.outbox import LND, Post, Priority
from bot.domain.requests import OPEN, Status, card_key
from bot.domain.requests_history import Kind
from bot.services import departments, outbox, people
from bot.services.requests_history import note, tell
from bot.store import departments as homes
from bot.store import requests, settings
from bot.store.requests import TrainingRequest


def promise(session: Session, row: TrainingRequest, now: datetime) -> None:
    """Promise a first answer within the promised working hours, in a crisis the same day; the L&D channel hears if
    it does not come."""
    days = _days(session, row)
    hours = settings.of(session, row.team_id).response_hours
    row.answer_by = _same_day(days, now) if row.is_crisis else days.after_hours(now, hours)
    row.answered_at = None
    key = f"{card_key(row.id or 0)}:late:{int(row.answer_by.timestamp())}"
    refs = {"request": row.id, "answer_by": row.answer_by.isoformat()}
    post = Post(key, "requests.late", LND, refs, thread=None, priority=Priority.PLANNED)
    outbox.plan(session, row.team_id, post, row.answer_by, now)


def first_answer(row: TrainingRequest, user_id: str, now: datetime) -> None:
    """Note that a partner answered; whoever answers first looks after the request."""
    row.partner = row.partner or user_id
    row.answered_at = row.answered_at or now
    row.status = Status.TAKEN if row.status in (Status.NEW, Status.DEFERRED) else row.status


def name_partner(session: Session, row: TrainingRequest, now: datetime) -> None:
    """Name a partner in a crisis at once: the department's own, else the one with the fewest open requests.

    The partner and the requester are told; where there is no partner at all, the L&D channel hears of it.
    """
    row.is_crisis = True
    promise(session, row, now)
    row.partner = row.partner or _next_partner(session, row)
    if row.partner is None:
        return
    row.status = Status.TAKEN if row.status == Status.NEW else row.status
    step = note(session, row, Kind.NAMED, None, now, row.partner)
    refs = {"request": row.id}
    post = Post(f"{card_key(row.id or 0)}:named:{step}", "requests.named", row.partner, refs)
    outbox.plan(session, row.team_id, post, now, now)
    tell(session, row, "requests.taken", f"taken:{step}", now)


def open_for_partner(session: Session, team_id: str, user_id: str, request_id: int) -> TrainingRequest:
    """Return a request that is still open, for a partner.

    Raises Refused for others, for a decided one, and for one that is worked on together with another.
    """
    row = for_partner(session, team_id, user_id, request_id)
    if row.status not in OPEN:
        raise Refused("not_open_any_more")
    return row


def for_partner(session: Session, team_id: str, user_id: str, request_id: int) -> TrainingRequest:
    """Return a request for a partner; raises Refused for others, and for one that another request leads."""
    people.require_partner(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None:
        raise Refused("gone")
    lead = requests.get(session, team_id, row.lead_id) if row.lead_id else None
    if lead:
        raise Refused("worked_on_together", number=lead.number)
    return row


def _next_partner(session: Session, row: TrainingRequest) -> str | None:
    partners = people.partners(session, row.team_id)
    home = homes.of_channel(session, row.team_id, row.channel_id) if row.channel_id else None
    if home and home.partner in partners:
        return home.partner
    load = requests.load_of(session, row.team_id, partners)
    return min(partners, key=lambda user: (load[user], partners.index(user)), default=None)


def _same_day(days: Calendar, now: datetime) -> datetime:
    """Return the end of this working day, or of the next one when nobody works any more today."""
    return days.at(days.today(days.next_open(now)), days.closes)


def _days(session: Session, row: TrainingRequest) -> Calendar:
    return departments.of_person(session, row.team_id, row.channel_id, row.requester)
