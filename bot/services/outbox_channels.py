"""What was planned for a channel that the bot is not in any more, and what is planned again when it is back."""

from sqlmodel import Session

from bot.domain.outbox import BOT_IS_AWAY, State
from bot.store import outbox


def cancel_for_channel(session: Session, team_id: str, channel_id: str) -> int:
    """Call off what nobody has begun to send to a channel, and return how many; it may be restored."""
    rows = outbox.waiting(session, team_id, channel_id)
    for row in rows:
        row.state, row.reason = State.CANCELLED, BOT_IS_AWAY
    return len(rows)


def restore_for_channel(session: Session, team_id: str, channel_id: str) -> None:
    """Plan again, for when it was due, what was not said in a channel because the bot was not there."""
    for row in outbox.unreached(session, team_id, channel_id):
        row.state, row.reason = State.DUE, None
        session.info["planned"] = True
