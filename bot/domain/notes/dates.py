"""Due phrases in English notes: where they stand and which day they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.notes.due_rules import MONTH, RULES, Meaning

HINT = re.compile(  # no phrase is without one of these
    r"\d|day|week|month|year|quarter|tonight|this (?:morning|afternoon|evening)|tomorrow|eo[dwmqy]|cob|asap|soon"
    r"|possible|before|after|by |until|end|mid|mon|tue|wed|thu|fri|sat|sun|hand|time|next|ongoing",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:\b(?:due|deadline|needed|ready|target)(?: date)?\s*[:–-]?\s*(?:is\s+)?)?"
    r"(?:\b(?:no later than|not later than|by|before|until|till|on|for|in time for|at|around|sometime)\s+"
    r"(?:the\s+)?)?$",
    re.IGNORECASE,
)  # "... by ", "(due: "
NOT_DUE = re.compile(
    r"\b(?:from|since|last|after|every|each|of|previous|past|between|held|dated|early)\s+(?:the\s+)?$",
    re.IGNORECASE,
)  # "minutes of 12 March"
OWNED = re.compile(r"['’]s?\s")  # "Friday's meeting"
EVENT = (
    r"(?:meeting|call|sync|session|stand-?up|retro|conference|workshop|launch|release|event|review|lunch|holidays?"
    r"|christmas|easter|then)"
)
VAGUE = re.compile(
    r"\b(?:(?:asap|as soon as (?:possible|\w+ can)|when(?:ever)? possible|nearer the time|beforehand|ongoing|soon"
    r"|(?:before|after|by|at|until|in time for|ahead of) (?:(?:the|our|your|this|that)\s+)?"
    rf"(?:(?:next|upcoming|following|new)\s+)?(?:[\w-]+\s+)?{EVENT}|(?:before|by) (?:(?:early|late)[ -])?(?:{MONTH})"
    r"|before (?:we|they) (?:meet|leave|go|start|launch|sign|ship|close|publish|present|finish))\b)",
    re.IGNORECASE,
)  # "ASAP", "before the next meeting"
LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """A due phrase: its words, the day they mean (None when vague), its place, and its weight among others."""

    words: str
    day: date | None
    start: int
    end: int
    weight: int


def due_in(text: str, on: date) -> tuple[date | None, str | None]:
    """The day a text is due and the words that say so, seen from the local day `on`; vague words have no day.

    A bare weekday is the next one after `on`; a day without a year is this year's unless more than 90 days back.
    """
    phrase = due_phrase(text, on)
    return (phrase.day, phrase.words) if phrase else (None, None)


def due_phrase(text: str, on: date) -> Phrase | None:
    """The phrase that most likely says when something is due, or None."""
    if not HINT.search(text):
        return None
    best = max(_dated(text, on), key=lambda phrase: (phrase.weight, -phrase.start), default=None)
    if best is None and (found := VAGUE.search(text)):
        return Phrase(found[0], None, found.start(), found.end(), 0)
    return best


def _dated(text: str, on: date) -> Iterator[Phrase]:
    for rule in RULES:
        for found in rule.pattern.finditer(text):
            before = text[max(0, found.start() - LOOK_BACK) : found.start()]
            lead = LEAD.search(before)
            led = bool(lead and lead[0]) or before.endswith("(")
            if NOT_DUE.search(before) or OWNED.match(text, found.end()) or (rule.needs_lead and not led):
                continue
            if day := _day(rule.meaning, found, on):
                start = found.start() - len(lead[0] if lead else "")
                yield Phrase(text[start : found.end()].strip(), day, start, found.end(), 2 * led + rule.exact)


def _day(meaning: Meaning, found: re.Match[str], on: date) -> date | None:
    try:
        return meaning(found, on)
    except (ValueError, OverflowError):
        return None
