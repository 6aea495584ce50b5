"""The form in which somebody adds an answer to a poll."""

from typing import Any, Final

from messages import forms
from messages.layout import quoted
from messages.words import Words

ADD: Final = "polls.add"
ADDED: Final = "polls.added"


def form(words: Words, question: str, poll_id: int) -> dict[str, Any]:
    """Return the form for one more answer to a question."""
    asked = quoted(words.plain("polls.question_label"), question)
    typed = forms.text(words, "polls_options.option", required=True, lines=False)
    return forms.modal(words, "polls_options.form", ADDED, [asked, *typed], about=str(poll_id))
