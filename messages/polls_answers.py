"""The form of a poll, and what people are told once they have sent it; for their eyes only."""

from collections.abc import Sequence
from typing import Any, Final

from slackblocks import (
    Block,
    CheckboxGroup,
    DispatchActionConfiguration,
    Element,
    Option,
    PlainText,
    PlainTextInput,
    RadioButtonGroup,
    RichText,
    RichTextBlock,
    RichTextList,
    RichTextSection,
    StaticMultiSelectMenu,
    StaticSelectMenu,
)
from slackblocks import InputBlock as Input

from bot.domain.polls import TEXT_MAX, Kind
from bot.domain.polls_answers import COMMENT, Answer
from bot.domain.polls_entries import FormView
from bot.domain.polls_results import Choice, QuestionView
from messages import forms
from messages.layout import bullets, button, buttons, paragraph, prose, quoted, small
from messages.message import short
from messages.polls_choices import PICK, VOTE, label
from messages.polls_options import ADD, ADDED
from messages.polls_receipts import WITHDRAW
from messages.words import Words

ANSWER: Final = "polls.answer"
SAVE: Final = "polls.save"
SEND: Final = "polls.send"
CHANGE: Final = "polls.change"

ANSWERING: Final = (VOTE, PICK, WITHDRAW, ANSWER, SAVE, SEND, CHANGE, ADD, ADDED)

TOGETHER_MAX: Final = 10
LABEL_SHOWN: Final = 40
AS_TYPED: Final = "on_character_entered"


def form(words: Words, view: FormView) -> dict[str, Any]:
    """Return the form with what was entered so far; every change in it is sent to be kept."""
    asked = [_head(words, view)]
    for place, question in enumerate(view.questions):
        asked += _question(words, view, place, question)
    if view.has_comments:
        asked.append(_text(words.plain("polls_answers.comment_label"), COMMENT, view.entered.get(COMMENT)))
    asked.append(small(words.mrkdwn("polls_answers.kept", form=view)))
    if view.is_sent and view.questions:
        asked.append(buttons(_withdraw(words, view)))
    return forms.modal(words, _name(view), SEND, asked, about=f"{view.poll_id}:{view.times}")


def receipt(words: Words, view: FormView) -> dict[str, Any]:
    """Return what somebody sent, until when they can change it, and how."""
    sent = [block for place, question in enumerate(view.questions) for block in _sent(words, view, place, question)]
    if comment := view.entered.get(COMMENT):
        sent.append(quoted(words.plain("polls_answers.comment_label"), str(comment)))
    steps: list[Element] = [button(words.plain("polls_answers.change_button"), CHANGE, str(view.poll_id))]
    if view.questions:
        steps.append(_withdraw(words, view))
    said = prose(words.mrkdwn("polls_answers.sent", form=view))
    until = small(words.mrkdwn("polls_answers.until", form=view))
    return forms.page(words, _name(view), [said, *sent, until, buttons(*steps)])


def taken_back(words: Words, poll_id: int) -> dict[str, Any]:
    """Return what somebody is told who took everything back."""
    again = button(words.plain("polls_answers.again_button"), CHANGE, str(poll_id))
    said = [prose(words.mrkdwn("polls_answers.taken_back")), buttons(again)]
    return forms.page(words, "polls_answers.form", said)


def _name(view: FormView) -> str:
    return "polls_answers.form" if view.questions else "polls_answers.comment"


def _head(words: Words, view: FormView) -> Block:
    promise = RichText(words.plain("polls_answers.promise", form=view))
    if len(view.questions) == 1:
        return paragraph([promise])
    return paragraph([RichText(view.title, bold=True), RichText("\n"), promise])


def _question(words: Words, view: FormView, place: int, question: QuestionView) -> list[Block]:
    """Return a question's field, below its options in full where they are too long to stand in it."""
    answer = view.entered.get(place)
    if question.kind == Kind.TEXT:
        return [_text(_numbered(view, place), place, answer)]
    hint, in_full = words.plain("polls_answers.hint", question=question), _are_long(words, question)
    element = _element(words, question, answer if isinstance(answer, tuple) else (), in_full)
    asked = words.plain("polls_answers.short_label", place=place + 1) if in_full else _numbered(view, place)
    field = Input(asked, element, dispatch_action=True, block_id=str(place), hint=hint or None, optional=True)
    return [_in_full(words, view, place), field] if in_full else [field]


def _element(words: Words, question: QuestionView, chosen: Sequence[int], in_full: bool) -> Element:
    options = [_option(words, question, choice, in_full) for choice in question.choices]
    initial = [options[place] for place in chosen if place < len(options)]
    if question.kind == Kind.MULTIPLE and len(options) <= TOGETHER_MAX:
        return CheckboxGroup(SAVE, options, initial_options=initial or None)
    placeholder = words.plain("polls.pick_placeholder")
    if question.kind == Kind.MULTIPLE:
        return StaticMultiSelectMenu(
            SAVE, options, initial_options=list(initial) or None, max_selected_items=question.most,
            placeholder=placeholder,
        )  # fmt: skip
    first = next(iter(initial), None)
    if len(options) <= TOGETHER_MAX:
        return RadioButtonGroup(SAVE, options, initial_option=first)
    return StaticSelectMenu(SAVE, options, initial_option=first, placeholder=placeholder)


def _option(words: Words, question: QuestionView, choice: Choice, in_full: bool) -> Option:
    said = _step(words, question, choice)
    shown = short(f"{choice.position + 1}. {said}", LABEL_SHOWN) if in_full else said
    return Option(PlainText(shown), str(choice.position))


def _step(words: Words, question: QuestionView, choice: Choice) -> str:
    """Return an option as it reads on a line of its own: the ends of a scale say what they mean."""
    if question.kind != Kind.SCALE:
        return label(words, choice, question)
    return words.plain("polls_answers.step", step=choice.position + 1, last=len(question.choices))


def _are_long(words: Words, question: QuestionView) -> bool:
    return any(len(label(words, choice, question)) > forms.OPTION_MAX for choice in question.choices)


def _in_full(words: Words, view: FormView, place: int) -> Block:
    question = view.questions[place]
    asked = RichTextSection([RichText(_numbered(view, place), bold=True)])
    options = [RichTextSection([RichText(label(words, choice, question))]) for choice in question.choices]
    return RichTextBlock([asked, RichTextList("ordered", options, offset=None)])


def _numbered(view: FormView, place: int) -> str:
    asked = view.questions[place].text
    return asked if len(view.questions) == 1 else f"{place + 1}. {asked}"


def _text(asked: str, place: int, answer: Answer | None) -> Block:
    typed = PlainTextInput(
        SAVE, initial_value=answer if isinstance(answer, str) else None, multiline=True, max_length=TEXT_MAX,
        dispatch_action_config=DispatchActionConfiguration([AS_TYPED]),
    )  # fmt: skip
    return Input(asked, typed, dispatch_action=True, block_id=str(place), optional=True)


def _sent(words: Words, view: FormView, place: int, question: QuestionView) -> list[Block]:
    answer = view.entered.get(place)
    if answer is None:
        return []
    if isinstance(answer, str):
        return [quoted(question.text, answer)]
    chosen = [question.choices[option] for option in answer if option < len(question.choices)]
    return [bullets(question.text, [_step(words, question, choice) for choice in chosen])]


def _withdraw(words: Words, view: FormView) -> Element:
    return button(words.plain("polls_receipts.withdraw_button"), WITHDRAW, str(view.poll_id))
