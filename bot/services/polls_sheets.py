"""The sheets of a poll: what each person answered, locked away where nobody may learn it."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.polls import OPTIONS_MAX, Mode, Question
from bot.domain.polls_answers import EMPTY, Sheet, packed, room, unpacked
from bot.domain.polls_blueprint import questions, questions_packed
from bot.keys import Key, Keys
from bot.store import polls
from bot.store import polls_sheets as stored
from bot.store.polls import Poll
from bot.store.polls_sheets import Written

LOCK_BYTES: Final = 16


class KeyLost(Exception):
    """The key that this poll's answers are locked with is not where this bot keeps its keys."""


@dataclass(slots=True)
class Ballots:
    """The sheets of one poll, to read and to write.

    `take` fetches those of several people at once, and `save` writes all that changed; who is not taken before is
    fetched alone.
    """

    session: Session
    poll: Poll
    key: Key | None
    asked: tuple[Question, ...]
    _taken: dict[str, Written | None] = field(default_factory=dict)
    _changed: dict[str, tuple[str, Sheet]] = field(default_factory=dict)

    def take(self, user_ids: Iterable[str]) -> None:
        """Fetch what these people answered so far."""
        voters = [voter for user in user_ids if (voter := self._name_of(user)) not in self._taken]
        if voters:
            found = stored.sheets_of(self.session, self.poll.id or 0, voters)
            self._taken |= {voter: found.get(voter) for voter in voters}

    def of(self, user_id: str) -> Sheet:
        """Return what this person answered so far."""
        if user_id in self._changed:
            return self._changed[user_id][1]
        self.take([user_id])
        voter = self._name_of(user_id)
        row = self._taken[voter]
        return self.read(voter, row.body) if row else EMPTY

    def put(self, user_id: str, sheet: Sheet) -> None:
        """Hold what this person answered until it is saved."""
        self.take([user_id])
        self._changed[user_id] = (self._name_of(user_id), sheet)

    def save(self) -> None:
        """Write what changed, and who answered, as far as the poll's mode lets it be known."""
        poll_id, team_id = self.poll.id or 0, self.poll.team_id
        rows = {
            voter: Written(self._has_answer(sheet), self.written(sheet, voter))
            for voter, sheet in self._changed.values()
        }
        new = {voter: row for voter, row in rows.items() if self._taken[voter] is None}
        stored.add_sheets(self.session, team_id, poll_id, new)
        stored.change_sheets(self.session, poll_id, {voter: row for voter, row in rows.items() if voter not in new})
        if self.poll.mode == Mode.CONFIDENTIAL:
            had, has = self._with_answer(self._taken), self._with_answer(rows)
            stored.turn_out(self.session, team_id, poll_id, has - had, had - has)
        self._taken |= rows
        self._changed.clear()

    def keep(self, user_id: str, sheet: Sheet) -> None:
        """Write what one person answered."""
        self.put(user_id, sheet)
        self.save()

    def every(self) -> Sequence[tuple[str, Sheet]]:
        """Return each person who answered, by their name in this poll, with their sheet; ordered by those names."""
        rows = stored.cast_sheets(self.session, self.poll.team_id, self.poll.id or 0)
        return [(voter, self.read(voter, body)) for voter, body in rows]

    def forget_drafts(self) -> None:
        """Forget what people entered and never sent."""
        every = stored.every_sheet(self.session, self.poll.team_id, self.poll.id or 0)
        sheets = {voter: (row.is_cast, self.read(voter, row.body)) for voter, row in every.items()}
        sent = {
            voter: Written(is_cast, self.written(replace(sheet, draft={}, drafted=""), voter))
            for voter, (is_cast, sheet) in sheets.items()
            if sheet.drafted
        }
        stored.change_sheets(self.session, self.poll.id or 0, sent)

    def written(self, sheet: Sheet, voter: str) -> bytes:
        """Return the sheet of the person with this name as it is stored."""
        body = packed(sheet)
        if self.key is None:
            return body
        most = OPTIONS_MAX if self.poll.may_add else 0
        return self.key.lock(body, voter, room(self.asked, most_options=most, has_comments=self.poll.has_comments))

    def _with_answer(self, rows: Mapping[str, Written | None]) -> set[str]:
        """Return who of those whose sheets change has an answer on them in these rows, by user id."""
        return {user for user, (voter, _) in self._changed.items() if (row := rows[voter]) and row.is_cast}

    def _has_answer(self, sheet: Sheet) -> bool:
        return bool(sheet.comment) or any(sheet.to(place, each) is not None for place, each in enumerate(self.asked))

    def _name_of(self, user_id: str) -> str:
        return self.key.name_of(user_id) if self.key else user_id

    def read(self, voter: str, body: bytes) -> Sheet:
        """Return what is on the stored sheet of the person with this name."""
        return unpacked(self.key.unlock(body, voter) if self.key else body)


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


def who_answered(session: Session, poll: Poll) -> Sequence[str]:
    """Return the user ids of those who have an answer in a poll; of an anonymous one nobody's."""
    if poll.mode == Mode.NAMED:
        return stored.cast_voters(session, poll.team_id, poll.id or 0)
    return stored.turned_out(session, poll.team_id, poll.id or 0)


def reask(session: Session, keys: Keys, poll: Poll, asked: tuple[Question, ...]) -> None:
    """Have a poll ask these questions, each sheet kept: written anew, for its size would tell who answered before.

    Raises KeyLost.
    """
    before = ballots(session, keys, poll) if stored.has_sheets(session, poll.team_id, poll.id or 0) else None
    poll.questions = questions_packed(asked)
    if before is None:
        return
    after = Ballots(session, poll, before.key, asked)
    every = stored.every_sheet(session, poll.team_id, poll.id or 0)
    anew = {
        voter: Written(row.is_cast, after.written(before.read(voter, row.body), voter)) for voter, row in every.items()
    }
    stored.change_sheets(session, poll.id or 0, anew)


def lock_away(session: Session, keys: Keys, team_id: str) -> None:
    """Take secrets that an earlier version kept in the database out of it, and lock the answers with them.

    What stands for each person stays what it is, so that everybody finds their vote.
    """
    for poll in polls.kept_inside(session, team_id):
        poll.lock, secret, poll.secret = new_lock(Mode(poll.mode)), poll.secret or b"", None
        sheets = Ballots(session, poll, keys.make(poll.lock or "", secret), questions(poll.questions))
        every = stored.every_sheet(session, team_id, poll.id or 0)
        locked = {
            voter: Written(row.is_cast, sheets.written(unpacked(row.body), voter)) for voter, row in every.items()
        }
        stored.change_sheets(session, poll.id or 0, locked)


def locks(session: Session, team_id: str) -> dict[int, str]:
    """Return the names of the keys that open polls need by now, by the poll's id."""
    return {poll.id or 0: poll.lock or "" for poll in polls.locked(session, team_id)}


def new_lock(mode: Mode) -> str | None:
    """Return what the key of a new poll will be called; None for a poll without secrets."""
    return secrets.token_hex(LOCK_BYTES) if mode.is_secret else None


def _key(session: Session, keys: Keys, poll: Poll) -> Key | None:
    """Return the poll's key; the first who answers has it made."""
    if poll.lock is None:
        return None
    if key := keys.get(poll.lock):
        return key
    if stored.has_sheets(session, poll.team_id, poll.id or 0):
        raise KeyLost
    return keys.make(poll.lock)
