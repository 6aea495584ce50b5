"""Lists of follow-ups: one's own, a department's, everybody's; and what a new one can belong to."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement
from sqlmodel import Session

from bot.domain.errors import Refused
from bot.domain.followups import EVERYBODYS, MINE, FollowUpPage, Wish, last_page
from bot.domain.followups_changes import Abouts
from bot.services import followups_views, people
from bot.store import departments, followups, requests

DEPARTMENTS_MAX: Final = 98
REQUESTS_MAX: Final = 50
ABOUT_DEPARTMENTS_MAX: Final = 50


def page(session: Session, team_id: str, user_id: str, wish: Wish, now: datetime) -> FollowUpPage:
    """Return the follow-ups from the one at `wish.start` on, or the last page.

    Raises Refused for apps and who left, for everybody's to others than partners, and for a department's also to
    others than its lead.
    """
    of, today = _chosen(session, team_id, user_id, wish.whose), people.today(session, team_id, user_id, now)
    total = followups.count(session, team_id, of, wish.standing, today)
    wish = replace(wish, start=max(0, min(wish.start, last_page(total))))
    rows = followups.listed(session, team_id, of, wish.standing, today, wish.start)
    return FollowUpPage(
        wish=wish,
        follow_ups=tuple(followups_views.views_of(session, rows, now)),
        total=total,
        departments=_departments(session, team_id, user_id),
        sees_all=people.is_partner(session, team_id, user_id),
        may_add=people.is_member(session, team_id, user_id),
    )


def abouts(session: Session, team_id: str, user_id: str) -> Abouts:
    """Return what a new follow-up can belong to; requests are offered to partners. Raises Refused for guests."""
    people.require_member(session, team_id, user_id)
    named = {each.channel_id: each.name for each in departments.every(session, team_id) if each.name}
    homes = dict(list(named.items())[:ABOUT_DEPARTMENTS_MAX])
    if not people.is_partner(session, team_id, user_id):
        return Abouts(homes)
    waiting = requests.undecided(session, team_id, REQUESTS_MAX)
    return Abouts(homes, tuple((row.id or 0, row.number, row.problem) for row in waiting))


def _chosen(session: Session, team_id: str, user_id: str, whose: str) -> ColumnElement[bool]:
    people.require_presence(session, team_id, user_id)
    if whose == MINE:
        return followups.mine(user_id)
    if whose == EVERYBODYS:
        people.require_partner(session, team_id, user_id)
        return followups.everybodys()
    if whose not in _departments(session, team_id, user_id):
        raise Refused("follow_ups_of_lead")
    return followups.at_home_in(whose)


def _departments(session: Session, team_id: str, user_id: str) -> dict[str, str]:
    """Return the departments whose follow-ups somebody may see, names by channel: a partner all, a lead their own."""
    sees_all, is_member = people.is_partner(session, team_id, user_id), people.is_member(session, team_id, user_id)
    found = [row for row in departments.every(session, team_id) if row.name]
    mine = [row for row in found if sees_all or (is_member and row.lead == user_id)]
    return {row.channel_id: row.name for row in mine[:DEPARTMENTS_MAX]}
