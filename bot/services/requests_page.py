"""The page of a request: everything that is known, was said, decided and promised."""

from datetime import datetime

from sqlmodel import Session

from bot.domain.detective import Flow
from bot.domain.errors import Refused
from bot.domain.requests_page import RequestPage
from bot.services import followups_views, people, requests_history, requests_views
from bot.services.requests import of_requester_or_partner


def require_reader(session: Session, team_id: str, user_id: str, request_id: int) -> None:
    """Let a request's requester and the partners pass; raises Refused for everybody else."""
    of_requester_or_partner(session, team_id, user_id, request_id)


def of(session: Session, team_id: str, user_id: str, request_id: int, flow: Flow, now: datetime) -> RequestPage | None:
    """Return the page of a request for its requester or a partner; None for everybody else, and when it is gone."""
    try:
        row = of_requester_or_partner(session, team_id, user_id, request_id)
    except Refused:
        return None
    request = requests_views.view_of(session, row, flow)
    return RequestPage(
        request=request,
        steps=requests_history.of(session, team_id, request_id),
        promised=followups_views.of_request(session, team_id, request_id, now),
        is_partner=people.is_partner(session, team_id, user_id),
        is_requester=request.requester == user_id,
    )
