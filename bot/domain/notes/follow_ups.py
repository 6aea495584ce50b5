"""From a task in words to a follow-up with owners and a due day."""

import re
from dataclasses import replace

from bot.domain.notes.dates import Phrase, Viewpoint, due_phrase
from bot.domain.notes.owners import doers, leading, trailing
from bot.domain.notes.people import People
from bot.domain.notes.promises import promises
from bot.domain.notes.reading import FollowUp
from bot.domain.notes.sentences import clauses, sentences
from bot.domain.notes.signs import PICTURE

AROUND = " \t,;:|–—-"
EMPTY_BRACKETS = re.compile(r"\s*\(\s*(?:due|by)?:?\s*\)", re.IGNORECASE)
BESIDE = re.compile(r"(?<=[^\s(])\s*[,;|–-]\s*(?:(?:due|eta|deadline)\s*:?\s*)?$")  # "(Priya, " ahead of a day
PLACEHOLDER = re.compile(r"\s*\(\?+\)")  # "generate wifi signs (??)"
STATE = re.compile(
    r"\s*(?:[-–—:]\s*|[\[(])(?:in progress|ongoing|open|not started|pending|carried (?:over|forwards?))[\])]?[.]?$",
    re.IGNORECASE,
)  # "... - ONGOING"
PLEASE = re.compile(r"please\s+(?=[a-z])", re.IGNORECASE)
TRAILING_SIGN = re.compile(rf"(?:\s*{PICTURE})+$")
FEWEST_WORDS = 2


def follow_up(text: str, owners: tuple[str, ...], on: Viewpoint) -> FollowUp:
    """A follow-up; the due phrase is taken off the text where it stands at the end or in brackets."""
    phrase = due_phrase(text, on)
    return _made(without(text, phrase), owners, phrase)


def _made(text: str, owners: tuple[str, ...], phrase: Phrase | None) -> FollowUp:
    text = text[found.end() :] if (found := PLEASE.match(text)) else text
    bare = TRAILING_SIGN.sub("", STATE.sub("", PLACEHOLDER.sub("", text).strip())).rstrip(". ")
    return FollowUp(bare, owners, phrase.day if phrase else None, _words(phrase))


def tasks(text: str, owners: tuple[str, ...], people: People, on: Viewpoint) -> list[FollowUp]:
    """The follow-ups of a text known to be a task; `owners` are those of its label or parent line."""
    found: list[FollowUp] = []
    for clause in (part for piece in clauses(text) for part in doers(piece, people)):
        for number, sentence in enumerate(sentences(clause)):
            made, sure = _tasks_in(sentence, owners, found[-1].owners if found else (), people, on)
            if number and not sure:
                found[-1] = replace(found[-1], text=f"{found[-1].text}. {sentence}")
            else:
                found.extend(made)
    return found


def task(text: str, owners: tuple[str, ...], people: People, on: Viewpoint) -> list[FollowUp]:
    """The follow-up that a whole text is, however many sentences it has: that of a ticked-off list."""
    made, _ = _tasks_in(text, owners, (), people, on)
    return made


def _tasks_in(
    text: str, owners: tuple[str, ...], before: tuple[str, ...], people: People, on: Viewpoint
) -> tuple[list[FollowUp], bool]:
    promised = [promise for promise in promises(text, people) if promise.owners or not promise.before]
    if promised and not promised[0].pronoun and not promised[0].before:
        return [follow_up(promise.text, promise.owners, on) for promise in promised], True
    named, made = owned(text, people, on)
    if not named and promised:
        named = promised[0].owners or before
    return [replace(made, owners=named or owners)], bool(named or promised)


def owned(text: str, people: People, on: Viewpoint) -> tuple[tuple[str, ...], FollowUp]:
    """The owners a task is marked with, before or after it, and the task without them as a follow-up."""
    named, rest = leading(text, people)
    return (named, follow_up(rest, named, on)) if named else trailing_owners(rest, people, on)


def trailing_owners(text: str, people: People, on: Viewpoint) -> tuple[tuple[str, ...], FollowUp]:
    """The owners a task ends with, be it before the day it is due, and the task without them as a follow-up."""
    phrase = due_phrase(text, on)
    beside = (
        phrase is not None and text[phrase.end :].startswith(")") and BESIDE.search(text[: phrase.start]) is not None
    )
    named, rest = trailing(without(text, phrase), people, sure=beside)
    again = due_phrase(rest, on) if named else None
    return named, _made(without(rest, again) if again and again.words == _words(phrase) else rest, named, phrase)


def _words(phrase: Phrase | None) -> str | None:
    return phrase.words if phrase else None


def without(text: str, phrase: Phrase | None) -> str:
    """A text without the due phrase in it, where that stands at the end or fills brackets."""
    if phrase is None:
        return text
    ahead, behind = text[: phrase.start], text[phrase.end :]
    at_end = not behind.strip(" .!)")
    in_brackets = ahead.endswith("(") and behind.startswith(")")
    if behind.startswith(")") and (beside := BESIDE.search(ahead)):
        return ahead[: beside.start()] + behind
    if not (at_end or in_brackets):
        return text
    left = EMPTY_BRACKETS.sub("", ahead + (behind if in_brackets else "")).strip(AROUND)
    return left if len(left.split()) >= FEWEST_WORDS and left.count("(") == left.count(")") else text
