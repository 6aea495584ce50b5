"""Polls as they are shown."""

from typing import Any

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.polls import Choice, PollView
from bot.store import polls
from bot.store.polls import Poll


def view(session: Session, team_id: str, refs: dict[str, Any]) -> PollView:
    """Return the poll that `refs["poll"]` names, with the votes that may be shown now."""
    poll = polls.get(session, team_id, int(refs["poll"]))
    if poll is None:
        raise Refused("gone")
    return view_of(session, poll)


def view_of(session: Session, poll: Poll) -> PollView:
    """Return a row as it is shown; the split of a confidential poll is what its close left."""
    choices = _kept(poll) if poll.is_confidential else _named(session, poll)
    return PollView(
        id=poll.id or 0, channel_id=poll.channel_id, owner=poll.owner, question=poll.question,
        choices=choices, is_multiple=poll.is_multiple, is_confidential=poll.is_confidential,
        closes_at=poll.closes_at, closed_at=poll.closed_at, closed_by=poll.closed_by,
        answers=polls.answers(session, poll.team_id, poll.id or 0),
    )  # fmt: skip


def _kept(poll: Poll) -> tuple[Choice, ...]:
    votes = poll.tally or [None] * len(poll.options)
    return tuple(Choice(position, text, votes[position]) for position, text in enumerate(poll.options))


def _named(session: Session, poll: Poll) -> tuple[Choice, ...]:
    votes = polls.votes(session, poll.team_id, poll.id or 0)
    chosen_by = [tuple(voter for voter, chosen in votes if position in chosen) for position in range(len(poll.options))]
    return tuple(
        Choice(position, text, len(chosen_by[position]), chosen_by[position])
        for position, text in enumerate(poll.options)
    )
