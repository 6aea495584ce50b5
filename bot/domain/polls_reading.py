"""A message read as a poll: its question, and the answers where it lists some."""

import re
from typing import Final

from bot.domain.polls import OPTIONS_MAX, OPTIONS_MIN, Question
from bot.domain.typed import is_visible

BULLET: Final = re.compile(r"\s*(?:[-*+•◦▪‣–—·]|\d{1,2}[.):]|[a-zA-Z][.)]|:[\w+-]+:)\s+(?=\S)")
LINE_MAX: Final = 150


def read(text: str) -> tuple[Question, str]:
    """Return the question of a message, and what is said after its list.

    Lines with a bullet or a number are its answers; without any, short lines are, where at least two follow the first.
    """
    lines = [line.strip() for line in text.splitlines() if is_visible(line)]
    listed = [place for place, line in enumerate(lines) if BULLET.match(line)]
    if len(listed) >= OPTIONS_MIN:
        return _listed(lines, listed)
    if OPTIONS_MIN <= len(lines) - 1 <= OPTIONS_MAX and all(len(line) <= LINE_MAX for line in lines[1:]):
        return _question(lines[0], lines[1:]), ""
    return _question(text.strip(), []), ""


def _listed(lines: list[str], listed: list[int]) -> tuple[Question, str]:
    """Read a list; a line without a bullet between two of them goes on with the answer above it."""
    options: list[str] = []
    for place in range(listed[0], listed[-1] + 1):
        if place in listed:
            options.append(BULLET.sub("", lines[place], count=1))
        else:
            options[-1] += f" {lines[place]}"
    return _question(" ".join(lines[: listed[0]]), options), " ".join(lines[listed[-1] + 1 :])


def _question(text: str, options: list[str]) -> Question:
    return Question(text, options=tuple(options), most=None)
