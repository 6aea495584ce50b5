"""What somebody wants who mentions the bot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mentions import Wish, wish


@pytest.mark.parametrize(
    "text",
    [
        "we need training on price talks",
        "Could you organise a workshop on contracts?",
        "my team would like coaching for new leads",
        "training please: how to say no",
        "I'd like to request an e-learning about export rules",
        "we NEED some kind of Training",
        "we need training on price talks\nreps freeze when buyers push back\n12 people, before the summer",
    ],
)
def test_somebody_who_asks_for_training_brings_a_request(text: str) -> None:
    assert wish(text) == Wish.REQUEST


@pytest.mark.parametrize(
    "text",
    [
        "notes: Priya shares the call list by Friday",
        "Meeting notes 2 March\n- Priya shares the call list",
        "- we need training\n- buyers push back\n- Tom calls Acme",
        "Minutes of today",
        "Sales weekly\nTom called Acme\nEverybody says we need training on price talks",
        "we need training, said Tom:\n1. price talks\n2. export rules",
    ],
)
def test_several_lines_or_what_calls_itself_notes_are_notes(text: str) -> None:
    assert wish(text) == Wish.NOTES


@pytest.mark.parametrize("text", ["", "hello", "what can you do?", "the training was great", "👋", "I need a coffee"])
def test_anything_else_is_answered_with_help(text: str) -> None:
    assert wish(text) == Wish.HELP


@given(st.text(max_size=5_000))
def test_every_text_is_one_of_the_three(text: str) -> None:
    assert wish(text) in Wish
