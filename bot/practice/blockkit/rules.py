"""Small rules that together say what Slack takes. A rule gets a value and where it stands, and yields what is
wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Rule = Callable[[Any, str], Iterator[str]]


def problem(text: str, at: str) -> str:
    """One complaint as Slack words them in `response_metadata.messages`."""
    return f"[ERROR] {text} [json-pointer:{at}]"


def string(most: int, least: int = 0) -> Rule:
    """A string of `least` to `most` characters."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield problem("must provide a string", at)
        elif len(value) > most:
            yield problem(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            yield problem(f"must be more than {least - 1} characters", at)

    return check


def number(least: float, most: float) -> Rule:
    """A number from `least` to `most`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            yield problem(f"must be a number from {least} to {most}", at)

    return check


def flag(value: Any, at: str) -> Iterator[str]:
    """A boolean."""
    if not isinstance(value, bool):
        yield problem("must provide a boolean", at)


def choice(*values: str) -> Rule:
    """One of these strings."""

    def check(value: Any, at: str) -> Iterator[str]:
        if value not in values:
            yield problem(f"must be a valid enum value, one of {', '.join(values)}", at)

    return check


def each(rule: Rule, most: int, least: int = 1) -> Rule:
    """A list of `least` to `most` items that all keep `rule`."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield problem("must provide an array", at)
            return
        if len(value) > most:
            yield problem(f"no more than {most} items allowed", at)
        if len(value) < least:
            yield problem(f"no fewer than {least} items allowed", at)
        for index, item in enumerate(value):
            yield from rule(item, f"{at}/{index}")

    return check


def record(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with exactly these fields."""
    fields = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield problem("must provide an object", at)
            return
        for name in required:
            if name not in value:
                yield problem(f"missing required field: {name}", at)
        for name, item in value.items():
            if name not in fields:
                yield problem(f"invalid additional property: {name}", at)
            else:
                yield from fields[name](item, f"{at}/{name}")

    return check


def typed(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` chooses its rule."""

    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            yield problem(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from kinds[kind](value, at)

    return check


def both(*rules: Rule) -> Rule:
    """All of these rules."""

    def check(value: Any, at: str) -> Iterator[str]:
        for rule in rules:
            yield from rule(value, at)

    return check


def anything(value: Any, at: str) -> Iterator[str]:
    """No demand."""
    return iter(())
