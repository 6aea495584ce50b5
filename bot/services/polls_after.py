"""After a poll: its results for the owner, and what they say comes of it."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.followups import Status
from bot.domain.outbox import Drop, Post, State
from bot.domain.polls import poll_key
from bot.domain.polls_after import UNDO, Ended, Word, owner_key, problems, word_key
from bot.domain.polls_results import PollView
from bot.services import followups, followups_reminders, outbox, people, polls_views
from bot.services.polls_closing import of_owner
from bot.store import followups as promises
from bot.store import outbox as timetable
from bot.store import polls
from bot.store.polls import Poll

NOWHERE = ("", "")


def results(session: Session, team_id: str, user_id: str, poll_id: int) -> tuple[PollView, dict[str, str]]:
    """Return a closed poll to its owner or a partner, with the names of the people in it by user id. Raises Refused."""
    poll = _closed(session, team_id, user_id, poll_id)
    view = polls_views.view_of(session, poll)
    return view, names(session, team_id, view)


def names(session: Session, team_id: str, view: PollView) -> dict[str, str]:
    """Return what colleagues call the people who are named in a poll, by user id; of a secret poll nobody."""
    voters = [voter for asked in view.questions for choice in asked.choices for voter in choice.voters]
    texts = [*(said for asked in view.questions for said in asked.texts or ()), *(view.comments or ())]
    ids = {*voters, *(said.by for said in texts if said.by)}
    return {user: people.called(session, team_id, user) for user in ids}


def to_say(session: Session, team_id: str, user_id: str, poll_id: int) -> PollView:
    """Return a closed poll to whoever may say what comes of it, as long as nobody has. Raises Refused."""
    return polls_views.view_of(session, _unsaid(session, team_id, user_id, poll_id))


def say(session: Session, team_id: str, user_id: str, poll_id: int, word: Word, now: datetime) -> None:
    """Say in the poll's thread what comes of it, which keeps the follow-up. Raises Invalid, and Refused as `to_say`."""
    poll = _unsaid(session, team_id, user_id, poll_id)
    if wrong := problems(word):
        raise Invalid(wrong)
    poll.came_of_it = word.we_will.strip()
    refs = {
        "poll": poll_id, "you_said": word.you_said.strip(), "we_will": poll.came_of_it, "is_for_all": word.is_for_all,
        "by": user_id,
    }  # fmt: skip
    _plan(session, poll, refs, now)
    if poll.follow_up_id:
        followups.done(session, team_id, user_id, poll.follow_up_id, NOWHERE, now)
    _show(session, poll, now)


def undo(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> None:
    """Take back what was said in the first minutes: it is owed again. Raises Refused for others, and afterwards."""
    poll = of_owner(session, team_id, user_id, poll_id)
    row = timetable.by_key(session, team_id, word_key(poll_id))
    if row is None or row.state != State.SENT or row.sent_at is None or now >= row.sent_at + UNDO:
        raise Refused("poll_undo_is_over")
    poll.came_of_it = None
    outbox.withdraw(session, team_id, word_key(poll_id), now)
    _owe_again(session, poll, now)
    _show(session, poll, now)


def ended(session: Session, team_id: str, poll_id: int) -> Ended:
    """Return a closed poll as its owner sees it. Raises Drop for one that takes answers again."""
    poll = polls.get(session, team_id, poll_id)
    if poll is None or poll.closed_at is None:
        raise Drop("it is open again")
    promise = promises.get(session, team_id, poll.follow_up_id) if poll.follow_up_id else None
    row = timetable.by_key(session, team_id, word_key(poll_id))
    said_at = row.sent_at if row and row.state == State.SENT else None
    return Ended(
        polls_views.view_of(session, poll), promise.due_on if promise and promise.status == Status.OPEN else None,
        is_said=poll.came_of_it is not None, may_undo_until=said_at + UNDO if said_at and poll.came_of_it else None,
    )  # fmt: skip


def standing(session: Session, team_id: str, poll_id: int) -> PollView:
    """Return a poll of which is said what comes of it. Raises Drop where that was taken back."""
    poll = polls.get(session, team_id, poll_id)
    if poll is None or poll.came_of_it is None:
        raise Drop("it was taken back")
    return polls_views.view_of(session, poll)


def _closed(session: Session, team_id: str, user_id: str, poll_id: int) -> Poll:
    poll = of_owner(session, team_id, user_id, poll_id)
    if poll.closed_at is None:
        raise Refused("poll_is_open")
    return poll


def _unsaid(session: Session, team_id: str, user_id: str, poll_id: int) -> Poll:
    poll = _closed(session, team_id, user_id, poll_id)
    if poll.came_of_it is not None:
        raise Refused("poll_said_before")
    return poll


def _plan(session: Session, poll: Poll, refs: dict[str, object], now: datetime) -> None:
    """Plan to say it; what was taken back before is said anew, in the new words."""
    poll_id, team_id = poll.id or 0, poll.team_id
    thread, result = poll.thread_key or poll_key(poll_id), f"{poll_key(poll_id)}:result"
    post = Post(
        word_key(poll_id), "polls_after.word", poll.channel_id, refs, thread=thread, after=result,
        shown_in=owner_key(poll_id),
    )  # fmt: skip
    outbox.plan(session, team_id, post, now, now)
    if row := timetable.locked(session, team_id, post.key):
        row.refs = refs
    outbox.restore(session, team_id, post.key, now)


def _owe_again(session: Session, poll: Poll, now: datetime) -> None:
    row = promises.get(session, poll.team_id, poll.follow_up_id) if poll.follow_up_id else None
    if row and row.status == Status.DONE:
        row.status, row.done_at = Status.OPEN, None
        followups_reminders.show(session, row, NOWHERE, now)


def _show(session: Session, poll: Poll, now: datetime) -> None:
    for key in (poll_key(poll.id or 0), owner_key(poll.id or 0)):
        outbox.refresh(session, poll.team_id, key, now)
