"""The questions about a training request, as the requester and the partners see them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from slackblocks import Block, Option, PlainText, RadioButtonGroup, SectionBlock

from bot.domain.detective import Question
from bot.domain.requests import RequestView
from bot.domain.requests_questions import BATCH, Answer, Asked
from messages import forms
from messages.layout import QUOTE_MAX, button, buttons, prose, quoted, small
from messages.message import Message, message, short
from messages.words import Words

ANSWER: Final = "requests.answer"
ANSWERED: Final = "requests.answered"
SKIP: Final = "requests.skip"
ASKED: Final = "requests.asked"
SHOWN_MAX: Final = 1_000
TEXT_MAX: Final = 2_900
FORM_MAX: Final = 5


def questions(words: Words, request: RequestView, batch: int) -> Message:
    """Return the DM that puts a batch of questions, each with its reason; what was answered meanwhile stands there."""
    mine = of_batch(request, batch)
    asker = mine[0].asked_by if mine else None
    text = words.mrkdwn("requests_questions.asked", request=request, by=asker, count=len(mine), is_first=batch == 1)
    blocks = [block for place, each in enumerate(mine, start=1) for block in _question(words, each, place, len(mine))]
    if any(each.is_open for each in mine) and request.is_open:
        value = f"{request.id}:{batch}"
        reply = button(words.plain("requests_questions.answer_button"), ANSWER, value, primary=True)
        blocks.append(buttons(reply, button(words.plain("requests_questions.skip_button"), SKIP, value)))
        blocks.append(small(words.mrkdwn("requests_questions.how", count=len(mine))))
    return message(text, [prose(text), *blocks])


def reminder(words: Words, request: RequestView, batch: int, place: int) -> Message:
    """Return a friendly reminder; `place` is 1 for the first, and the second says what happens without an answer."""
    text = words.mrkdwn("requests_questions.reminder", request=request, place=place)
    value = f"{request.id}:{batch}"
    reply = button(words.plain("requests_questions.answer_button"), ANSWER, value, primary=True)
    later = button(words.plain("requests_questions.skip_button"), SKIP, value)
    waits = any(each.is_open for each in of_batch(request, batch)) and request.is_open
    return message(text, [prose(text), *([buttons(reply, later)] if waits else [])])


def all_answered(words: Words, request: RequestView) -> Message:
    """Return the thanks once nothing more is to be asked."""
    text = words.mrkdwn("requests_questions.all_answered", request=request)
    return message(text, [prose(text)])


def noted(words: Words, number: int) -> Message:
    """Return the thanks for an answer that was typed in the direct message."""
    text = words.mrkdwn("requests_questions.noted", number=number)
    return message(text, [prose(text)])


def which(words: Words, numbers: Sequence[int]) -> Message:
    """Return what somebody reads whose answer could belong to several requests."""
    text = words.mrkdwn("requests_questions.which", numbers=numbers)
    return message(text, [prose(text)])


def exchanges(words: Words, asked: Iterable[Asked], longest: int = QUOTE_MAX) -> list[Block]:
    """Return questions with what was said to them."""
    return [block for each in asked for block in _exchange(words, each, longest)]


def of_batch(request: RequestView, batch: int) -> tuple[Asked, ...]:
    """Return the questions that were put together."""
    return tuple(each for each in request.asked if each.batch == batch)


def answer_form(words: Words, request: RequestView, asked: Sequence[Asked], *, on_behalf: bool) -> dict[str, Any]:
    """Return the form with the first of these questions, as many as fit with the longest answers.

    Nobody has to answer any of them.
    """
    text = words.mrkdwn("requests_questions.behalf" if on_behalf else "requests_questions.free", request=request)
    blocks = [prose(text), *(block for each in asked[:FORM_MAX] for block in _fields(words, each))]
    return forms.modal(words, "requests_questions.answer", ANSWERED, blocks, about=str(request.id))


def answers(values: Mapping[str, Any]) -> list[Answer]:
    """Return what stands in the fields of that form, for each question that it held."""
    held = dict.fromkeys(int(name.split("_")[1].split(".")[0]) for name in values if name.startswith("question_"))
    return [
        Answer(each, values.get(f"choice_{each}"), forms.joined(values, f"question_{each}"))
        for each in held
    ]  # fmt: skip


def ask_form(words: Words, request: RequestView, proposed: Sequence[Question]) -> dict[str, Any]:
    """Return the form in which a partner sends questions: the next of the flow, to be reworded, and their own."""
    blocks: list[Block] = [quoted(words.plain("requests.problem_label"), request.reframed or request.need.problem)]
    for place, each in enumerate(proposed[:BATCH]):
        blocks += _proposed(words, each, place)
    blocks += forms.text(words, "requests_questions.question")
    about = json.dumps({"request": request.id, "slugs": [each.id for each in proposed[:BATCH]]})
    return forms.modal(words, "requests_questions.ask", ASKED, blocks, about=about)


def _proposed(words: Words, question: Question, place: int) -> list[Block]:
    label = words.plain("requests_questions.proposed_label", place=place + 1)
    return forms.typed(words, label, f"proposed_{place}", question.ask, hint=question.why)


def _question(words: Words, asked: Asked, place: int, count: int) -> list[Block]:
    number = f"{place}. " if count > 1 else ""
    said = SectionBlock(PlainText(short(f"{number}{asked.question}", TEXT_MAX)))
    if asked.answer:
        return [said, quoted(words.plain("requests_questions.answer_label"), asked.answer, SHOWN_MAX)]
    if asked.skipped:
        return [said, small(words.mrkdwn("requests_questions.skipped"))]
    return [said, small(words.mrkdwn("requests_questions.why", why=short(asked.why, 300)))] if asked.why else [said]


def _fields(words: Words, asked: Asked) -> list[Block]:
    """Return the fields of one question: its choices, where it has some, and room for words."""
    label, hint = short(asked.question, forms.LABEL_MAX), short(asked.why or "", forms.LABEL_MAX)
    if not asked.options:
        return forms.typed(words, label, f"question_{asked.id}", asked.words or "", hint=hint)
    options = [Option(PlainText(short(each.label, forms.OPTION_MAX)), each.id) for each in asked.options]
    chosen = next((option for option in options if option.value == asked.choice), None)
    radio = RadioButtonGroup(forms.VALUE, options, initial_option=chosen)
    in_words = words.plain("requests_questions.in_words_label")
    room = forms.typed(words, in_words, f"question_{asked.id}", asked.words or "")
    return [forms.labelled(label, radio, f"choice_{asked.id}", hint=hint), *room]


def _exchange(words: Words, asked: Asked, longest: int) -> list[Block]:
    if asked.answer:
        return [quoted(short(asked.question, longest), asked.answer, longest)]
    standing = words.plain("requests_questions.left_out" if asked.skipped else "requests_questions.unanswered")
    return [quoted(short(asked.question, longest), standing)]
