"""Which words two sentences share, whatever their endings."""

import re
from itertools import groupby
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ENDINGS: Final = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ments",
    "ment",
    "ers",
    "er",
    "ies",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "e",
    "y",
)
SHORTEST: Final = 3
MOST: Final = 3

# Words that say nothing about what a need is about, the everyday words of asking for training among them.
EMPTY: Final = frozenset(
    """
    a about after all also an and any are as at be because been before but by can cannot could did do does doing don't
    each else every for from get gets got had has have how i if in into is isn't it its it's just keep keeps know knows
    like make makes many may me more most much my need needs new no nobody none not nothing of off often on one only
    or other others our out over own people really see should so some somebody someone staff team teams than that the
    their them then there these they this those time to too up us use used very want wants was we were what when where
    which while who why will with without work works would you your
    better colleague colleagues course courses employee employees help learn learning manager managers program
    programme session sessions skill skills teach train training trainings workshop workshops
    """.split()
)


def words(text: str) -> frozenset[str]:
    """Return what is left of a text's words without their endings; those that say nothing are left out."""
    return frozenset(stem for word in WORD.findall(text) if (stem := _stem(word)))


def shared(text: str, other: str) -> tuple[str, ...]:
    """Return what of `text` the other says too, as it stands there: neighbours as one phrase, at most three."""
    common = words(other)
    runs = groupby(WORD.findall(text), key=lambda word: _stem(word) in common)
    phrases = (" ".join(run).lower() for is_common, run in runs if is_common)
    return tuple(dict.fromkeys(phrases))[:MOST]


def _stem(word: str) -> str:
    """Return a word without its ending; empty for one that says nothing."""
    plain = word.lower().replace("’", "'")
    if plain in EMPTY or len(plain) < 2:
        return ""
    ending = next((each for each in ENDINGS if plain.endswith(each) and len(plain) - len(each) >= SHORTEST), "")
    return plain.removesuffix(ending) if ending else plain
