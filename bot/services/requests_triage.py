"""Training requests from the L&D partners' side: taken, handed over, analysed, answered back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.domain.detective import Cause
from bot.domain.errors import Invalid, Refused
from bot.domain.outbox import Post
from bot.domain.requests import OPEN, card_key
from bot.domain.requests_history import Kind
from bot.services import goals_views, outbox, people, requests_promises
from bot.services.requests_history import note, tell
from bot.store import outbox as said
from bot.store import requests
from bot.store.requests import TrainingRequest


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a partner makes of a request; the requester's own words stay beside the `reframed` problem."""

    reframed: str | None
    evidence: str | None
    audience: str | None
    goal_id: int | None
    goal: str | None
    no_goal: str | None
    cause: Cause | None


def take(session: Session, team_id: str, user_id: str, request_id: int, now: datetime) -> None:
    """Make a partner responsible and tell the requester.

    Raises Refused for others, for a request that is somebody else's already and for a decided one.
    """
    row = requests_promises.open_for_partner(session, team_id, user_id, request_id)
    if row.partner and row.partner != user_id:
        raise Refused("taken_before", by=people.name(session, team_id, row.partner))
    is_news = row.partner is None
    requests_promises.first_answer(row, user_id, now)
    step = note(session, row, Kind.TAKEN, user_id, now)
    if is_news:
        tell(session, row, "requests.taken", f"taken:{step}", now)


def hand_over(session: Session, team_id: str, user_id: str, request_id: int, to: str | None, now: datetime) -> None:
    """Give a request to another partner, and tell them and the requester. Raises Invalid and Refused."""
    row = requests_promises.for_partner(session, team_id, user_id, request_id)
    if to is None or not people.is_partner(session, team_id, to):
        raise Invalid({"partner": "not_a_partner" if to else "required"})
    requests_promises.first_answer(row, user_id, now)
    row.partner = to
    step = note(session, row, Kind.HANDED_OVER, user_id, now, to)
    if to != user_id:
        post = Post(
            f"{card_key(request_id)}:named:{step}", "requests.named", to, {"request": request_id, "by": user_id}
        )
        outbox.plan(session, team_id, post, now, now)
    tell(session, row, "requests.taken", f"taken:{step}", now)


def call_crisis(session: Session, team_id: str, user_id: str, request_id: int, now: datetime) -> None:
    """Let a partner move a request into the crisis lane. Raises Refused."""
    row = requests_promises.open_for_partner(session, team_id, user_id, request_id)
    if not row.is_crisis:
        note(session, row, Kind.CRISIS, user_id, now)
        requests_promises.name_partner(session, row, now)


def analyse(session: Session, team_id: str, user_id: str, request_id: int, found: Analysis, now: datetime) -> None:
    """Keep what a partner makes of the request. Raises Invalid for a goal that is gone, Refused for others."""
    row = requests_promises.for_partner(session, team_id, user_id, request_id)
    if found.goal_id and goals_views.one(session, team_id, found.goal_id) is None:
        raise Invalid({"goal_id": "gone"})
    if row.status in OPEN:
        requests_promises.first_answer(row, user_id, now)
    for field in Analysis.__slots__:
        setattr(row, field, getattr(found, field))
    note(session, row, Kind.ANALYSED, user_id, now, found.cause)


def remark(session: Session, team_id: str, user_id: str, request_id: int, text: str | None, now: datetime) -> None:
    """Put a word of the requester's on the request, where the partners read it. Raises Invalid and Refused."""
    people.require_presence(session, team_id, user_id)
    row = requests.get(session, team_id, request_id)
    if row is None or row.requester != user_id:
        raise Refused("gone")
    if not text:
        raise Invalid({"remark": "required"})
    note(session, row, Kind.REMARKED, user_id, now, text)


def replied_to(session: Session, team_id: str, user_id: str, channel_id: str, ts: str) -> TrainingRequest | None:
    """Return the person's own request that the bot's message at this place is about, if it is."""
    post = said.at_place(session, team_id, channel_id, ts)
    row = requests.get(session, team_id, int(post.refs["request"])) if post and "request" in post.refs else None
    return row if row and row.requester == user_id else None
