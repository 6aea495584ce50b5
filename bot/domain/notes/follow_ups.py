"""From a task in words to a follow-up with owners and a due day."""

import re
from dataclasses import replace
from datetime import date

from bot.domain.notes.dates import Phrase, due_phrase
from bot.domain.notes.owners import leading, trailing
from bot.domain.notes.people import People
from bot.domain.notes.promises import promises
from bot.domain.notes.reading import FollowUp
from bot.domain.notes.sentences import clauses, sentences

AROUND = " \t,;:–—-"
EMPTY_BRACKETS = re.compile(r"\s*\(\s*(?:due|by)?:?\s*\)", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\s*\(\?+\)")  # "generate wifi signs (??)"
FEWEST_WORDS = 2


def follow_up(text: str, owners: tuple[str, ...], on: date) -> FollowUp:
    """A follow-up; the due phrase is taken off the text where it stands at the end or in brackets."""
    text = PLACEHOLDER.sub("", text).strip()
    phrase = due_phrase(text, on)
    if phrase is None:
        return FollowUp(text, owners, None, None)
    return FollowUp(_without(text, phrase), owners, phrase.day, phrase.words)


def tasks(text: str, owners: tuple[str, ...], people: People, on: date) -> list[FollowUp]:
    """The follow-ups of a text known to be a task; `owners` are those of its label or parent line."""
    found: list[FollowUp] = []
    for clause in clauses(text):
        for number, sentence in enumerate(sentences(clause)):
            made, sure = _tasks_in(sentence, owners, found[-1].owners if found else (), people, on)
            if number and not sure:
                found[-1] = replace(found[-1], text=f"{found[-1].text} {sentence}")
            else:
                found.extend(made)
    return found


def task(text: str, owners: tuple[str, ...], people: People, on: date) -> list[FollowUp]:
    """The follow-up that a whole text is, however many sentences it has: that of a ticked-off list."""
    made, _ = _tasks_in(text, owners, (), people, on)
    return made


def _tasks_in(
    text: str, owners: tuple[str, ...], before: tuple[str, ...], people: People, on: date
) -> tuple[list[FollowUp], bool]:
    promised = [promise for promise in promises(text, people) if promise.owners or not promise.before]
    if promised and not promised[0].pronoun and not promised[0].before:
        return [follow_up(promise.text, promise.owners, on) for promise in promised], True
    named, rest = leading(text, people)
    if not named:
        named, rest = trailing(text, people)
    if not named and promised:
        named = promised[0].owners or before
    return [follow_up(rest, named or owners, on)], bool(named or promised)


def _without(text: str, phrase: Phrase) -> str:
    ahead, behind = text[: phrase.start], text[phrase.end :]
    at_end = not behind.strip(" .!)")
    in_brackets = ahead.endswith("(") and behind.startswith(")")
    if not (at_end or in_brackets):
        return text
    left = EMPTY_BRACKETS.sub("", ahead + (behind if in_brackets else "")).strip(AROUND)
    return left if len(left.split()) >= FEWEST_WORDS and left.count("(") == left.count(")") else text
