"""App Home as Slack shows it: to each person what is theirs."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from slackblocks import Block, HomeTabView, PlainText, SectionBlock

from bot.domain.followups import FollowUpView
from bot.domain.home import HomeView
from bot.domain.meetings import DraftView
from bot.domain.requests import RequestView
from bot.domain.touchpoints_steering import Coming
from messages import (
    followups,
    meetings,
    polls_compose,
    reliability,
    requests_history,
    requests_steps,
    settings,
    touchpoints_steering,
)
from messages.layout import button, buttons, header, prose, small, sure
from messages.message import short
from messages.polls_compose_ids import CREATE
from messages.words import Words

SHOWN: Final = 6
FOLLOW_UPS_SHOWN: Final = 10
DRAFTS_SHOWN: Final = 3
POLLS_SHOWN: Final = 2
WORDS_MAX: Final = 150
T = TypeVar("T")


def home(words: Words, view: HomeView, now: datetime) -> dict[str, Any]:
    """Return the Home tab as it is at the aware moment `now`: at most 100 blocks, however much there is."""
    blocks = _set_up(words) if view.may_set_up else []
    blocks += _section(words, "follow_ups", view.follow_ups, _follow_up, FOLLOW_UPS_SHOWN, view.follow_ups_in_all)
    if view.is_member:
        blocks += _section(words, "requests", view.requests, _request)
    if view.is_member and view.polls:
        blocks += _section(words, "polls", view.polls, polls_compose.drafts, POLLS_SHOWN)
    if view.is_partner:
        blocks += _section(words, "queue", view.queue, _waiting)
        if view.overrides:
            blocks.append(small(words.mrkdwn("home.overrides", count=view.overrides)))
        if view.drafts:
            blocks += _section(words, "drafts", view.drafts, _draft, DRAFTS_SHOWN)
        blocks += _section(words, "coming", view.coming, _coming(now), SHOWN, view.coming_in_all)
        blocks += reliability.section(words, view.reliability) if view.reliability else []
        blocks.append(_below(words))
    return HomeTabView(blocks).to_dict()


def _set_up(words: Words) -> list[Block]:
    start = button(words.plain("home.settings_button"), settings.OPEN, "home", primary=True)
    return [prose(words.mrkdwn("home.set_up")), buttons(start)]


def _below(words: Words) -> Block:
    create = button(words.plain("home.poll_button"), CREATE, "home")
    return buttons(create, button(words.plain("home.settings_button"), settings.OPEN, "home"))


def _section(
    words: Words, name: str, items: Sequence[T], show: Callable[[Words, T], list[Block]], most: int = SHOWN,
    in_all: int = 0,
) -> list[Block]:  # fmt: skip
    """Return a heading and the first items under it, or what to do while there is none; `in_all` where not all came."""
    blocks = [header(words.plain(f"home.{name}_title"))]
    if not items:
        return [*blocks, prose(words.mrkdwn(f"home.no_{name}"))]
    blocks += [block for item in items[:most] for block in show(words, item)]
    hidden = max(in_all, len(items)) - most
    return [*blocks, small(words.mrkdwn("home.more", count=hidden))] if hidden > 0 else blocks


def _follow_up(words: Words, follow_up: FollowUpView) -> list[Block]:
    return followups.items(words, [follow_up])


def _request(words: Words, request: RequestView) -> list[Block]:
    read = button(words.plain("home.open_button"), requests_history.OPEN, str(request.id))
    outcome = words.plain(f"requests_outcomes.name_{request.outcome}") if request.outcome else ""
    standing = small(words.mrkdwn(f"home.request_{request.status}", request=request, outcome=outcome))
    return [SectionBlock(PlainText(_named(request)), accessory=read), standing]


def _waiting(words: Words, request: RequestView) -> list[Block]:
    read = button(words.plain("home.open_button"), requests_history.OPEN, str(request.id))
    take = button(words.plain("requests.take_button"), requests_steps.TAKE, str(request.id), primary=True)
    steps = [read] if request.is_answered else [take, read]
    standing = small(words.mrkdwn("home.waiting", request=request))
    return [SectionBlock(PlainText(_named(request))), standing, buttons(*steps)]


def _draft(words: Words, draft: DraftView) -> list[Block]:
    discard = button(words.plain("home.discard_button"), meetings.DISCARD, str(draft.meeting_id))
    discard.confirm = sure(*(words.plain(f"home.discard_{part}") for part in ("title", "text", "confirm", "deny")))
    check = button(words.plain("home.open_button"), meetings.OPEN, str(draft.meeting_id))
    beginning = PlainText(short(draft.beginning, WORDS_MAX) or words.plain("home.draft_without_words"))
    return [prose(words.mrkdwn("home.draft", draft=draft)), SectionBlock(beginning), buttons(check, discard)]


def _coming(now: datetime) -> Callable[[Words, Coming], list[Block]]:
    return lambda words, coming: touchpoints_steering.item(words, coming, now)


def _named(request: RequestView) -> str:
    return f"TR-{request.number} · {short(' '.join(request.need.problem.split()), WORDS_MAX)}"
