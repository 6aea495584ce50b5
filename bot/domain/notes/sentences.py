"""Sentences and clauses of a line."""

import re

END = re.compile(r"[.!?][\"”')]*(\s+)(?=(?:[–—-]\s+)?[\"“'(\[*<@]*\w)")  # "... today. Priya ..."
GLUED = re.compile(r"(?<=[a-z]{2}\.)(?=[A-Z][a-z]+ (?:to|will) )")  # "... posts.Priya to ..."
SHORT = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|vs|etc|cf|ca|approx|dr|mr|mrs|ms|prof|st|no|[A-Z])|^\W*\d{1,2}|\.\.)\.$", re.IGNORECASE
)
LONGEST_BRACKETS = 150
LABEL_INSIDE = re.compile(
    r"(?:(?<=[.?!)\]\"”])\s+|\s*(?:<-|->|=>|→|⇒)\s*)"
    r"(?=(?:Action|ACTION|TODO|To do|TO DO|Next step|AI|AP)s?(?: items?| points?)?(?: ?\([^()]*\))?\s*[:–—-]\s)"
)  # "We can do it. Action: ..."


def sentences(text: str) -> list[str]:
    """The sentences of a text, trimmed, in order."""
    found: list[str] = []
    start = 0
    text = GLUED.sub(" ", text)
    for end in END.finditer(text):
        piece = text[start : end.start(1)]
        if not (SHORT.search(piece[-12:]) or _is_open(piece)):
            found.append(text[start : end.start(1)].strip())
            start = end.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def _is_open(piece: str) -> bool:
    """Whether brackets opened lately in a piece are not closed in it."""
    return piece.rfind("(", -LONGEST_BRACKETS) > piece.rfind(")")


def at_labels(text: str) -> list[str]:
    """A paragraph cut before each "Action:" inside it."""
    return [piece for piece in LABEL_INSIDE.split(text) if piece.strip()]


def clauses(text: str) -> list[str]:
    """A text cut at the semicolons outside brackets."""
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth = max(0, depth + (letter in "([") - (letter in ")]"))
        if letter == ";" and not depth:
            pieces.append(text[start:at])
            start = at + 1
    return [piece.strip() for piece in (*pieces, text[start:]) if piece.strip()]
