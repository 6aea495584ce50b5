"""What goes wrong between the bot and Slack, told apart by whether trying again can help."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Literal

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.pacing import Pacing
from bot.practice import Fault, PracticeServer, Workspace, timeline
from bot.practice import Message as Posted
from bot.slack import SEARCH_PAGE_SIZE, SEARCH_PAGES, Ambiguous, Permanent, RetryAfter, Slack
from messages.message import Message

SAID = Message("Hello", [{"type": "section", "text": {"type": "plain_text", "text": "Hello"}}])
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PATIENCE = aiohttp.ClientTimeout(total=1.0)


class Line:
    """A line to a workspace, with the seconds that the bot would have waited on it."""

    def __init__(self, server: PracticeServer, session: aiohttp.ClientSession) -> None:
        self.server, self.workspace, self.waited = server, server.workspace, [0.0]
        token = self.workspace.bot_token
        client = AsyncWebClient(token, server.api_url, session=session, retry_handlers=[])
        self.pacing = Pacing(lambda: sum(self.waited), self._wait)
        self.slack = Slack(client, session, self.pacing)
        self.client = client
        self.channel = self.workspace.conversation("#sales").id

    async def _wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    def spoil(self, method: str, when: Literal["before", "after"], kind: str, **more: int) -> None:
        self.server.faults.append(Fault(method, when, kind, **more))  # type: ignore[arg-type]


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    workspace = Workspace(now=lambda: NOW)
    workspace.conversation("#sales").members.append(workspace.bot_user_id)
    async with PracticeServer(workspace, rates=False) as server, aiohttp.ClientSession(timeout=PATIENCE) as session:
        yield Line(server, session)


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
