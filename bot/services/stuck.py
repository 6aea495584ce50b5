"""What could not be said is reported to the partners, and they decide: post it, it is there, or let it go."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.outbox import LND, Post, State
from bot.domain.stuck import StuckView, key
from bot.services import outbox, people
from bot.store import stuck
from bot.store.outbox import Outgoing

TOLD = "stuck.told"
HAS_ITS_OWN_WAY = (TOLD, "polls.poll")


def report(session: Session, team_id: str, now: datetime) -> None:
    """Plan one report for each message that is dead or in doubt; polls are told to their owners instead.

    It goes to the L&D channel, or, when the L&D channel itself is the trouble, to each partner.
    """
    for row in stuck.untold(session, team_id, HAS_ITS_OWN_WAY):
        told = people.partners(session, team_id) if row.recipient == LND else [LND]
        for number, recipient in enumerate(told or [LND]):
            suffix = f":{number}" if number else ""
            post = Post(key(row.id) + suffix, TOLD, recipient, {"message": row.id})
            outbox.plan(session, team_id, post, now, now)


def post_now(session: Session, team_id: str, user_id: str, outgoing_id: str, now: datetime) -> None:
    """Have the message posted now; the partner knows that it is not there. Raises Refused."""
    row = _waiting(session, team_id, user_id, outgoing_id)
    row.state, row.due_at, row.reason = State.DUE, now, None
    row.attempts, row.uncertain, row.first_tried_at = 0, False, None
    session.info["planned"] = True
    _shown(session, row, now)


def it_is_there(session: Session, team_id: str, user_id: str, outgoing_id: str, now: datetime) -> None:
    """Take the partner's word that the message stands in Slack. Raises Refused."""
    row = _waiting(session, team_id, user_id, outgoing_id)
    row.state, row.sent_at, row.reason = State.SENT, now, f"seen by {user_id}"
    _shown(session, row, now)


def let_go(session: Session, team_id: str, user_id: str, outgoing_id: str, now: datetime) -> None:
    """Give the message up. Raises Refused."""
    row = _waiting(session, team_id, user_id, outgoing_id)
    row.state, row.reason = State.CANCELLED, f"let go by {user_id}"
    _shown(session, row, now)


def view(session: Session, team_id: str, refs: dict[str, Any]) -> StuckView:
    """Return the message that `refs["message"]` names; raises Refused when it is gone."""
    row = stuck.get(session, team_id, str(refs["message"]))
    if row is None:
        raise Refused("gone")
    return StuckView(row.id, row.kind, row.recipient, State(row.state), row.reason or "", row.due_at)


def _waiting(session: Session, team_id: str, user_id: str, outgoing_id: str) -> Outgoing:
    people.require_partner(session, team_id, user_id)
    row = stuck.get(session, team_id, outgoing_id)
    if row is None or not stuck.is_waiting(row):
        raise Refused("gone")
    return row


def _shown(session: Session, row: Outgoing, now: datetime) -> None:
    for number in range(len(people.partners(session, row.team_id)) or 1):
        outbox.refresh(session, row.team_id, key(row.id) + (f":{number}" if number else ""), now)
