"""What happens to a request is noted, shown on its card and in its thread, and told to who asked."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from bot.domain.outbox import LND, Post
from bot.domain.requests import card_key, told_key
from bot.domain.requests_history import Kind, Step, step_key
from bot.domain.requests_questions import REMIND_AFTER, batch_key, reminder_key
from bot.services import outbox
from bot.store import outbox as posted
from bot.store import requests_history as steps
from bot.store import requests_questions
from bot.store.requests import TrainingRequest
from bot.store.requests_history import RequestStep

BEGINNINGS: Final[Collection[Kind]] = frozenset({Kind.SENT, Kind.CAPTURED})


def note(
    session: Session, row: TrainingRequest, kind: Kind, by: str | None, now: datetime, said: str | None = None,
    **refs: Any,
) -> int:  # fmt: skip
    """Add a step to a request's history and return its id; the card is brought up to date.

    Every step that a person makes is said in its thread as well; `refs` are for whoever words it. The card itself says
    how it began, and the requester alone reads what the bot asks by itself.
    """
    step = RequestStep(team_id=row.team_id, request_id=row.id or 0, kind=kind, by=by, note=said, at=now)
    session.add(step)
    session.flush()
    key = card_key(row.id or 0)
    if kind not in BEGINNINGS and not (kind == Kind.ASKED and by is None):
        about = {"request": row.id, "step": step.id} | refs
        post = Post(step_key(row.id or 0, step.id or 0), "requests.step", LND, about, thread=key)
        outbox.plan(session, row.team_id, post, now, now)
    for shown in (key, *_with_buttons(session, row)):
        outbox.refresh(session, row.team_id, shown, now)
    return step.id or 0


def _with_buttons(session: Session, row: TrainingRequest) -> list[str]:
    """Return the keys of the messages that hold the card's buttons besides it: somebody was named, or is late."""
    beginnings = (f"{card_key(row.id or 0)}:{what}:" for what in ("late", "named"))
    return [key for each in beginnings for key in posted.posted_like(session, row.team_id, each)]


def show_questions(session: Session, row: TrainingRequest, now: datetime) -> None:
    """Bring the messages with questions up to date: their buttons come and go with the request."""
    asked = requests_questions.of_request(session, row.team_id, row.id or 0)
    for batch in sorted({each.batch for each in asked}):
        outbox.refresh(session, row.team_id, batch_key(row.id or 0, batch), now)
        for place in range(1, len(REMIND_AFTER) + 1):
            outbox.refresh(session, row.team_id, reminder_key(row.id or 0, batch, place), now)


def tell(session: Session, row: TrainingRequest, kind: str, what: str, now: datetime, **refs: Any) -> None:
    """Tell the requester in private, after the confirmation; `what` is the last part of the message's business key."""
    key, refs = card_key(row.id or 0), {"request": row.id} | refs
    post = Post(f"{key}:{what}", kind, row.requester, refs, after=told_key(row.id or 0))
    outbox.plan(session, row.team_id, post, now, now)


def of(session: Session, team_id: str, request_id: int) -> tuple[Step, ...]:
    """Return what happened to a request, in order."""
    return tuple(_step(each) for each in steps.of_request(session, team_id, request_id))


def one(session: Session, team_id: str, request_id: int, step_id: int) -> Step | None:
    """Return one step of a request."""
    return next((_step(each) for each in steps.of_request(session, team_id, request_id) if each.id == step_id), None)


def _step(row: RequestStep) -> Step:
    return Step(Kind(row.kind), row.at, row.by, row.note)
