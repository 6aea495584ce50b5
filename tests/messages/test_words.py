"""Words: whatever people typed, no fragment of ours lets it ping, link or break out."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta

from messages.message import short
from messages.words import HERE, Words, escape, link, listed, person

WORDS: Final = Words()
ODD: Final = st.text() | st.lists(
    st.sampled_from(["<", ">", "&", "!channel", "@U0PRIYA", "|", "&lt;", "&amp;", "http://x.example", "}}", "{%"]),
    max_size=12,
).map("".join)
FRAGMENTS: Final = sorted(
    (path.name.split(".")[0], name)
    for path in (HERE / "en").glob("*.mrkdwn.j2")
    for name in re.findall(r"{% block (\w+) %}", path.read_text())
)


HOSTILE: Final = "<!channel> <@U0EVE> <https://evil.example|pay> &"


@pytest.fixture(scope="module")
def trusting() -> Words:
    """Words whose filters take anything where an id, a day or a web address belongs."""
    trusting = Words()
    safe = dict.fromkeys(("person", "channel", "day", "moment"), lambda _: "somebody")
    trusting._mrkdwn.filters.update(safe | {"link": lambda _, label: link("https://a.example", str(label))})
    return trusting


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


@pytest.mark.parametrize("name", FRAGMENTS, ids=".".join)
def test_every_fragment_escapes_what_people_typed(name: tuple[str, str], trusting: Words) -> None:
    source = (HERE / "en" / f"{name[0]}.mrkdwn.j2").read_text()
    names = meta.find_undeclared_variables(trusting._mrkdwn.parse(source))
    values = dict.fromkeys(names, Anything(HOSTILE))
    said = trusting.mrkdwn(".".join(name), **values)
    assert HOSTILE not in said
    assert not re.search(r"<!channel|<@U0EVE|<https://evil", said)


@given(ODD)
def test_escaped_text_holds_no_markup_and_loses_nothing(text: str) -> None:
    said = escape(text)
    assert not set(said) & {"<", ">"}
    assert not re.search(r"&(?!(amp|lt|gt);)", said)
    assert said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@given(ODD)
def test_what_is_typed_is_escaped_once(text: str) -> None:
    assert WORDS.mrkdwn("help.summary", unknown=f"x{text}x").count(f"x{escape(text)}x") == 1


@given(st.lists(ODD, min_size=1, max_size=5))
def test_a_list_escapes_each_of_its_items(items: list[str]) -> None:
    assert not set(str(listed(items))) & {"<", ">"}


@given(ODD)
def test_a_label_can_not_break_out_of_its_link(label: str) -> None:
    said = str(link("https://northwind.slack.com/archives/C1/p1", label))
    assert (said.count("<"), said.count(">")) == (1, 1)


@pytest.mark.parametrize("id_", ["", "U1 ", "!channel", "U0|x", "u0lena", "<@U0LENA>", "U0LENA>"])
def test_only_a_slack_id_is_mentioned(id_: str) -> None:
    with pytest.raises(ValueError, match="not a Slack id"):
        person(id_)


@pytest.mark.parametrize("url", ["http://a.example", "javascript:x", "https://a.example|b", "https://a.example/ b"])
def test_only_a_plain_web_address_is_linked(url: str) -> None:
    with pytest.raises(ValueError, match="not a web address"):
        link(url, "label")


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")]
)
def test_items_are_joined_as_one_says_them(items: str, said: str) -> None:
    assert str(listed(list(items))) == said


def test_an_installation_words_anew_only_what_it_wants(tmp_path: Path) -> None:
    (tmp_path / "help.mrkdwn.j2").write_text("{% block summary %}Ahoy {{ unknown }}{% endblock %}")
    own = Words(own=tmp_path)
    assert own.mrkdwn("help.summary", unknown="<!channel>") == "Ahoy &lt;!channel&gt;"
    assert "Here is what you can ask me" in own.mrkdwn("help.text", unknown="")


def test_an_installations_wording_can_not_reach_into_the_program(tmp_path: Path) -> None:
    (tmp_path / "help.mrkdwn.j2").write_text("{% block summary %}{{ unknown.__class__.__mro__ }}{% endblock %}")
    with pytest.raises(Exception, match="unsafe"):
        Words(own=tmp_path).mrkdwn("help.summary", unknown="x")


def test_a_forgotten_value_is_an_error_and_no_empty_word() -> None:
    with pytest.raises(Exception, match="unknown"):
        WORDS.mrkdwn("help.summary")


@given(st.text(), st.integers(1, 100))
def test_a_text_is_cut_to_the_length_that_fits(text: str, longest: int) -> None:
    assert len(short(text, longest)) <= longest
