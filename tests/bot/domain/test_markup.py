"""Slack's mark-up as plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.markup import readable, unescape
from messages.words import escape

NAMES = {"U0PRIYA": "Priya"}


@given(st.text())
def test_text_is_unescaped_exactly_once(text: str) -> None:
    assert unescape(escape(text)) == text
    assert unescape(escape(escape(text))) == escape(text)


@given(st.text())
def test_what_people_typed_themselves_is_no_markup(text: str) -> None:
    assert readable(escape(text), NAMES) == escape(text)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<@U0PRIYA> calls", "@Priya calls"),
        ("<@U0GONE|tom> calls", "@tom calls"),
        ("<@U0GONE> calls", "@somebody calls"),
        ("<#C1|sales>", "#sales"),
        ("<!channel> and <!here>", "@channel and @here"),
        ("<!subteam^S1|@partners>", "@partners"),
        ("<https://a.example/x|the deck>", "the deck (https://a.example/x)"),
        ("<https://a.example/x>", "https://a.example/x"),
    ],
)
def test_mentions_and_links_are_written_out(written: str, words: str) -> None:
    assert readable(written, NAMES) == words
