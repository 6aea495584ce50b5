"""Which errors a method can answer, read from its source."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from bot.practice.arguments import Call
from bot.practice.tickets import Refused, Triggers

CARRIERS = ("error", "too_long")
"""The parameters that carry an error code to whoever refuses."""


def codes(function: Callable[..., Any]) -> set[str]:
    """The error codes that stand in this function and in those of the practice workspace that it calls."""
    found: set[str] = set()
    waiting, seen = [function], set[Callable[..., Any]]()
    while waiting:
        current = waiting.pop()
        seen.add(current)
        for call in _calls(current):
            called = _resolve(current, call.func)
            found |= set(_told(called, call))
            if isinstance(called, FunctionType) and called.__module__.startswith("bot.practice") and called not in seen:
                waiting.append(called)
    return found


def _calls(function: Callable[..., Any]) -> Iterator[ast.Call]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _resolve(function: Any, name: ast.expr) -> Any:
    known = function.__globals__
    if isinstance(name, ast.Name):
        return known.get(name.id)
    if not isinstance(name, ast.Attribute):
        return None
    if isinstance(name.value, ast.Name) and inspect.ismodule(known.get(name.value.id)):
        return getattr(known[name.value.id], name.attr, None)
    return getattr(Call, name.attr, None) or getattr(Triggers, name.attr, None)


def _told(called: Any, call: ast.Call) -> Iterator[str]:
    if not (called is Refused or isinstance(called, FunctionType)):
        return
    names = [name for name in inspect.signature(called).parameters if name != "self"]
    given = [*zip(names, call.args, strict=False), *((keyword.arg, keyword.value) for keyword in call.keywords)]
    for name, value in given:
        if name in CARRIERS and isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value
