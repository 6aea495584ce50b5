"""Words: whatever people typed, no fragment of ours lets it ping, link or break out."""

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.message import short
from messages.words import Words, escape, link, listed, person

WORDS: Final = Words()
ODD: Final = st.text() | st.lists(
    st.sampled_from(["<", ">", "&", "!channel", "@U0PRIYA", "|", "&lt;", "&amp;", "http://x.example", "}}", "{%"]),
    max_size=12,
).map("".join)


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


def test_a_forgotten_value_is_an_error_and_no_empty_word() -> None:
    with pytest.raises(Exception, match="unknown"):
        WORDS.mrkdwn("help.summary")


@given(st.text(), st.integers(1, 100))
def test_a_text_is_cut_to_the_length_that_fits(text: str, longest: int) -> None:
    assert len(short(text, longest)) <= longest
