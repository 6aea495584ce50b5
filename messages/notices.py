"""What is said when something can't be done: one sentence, to the person who asked, with what to do."""

from collections.abc import Mapping
from typing import Any

from slackblocks import ModalView, PlainText, SectionBlock

from messages.forms import HEADING_MAX
from messages.layout import PROSE_MAX
from messages.message import Message, message, short
from messages.words import Words, escape


def sentence(words: Words, reason: str, **values: Any) -> str:
    """Return why something was refused, as plain text."""
    return words.plain(f"notices.{reason}", **values)


def problems(words: Words, reasons: Mapping[str, str]) -> dict[str, str]:
    """Return the sentence to show at each field of a form."""
    return {field: sentence(words, reason) for field, reason in reasons.items()}


def note(text: str) -> Message:
    """Return a plain sentence as a message; nothing in it is read as mark-up."""
    return message(escape(text), [SectionBlock(PlainText(short(text, PROSE_MAX)))])


def modal(words: Words, text: str) -> dict[str, Any]:
    """Return a modal that says one sentence."""
    title, close = (short(words.plain(f"notices.{part}"), HEADING_MAX) for part in ("title", "close"))
    return ModalView(title=title, close=close, blocks=[SectionBlock(PlainText(short(text, PROSE_MAX)))]).to_dict()
