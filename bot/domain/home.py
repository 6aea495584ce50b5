"""What App Home shows to one person."""

from dataclasses import dataclass

from bot.domain.followups import FollowUpView
from bot.domain.meetings import DraftView
from bot.domain.polls_drafts import DraftView as PollDraftView
from bot.domain.reliability import ReliabilityView
from bot.domain.requests import RequestView
from bot.domain.touchpoints_steering import Coming


@dataclass(frozen=True, slots=True)
class HomeView:
    """What is one person's own; `queue`, `drafts` and `coming` are empty for people who are no partners.

    `follow_ups` and `coming` may be the first ones only: `…_in_all` says how many there are. `polls` are drafts of
    polls. `overrides` counts the recommendations that passed over the analysis; 0 for everybody else, who is not told
    of L&D's `reliability` either.
    """

    is_member: bool
    is_partner: bool
    may_set_up: bool
    requests: list[RequestView]
    follow_ups: list[FollowUpView]
    queue: list[RequestView]
    coming: list[Coming]
    follow_ups_in_all: int = 0
    coming_in_all: int = 0
    overrides: int = 0
    drafts: tuple[DraftView, ...] = ()
    reliability: ReliabilityView | None = None
    polls: tuple[PollDraftView, ...] = ()
