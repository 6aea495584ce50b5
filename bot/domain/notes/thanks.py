"""Who gave what: whom the notes thank, and who showed or proposed something."""

import re

from bot.domain.notes.people import PEOPLE_AT_START, SEPARATOR, People, called
from bot.domain.notes.reading import Contribution

THANKED = re.compile(
    r"\b(?:thanks|thank you|kudos|shout-?out|hats off|props|credit|congratulations|congrats|well done)"
    r"(?: very much| a lot| so much| again)?,?(?: goes| go)?(?: to)?[:,]?\s+",
    re.IGNORECASE,
)  # "Thanks to Priya for the deck"
OPENING = re.compile(r"(?:many |big |special )?(?:thanks|thank you|kudos|shout-?out|hats off|props)\b", re.IGNORECASE)
FOR_WHAT = re.compile(r"[\s,]*(?:for|who)\s+", re.IGNORECASE)
GLUE = re.compile(r"[\s,;.!)]*(?:\band\b)?[\s,;.!)]*$")
GAVE = re.compile(
    r"\s+(?:also |kindly )?(?:showed|presented|demoed|demonstrated|shared(?! that| how)|suggested|suggests|proposed"
    r"|proposes|recommended|recommends|brought|built|prepared|organi[sz]ed|gave|ran|led)\s+(?=\S)"
)  # "Priya showed the new script"
LONG_INTRODUCTION = 3  # words ahead of the thanks that are part of what is thanked for


def is_thanks(text: str) -> bool:
    """Say whether a line begins by thanking somebody, which is no task even where tasks are listed."""
    return OPENING.match(text) is not None


def contributions(sentence: str, people: People) -> list[Contribution]:
    """What a sentence credits people with; [] when it credits nobody."""
    return _thanked(sentence, people) or _gave(sentence, people)


def listed(text: str, people: People) -> list[Contribution]:
    """What a line under a heading such as "Thanks" credits people with: "Priya for the deck"."""
    first = people.first(text)
    return [Contribution(who, text) for who in people.listed(first)] if first else []


def _thanked(sentence: str, people: People) -> list[Contribution]:
    marks = list(THANKED.finditer(sentence))
    ends = [mark.start() for mark in marks[1:]] + [len(sentence)]
    return [credit for mark, end in zip(marks, ends, strict=False) for credit in _credits(sentence, mark, end, people)]


def _credits(sentence: str, mark: re.Match[str], end: int, people: People) -> list[Contribution]:
    names = PEOPLE_AT_START.match(sentence, mark.end(), end)
    if not names:
        return []
    what = GLUE.sub("", FOR_WHAT.sub("", sentence[names.end() : end], count=1))
    is_first = THANKED.search(sentence, 0, mark.start()) is None
    whole = not what or (is_first and len(sentence[: mark.start()].split()) > LONG_INTRODUCTION)
    return [Contribution(who, sentence if whole else what) for who in people.listed(names[0])]


def _gave(sentence: str, people: People) -> list[Contribution]:
    first = people.first(sentence)
    parts = [part for part in SEPARATOR.split(first) if part]
    if not parts or not GAVE.match(sentence, len(first)) or not all(map(people.named, parts)):
        return []
    return [Contribution(called(part), sentence[len(first) :].strip(" .")) for part in parts]
