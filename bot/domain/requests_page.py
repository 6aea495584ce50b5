"""What the page of a training request shows."""

from dataclasses import dataclass

from bot.domain.followups import FollowUpView
from bot.domain.requests import RequestView
from bot.domain.requests_history import Step


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request with its history and the promises about it, and who looks at it."""

    request: RequestView
    steps: tuple[Step, ...]
    promised: tuple[FollowUpView, ...]
    is_partner: bool
    is_requester: bool
