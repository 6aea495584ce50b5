"""What there is to choose from in a poll: each option with its button, and with its votes where they may be seen."""

from collections.abc import Sequence
from typing import Final

from slackblocks import ActionsBlock, Block, Button, Option, PlainText, SectionBlock, StaticSelectMenu

from bot.domain.polls import Kind
from bot.domain.polls_results import Choice, PollView, QuestionView
from messages.layout import BUTTON_MAX, small
from messages.message import short
from messages.words import Words

VOTE: Final = "polls.vote"
PICK: Final = "polls.pick"

BUTTONS_MAX: Final = 10
BAR_WIDTH: Final = 10
VOTERS_SHOWN: Final = 10
VOTERS_SHOWN_OF_MANY: Final = 3
OPTION_SHOWN: Final = 40


def choices(words: Words, view: PollView, question: QuestionView) -> list[Block]:
    """Return the options of a question, and what people click to choose one while the poll is open."""
    if question.kind in (Kind.SCALE, Kind.YES_NO):
        return [*_row(words, view, question), *_votes_of_steps(words, view, question)]
    if len(question.choices) > BUTTONS_MAX:
        return [*_numbered(words, view, question), *_picker(words, view, question)]
    return [block for choice in question.choices for block in _option(words, view, question, choice)]


def label(words: Words, choice: Choice, question: QuestionView) -> str:
    """Return what an option is called: as somebody wrote it, or a step of a scale, or yes and no."""
    return choice.text if choice.text is not None else words.plain(f"polls.{question.kind}_{choice.position}")


def _option(words: Words, view: PollView, question: QuestionView, choice: Choice) -> list[Block]:
    button = _button(words, view, question, choice, words.plain("polls.vote_button")) if view.is_open else None
    option = SectionBlock(PlainText(choice.text or ""), accessory=button)
    return [option, *_votes(words, view, question, choice)]


def _row(words: Words, view: PollView, question: QuestionView) -> list[Block]:
    if not view.is_open:
        return []
    shown = [_button(words, view, question, choice, label(words, choice, question)) for choice in question.choices]
    return [ActionsBlock(list(shown))]


def _votes_of_steps(words: Words, view: PollView, question: QuestionView) -> list[Block]:
    return [
        block
        for choice in question.choices
        for block in _votes(words, view, question, choice, label(words, choice, question))
    ]


def _numbered(words: Words, view: PollView, question: QuestionView) -> list[Block]:
    blocks: list[Block] = []
    for choice in question.choices:
        blocks.append(SectionBlock(PlainText(_with_number(choice))))
        blocks += _votes(words, view, question, choice) if choice.votes else []
    return blocks


def _picker(words: Words, view: PollView, question: QuestionView) -> list[Block]:
    if not view.is_open:
        return []
    options = [
        Option(PlainText(short(_with_number(choice), OPTION_SHOWN)), _value(view, choice))
        for choice in question.choices
    ]
    asked = short(words.plain("polls.pick_placeholder"), 150)
    return [ActionsBlock([StaticSelectMenu(PICK, options, placeholder=PlainText(asked))])]


def _votes(words: Words, view: PollView, question: QuestionView, choice: Choice, option: str = "") -> Sequence[Block]:
    """Return the line of an option's votes; `option` names it where it does not stand above."""
    if choice.votes is None:
        return []
    named = VOTERS_SHOWN if len(question.choices) <= BUTTONS_MAX else VOTERS_SHOWN_OF_MANY
    shown = {"bar": _bar(choice.votes, question.answers or 0), "voters": choice.voters[:named], "option": option}
    return [small(words.mrkdwn("polls.votes", poll=view, question=question, choice=choice, **shown))]


def _button(words: Words, view: PollView, question: QuestionView, choice: Choice, text: str) -> Button:
    aloud = words.plain("polls.vote_aloud", option=label(words, choice, question))
    action = f"{VOTE}.{choice.position}" if choice.text is None else VOTE
    return Button(
        short(text, BUTTON_MAX), action, value=_value(view, choice),
        accessibility_label=short(aloud, BUTTON_MAX),
    )  # fmt: skip


def _value(view: PollView, choice: Choice) -> str:
    return f"{view.id}:{choice.position}"


def _with_number(choice: Choice) -> str:
    return f"{choice.position + 1}. {choice.text}"


def _bar(votes: int, answers: int) -> str:
    full = round(BAR_WIDTH * votes / answers) if answers else 0
    return "█" * full + "░" * (BAR_WIDTH - full)
