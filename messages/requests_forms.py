"""The forms of a training request."""

from typing import Any

from slackblocks import Block

from bot.domain.requests import OUTCOMES, REQUIRED, TEXT_MAX, Asked, Need, RequestView
from messages import forms
from messages.layout import quoted, small
from messages.requests import ANSWERED, ASKED, DECIDED, FIELDS, SUBMIT, need, questions
from messages.words import Words

ROOM = 60_000
QUESTIONS_SHOWN = 40


def form(words: Words, stated: Need, about: str, callback_id: str = SUBMIT) -> dict[str, Any]:
    """Return the request form with what is known of the need in it; `about` comes back with the submission."""

    def text(field: str) -> list[Block]:
        value, required = getattr(stated, field) or "", field in REQUIRED
        return forms.text(words, f"requests.{field}", value=value, required=required)

    blocks = [block for field in (*REQUIRED, "evidence", "goal") for block in text(field)]
    blocks += [forms.day(words, "requests.needed_by", value=stated.needed_by), *text("tried")]
    return forms.modal(words, "requests.form", callback_id, blocks, about=about)


def ask(words: Words, request: RequestView) -> dict[str, Any]:
    """Return the form in which a partner words a question to the requester."""
    blocks = [quoted(words.plain("requests.problem_label"), request.need.problem)]
    blocks += forms.text(words, "requests.question", required=True)
    return forms.modal(words, "requests.ask", ASKED, blocks, about=str(request.id))


def answer(words: Words, asked: Asked) -> dict[str, Any]:
    """Return the form in which the requester answers a question."""
    blocks = [quoted(words.plain("requests.asked_label"), asked.question)]
    blocks += forms.text(words, "requests.answer", required=True)
    return forms.modal(words, "requests.answer", ANSWERED, blocks, about=str(asked.id))


def decide(words: Words, request: RequestView) -> dict[str, Any]:
    """Return the form in which a partner decides; what nobody knows yet is named first."""
    blocks: list[Block] = []
    if request.unknown:
        missing = [words.plain(f"requests.{field}_unknown") for field in request.unknown]
        blocks.append(small(words.mrkdwn("requests.unknown", missing=missing)))
    blocks.append(forms.choice(words, "requests.outcome", OUTCOMES))
    blocks += forms.text(words, "requests.reason", required=True)
    return forms.modal(words, "requests.decide", DECIDED, blocks, about=str(request.id))


def read(words: Words, request: RequestView) -> dict[str, Any]:
    """Return a modal with what is known of a request, as far as Slack shows it (250 KB, 100 blocks)."""
    texts = [getattr(request.need, field) for field in FIELDS]
    texts += [text for each in request.asked[-QUESTIONS_SHOWN:] for text in (each.question, each.answer)]
    longest = TEXT_MAX if sum(len(text or "") for text in texts) <= ROOM else ROOM // len(texts)
    asked = questions(words, request, longest)[-2 * QUESTIONS_SHOWN :]
    return forms.page(words, "requests.read", [*need(words, request.need, longest), *asked])
