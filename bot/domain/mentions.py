"""What somebody wants who mentions the bot."""

import re
from enum import StrEnum

NOTES_LINES = 3
LEARNING = r"(training|trainings|course|courses|workshop|workshops|coaching|learning|e-?learning|masterclass|seminar)"
WANTING = r"(needs?|wants?|request|requesting|book|looking for|could use|would like|like to have|organi[sz]e|arrange)"
ASKS = re.compile(
    rf"\b{WANTING}\b.{{0,200}}\b{LEARNING}\b|\b{LEARNING}\b.{{0,60}}\b(needed|request|please)\b", re.I | re.S
)
SAYS_NOTES = re.compile(r"^\W*(meeting notes|notes|minutes|protocol|takeaways)\b", re.I)

LISTED = re.compile(r"\s*(?:[-*•◦▪]|\d{1,2}[.)]|\[[ xX]\])\s+\S")


class Wish(StrEnum):
    """What the mention is about."""

    REQUEST = "request"
    NOTES = "notes"
    HELP = "help"


def wish(text: str) -> Wish:
    """Tell a training request ("we need training on …") from meeting notes: called so, a list, or several lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    if SAYS_NOTES.match(text) or any(LISTED.match(line) for line in lines):
        return Wish.NOTES
    is_long = len(lines) >= NOTES_LINES
    if ASKS.search(lines[0] if is_long else text):
        return Wish.REQUEST
    return Wish.NOTES if is_long else Wish.HELP
