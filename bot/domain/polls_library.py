"""The library of polls that L&D asks again and again: files that L&D can change, checked when they are read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.detective import FlowError
from bot.domain.detective.tables import Table
from bot.domain.polls import (
    OPTION_MAX,
    OPTIONS_MAX,
    OPTIONS_TOGETHER,
    QUESTION_MAX,
    QUESTIONS_MAX,
    REASON_MAX,
    TITLE_MAX,
    Kind,
    Mode,
    Question,
    Rhythm,
    question_problems,
)

NAME_MAX = 75
QUESTIONS_MIN = 2
DAYS_MAX = 60
FLAGS: Final = ("live", "add_answers", "guests", "comments", "reminder")
KEYS: Final = ("name", "title", "reason", "mode", "repeat", "open_days", "question", *FLAGS)
WRONG: Final[Mapping[str, str]] = {
    "required": "options are missing. Please list at least two.",
    "too_few_options": "one option is no choice. Please list at least two.",
    "too_many_options": f"{OPTIONS_MAX} options are the most. Please leave some out.",
    "same_option_twice": "two of the options read the same. Please change one of them.",
    "option_too_long": f"an option has more than {OPTION_MAX:,} characters. Please shorten it.",
    "options_too_long": f"all options together have more than {OPTIONS_TOGETHER:,} characters. Please shorten some.",
    "most_does_not_fit": "most has to be between 1 and the number of options.",
}


@dataclass(frozen=True, slots=True)
class Template:
    """A poll to begin from. `name` is what the menu calls it, `open_days` how many working days it stays open."""

    id: str
    name: str
    title: str
    reason: str
    mode: Mode
    questions: tuple[Question, ...]
    rhythm: Rhythm | None = None
    open_days: int = 1
    is_live: bool = True
    may_add: bool = False
    for_guests: bool = True
    has_comments: bool = False
    reminds: bool = False


def parse(text: str, template_id: str) -> Template:
    """Read a template from TOML; raises FlowError with a sentence for everything that is wrong."""
    mistakes: list[str] = []
    file = Table("The file", _toml(text), mistakes)
    file.only(*KEYS)
    template = Template(
        template_id, file.text("name", NAME_MAX), file.text("title", TITLE_MAX), file.text("reason", REASON_MAX),
        Mode(file.one_of("mode", tuple(Mode), required=True) or Mode.NAMED), _questions(file),
        rhythm=_rhythm(file), open_days=_days(file), is_live=file.flag("live", default=True),
        may_add=file.flag("add_answers"), for_guests=file.flag("guests", default=True),
        has_comments=file.flag("comments"), reminds=file.flag("reminder"),
    )  # fmt: skip
    if mistakes:
        raise FlowError(mistakes)
    return template


def _toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise FlowError([f"This is not TOML: {error}. Compare that place with the lines around it."]) from error


def _rhythm(file: Table) -> Rhythm | None:
    value = file.one_of("repeat", tuple(Rhythm))
    return Rhythm(value) if value else None


def _days(file: Table) -> int:
    days = file.number("open_days") if file.names("open_days") else 1
    if not 1 <= days <= DAYS_MAX:
        file.wrong(f"open_days has to be between 1 and {DAYS_MAX}.")
    return days


def _questions(file: Table) -> tuple[Question, ...]:
    found = tuple(_question(each) for each in file.tables("question", "Question"))
    if not QUESTIONS_MIN <= len(found) <= QUESTIONS_MAX:
        file.wrong(f"there are {len(found)} questions. Please write {QUESTIONS_MIN} to {QUESTIONS_MAX}.")
    return found


def _question(table: Table) -> Question:
    table.only("ask", "kind", "options", "most")
    kind = Kind(table.one_of("kind", tuple(Kind), required=True) or Kind.TEXT)
    has_options, is_multiple = kind in (Kind.SINGLE, Kind.MULTIPLE), kind == Kind.MULTIPLE
    for key, fits in (("options", has_options), ("most", is_multiple)):
        if table.names(key) and not fits:
            table.wrong(f"a question of the kind “{kind}” has no {key}. Please leave it out.")
    options = table.texts("options") if has_options else ()
    most = (table.number("most") if table.names("most") else None) if is_multiple else 1
    question = Question(table.text("ask", QUESTION_MAX), kind, options, most)
    for field, reason in question_problems(question).items():
        if field != "question":
            table.wrong(WRONG[reason])
    return question
