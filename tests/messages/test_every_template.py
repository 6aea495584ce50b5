"""Whatever people typed: no fragment lets it ping or link, and each escapes it exactly once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, meta

from messages.words import HERE, Words, escape, link
from tests.messages.hostile_words import TEXTS

KINDS: Final = ("mrkdwn", "txt")
BLOCK: Final = re.compile(r"{% block (\w+) %}")
START, END = "⟦", "⟧"
OUR_LINK: Final = re.compile(r"<https://a\.example\|[\w ]*>")
IDS: Final = ("person", "channel", "day", "moment")


class Anything(str):
    """What stands for every value a fragment may show: all its parts are the same odd text."""

    def __getattr__(self, name: str) -> "Anything":
        return self

    def __getitem__(self, key: Any) -> "Anything":
        return self

    def __iter__(self) -> Iterator["Anything"]:
        return iter((self, self))

    def __rtruediv__(self, _: Any) -> float:
        return 0.5

    def __call__(self, *_: Any) -> "Anything":
        return self


def fragments() -> Iterator[tuple[str, str, str]]:
    """Every fragment: its kind, its feature and its name."""
    for path in sorted((HERE / "en").glob("*.j2")):
        feature, kind, _ = path.name.split(".")
        assert kind in KINDS
        yield from ((kind, feature, name) for name in BLOCK.findall(path.read_text(encoding="utf-8")))


FRAGMENTS: Final = tuple(fragments())


@pytest.fixture(scope="module")
def trusting() -> Words:
    """Words whose filters take anything where an id, a day or a web address belongs."""
    trusting = Words()
    safe = dict.fromkeys(IDS, lambda _: "somebody") | {"link": lambda _, label: link("https://a.example", str(label))}
    trusting._mrkdwn, trusting._plain = (_with(each, safe) for each in (trusting._mrkdwn, trusting._plain))
    return trusting


def _with(environment: Environment, filters: Mapping[str, Any]) -> Environment:
    """An environment with other filters; the one it comes from is that of all words, and stays as it is."""
    own = environment.overlay()
    own.filters = {**environment.filters, **filters}
    return own


@pytest.mark.parametrize(("kind", "feature", "name"), FRAGMENTS, ids=map(".".join, FRAGMENTS))
@given(text=st.sampled_from(TEXTS) | st.text(st.sampled_from("<>&|!@#*_`~;a"), min_size=1))
@settings(max_examples=10, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_every_fragment_shows_what_people_typed_as_they_typed_it(
    kind: str, feature: str, name: str, text: str, trusting: Words
) -> None:
    odd = f"{START}{text}{END}"
    said = _said(trusting, kind, f"{feature}.{name}", Anything(odd))
    shown = (escape(odd) if kind == "mrkdwn" else odd).casefold()
    assert said.casefold().count(START) == said.casefold().count(shown)
    if kind == "mrkdwn":
        left = OUR_LINK.sub("", said.casefold().replace(shown, ""))
        assert not set(left) & {"<", ">"}


def _said(words: Words, kind: str, fragment: str, value: Anything) -> str:
    environment: Environment = words._mrkdwn if kind == "mrkdwn" else words._plain
    values = dict.fromkeys(_shown(environment, f"{fragment.split('.')[0]}.{kind}.j2"), value)
    return words.mrkdwn(fragment, **values) if kind == "mrkdwn" else words.plain(fragment, **values)


@cache
def _shown(environment: Environment, file: str) -> set[str]:
    """The names of the values that the fragments of a file may show."""
    return meta.find_undeclared_variables(environment.parse((HERE / "en" / file).read_text(encoding="utf-8")))
