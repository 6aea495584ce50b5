"""Menus and pickers: the fields of a form in which people choose rather than type."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import Final

from slackblocks import (
    Block,
    ConversationFilter,
    ConversationSelectMenu,
    NumberInput,
    Option,
    OptionGroup,
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
    offered = _options(options)
    chosen = next((option for option in offered if option.value == value), None)
    return field_of(words, name, StaticSelectMenu(VALUE, offered, initial_option=chosen), required=required)


def grouped(
    words: Words,
    name: str,
    groups: Mapping[str, Mapping[str, str]],
    *,
    value: str | None = None,
    required: bool = False,
) -> Block:
    """Return a searchable menu called `feature.field`: labels by value, in groups of any size."""
    offered = [group for label, options in groups.items() for group in _groups(label, _options(options))]
    menu = StaticSelectMenu(VALUE, option_groups=offered)
    everything = (option for group in offered for option in group.options)
    menu.initial_option = next((option for option in everything if option.value == value), None)
    return field_of(words, name, menu, required=required)


def clock(words: Words, name: str, *, value: time) -> Block:
    """Return a required field called `feature.field` for a time of day."""
    return field_of(words, name, TimePicker(VALUE, initial_time=f"{value:%H:%M}"), required=True)


def number(words: Words, name: str, *, value: int | None, most: int) -> Block:
    """Return a required field called `feature.field` for a whole number from 1 to `most`."""
    shown = str(value) if value is not None else None
    return field_of(words, name, NumberInput(False, VALUE, shown, min_value=1, max_value=most), required=True)


def people(words: Words, name: str, *, value: Sequence[str] = ()) -> Block:
    """Return a field called `feature.field` that picks any number of people."""
    return field_of(words, name, UserMultiSelectMenu(VALUE, initial_users=list(value) or None))


def channel(words: Words, name: str, *, value: str | None = None) -> Block:
    """Return a field called `feature.field` that picks a channel, public or private."""
    rooms = ConversationFilter(["public", "private"])
    return field_of(words, name, ConversationSelectMenu(VALUE, initial_conversation=value, filter=rooms))


def _options(labels: Mapping[str, str]) -> list[Option]:
    return [Option(PlainText(short(label, OPTION_MAX)), value) for value, label in labels.items()]


def _groups(label: str, options: list[Option]) -> list[OptionGroup]:
    """Split what is more than one group can hold; the parts are numbered."""
    parts = [options[start : start + OPTIONS_MAX] for start in range(0, len(options), OPTIONS_MAX)]
    if len(parts) == 1:
        return [OptionGroup(label, options)]
    return [OptionGroup(f"{label} ({number})", part) for number, part in enumerate(parts, 1)]
