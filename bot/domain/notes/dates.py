"""Due phrases in English notes: where they stand and which day they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.notes.due_rules import MONTH, MONTH_FIRST, RULES, Meaning

HINT = re.compile(  # no phrase is without one of these
    r"\d|day|week|month|year|quarter|tonight|this (?:morning|afternoon|evening)|tomorrow|tmrw|eo[bdwmqy]|co[bp]|asap"
    r"|h[12]|hour|play|business|noon|soon|possible|before|after|by |until|end|mid|mon|tue|wed|thu|fri|sat|sun|hand|time"
    r"|next|ongoing",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:\b(?:due|deadline|eta|needed|ready|target)(?: date)?\s*[:–-]?\s*(?:is\s+)?)?"
    r"(?:\b(?:no later than|not later than|by|before|until|till|on|for|in time for|at|around|sometime)\s+"
    r"(?:the\s+)?)?(?:(?:cob|cop|eod|eob|close of business|end of (?:the )?day|noon)(?:,| on)?\s+)?$",
    re.IGNORECASE,
)  # "... by ", "(due: "
NOT_DUE = re.compile(
    r"\b(?:from|since|last|after|every|each|of|previous|past|between|held|dated|early)\s+(?:the\s+)?$",
    re.IGNORECASE,
)  # "minutes of 12 March"
OWNED = re.compile(r"['’]s?\s")  # "Friday's meeting"
EVENT = (
    r"(?:meeting|call|sync|session|1:1|one-on-one|catch-?up|stand-?up|retro|conference|workshop|launch|release|event|review|lunch|holidays?"
    r"|christmas|xmas|easter|then)"
)
VAGUE = re.compile(
    r"\b(?:(?:asap|as soon as (?:possible|\w+ can)|when(?:ever)? possible|nearer the time|beforehand|ongoing|soon"
    r"|(?:before|after|by|at|until|in time for|ahead of) (?:(?:the|our|your|this|that)\s+)?"
    rf"(?:(?:next|upcoming|following|new)\s+)?(?:[\w-]+\s+)?{EVENT}|(?:before|by) (?:(?:early|late)[ -])?(?:{MONTH})"
    r"|for (?:(?:the|our) )?next (?:meeting|call|session|sync|1:1|time)|by next time"
    r"|(?:(?:by|before|until|in|for|during) )?(?:the )?(?:next|coming) (?:sprint|term|semester|season|phase)"
    r"|(?:(?:by|before|until) )?(?:the )?end of (?:the |this )?"
    r"(?:sprint|term|semester|season|summer|phase|pilot|project)"
    r"|before (?:we|they) (?:meet|leave|go|start|launch|sign|ship|close|publish|present|finish))\b)",
    re.IGNORECASE,
)  # "ASAP", "before the next meeting"
APART = re.compile(r"(?:\([^()]*[,;]|\s[-–—|]|,)\s*$")  # "(Priya, ", " – ": what ends such a line is a day
LOOK_BACK = 40


SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?!\d)(?:/\d{2,4})?")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """The local day that due phrases are seen from, and whether "3/4" is the fourth of March."""

    day: date
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A due phrase: its words, the day they mean (None when vague), its place, and its weight among others."""

    words: str
    day: date | None
    start: int
    end: int
    weight: int


def puts_month_first(text: str) -> bool:
    """Whether a text writes days as "3/24": some can be read in no other way, and none only as "24/3"."""
    return any(int(second) > MONTHS for _, second in SLASHED.findall(text)) and not puts_day_first(text)


def puts_day_first(text: str) -> bool:
    """Whether a text has a day that can be read only as "24/3"."""
    return any(int(first) > MONTHS for first, _ in SLASHED.findall(text))


def due_in(text: str, on: date, month_first: bool = False) -> tuple[date | None, str | None]:
    """The day a text is due and the words that say so, seen from the local day `on`; vague words have no day.

    A bare weekday is the next one after `on`; a day without a year is this year's unless more than 90 days back.
    """
    phrase = due_phrase(text, Viewpoint(on, month_first))
    return (phrase.day, phrase.words) if phrase else (None, None)


def due_phrase(text: str, seen: Viewpoint) -> Phrase | None:
    """The phrase that most likely says when something is due, or None."""
    if not HINT.search(text):
        return None
    best = max(_dated(text, seen), key=lambda phrase: (phrase.weight, -phrase.start), default=None)
    if best is None and (found := VAGUE.search(text)):
        return Phrase(found[0], None, found.start(), found.end(), 0)
    return best


def _dated(text: str, seen: Viewpoint) -> Iterator[Phrase]:
    for rule in MONTH_FIRST if seen.month_first else RULES:
        for found in rule.pattern.finditer(text):
            before = text[max(0, found.start() - LOOK_BACK) : found.start()]
            lead = LEAD.search(before)
            led = bool(lead and lead[0]) or _stands_apart(text, before, found.end())
            if NOT_DUE.search(before) or OWNED.match(text, found.end()) or (rule.needs_lead and not led):
                continue
            if day := _day(rule.meaning, found, seen.day):
                start = found.start() - len(lead[0] if lead else "")
                yield Phrase(text[start : found.end()].strip(), day, start, found.end(), 2 * led + rule.exact)


def _stands_apart(text: str, before: str, end: int) -> bool:
    if before.endswith(("(", "[")):
        return True
    return not text[end:].strip(" .!)]*_") and APART.search(before) is not None


def _day(meaning: Meaning, found: re.Match[str], on: date) -> date | None:
    try:
        return meaning(found, on)
    except (ValueError, OverflowError):
        return None
