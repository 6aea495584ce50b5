"""The results of a poll as a spreadsheet: a line an option, or a text; who chose it stands in named polls only."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.polls import Kind
from bot.domain.polls_results import Choice, PollView, QuestionView, Said
from bot.domain.sheets import rows
from messages.polls_choices import label
from messages.words import Words

Cells = list[str | int]
Names = Mapping[str, str]


def sheet(words: Words, view: PollView, names: Names) -> str:
    """Return the results of a closed poll as CSV; `names` are those of the people who answered, by user id."""
    lines = [line for each in view.questions for line in _of(words, each, names)]
    remarks = [_said(words.plain("polls_after.sheet_comment"), each, names) for each in view.comments or ()]
    width = 3 if view.is_secret else 4
    return rows((line[:width] for line in (_header(words), *lines, *remarks)), bom=True)


def _header(words: Words) -> Cells:
    return [words.plain(f"polls_after.sheet_{name}") for name in ("question", "answer", "votes", "who")]


def _of(words: Words, asked: QuestionView, names: Names) -> Iterator[Cells]:
    if asked.kind != Kind.TEXT:
        yield from (_line(words, asked, each, names) for each in asked.choices)
    elif asked.texts is None:
        yield [asked.text, "", _not_shown(words, asked), ""]
    else:
        yield from (_said(asked.text, each, names) for each in asked.texts)


def _line(words: Words, asked: QuestionView, choice: Choice, names: Names) -> Cells:
    votes = _not_shown(words, asked) if choice.votes is None else choice.votes
    return [asked.text, label(words, choice, asked), votes, ", ".join(names[voter] for voter in choice.voters)]


def _said(about: str, said: Said, names: Names) -> Cells:
    return [about, said.text, "", names[said.by] if said.by else ""]


def _not_shown(words: Words, asked: QuestionView) -> Any:
    return words.plain("polls_after.sheet_held_back") if asked.answers else 0
