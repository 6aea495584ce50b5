"""Menus and pickers: the fields of a form in which people choose rather than type."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any, Final

from slackblocks import (
    Block,
    ConversationFilter,
    ConversationSelectMenu,
    Element,
    ExternalSelectMenu,
    Option,
    PlainText,
    StaticSelectMenu,
    TimePicker,
    UserMultiSelectMenu,
)

from messages.forms import VALUE, field_of
from messages.message import short
from messages.words import Words

OPTIONS_MAX: Final = 100
OPTION_MAX: Final = 75


def select(
    words: Words, name: str, options: Mapping[str, str], *, value: str | None = None, required: bool = False
) -> Block:
    """Return a menu called `feature.field` of at most 100 options, labels by value."""
    return field_of(words, name, menu(options, value), required=required)


def menu(options: Mapping[str, str], value: str | None = None, *, action_id: str = VALUE) -> Element:
    """Return an element that picks one of at most 100 options, labels by value."""
    shown = offered(options)
    chosen = next((each for each in shown if each.value == value), None)
    return StaticSelectMenu(action_id, shown, initial_option=chosen)


def lookup(
    words: Words,
    name: str,
    action_id: str,
    *,
    value: str | None = None,
    label: str | None = None,
    required: bool = False,
) -> Block:
    """Return a menu called `feature.field` whose options are asked for as somebody types, under `action_id`."""
    chosen = Option(PlainText(short(label or value, OPTION_MAX)), value) if value else None
    return field_of(words, name, ExternalSelectMenu(action_id, chosen, min_query_length=1), required=required)


def options(labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the options that were asked for, labels by value."""
    return [option._resolve() for option in offered(labels)]


def clock(words: Words, name: str, *, value: time) -> Block:
    """Return a required field called `feature.field` for a time of day."""
    return field_of(words, name, TimePicker(VALUE, initial_time=f"{value:%H:%M}"), required=True)


def people(words: Words, name: str, *, value: Sequence[str] = ()) -> Block:
    """Return a field called `feature.field` that picks any number of people."""
    return field_of(words, name, UserMultiSelectMenu(VALUE, initial_users=list(value) or None))


def channel(words: Words, name: str, *, value: str | None = None) -> Block:
    """Return a field called `feature.field` that picks a channel, public or private."""
    return field_of(words, name, rooms(value))


def rooms(value: str | None = None) -> Element:
    """Return an element that picks a channel, public or private."""
    return ConversationSelectMenu(VALUE, initial_conversation=value, filter=ConversationFilter(["public", "private"]))


def offered(labels: Mapping[str, str]) -> list[Option]:
    """Return the options of a menu, labels by value."""
    return [Option(PlainText(short(label, OPTION_MAX)), value) for value, label in labels.items()]
