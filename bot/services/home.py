"""App Home: to each person what is theirs, and to partners what waits for L&D."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from bot.domain.home import HomeView
from bot.services import (
    followups_views,
    meetings_views,
    people,
    polls_drafts,
    reliability,
    requests_views,
    settings,
    touchpoints_views,
)

MOST: Final = 500
COMING: Final = 10


def of_person(session: Session, team_id: str, user_id: str, now: datetime) -> HomeView:
    """Return what this person sees: at most 500 of each kind, and of what takes long to tell the first ten."""
    is_partner = people.is_partner(session, team_id, user_id)
    follow_ups, follow_ups_in_all = followups_views.of_person(session, team_id, user_id, now)
    coming, coming_in_all = touchpoints_views.coming(session, team_id, user_id, COMING, now)
    return HomeView(
        is_member=people.is_member(session, team_id, user_id),
        is_partner=is_partner,
        may_set_up=settings.is_waiting_for(session, team_id, user_id),
        requests=requests_views.of_person(session, team_id, user_id, MOST),
        follow_ups=follow_ups,
        follow_ups_in_all=follow_ups_in_all,
        queue=requests_views.queue(session, team_id, user_id, MOST),
        coming=coming,
        coming_in_all=coming_in_all,
        drafts=tuple(meetings_views.drafts_of(session, team_id, user_id, MOST)),
        overrides=requests_views.overrides(session, team_id, user_id),
        reliability=reliability.of(session, team_id, user_id, now) if is_partner else None,
        polls=tuple(polls_drafts.of_person(session, team_id, user_id, MOST)),
    )
