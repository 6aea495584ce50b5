"""The outcome of a training request as the requester reads it, and the charter that both sides agree to."""

from typing import Final

from slackblocks import Block, Button, RichText

from bot.domain.requests import RequestView
from bot.domain.requests_outcomes import CharterStep, Decision, Outcome
from messages.layout import Said, bullets, button, buttons, prose, quoted, small, who
from messages.message import Message, message, short
from messages.requests_steps import REOPEN
from messages.words import Words

AGREE: Final = "requests.agree"
TALK: Final = "requests.talk"
TALKED: Final = "requests.talked"
QUOTE: Final = 1_000
STEP_MAX: Final = 300


def decided(words: Words, request: RequestView, decision: Decision) -> Message:
    """Return the DM that tells a requester the outcome in plain words, with a way to answer."""
    text = words.mrkdwn(f"requests_outcomes.{decision.outcome}", request=request, decision=decision)
    blocks = [prose(text), *reasons(words, decision), *_answers(words, request, decision)]
    return message(text, blocks)


def agreed(words: Words, request: RequestView, decision: Decision) -> Message:
    """Return the DM that the work can begin: everybody agreed to the charter."""
    text = words.mrkdwn("requests_outcomes.agreed", request=request, decision=decision)
    return message(text, [prose(text), *charter(words, decision)])


def reasons(words: Words, decision: Decision) -> list[Block]:
    """Return an outcome with its reason, its support and its honest challenge, and what belongs to it."""
    stated, label = decision.proposed, words.plain
    said = [
        ("reason", stated.reason),
        *_specifics(decision),
        ("support", stated.support),
        ("challenge", stated.challenge),
    ]
    blocks = [quoted(label(f"requests_outcomes.{name}_told"), text, QUOTE) for name, text in said if text]
    if decision.address:
        blocks.append(small(words.mrkdwn("requests_outcomes.where", decision=decision)))
    return [*blocks, *charter(words, decision)]


def charter(words: Words, decision: Decision) -> list[Block]:
    """Return the charter on one page: problem, measure, who does what by when, and who agreed."""
    if not decision.has_charter:
        return []
    stated = decision.proposed
    lines = [_step(words, each) for each in stated.steps]
    return [
        prose(words.mrkdwn("requests_outcomes.charter")),
        quoted(words.plain("requests_outcomes.problem_label"), stated.problem or "", QUOTE),
        quoted(words.plain("requests_outcomes.measure_label"), stated.measure or "", QUOTE),
        bullets(words.plain("requests_outcomes.steps_told"), lines),
        small(words.mrkdwn("requests_outcomes.signed", decision=decision)),
    ]


def _specifics(decision: Decision) -> list[tuple[str, str | None]]:
    stated = decision.proposed
    return [("resource", decision.resource), ("advice", stated.advice), ("offered", stated.offered)]


def _answers(words: Words, request: RequestView, decision: Decision) -> list[Block]:
    """Return what the requester may do: agree where that is asked for, talk, or open the request again."""
    if request.decision is None or request.decision.id != decision.id:
        return [small(words.mrkdwn("requests_outcomes.replaced"))]
    value, choices = f"{request.id}:{decision.id}", list[Button]()
    if decision.has_charter and request.requester not in decision.agreed:
        choices.append(button(words.plain("requests_outcomes.agree_button"), AGREE, value, primary=True))
    choices.append(button(words.plain("requests_outcomes.talk_button"), TALK, value))
    if not decision.has_charter and decision.outcome != Outcome.DEFER:
        choices.append(button(words.plain("requests.reopen_button"), REOPEN, str(request.id)))
    return [buttons(*choices)]


def _step(words: Words, step: CharterStep) -> Said:
    tail = f" {words.plain('requests_outcomes.by_day', day=step.due_on)}" if step.due_on else ""
    return [*([who(step.who), RichText(": ")] if step.who else []), RichText(short(step.what, STEP_MAX) + tail)]
