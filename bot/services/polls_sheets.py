"""The sheets of a poll: what each person answered, locked away where nobody may learn it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.polls import OPTIONS_MAX, Mode, Question
from bot.domain.polls_answers import EMPTY, Sheet, packed, room, unpacked
from bot.domain.polls_blueprint import questions, questions_packed
from bot.keys import Key, Keys
from bot.store import polls
from bot.store.polls import Answers, Poll, Turnout

LOCK_BYTES: Final = 16


class KeyLost(Exception):
    """The key that this poll's answers are locked with is not where this bot keeps its keys."""


@dataclass(slots=True)
class Ballots:
    """The sheets of one poll, to read and to write."""

    session: Session
    poll: Poll
    key: Key | None
    asked: tuple[Question, ...]

    def of(self, user_id: str) -> Sheet:
        """Return what this person answered so far."""
        voter = self._name_of(user_id)
        row = polls.answers_of(self.session, self.poll.id or 0, voter)
        return self.read(row) if row else EMPTY

    def keep(self, user_id: str, sheet: Sheet) -> None:
        """Keep what this person answered, and that they did, as far as the poll's mode lets it be known."""
        poll_id, voter = self.poll.id or 0, self._name_of(user_id)
        row = polls.answers_of(self.session, poll_id, voter)
        if row is None:
            row = Answers(team_id=self.poll.team_id, poll_id=poll_id, voter=voter)
            self.session.add(row)
        row.is_cast, row.body = self._has_answer(sheet), self.written(sheet, voter)
        if self.poll.mode != Mode.ANONYMOUS:
            self._turn_out(user_id, answered=row.is_cast)

    def every(self) -> Sequence[tuple[str, Sheet]]:
        """Return each person who answered, by their name in this poll, with their sheet; ordered by those names."""
        return [
            (row.voter, self.read(row)) for row in polls.cast_sheets(self.session, self.poll.team_id, self.poll.id or 0)
        ]

    def _has_answer(self, sheet: Sheet) -> bool:
        return bool(sheet.comment) or any(sheet.to(place, each) is not None for place, each in enumerate(self.asked))

    def _name_of(self, user_id: str) -> str:
        return self.key.name_of(user_id) if self.key else user_id

    def read(self, row: Answers) -> Sheet:
        """Return what is on a stored sheet."""
        return unpacked(self.key.unlock(row.body, row.voter) if self.key else row.body)

    def written(self, sheet: Sheet, voter: str) -> bytes:
        """Return the sheet of the person with this name as it is stored."""
        body = packed(sheet)
        if self.key is None:
            return body
        most = OPTIONS_MAX if self.poll.may_add else 0
        return self.key.lock(body, voter, room(self.asked, most_options=most, has_comments=self.poll.has_comments))

    def _turn_out(self, user_id: str, *, answered: bool) -> None:
        row = polls.turnout_of(self.session, self.poll.id or 0, user_id)
        if row and not answered:
            self.session.delete(row)
        elif answered and row is None:
            self.session.add(Turnout(team_id=self.poll.team_id, poll_id=self.poll.id or 0, user_id=user_id))


def ballots(session: Session, keys: Keys, poll: Poll) -> Ballots:
    """Return the sheets of an open poll, or of a named one.

    Raises KeyLost where answers are locked with a key that is not there any more.
    """
    return Ballots(session, poll, _key(session, keys, poll), questions(poll.questions))


def ballots_to_answer(session: Session, keys: Keys, poll: Poll) -> Ballots:
    """Return the sheets of a poll that somebody answers. Raises Refused('poll_key_lost')."""
    try:
        return ballots(session, keys, poll)
    except KeyLost:
        raise Refused("poll_key_lost") from None


def reask(session: Session, keys: Keys, poll: Poll, asked: tuple[Question, ...]) -> None:
    """Have a poll ask these questions, each sheet kept: written anew, for its size would tell who answered before.

    Raises KeyLost.
    """
    before = ballots(session, keys, poll) if polls.has_sheets(session, poll.team_id, poll.id or 0) else None
    poll.questions = questions_packed(asked)
    if before is None:
        return
    after = replace(before, asked=asked)
    for row in polls.every_sheet(session, poll.team_id, poll.id or 0):
        row.body = after.written(before.read(row), row.voter)


def lock_away(session: Session, keys: Keys, team_id: str) -> None:
    """Take secrets that an earlier version kept in the database out of it, and lock the answers with them.

    What stands for each person stays what it is, so that everybody finds their vote.
    """
    for poll in polls.kept_inside(session, team_id):
        poll.lock, secret, poll.secret = new_lock(Mode(poll.mode)), poll.secret or b"", None
        key = keys.make(poll.lock or "", secret)
        sheets = Ballots(session, poll, key, questions(poll.questions))
        for row in polls.every_sheet(session, team_id, poll.id or 0):
            row.body = sheets.written(unpacked(row.body), row.voter)


def new_lock(mode: Mode) -> str | None:
    """Return what the key of a new poll will be called; None for a poll without secrets."""
    return secrets.token_hex(LOCK_BYTES) if mode.is_secret else None


def _key(session: Session, keys: Keys, poll: Poll) -> Key | None:
    """Return the poll's key; the first who answers has it made."""
    if poll.lock is None:
        return None
    if key := keys.get(poll.lock):
        return key
    if polls.has_sheets(session, poll.team_id, poll.id or 0):
        raise KeyLost
    return keys.make(poll.lock)
