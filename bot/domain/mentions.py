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


class Wish(StrEnum):
    """What the mention is about."""

    REQUEST = "request"
    NOTES = "notes"
    HELP = "help"


def wish(text: str) -> Wish:
    """Tell a training request ("we need training on …") from meeting notes (several lines, or called so)."""
    lines = [line for line in text.splitlines() if line.strip()]
    if SAYS_NOTES.match(text) or len(lines) >= NOTES_LINES:
        return Wish.NOTES
    return Wish.REQUEST if ASKS.search(text) else Wish.HELP
