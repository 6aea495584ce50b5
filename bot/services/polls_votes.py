"""Votes by click: those that arrive together are read, counted and written together."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from sqlmodel import Session

from bot.domain.errors import Duplicate, Refused
from bot.domain.inbox import Delivery
from bot.domain.polls import Mode, poll_key
from bot.domain.polls_answers import Sheet, TooMany, clicked, is_echo, withdrawn
from bot.domain.polls_results import Receipt
from bot.failpoints import Point, reach
from bot.keys import Keys
from bot.services import outbox, people, polls_views
from bot.services.polls_sheets import Ballots, ballots_to_answer
from bot.store import inbox, polls
from bot.store.polls import Poll

WITHDRAW = -1


@dataclass(frozen=True, slots=True)
class Vote:
    """A click of one person on the option at `position`, or on the button that takes everything back (`WITHDRAW`).

    `at` is when Slack saw it, as it writes it (`1772442000.123456`): of two clicks the later one counts last, in
    whatever order they arrive. `now` is aware.
    """

    delivery: Delivery
    user_id: str
    poll_id: int
    position: int
    at: str
    now: datetime


def cast(session: Session, votes: Sequence[Vote], keys: Keys) -> list[Receipt | Exception]:
    """Count votes, each once; return for each the receipt of what the person's vote is then, or why there is none.

    Those reasons are Duplicate, and Refused for a closed poll, for an option that is not there or is one too many, and
    for whoever may not vote.
    """
    return [
        outcome
        for team_id, mine in groupby(votes, key=lambda vote: vote.delivery.team_id)
        for outcome in _Count(session, keys, team_id, list(mine)).outcomes()
    ]


class _Count:
    """The votes of one workspace that arrived together."""

    def __init__(self, session: Session, keys: Keys, team_id: str, votes: list[Vote]) -> None:
        self._session, self._keys, self._team_id, self._votes = session, keys, team_id, votes
        self._new = inbox.add_new(session, team_id, {vote.delivery.key for vote in votes}, votes[-1].now)
        self._polls = polls.several(session, team_id, {vote.poll_id for vote in votes})
        self._admission = Admission(session, team_id, {vote.user_id for vote in votes})
        self._boxes: dict[int, Ballots] = {}
        self._counted: list[Vote] = []
        self._refused: list[str] = []

    def outcomes(self) -> Iterator[Receipt | Exception]:
        outcomes = [self._outcome(vote) for vote in self._votes]
        for poll_id, mine in self._by_poll().items():
            self._boxes[poll_id].save()
            outbox.refresh(self._session, self._team_id, poll_key(poll_id), max(vote.now for vote in mine))
        if self._refused:
            inbox.remove(self._session, self._team_id, self._refused)
        for _ in self._counted:
            reach(Point.DELIVERY_UNCOMMITTED)
        return iter(outcomes)

    def _by_poll(self) -> dict[int, list[Vote]]:
        found: defaultdict[int, list[Vote]] = defaultdict(list)
        for vote in self._counted:
            found[vote.poll_id].append(vote)
        return found

    def _outcome(self, vote: Vote) -> Receipt | Exception:
        if vote.delivery.key not in self._new:
            return Duplicate()
        self._new.remove(vote.delivery.key)
        try:
            receipt = self._receipt(vote)
        except Refused as refused:
            self._refused.append(vote.delivery.key)
            return refused
        self._counted.append(vote)
        return receipt

    def _receipt(self, vote: Vote) -> Receipt:
        poll = self._admission.to(self._polls.get(vote.poll_id), vote.user_id, vote.now)
        box = self._box(poll)
        before, sheet = box.of(vote.user_id), _changed(box, vote)
        box.put(vote.user_id, sheet)
        return _receipt_of(box, sheet, is_echo=is_echo(before, vote.position, vote.at))

    def _box(self, poll: Poll) -> Ballots:
        poll_id = poll.id or 0
        if poll_id not in self._boxes:
            box = ballots_to_answer(self._session, self._keys, poll)
            box.take({vote.user_id for vote in self._votes if vote.poll_id == poll_id})
            self._boxes[poll_id] = box
        return self._boxes[poll_id]


class Admission:
    """Which polls people of a workspace may answer; asked for many at once."""

    def __init__(self, session: Session, team_id: str, user_ids: Collection[str]) -> None:
        """Ask for these people."""
        self._session, self._team_id, self._user_ids = session, team_id, user_ids
        self._absent = people.absent(session, team_id, user_ids)

    def to(self, poll: Poll | None, user_id: str, now: datetime) -> Poll:
        """Return the poll if this person may answer it now.

        Raises Refused('gone'), Refused('poll_closed'), Refused('members_only') for apps and people who left, and
        Refused('poll_for_members') for guests where the owner wants none.
        """
        if poll is None:
            raise Refused("gone")
        if user_id in self._absent:
            raise Refused("members_only")
        if not poll.for_guests and user_id not in self._members:
            raise Refused("poll_for_members")
        if poll.closed_at or (poll.closes_at and poll.closes_at <= now):
            raise Refused("poll_closed")
        return poll

    @cached_property
    def _members(self) -> set[str]:
        return people.members(self._session, self._team_id, self._user_ids)


def _receipt_of(box: Ballots, sheet: Sheet, *, is_echo: bool) -> Receipt:
    """Return what somebody's vote is in a poll that is answered by clicks."""
    chosen, asked = sheet.to(0, box.asked[0]), polls_views.question(box.asked[0])
    mine = chosen if isinstance(chosen, tuple) else ()
    return Receipt(box.poll.id or 0, asked, mine, Mode(box.poll.mode), box.poll.closes_at, is_echo)


def _changed(box: Ballots, vote: Vote) -> Sheet:
    if vote.position == WITHDRAW:
        return withdrawn(box.of(vote.user_id), vote.at)
    if len(box.asked) > 1 or not 0 <= vote.position < box.asked[0].size:
        raise Refused("poll_option_gone")
    try:
        return clicked(box.of(vote.user_id), box.asked[0], vote.position, vote.at)
    except TooMany as error:
        raise Refused("poll_limit", most=error.most) from None
