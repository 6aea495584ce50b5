"""App Home as Slack shows it: to each person what is theirs."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from slackblocks import Block, ConfirmationDialogue, HomeTabView, PlainText, SectionBlock

from bot.domain.followups import FollowUpView
from bot.domain.home import HomeView
from bot.domain.requests import RequestView, Status
from bot.domain.touchpoints import ComingTouchpoint, key
from messages import followups, requests, settings, touchpoints
from messages.layout import button, buttons, header, prose, small, sure
from messages.message import short
from messages.words import Words

SHOWN: Final = 6
FOLLOW_UPS_SHOWN: Final = 10
WORDS_MAX: Final = 150
T = TypeVar("T")


def home(words: Words, view: HomeView) -> dict[str, Any]:
    """Return the Home tab: at most 100 blocks, however much there is."""
    blocks = _set_up(words) if view.may_set_up else []
    blocks += _section(words, "follow_ups", view.follow_ups, _follow_up, FOLLOW_UPS_SHOWN)
    if view.is_member:
        blocks += _section(words, "requests", view.requests, _request)
    if view.is_partner:
        blocks += _section(words, "queue", view.queue, _waiting)
        blocks += _section(words, "coming", view.coming, _coming)
        blocks.append(buttons(button(words.plain("home.settings_button"), settings.OPEN, "home")))
    return HomeTabView(blocks).to_dict()


def _set_up(words: Words) -> list[Block]:
    start = button(words.plain("home.settings_button"), settings.OPEN, "home", primary=True)
    return [prose(words.mrkdwn("home.set_up")), buttons(start)]


def _section(
    words: Words, name: str, items: Sequence[T], show: Callable[[Words, T], list[Block]], most: int = SHOWN
) -> list[Block]:
    """Return a heading and the first items under it, or what to do while there is none."""
    blocks = [header(words.plain(f"home.{name}_title"))]
    if not items:
        return [*blocks, prose(words.mrkdwn(f"home.no_{name}"))]
    blocks += [block for item in items[:most] for block in show(words, item)]
    hidden = len(items) - most
    return [*blocks, small(words.mrkdwn("home.more", count=hidden))] if hidden > 0 else blocks


def _follow_up(words: Words, follow_up: FollowUpView) -> list[Block]:
    return followups.items(words, [follow_up])


def _request(words: Words, request: RequestView) -> list[Block]:
    read = button(words.plain("home.open_button"), requests.READ, str(request.id))
    standing = small(words.mrkdwn(f"home.request_{request.status}", request=request))
    return [SectionBlock(PlainText(_named(request)), accessory=read), standing]


def _waiting(words: Words, request: RequestView) -> list[Block]:
    read = button(words.plain("home.open_button"), requests.READ, str(request.id))
    steps = [button(words.plain("requests.decide_button"), requests.DECIDE, str(request.id)), read]
    if request.status == Status.NEW:
        take = button(words.plain("requests.take_button"), requests.TAKE, str(request.id), primary=True)
        steps = [take, read]
    standing = small(words.mrkdwn("home.waiting", request=request))
    return [SectionBlock(PlainText(_named(request))), standing, buttons(*steps)]


def _coming(words: Words, coming: ComingTouchpoint) -> list[Block]:
    value = key(coming.meeting_id, coming.touchpoint)
    what = words.plain(f"touchpoints.{coming.touchpoint}")
    skip = button(words.plain("touchpoints.skip_button"), touchpoints.SKIP, value)
    skip.confirm = _sure(words)
    steps = [
        button(words.plain("touchpoints.preview_button"), touchpoints.PREVIEW, value),
        button(words.plain("touchpoints.post_now_button"), touchpoints.POST_NOW, value),
        skip,
    ]
    return [prose(words.mrkdwn("home.coming", what=what, coming=coming)), buttons(*steps)]


def _sure(words: Words) -> ConfirmationDialogue:
    return sure(*(words.plain(f"home.skip_{part}") for part in ("title", "text", "confirm", "deny")))


def _named(request: RequestView) -> str:
    return f"TR-{request.number} · {short(' '.join(request.need.problem.split()), WORDS_MAX)}"
