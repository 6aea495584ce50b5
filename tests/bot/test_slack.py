"""What goes wrong between the bot and Slack, told apart by whether trying again can help."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Literal

import pytest

from bot.practice import Message as Posted
from bot.practice import timeline
from bot.slack import SEARCH_PAGE_SIZE, SEARCH_PAGES, Ambiguous, Permanent, RetryAfter
from messages.message import Message
from tests.bot.line import NOW, Line, connected

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "First"}, "blocks": [{"type": "divider"}]}
SECOND = MODAL | {"title": {"type": "plain_text", "text": "Second"}}
SAID = Message("Hello", [{"type": "section", "text": {"type": "plain_text", "text": "Hello"}}])


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with connected() as made:
        yield made


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("kind", ["500", "html", "drop", "hang", "internal_error"])
async def test_a_lost_answer_leaves_it_open_whether_the_message_is_there(
    line: Line, when: Literal["before", "after"], kind: str
) -> None:
    line.spoil("chat.postMessage", when, kind)
    with pytest.raises(Ambiguous):
        await line.slack.post(line.channel, SAID, "key")
    assert len(line.workspace.conversation("#sales").messages) == (when == "after")


async def test_an_ambiguous_post_is_not_repeated_behind_our_back(line: Line) -> None:
    line.spoil("chat.postMessage", "after", "drop")
    with pytest.raises(Ambiguous):
        await line.slack.post(line.channel, SAID, "key")
    assert len(line.workspace.conversation("#sales").messages) == 1


async def test_too_many_calls_say_when_to_come_back_and_the_next_call_waits_for_it(line: Line) -> None:
    line.spoil("chat.postMessage", "before", "429", retry_after=30)
    with pytest.raises(RetryAfter) as error:
        await line.slack.post(line.channel, SAID, "key")
    assert error.value.seconds == 30
    await line.slack.post(line.channel, SAID, "key")
    assert sum(line.waited) >= 30


@pytest.mark.parametrize(("channel", "code"), [("#procurement", "not_in_channel"), ("#nowhere", "channel_not_found")])
async def test_what_slack_refuses_for_good_is_permanent(line: Line, channel: str, code: str) -> None:
    line.workspace.bot_scopes.discard("chat:write.public")
    known = channel != "#nowhere"
    place = line.workspace.conversation(channel).id if known else "C0NOWHERE"
    with pytest.raises(Permanent) as error:
        await line.slack.post(place, SAID, "key")
    assert error.value.code == code


async def test_a_wrong_token_waits_for_the_operator_and_loses_nothing(line: Line) -> None:
    line.client.token = "xoxb-wrong"
    with pytest.raises(RetryAfter) as error:
        await line.slack.post(line.channel, SAID, "key")
    assert error.value.code == "invalid_auth"


async def test_a_missing_scope_waits_for_the_operator_and_loses_nothing(line: Line) -> None:
    line.workspace.bot_scopes.discard("chat:write")
    with pytest.raises(RetryAfter) as error:
        await line.slack.post(line.channel, SAID, "key")
    assert error.value.code == "missing_scope"


async def test_a_posted_message_is_found_by_its_key(line: Line) -> None:
    ts = await line.slack.post(line.channel, SAID, "mine")
    for number in range(210):
        await line.slack.post(line.channel, SAID, f"other-{number}")
    assert await line.slack.find(line.channel, "mine", NOW - timedelta(minutes=5)) == ts
    assert await line.slack.find(line.channel, "nobodys", NOW - timedelta(minutes=5)) is None


async def test_a_search_that_ends_before_all_was_seen_is_no_answer(line: Line) -> None:
    maya = line.workspace.member("maya").id
    for _ in range(SEARCH_PAGES * SEARCH_PAGE_SIZE + 1):
        timeline.post(line.workspace, Posted(line.channel, line.workspace.next_ts(), maya, "Hello"))
    with pytest.raises(Permanent, match="too_much_to_search"):
        await line.slack.find(line.channel, "mine", NOW - timedelta(minutes=5))


async def test_what_is_checked_at_last_calls_the_post_off(line: Line) -> None:
    def check() -> None:
        raise RuntimeError("too late")

    with pytest.raises(RuntimeError, match="too late"):
        await line.slack.post(line.channel, SAID, "key", at_last=check)
    assert line.workspace.conversation("#sales").messages == []


async def test_a_reply_is_found_in_its_thread(line: Line) -> None:
    root = await line.slack.post(line.channel, SAID, "root")
    ts = await line.slack.post(line.channel, SAID, "reply", root)
    assert await line.slack.find(line.channel, "reply", NOW - timedelta(minutes=5), root) == ts


async def test_a_message_carries_nothing_but_an_opaque_key(line: Line) -> None:
    await line.slack.post(line.channel, SAID, "key")
    [message] = line.workspace.conversation("#sales").messages
    assert message.metadata == {"event_type": "touchpoint_message", "event_payload": {"key": "key"}}


async def test_the_conversation_with_a_person_is_asked_for_once(line: Line) -> None:
    maya = line.workspace.as_person("maya")
    assert await line.slack.open_dm(maya.id) == maya.dm.id
    line.spoil("conversations.open", "before", "500")
    assert await line.slack.open_dm(maya.id) == maya.dm.id


async def test_a_response_url_that_slack_no_longer_takes_is_no_reason_to_try_again(line: Line) -> None:
    with pytest.raises(Permanent):
        await line.slack.respond(f"{line.server.url}response/unknown", SAID)


async def test_a_modal_goes_on_top_of_the_open_one_and_the_one_below_can_be_changed(line: Line) -> None:
    maya, mint = line.workspace.as_person("maya"), line.workspace.triggers.mint
    await line.slack.open_view(mint(maya.id), MODAL)
    await line.slack.push_view(mint(maya.id), SECOND)
    below = maya.modals[0]
    await line.slack.update_view(below["id"], SECOND, below["hash"])
    assert [view["title"]["text"] for view in maya.modals] == ["Second", "Second"]
    with pytest.raises(Permanent, match="hash_conflict"):
        await line.slack.update_view(below["id"], MODAL, below["hash"])
    with pytest.raises(Permanent, match="not_found"):
        await line.slack.update_view("V0CLOSED", MODAL)
