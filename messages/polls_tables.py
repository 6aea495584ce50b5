"""The result of a poll in words: for each question a line an option, or what people wrote."""

from typing import Final

from slackblocks import Block, RichText, RichTextBlock, RichTextSection

from bot.domain.polls import Kind
from bot.domain.polls_after import TEXTS_SHOWN, is_held_back, percent
from bot.domain.polls_results import Choice, PollView, QuestionView, Said
from messages.layout import small
from messages.message import short
from messages.polls_choices import label
from messages.words import Words

TOGETHER: Final = 6_000
AROUND: Final = 30
SHORTEST: Final = 24
LONGEST: Final = 200
HEADING_MAX: Final = 150


def tables(words: Words, view: PollView) -> list[Block]:
    """Return what a closed poll came to, question by question, and the comments; what is held back says so."""
    room = _room(view)
    shown = [
        _block(_heading(words, view, place), _lines(words, each, room)) for place, each in enumerate(view.questions)
    ]
    if not view.is_survey and is_held_back(view.questions[0]):
        shown = []
    together = [small(words.mrkdwn("polls_after.together"))] if view.is_survey and view.is_secret else []
    return [*shown, *_comments(words, view, room), *together]


def one_line(text: str) -> str:
    """Return a text in one line, without what can't be seen."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _room(view: PollView) -> int:
    """Return how long a line may be, so that all of them fit into one message."""
    texts = TEXTS_SHOWN * sum(each.kind == Kind.TEXT for each in view.questions)
    lines = sum(len(each.choices) for each in view.questions) + texts + (TEXTS_SHOWN if view.comments else 0)
    return min(LONGEST, max(SHORTEST, TOGETHER // max(lines, 1) - AROUND))


def _heading(words: Words, view: PollView, place: int) -> str:
    asked = view.questions[place]
    if len(view.questions) == 1:
        return words.plain("polls_after.one_heading", question=asked)
    return words.plain(
        "polls_after.heading", number=place + 1, question=asked, text=short(one_line(asked.text), HEADING_MAX)
    )


def _block(heading: str, lines: list[str]) -> Block:
    return RichTextBlock([RichTextSection([RichText(heading, bold=True), RichText("\n" + "\n".join(lines))])])


def _lines(words: Words, asked: QuestionView, room: int) -> list[str]:
    if not asked.answers:
        return [words.plain("polls_after.nobody")]
    if is_held_back(asked):
        return [words.plain("polls_after.held_back", question=asked)]
    if asked.kind == Kind.TEXT:
        return _texts(words, asked.texts or (), room)
    if asked.kind == Kind.SCALE:
        steps = [f"{label(words, each, asked)}: {each.votes}" for each in asked.choices]
        return [words.plain("polls_after.average", average=f"{asked.average or 0:.1f}"), " · ".join(steps)]
    return [_line(words, asked, each, room) for each in asked.choices]


def _line(words: Words, asked: QuestionView, choice: Choice, room: int) -> str:
    votes = choice.votes or 0
    said = words.plain("polls_after.votes", votes=votes, percent=percent(votes, asked.answers or 0))
    return words.plain("polls_after.line", name=short(one_line(label(words, choice, asked)), room), votes=said)


def _texts(words: Words, texts: tuple[Said, ...], room: int) -> list[str]:
    shown = [words.plain("polls_after.text", text=short(one_line(each.text), room)) for each in texts[:TEXTS_SHOWN]]
    left = len(texts) - len(shown)
    return [*shown, words.plain("polls_after.more", left=left)] if left else shown


def _comments(words: Words, view: PollView, room: int) -> list[Block]:
    if view.comments:
        return [_block(words.plain("polls_after.comments_heading"), _texts(words, view.comments, room))]
    is_silent = view.is_secret and view.has_comments and view.comments is None
    return [small(words.mrkdwn("polls_after.comments_held_back"))] if is_silent else []
