"""What the owner of a closed poll hears and owes: a message in private, and a follow-up to say what comes of it."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.outbox import Post
from bot.domain.polls_after import DAYS_TO_SAY, owner_key
from bot.services import followups_days, followups_reminders, outbox, polls_views
from bot.services.followups import is_lnd
from bot.services.followups_changes import looks_after
from bot.store import departments, meetings, polls
from bot.store.followups import FollowUp
from bot.store.polls import Poll


def untold(session: Session, team_id: str) -> list[tuple[int, str]]:
    """Return the polls that were closed and of which the owner did not hear yet: their ids and what they are called."""
    return [(poll.id or 0, polls_views.view_of(session, poll).question) for poll in polls.untold(session, team_id)]


def tell(session: Session, team_id: str, poll_id: int, promise: str, now: datetime) -> None:
    """Tell the owner of a closed poll of its end, once; where somebody answered, keep the `promise` that they owe.

    The poll of a touchpoint has its acknowledgement, so its owner owes nothing more.
    """
    poll = polls.get(session, team_id, poll_id)
    if poll is None or not poll.is_untold:
        return
    poll.is_untold = False
    if poll.closed_at is None or meetings.of_poll(session, team_id, poll_id):
        return
    if poll.follow_up_id is None and poll.came_of_it is None and polls_views.view_of(session, poll).is_readable:
        poll.follow_up_id = _promised(session, poll, promise, now)
    post = Post(owner_key(poll_id), "polls_after.ended", poll.owner, {"poll": poll_id})
    outbox.plan(session, team_id, post, now, now)
    outbox.refresh(session, team_id, post.key, now)


def _promised(session: Session, poll: Poll, promise: str, now: datetime) -> int | None:
    team_id, owner = poll.team_id, poll.owner
    days = followups_days.of_person(session, team_id, owner)
    home = departments.of_channel(session, team_id, poll.channel_id)
    row = FollowUp(
        team_id=team_id, channel_id=poll.channel_id if home else None, text=promise, owner=owner, created_by=owner,
        partner=looks_after(session, team_id, owner, poll.channel_id), due_on=days.after(days.today(now), DAYS_TO_SAY),
        is_lnd=is_lnd(session, team_id, owner), created_at=now,
    )  # fmt: skip
    followups_reminders.keep(session, row, now)
    return row.id
