"""Every message, form and Home tab that the bot can send is shown whole on the page."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.practice import echo
from bot.practice.model import Message as Post
from bot.practice.model import View
from messages.message import Message
from messages.words import Words
from tests.bot.practice.page.rendering import renderer
from tests.bot.practice.page.test_render_hostile import safe
from tests.messages.hostile import arguments
from tests.messages.test_every_message import BUILDERS

WORDS = Words()


@pytest.mark.parametrize("builder", BUILDERS.values(), ids=BUILDERS)
@given(data=st.data())
@settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_what_the_bot_says_is_shown(builder: Callable[..., Any], data: st.DataObject) -> None:
    values = data.draw(arguments(builder))
    page = safe(_html(builder(WORDS, **values)))
    assert page.text.strip()
    assert "cannot show" not in page.text
    ids = [attributes.get("id") for _, attributes in page.elements]
    assert all(ids.count(label["for"]) == 1 for label in page.all("label") if "for" in label)


def _html(made: Message | dict[str, Any]) -> str:
    if isinstance(made, Message):
        blocks = echo.blocks(made.blocks)
        return renderer().message(Post("C0PRACTICE01", "1.2", "U0TOUCHPOINT", made.text, blocks, bot=True))
    return renderer().view(View("V1", "U0MAYA00000", echo.view(made), "h", "V1"))
