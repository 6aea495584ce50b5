"""People who are away or have left, and the promises that wait for them meanwhile."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from bot.domain.followups import SOON_DAYS
from bot.domain.outbox import LND, Post
from bot.services import departments, followups_days, followups_reminders, outbox, people
from bot.store import followups
from bot.store.followups import FollowUp


def look_after(session: Session, team_id: str, now: datetime) -> None:
    """Tell partners, once, of promises whose owner has left, or is away when they are due.

    What somebody looked after who has left goes to another partner.
    """
    for row in followups.open_without_partner(session, team_id):
        _find_partner(session, row, now)
    _forget_who_is_back(session, team_id, now)
    news: defaultdict[tuple[str, str], list[FollowUp]] = defaultdict(list)
    for row in followups.open_of_absent(session, team_id, now):
        if row.absence_key is None and _waits_in_vain(session, row, now):
            news[_reader(session, row, now), row.answers].append(row)
    for (reader, owner), rows in news.items():
        _tell(session, reader, owner, rows, now)


def _waits_in_vain(session: Session, row: FollowUp, now: datetime) -> bool:
    """Say whether nobody will see to a promise in time: its owner has left, or is not back before it is due soon."""
    if people.has_left(session, row.team_id, row.answers):
        return True
    days = followups_days.of_promise(session, row)
    if row.due_on is None or row.due_on > days.after(days.today(now), SOON_DAYS):
        return False
    back = people.back_at(session, row.team_id, row.answers)
    return back is None or days.today(back) >= row.due_on


def _forget_who_is_back(session: Session, team_id: str, now: datetime) -> None:
    for row in followups.told_of_absence(session, team_id):
        if people.is_there(session, team_id, row.answers) and not people.is_away(session, team_id, row.answers, now):
            row.absence_key = None


def _tell(session: Session, reader: str, owner: str, rows: Sequence[FollowUp], now: datetime) -> None:
    ids = [row.id for row in rows]
    key = f"followups:absent:{owner}:{ids[0]}:{int(now.timestamp())}"
    for row in rows:
        row.absence_key = key
    post = Post(key, "followups.absent", reader, {"owner": owner, "follow_ups": ids})
    outbox.plan(session, rows[0].team_id, post, now, now)


def _reader(session: Session, row: FollowUp, now: datetime) -> str:
    """Return who hears of it: the partner who looks after the promise, the department's, else the L&D channel."""
    for partner in (row.partner, departments.partner_of(session, row.team_id, row.channel_id)):
        if partner and partner != row.answers and _can_see_to_it(session, row.team_id, partner, now):
            return partner
    return LND


def _can_see_to_it(session: Session, team_id: str, user_id: str, now: datetime) -> bool:
    return people.is_partner(session, team_id, user_id) and not people.is_away(session, team_id, user_id, now)


def _find_partner(session: Session, row: FollowUp, now: datetime) -> None:
    if partner := departments.partner_of(session, row.team_id, row.channel_id):
        row.partner = partner
        followups_reminders.plan(session, row, now, anew=True)
