"""Whatever is shown in whatever message: Slack takes it, and it pings nobody and links nowhere."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import messages
from bot.practice.content import content
from bot.practice.views import checked
from messages.message import Message
from messages.words import Words
from tests.messages.hostile import arguments
from tests.messages.hostile_requests import ADDRESS
from tests.messages.hostile_words import CHANNELS, PEOPLE

Builder = Callable[..., Any]
WORDS: Final = Words()
KNOWN: Final = {*PEOPLE, *CHANNELS}
TOKEN: Final = re.compile(r"<([^<>]*)>")
OURS: Final = re.compile(r"!date\^\d+\^[^|]*\|[^|]*|https://(?:northwind\.slack\.com|wiki\.example)/\S+\|[\w ]+")
PINGS: Final = {"broadcast", "usergroup", "link", "channel"}


def builders() -> Iterator[tuple[str, Builder]]:
    """Every function that makes a message or a view of words and values."""
    for found in pkgutil.iter_modules(messages.__path__):
        module = importlib.import_module(f"messages.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            hints = inspect.get_annotations(function, eval_str=True)
            is_whole = hints.get("return") in (Message, dict[str, Any]) and hints.get("words") is Words
            if is_whole and function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}", function


SHAPES: Final = ("forms.", "pickers.")
BUILDERS: Final = {name: builder for name, builder in builders() if not name.startswith(SHAPES)}


@pytest.mark.parametrize("builder", BUILDERS.values(), ids=BUILDERS)
@given(data=st.data())
@settings(max_examples=15, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_slack_takes_it_and_nobody_is_pinged(builder: Builder, data: st.DataObject) -> None:
    values = data.draw(arguments(builder))
    made = builder(WORDS, **values)
    if isinstance(made, Message):
        made = made.illustrated("F0PRACTICE001")
        content(made.text, made.blocks, made.attachments, too_long="msg_blocks_too_long")
        shown = [made.text, *_marked([made.blocks, made.attachments])]
    else:
        checked(made, made["type"])
        shown = _marked(made)
    assert [token for text in shown for token in TOKEN.findall(text) if not _is_ours(token)] == []
    assert [text for text in shown if TOKEN.sub("", text).count("<") + TOKEN.sub("", text).count(">")] == []
    assert [node for node in _nodes(made) if node.get("type") in PINGS and node.get("url") != ADDRESS] == []


def _is_ours(token: str) -> bool:
    return (token[:1] in "@#" and token[1:] in KNOWN) or OURS.fullmatch(token) is not None


def _marked(shown: Any) -> list[str]:
    return [node["text"] for node in _nodes(shown) if node.get("type") == "mrkdwn"]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, Message):
        node = [node.blocks, node.attachments]
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(child)
