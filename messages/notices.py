"""What is said when something can't be done: one sentence, to the person who asked, with what to do."""

from collections.abc import Mapping
from typing import Any

from slackblocks import ModalView, PlainText, SectionBlock

from messages.message import Message, message
from messages.words import Words, escape


def sentence(words: Words, reason: str, **values: Any) -> str:
    """Return why something was refused, as plain text."""
    return words.plain(f"notices.{reason}", **values)


def problems(words: Words, reasons: Mapping[str, str]) -> dict[str, str]:
    """Return the sentence to show at each field of a form."""
    return {field: sentence(words, reason) for field, reason in reasons.items()}


def note(text: str) -> Message:
    """Return a plain sentence as a message; nothing in it is read as mark-up."""
    return message(escape(text), [SectionBlock(PlainText(text))])


def modal(words: Words, text: str) -> dict[str, Any]:
    """Return a modal that says one sentence."""
    title, close = words.plain("notices.title"), words.plain("notices.close")
    return ModalView(title=title, close=close, blocks=[SectionBlock(PlainText(text))]).to_dict()
