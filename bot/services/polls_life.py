"""What its owner does with a poll that was asked: change its words, open it again, ask it again, delete it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain.errors import Invalid, Refused
from bot.domain.followups import Status
from bot.domain.outbox import State
from bot.domain.polls import Ballot, Kind, Mode, Question, poll_key
from bot.domain.polls_blueprint import questions, questions_packed
from bot.domain.polls_life import TIME_TO_EDIT, Wording, edits, problems, reworded, wording_of
from bot.domain.polls_results import Ending
from bot.keys import Keys
from bot.services import followups, outbox, polls, polls_series
from bot.services.polls_closing import of_owner
from bot.services.polls_sheets import KeyLost, reask
from bot.store import followups as promises
from bot.store import outbox as timetable
from bot.store import polls_life
from bot.store import polls_series as series_rows
from bot.store.polls import Poll


def edit_until(session: Session, team_id: str, poll_id: int, now: datetime) -> datetime:
    """Return until when a poll may be changed: an hour from when it was posted, `now` for one that is being posted."""
    message = timetable.by_key(session, team_id, poll_key(poll_id))
    return ((message.sent_at if message else None) or now) + TIME_TO_EDIT


def to_edit(session: Session, team_id: str, user_id: str, poll_id: int, now: datetime) -> Poll:
    """Return an open poll whose words may be changed.

    Raises Refused for all but owner and partners, for a closed poll, and after the first hour.
    """
    poll = of_owner(session, team_id, user_id, poll_id)
    if poll.closed_at or (poll.closes_at and poll.closes_at <= now):
        raise Refused("poll_closed_before")
    if now >= edit_until(session, team_id, poll_id, now):
        raise Refused("poll_edit_is_over")
    return poll


def edit(
    session: Session, keys: Keys, team_id: str, user_id: str, poll_id: int, said: Wording, shown: Sequence[int],
    now: datetime,
) -> None:  # fmt: skip
    """Change the words of a poll, each vote staying with its option. `shown` is as `reworded` takes it.

    Raises Refused as `to_edit` does, and Invalid for fields that need another look.
    """
    poll = to_edit(session, team_id, user_id, poll_id, now)
    asked = questions(poll.questions)
    if len(said.questions) != len(asked):
        raise Refused("gone")
    after = reworded(asked, said, shown)
    if found := problems(said, asked, after, is_asked=True):
        raise Invalid(found)
    changed = edits(wording_of(poll.title, poll.reason, asked), asked, said, after)
    if not changed:
        return
    try:
        reask(session, keys, poll, after)
    except KeyLost:
        raise Refused("poll_key_lost") from None
    poll.title, poll.reason = said.title, said.reason
    poll.edited_at, poll.edits = now, [*dict.fromkeys([*(poll.edits or []), *map(str, changed)])]
    outbox.refresh(session, team_id, poll_key(poll_id), now)


def to_reopen(session: Session, team_id: str, user_id: str, poll_id: int) -> Poll:
    """Return a closed poll to its owner or a partner. Raises Refused for others, and for one that is open."""
    poll = of_owner(session, team_id, user_id, poll_id)
    if poll.closed_at is None:
        raise Refused("poll_open_still")
    return poll


def reopen(
    session: Session, team_id: str, user_id: str, poll_id: int, closes_at: datetime | None, now: datetime
) -> None:
    """Let people answer a named poll again, until `closes_at`; everybody's vote is where it was.

    Raises Refused for a secret one, whose answers nobody can recognise any more, and for one whose message is gone or
    whose next round was asked; Invalid for a time that does not fit.
    """
    poll = to_reopen(session, team_id, user_id, poll_id)
    if Mode(poll.mode).is_secret:
        raise Refused("poll_secret_stays_closed")
    key = poll_key(poll_id)
    message = timetable.by_key(session, team_id, key)
    if message is None or message.state != State.SENT or poll.ending not in (Ending.BY_HAND, Ending.TIME):
        raise Refused("poll_message_is_gone")
    _check_closing(session, poll, closes_at, now)
    poll.closed_at = poll.closed_by = poll.ending = None
    poll.closes_at, poll.remind_at = closes_at, None
    for row in polls_life.messages_about(session, team_id, key):
        if row.kind == "polls.result":
            outbox.cancel(session, team_id, row.key, "it is open again")
    outbox.refresh(session, team_id, key, now)


def ask_again(
    session: Session, team_id: str, user_id: str, poll_id: int, closes_at: datetime | None, now: datetime
) -> int:
    """Ask what a closed poll asked in a new one, with a new key; return its id. Raises Refused and Invalid."""
    poll = to_reopen(session, team_id, user_id, poll_id)
    ballot = Ballot(
        channel_id=poll.channel_id, owner=user_id, questions=questions(poll.questions), mode=Mode(poll.mode),
        closes_at=closes_at, title=poll.title, reason=poll.reason, is_live=poll.is_live, may_add=poll.may_add,
        for_guests=poll.for_guests, has_comments=poll.has_comments, reminds=poll.reminds,
    )  # fmt: skip
    return polls.ask(session, team_id, user_id, ballot, now)


def delete(session: Session, team_id: str, user_id: str, poll_id: int, ends_series: bool, now: datetime) -> None:
    """Delete a poll with all that was answered, and take its messages out of Slack; its series goes on unless it ends.

    Its empty row stays: it names the key that is to be destroyed once this is committed, and no other poll may get its
    number. Raises Refused.
    """
    poll = of_owner(session, team_id, user_id, poll_id)
    _take_away(session, poll, now)
    series = polls_series.running(session, poll)
    if series and ends_series:
        polls_series.stop(session, series, now, by=user_id)
    _give_up_promise(session, poll, now)
    polls_life.forget_everything(session, team_id, poll_id)
    poll.closed_at, poll.closed_by, poll.ending = poll.closed_at or now, None, Ending.DELETED
    poll.secret = poll.counts = poll.comments = poll.answers = poll.came_of_it = None
    poll.is_untold = False
    poll.title, poll.reason, poll.questions = "", "", questions_packed([Question("", Kind.TEXT)])


def _check_closing(session: Session, poll: Poll, closes_at: datetime | None, now: datetime) -> None:
    if closes_at and closes_at <= now:
        raise Invalid({"closes_at": "closing_is_over"})
    if poll.series_id is None:
        return
    rounds = series_rows.rounds(session, poll.team_id, poll.series_id)
    if rounds and rounds[0].id != poll.id:
        raise Refused("poll_next_is_out")
    series = polls_series.running(session, poll)
    if series and series.next_at and (closes_at is None or closes_at >= series.next_at):
        raise Invalid({"closes_at": "closes_after_next"})


def _take_away(session: Session, poll: Poll, now: datetime) -> None:
    """Call off what was not said yet about a poll, and take out of Slack what was. Raises Refused amid a post."""
    key, team_id = poll_key(poll.id or 0), poll.team_id
    own = timetable.locked(session, team_id, key)
    rows = [*polls_life.messages_about(session, team_id, key), *([own] if own else [])]
    if any(row.state == State.SENDING for row in rows):
        raise Refused("poll_being_posted")
    for row in rows:
        outbox.cancel(session, team_id, row.key, "the poll is deleted")
        outbox.withdraw(session, team_id, row.key, now)


def _give_up_promise(session: Session, poll: Poll, now: datetime) -> None:
    row = promises.get(session, poll.team_id, poll.follow_up_id) if poll.follow_up_id else None
    if row and row.status == Status.OPEN:
        row.status, row.given_up_at = Status.GIVEN_UP, now
        followups.end(session, row, now)
