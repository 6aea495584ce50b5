"""Training requests as Slack shows them: the confirmation, the triage card and each step."""

from typing import Final

from slackblocks import Block, Button

from bot.domain.requests import REQUIRED, Asked, Need, RequestView, Status
from messages.layout import QUOTE_MAX, button, buttons, header, prose, quoted, small
from messages.message import Message, message
from messages.words import Words

COMMAND: Final = "/training-request"
CAPTURE: Final = "requests.capture"
SUBMIT: Final = "requests.submit"
COMPLETE: Final = "requests.complete"
COMPLETED: Final = "requests.completed"
TAKE: Final = "requests.take"
ASK: Final = "requests.ask"
ASKED: Final = "requests.asked"
ANSWER: Final = "requests.answer"
ANSWERED: Final = "requests.answered"
DECIDE: Final = "requests.decide"
DECIDED: Final = "requests.decided"
READ: Final = "requests.read"

CARD_QUOTE: Final = 700
CARD_QUESTIONS: Final = 6
FIELDS: Final = (*REQUIRED, "evidence", "goal", "tried")


def card(words: Words, request: RequestView) -> Message:
    """Return the triage card for the L&D channel, as the request stands now."""
    text = words.mrkdwn("requests.card_text", request=request)
    blocks = [
        header(words.plain("requests.card_title", request=request)),
        small(words.mrkdwn("requests.card_by", request=request)),
        *need(words, request.need, CARD_QUOTE),
        *questions(words, request, CARD_QUOTE)[-CARD_QUESTIONS:],
        prose(words.mrkdwn(f"requests.card_{request.status}", request=request)),
    ]
    if request.reason:
        blocks.append(quoted(words.plain("requests.reason_label"), request.reason, CARD_QUOTE))
    return message(text, [*blocks, buttons(*_steps(words, request))])


def confirmed(words: Words, request: RequestView) -> Message:
    """Return the DM that confirms a request: its number, what happens next and by when."""
    text = words.mrkdwn("requests.confirmed", request=request)
    return message(text, [prose(text), quoted(words.plain("requests.problem_label"), request.need.problem)])


def captured(words: Words, request: RequestView) -> Message:
    """Return the DM to somebody whose message became a request, with a way to say more."""
    text = words.mrkdwn("requests.captured", request=request)
    more = button(words.plain("requests.complete_button"), COMPLETE, str(request.id), primary=True)
    said = quoted(words.plain("requests.problem_label"), request.need.problem)
    return message(text, [prose(text), said, buttons(more)])


def received(words: Words, request: RequestView) -> Message:
    """Return the line that somebody sees where they asked, for their eyes only."""
    text = words.mrkdwn("requests.received", request=request)
    return message(text, [prose(text)])


def taken(words: Words, request: RequestView) -> Message:
    """Return the DM that tells the requester who looks after their request."""
    text = words.mrkdwn("requests.taken", request=request)
    return message(text, [prose(text)])


def question(words: Words, request: RequestView, asked: Asked) -> Message:
    """Return the DM that asks the requester a question."""
    text = words.mrkdwn("requests.question", request=request, asked=asked)
    reply = button(words.plain("requests.answer_button"), ANSWER, str(asked.id), primary=True)
    said = quoted(words.plain("requests.asked_label"), asked.question)
    return message(text, [prose(text), said, buttons(reply)])


def noted(words: Words) -> Message:
    """Return the thanks for an answer that was typed in the direct message."""
    text = words.mrkdwn("requests.noted")
    return message(text, [prose(text)])


def answered(words: Words, request: RequestView, asked: Asked) -> Message:
    """Return the reply under the triage card that brings the partner an answer."""
    text = words.mrkdwn("requests.answered", request=request, asked=asked)
    return message(text, [prose(text), *_exchange(words, asked)])


def decided(words: Words, request: RequestView) -> Message:
    """Return the DM that tells the requester the outcome, with the partner's own reason."""
    text = words.mrkdwn(f"requests.{request.status}", request=request)
    reason = quoted(words.plain("requests.reason_label"), request.reason or "")
    return message(text, [prose(text), reason, small(words.mrkdwn("requests.decided_next", request=request))])


def need(words: Words, stated: Need, longest: int = QUOTE_MAX) -> list[Block]:
    """Return what the requester said, field by field, in their own words."""
    said = [(field, getattr(stated, field)) for field in FIELDS]
    blocks = [quoted(words.plain(f"requests.{field}_label"), text, longest) for field, text in said if text]
    if stated.needed_by:
        blocks.append(small(words.mrkdwn("requests.by_when", day=stated.needed_by)))
    return blocks


def questions(words: Words, request: RequestView, longest: int = QUOTE_MAX) -> list[Block]:
    """Return what was asked about the request, and the answers so far."""
    return [block for asked in request.asked for block in _exchange(words, asked, longest)]


def _exchange(words: Words, asked: Asked, longest: int = QUOTE_MAX) -> list[Block]:
    question = quoted(words.plain("requests.asked_label"), asked.question, longest)
    if asked.answer is None:
        return [question, small(words.mrkdwn("requests.unanswered"))]
    return [question, quoted(words.plain("requests.answer_label"), asked.answer, longest)]


def _steps(words: Words, request: RequestView) -> list[Button]:
    steps = [(READ, False)]
    if request.status in (Status.TAKEN, Status.DEFERRED):
        steps = [(DECIDE, True), (ASK, False), (READ, False)]
    if request.status == Status.NEW:
        steps = [(TAKE, True), (ASK, False), (DECIDE, False), (READ, False)]
    names = [(action.replace("requests.", ""), action, primary) for action, primary in steps]
    return [
        button(words.plain(f"requests.{name}_button"), action, str(request.id), primary=primary)
        for name, action, primary in names
    ]
