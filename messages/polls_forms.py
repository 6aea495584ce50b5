"""The form of a poll."""

from datetime import datetime
from typing import Any, Final

from slackblocks import DateTimePicker

from bot.domain.polls import Mode
from messages import forms
from messages.polls import SUBMIT
from messages.words import Words

ONE: Final = "one"
SEVERAL: Final = "several"


def form(words: Words, question: str, closes_at: datetime, about: str) -> dict[str, Any]:
    """Return the form with the question typed so far; `about` comes back with the submission."""
    blocks = [
        *forms.text(words, "polls.question", value=question, required=True),
        *forms.text(words, "polls.options", required=True),
        forms.choice(words, "polls.choice", (ONE, SEVERAL), value=ONE),
        forms.choice(words, "polls.mode", tuple(Mode), value=Mode.NAMED),
        forms.field_of(words, "polls.closes_at", DateTimePicker(forms.VALUE, int(closes_at.timestamp()))),
    ]
    return forms.modal(words, "polls.form", SUBMIT, blocks, about=about)
