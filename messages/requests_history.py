"""What happened to a request: a line in its thread, and its whole history on a page of App Home."""

from collections.abc import Sequence
from typing import Any, Final

from slackblocks import Block, Button, HomeTabView

from bot.domain.followups import FollowUpView
from bot.domain.requests import RequestView
from bot.domain.requests_history import Kind, Step
from bot.domain.requests_outcomes import Decision
from bot.domain.requests_page import RequestPage
from bot.domain.requests_questions import Asked
from messages import followups
from messages.layout import button, buttons, header, prose, quoted, small, sure
from messages.message import Message, message
from messages.requests import COMPLETE, known, state
from messages.requests_outcomes import reasons
from messages.requests_questions import ANSWER, exchanges
from messages.requests_steps import REOPEN, steps
from messages.words import Words

OPEN: Final = "requests.open"
BACK: Final = "requests.back"
WITHDRAW: Final = "requests.withdraw"
STEPS_SHOWN: Final = 20
QUESTIONS_SHOWN: Final = 12
PROMISES_SHOWN: Final = 5
LONGEST: Final = 900
PARTS: Final = ("title", "text", "confirm", "deny")


def step(
    words: Words, request: RequestView, done: Step, answered: Sequence[Asked], decision: Decision | None
) -> Message:
    """Return the reply under the card that says what happened, with the answers or the decision that it brought."""
    text = _line(words, request, done)
    blocks = [prose(text), *exchanges(words, answered, LONGEST), *_own_words(words, done)]
    return message(text, [*blocks, *(reasons(words, decision) if decision else [])])


def page(words: Words, view: RequestPage) -> dict[str, Any]:
    """Return the request as a page of App Home: what is known, what was said, decided and promised, step by step."""
    request = view.request
    back = button(words.plain("requests_history.back_button"), BACK, "home")
    blocks = [
        buttons(back),
        header(words.plain("requests.card_title", request=request)),
        small(words.mrkdwn("requests.card_by", request=request)),
        prose(state(words, request)),
        *(steps(words, request) if view.is_partner else []),
        *(_own_steps(words, request) if view.is_requester else []),
        *known(words, request, LONGEST),
        *_talked(words, request),
        *(reasons(words, request.decision) if request.decision else []),
        *_promised(words, view.promised),
        header(words.plain("requests_history.title")),
        *_lines(words, request, view.steps),
    ]
    return HomeTabView(blocks, private_metadata=str(request.id)).to_dict()


def _own_steps(words: Words, request: RequestView) -> list[Block]:
    """Return what the requester may do; with an open question, answering it comes first."""
    waiting = [each.batch for each in request.asked if each.is_open]
    shown: list[Button] = []
    if waiting and request.is_open:
        value = f"{request.id}:{waiting[-1]}"
        shown.append(button(words.plain("requests_questions.answer_button"), ANSWER, value, primary=True))
    if request.is_open:
        shown.append(button(words.plain("requests.complete_button"), COMPLETE, str(request.id)))
        shown.append(_withdraw(words, request))
    else:
        shown.append(button(words.plain("requests.reopen_button"), REOPEN, str(request.id)))
    return [buttons(*shown)]


def _withdraw(words: Words, request: RequestView) -> Button:
    withdraw = button(words.plain("requests_history.withdraw_button"), WITHDRAW, str(request.id))
    withdraw.confirm = sure(*(words.plain(f"requests_history.withdraw_{part}") for part in PARTS))
    return withdraw


def _talked(words: Words, request: RequestView) -> list[Block]:
    asked = request.asked[-QUESTIONS_SHOWN:]
    return [header(words.plain("requests_history.questions_title")), *exchanges(words, asked, LONGEST)] if asked else []


def _promised(words: Words, promised: Sequence[FollowUpView]) -> list[Block]:
    if not promised:
        return []
    shown = followups.items(words, promised[:PROMISES_SHOWN], named=True)
    return [header(words.plain("requests_history.promises_title")), *shown]


def _lines(words: Words, request: RequestView, done: Sequence[Step]) -> list[Block]:
    return [block for each in done[-STEPS_SHOWN:] for block in _dated(words, request, each)]


def _dated(words: Words, request: RequestView, done: Step) -> list[Block]:
    when = words.mrkdwn("requests_history.when", step=done)
    return [small(f"{when} {_line(words, request, done)}"), *_own_words(words, done)]


def _own_words(words: Words, done: Step) -> list[Block]:
    if done.kind != Kind.REMARKED or not done.note:
        return []
    return [quoted(words.plain("requests_history.said_label"), done.note, LONGEST)]


def _line(words: Words, request: RequestView, done: Step) -> str:
    outcome = words.plain(f"requests_outcomes.name_{done.note}") if done.kind == Kind.DECIDED else ""
    cause = words.plain(f"requests.cause_{done.note}") if done.kind == Kind.ANALYSED and done.note else ""
    return words.mrkdwn(f"requests_history.{done.kind}", request=request, step=done, outcome=outcome, cause=cause)
