"""What people type, however odd: it is shown as it was typed, pings nobody and breaks nothing."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from bot.practice import Message
from tests.practice.asking import analyse, answer, ask, cards, recommend, send, stored, turn_down, typed
from tests.practice.town import Town

ODD: Final = {
    "a ping of everybody": "<!channel> <!here> @channel",
    "a mention by id": "<@U0PRIYA0000> <!subteam^S0PRACTICE1>",
    "a fake link": "<https://evil.example|your payslip>",
    "markup": "*bold* _it_ ~no~ `code` ```block``` > quote",
    "entities": "&lt;!channel&gt; &amp; R&D <b>",
    "right to left": "نحتاج إلى تدريب \u202e olleh",
    "emoji": "🙈🙉🙊 :tada: 👩‍👩‍👧",
    "template": "{{ request }} {% raw %}",
    "lines": "one\n\ntwo\n• three",
}
FORBIDDEN: Final = re.compile(r"<!(?!date\^)|<@U0PRIYA|<https?:(?!//northwind-components\.slack\.com/)")
PINGS: Final = {"broadcast", "usergroup", "link"}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_whatever_is_typed_is_shown_as_it_was_typed_and_pings_nobody(town: Town, text: str) -> None:
    town.let_bot_in("#sales")
    maya = town.person("maya")
    fields = ("problem", "desired", "audience", "evidence", "goal", "tried")
    card = await send(town, **dict.fromkeys(fields, text))
    await ask(town, card, text)
    await answer(town, question_4=f"{text} again")
    await analyse(town, card, reframed=text, no_goal=text)
    shown = ("reason", "support", "challenge", "problem", "measure")
    await recommend(town, card, "build", **dict.fromkeys(shown, text), what_0="as it is")
    assert stored(town).problem == text
    assert (_typed_words(card).count(text), _typed_words(card).count(f"{text} again")) == (8, 1)
    assert _typed_words(maya.dm.messages[-1]).count(text) == len(shown)
    assert [message.text for message in _said(town) if _is_dangerous(message)] == []


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_odd_text_after_the_command_stands_in_the_form_as_it_was_typed(town: Town, text: str) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/training-request", text)
    assert typed(maya)["problem"] == text


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_odd_words_after_ld_are_answered_with_help(town: Town, text: str) -> None:
    maya = town.person("maya")
    await maya.runs("#sales", "/ld", text)
    assert "Here is what you can ask me" in maya.ephemerals[-1].text
    assert not _is_dangerous(maya.ephemerals[-1])


async def test_a_card_with_long_answers_to_many_questions_still_shows_the_last_state(town: Town) -> None:
    long = "wort " * 590
    fields = ("problem", "desired", "audience", "evidence", "goal", "tried")
    card = await send(town, **dict.fromkeys(fields, long))
    for number in range(5):
        await ask(town, card, f"{number} {long}")
    await turn_down(town, card, "decline", reason=f"The last word. {long}")
    assert "decided: no, with something else offered" in str(card.blocks)
    assert "The last word." in str(card.replies[-1].blocks)
    assert len(cards(town)) == 1


async def test_a_mention_without_words_is_answered_with_help(town: Town) -> None:
    town.let_bot_in("#sales")
    maya = town.person("maya")
    await maya.says("#sales", "@Touchpoint")
    await town.settled()
    assert "Here is what you can ask me" in maya.ephemerals[-1].text


async def test_somebody_who_left_is_not_written_to_and_the_request_stays(town: Town) -> None:
    card = await send(town)
    await town.workspace.deactivate("maya")
    await turn_down(town, card, "decline", reason="A price list will do")
    assert stored(town).status == "decided"
    assert "decided: no, with something else offered" in str(card.blocks)


def _said(town: Town) -> list[Message]:
    return [entry.message for entry in town.workspace.ledger if entry.message.bot]


def _is_dangerous(message: Message) -> bool:
    marked = [message.text, *_texts(message.blocks, "mrkdwn")]
    return any(FORBIDDEN.search(text) for text in marked) or any(
        node.get("type") in PINGS for node in _nodes(message.blocks)
    )


def _typed_words(message: Message) -> list[str]:
    """What stands in a message as people's own words, where nothing is read as mark-up."""
    return _texts(message.blocks, "text")


def _texts(node: Any, kind: str) -> list[str]:
    return [each["text"] for each in _nodes(node) if each.get("type") == kind]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(child)
