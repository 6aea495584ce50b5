"""What App Home shows to one person."""

from dataclasses import dataclass

from bot.domain.followups import FollowUpView
from bot.domain.requests import RequestView
from bot.domain.touchpoints import ComingTouchpoint


@dataclass(frozen=True, slots=True)
class HomeView:
    """What is one person's own; `queue` and `coming` are empty for people who are no partners."""

    is_member: bool
    is_partner: bool
    may_set_up: bool
    requests: list[RequestView]
    follow_ups: list[FollowUpView]
    queue: list[RequestView]
    coming: list[ComingTouchpoint]
