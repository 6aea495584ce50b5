"""Training requests as Slack shows them: the triage card, and what the requester hears of each step."""

from typing import Final

from slackblocks import Block

from bot.domain.detective import Cause
from bot.domain.requests import REQUIRED, Need, RequestView, Status
from bot.domain.requests_questions import Asked
from messages import goals
from messages.layout import QUOTE_MAX, bullets, button, buttons, header, prose, quoted, small
from messages.message import Message, message, short
from messages.requests_questions import exchanges
from messages.requests_steps import REOPEN, steps
from messages.words import Words

COMMAND: Final = "/training-request"
CAPTURE: Final = "requests.capture"
SUBMIT: Final = "requests.submit"
COMPLETE: Final = "requests.complete"
COMPLETED: Final = "requests.completed"
ANALYSED: Final = "requests.analysed"
HANDED_OVER: Final = "requests.handed_over"

CARD_QUOTE: Final = 400
CARD_QUESTIONS: Final = 6
REASON_MAX: Final = 200
FIELDS: Final = (*REQUIRED, "evidence", "goal", "no_goal", "tried")


def card(words: Words, request: RequestView) -> Message:
    """Return the triage card for the L&D channel, as the request stands now."""
    text = words.mrkdwn("requests.card_text", request=request)
    blocks = [
        header(words.plain("requests.card_title", request=request)),
        small(words.mrkdwn("requests.card_by", request=request)),
        *known(words, request, CARD_QUOTE),
        *exchanges(words, _news(request)[-CARD_QUESTIONS // 2 :], CARD_QUOTE),
        *_analysis(words, request),
        prose(state(words, request)),
    ]
    return message(text, [*blocks, *steps(words, request)])


def state(words: Words, request: RequestView) -> str:
    """Return where the request stands, in a sentence of mark-up."""
    outcome = words.plain(f"requests_outcomes.name_{request.outcome}") if request.outcome else ""
    return words.mrkdwn("requests.card_state", request=request, outcome=outcome)


def known(words: Words, request: RequestView, longest: int = QUOTE_MAX) -> list[Block]:
    """Return what is known of the need: the requester's own words, and beside them how L&D sees the problem."""
    blocks = need(words, request.need, longest)
    if request.reframed:
        blocks.insert(1, quoted(words.plain("requests.reframed_label"), request.reframed, longest))
    if request.goal:
        blocks.append(quoted(words.plain("requests.goal_label"), goals.line(words, request.goal), longest))
    return blocks


def need(words: Words, stated: Need, longest: int = QUOTE_MAX) -> list[Block]:
    """Return what was said of the need, field by field."""
    said = [(field, getattr(stated, field)) for field in FIELDS]
    blocks = [quoted(words.plain(f"requests.{field}_label"), text, longest) for field, text in said if text]
    if stated.needed_by:
        blocks.append(small(words.mrkdwn("requests.by_when", day=stated.needed_by)))
    return blocks


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
    return _line(words, "received", request)


def taken(words: Words, request: RequestView) -> Message:
    """Return the DM that tells the requester who looks after their request."""
    return _line(words, "taken", request)


def named(words: Words, request: RequestView, by: str | None) -> Message:
    """Return the DM to the partner who was named for a request: by a colleague, or by the bot in a crisis."""
    text = words.mrkdwn("requests.named", request=request, by=by)
    return message(text, [prose(text), *known(words, request), *steps(words, request)])


def late(words: Words, request: RequestView) -> Message:
    """Return what the L&D channel hears when nobody answered within the promised time."""
    text = words.mrkdwn("requests.late", request=request)
    said = quoted(words.plain("requests.problem_label"), request.need.problem, CARD_QUOTE)
    return message(text, [prose(text), said, *steps(words, request)])


def resumed(words: Words, request: RequestView) -> Message:
    """Return the DM that what was put off is taken up, as was promised."""
    return _line(words, "resumed", request)


def reopened(words: Words, request: RequestView) -> Message:
    """Return the DM that a partner opened a request again."""
    return _line(words, "reopened", request)


def closed(words: Words, request: RequestView) -> Message:
    """Return the DM that a request is closed because its questions found no answer; one click opens it again."""
    text = words.mrkdwn("requests.closed", request=request)
    again = button(words.plain("requests.reopen_button"), REOPEN, str(request.id), primary=True)
    return message(text, [prose(text), *([buttons(again)] if request.status == Status.CLOSED else [])])


def remark_noted(words: Words) -> Message:
    """Return the thanks for something that was written about a request."""
    text = words.mrkdwn("requests.remark_noted")
    return message(text, [prose(text)])


def _news(request: RequestView) -> list[Asked]:
    """Return the answers that say more than the fields of the need do."""
    stated = {getattr(request.need, field) for field in FIELDS}
    return [each for each in request.said if each.answer not in stated]


def _analysis(words: Words, request: RequestView) -> list[Block]:
    """Return where the analysis stands: the cause, what is still missing, and what is worth asking next."""
    if not request.is_open or request.lead:
        return []
    blocks = []
    if request.cause:
        blocks.append(small(words.mrkdwn("requests.cause", cause=words.plain(f"requests.cause_{request.cause}"))))
    elif request.proposal and request.proposal.cause != Cause.UNCLEAR and request.proposal.reasons:
        label = words.plain("requests.likely", cause=words.plain(f"requests.cause_{request.proposal.cause}"))
        blocks.append(bullets(label, [short(reason, REASON_MAX) for reason in request.proposal.reasons[:3]]))
    if request.need.unknown:
        missing = [words.plain(f"requests.{field}_unknown") for field in request.need.unknown]
        blocks.append(small(words.mrkdwn("requests.missing", missing=missing)))
    if waiting := sum(each.is_open for each in request.asked):
        blocks.append(small(words.mrkdwn("requests.waiting", request=request, count=waiting)))
    if request.next_question:
        blocks.append(quoted(words.plain("requests.next_label"), request.next_question, CARD_QUOTE))
    return blocks


def _line(words: Words, name: str, request: RequestView) -> Message:
    text = words.mrkdwn(f"requests.{name}", request=request)
    return message(text, [prose(text)])
