"""The buttons of a training request: what may be done with it as it stands."""

from typing import Final

from slackblocks import Block, Button, OverflowMenu

from bot.domain.requests import RequestView, Status
from messages.layout import button, buttons, menu
from messages.words import Words

TAKE: Final = "requests.take"
ASK: Final = "requests.ask"
ANALYSE: Final = "requests.analyse"
MATCHES: Final = "requests.matches"
RECOMMEND: Final = "requests.recommend"
UNLINK: Final = "requests.unlink"
READ: Final = "requests.read"
REOPEN: Final = "requests.reopen"
MORE: Final = "requests.more"

FIRST: Final = frozenset({TAKE, RECOMMEND, ANALYSE})
TURN_DOWN: Final = "turn_down"
OVERRIDE: Final = "override"
FILL_IN: Final = "fill_in"
HAND_OVER: Final = "hand_over"
CRISIS: Final = "crisis"


def steps(words: Words, request: RequestView) -> list[Block]:
    """Return the partners' buttons; *Recommend* is there once the analysis has no gaps."""
    actions, is_decided = _actions(request), request.status == Status.DECIDED
    first = actions[0] if actions[0] in FIRST else None
    shown: list[Button | OverflowMenu] = [
        button(words.plain(f"{each}_button", is_decided=is_decided), each, str(request.id), primary=each == first)
        for each in actions
    ]
    if more := _more(request):
        labels = {f"{each}:{request.id}": words.plain(f"requests.more_{each}") for each in more}
        shown.append(menu(MORE, labels))
    return [buttons(*shown)]


def _actions(request: RequestView) -> list[str]:
    if request.lead:
        return [READ, UNLINK]
    if request.status == Status.CLOSED:
        return [REOPEN, READ]
    if request.status == Status.DECIDED:
        return [READ, RECOMMEND, REOPEN]
    if request.status == Status.NEW or not request.is_answered:
        return [TAKE, ASK, MATCHES, READ]
    ready = [] if request.need.unknown else [RECOMMEND]
    return [*ready, ANALYSE, ASK, MATCHES, READ]


def _more(request: RequestView) -> list[str]:
    """Return the further steps, five at most."""
    if not request.is_open or request.lead:
        return []
    waits = any(each.is_open for each in request.asked)
    offered = {
        OVERRIDE: bool(request.need.unknown), TURN_DOWN: True, FILL_IN: waits, HAND_OVER: True,
        CRISIS: not request.need.is_crisis,
    }  # fmt: skip
    return [step for step, is_offered in offered.items() if is_offered]
