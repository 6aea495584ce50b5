"""`chat.*`, `reactions.*` and response URLs."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Person, Workspace
from tests.bot.practice.calls import refusal
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import TinyBot, card, plain

SECTION = {"type": "section", "text": plain("words")}


@pytest.fixture
async def sales(workspace: Workspace) -> str:
    await workspace.invite_bot("#sales", by="maya")
    return workspace.conversation("#sales").id


async def test_a_post_comes_back_as_slack_echoes_it(client: AsyncWebClient, sales: str, workspace: Workspace) -> None:
    answer = await client.chat_postMessage(
        channel=sales,
        text="R&D <b> <@U0MAYA00000> &amp; <https://a.example|x>",
        blocks=[{"type": "header", "text": plain("Q&A")}],
    )
    message = answer["message"]
    assert message["text"] == "R&amp;D &lt;b&gt; <@U0MAYA00000> &amp; <https://a.example|x>"
    assert message["blocks"][0]["text"] == {"type": "plain_text", "text": "Q&amp;A", "emoji": True}
    assert message["blocks"][0]["block_id"]
    assert (message["user"], message["bot_id"]) == (workspace.bot_user_id, workspace.app.bot_id)


async def test_text_is_cut_at_forty_thousand_characters(client: AsyncWebClient, sales: str) -> None:
    answer = await client.chat_postMessage(channel=sales, text="x" * 40_001)
    assert len(answer["message"]["text"]) == 40_000


async def test_a_post_to_a_person_goes_to_their_direct_message(client: AsyncWebClient, maya: Person) -> None:
    answer = await client.chat_postMessage(channel=maya.id, text="hello")
    assert answer["channel"] == maya.dm.id
    assert [message.text for message in maya.dm.messages] == ["hello"]


async def test_a_reply_to_a_reply_lands_in_the_thread(client: AsyncWebClient, sales: str) -> None:
    root = await client.chat_postMessage(channel=sales, text="root")
    reply = await client.chat_postMessage(channel=sales, text="reply", thread_ts=root["ts"])
    deeper = await client.chat_postMessage(channel=sales, text="deeper", thread_ts=reply["ts"])
    assert deeper["message"]["thread_ts"] == root["ts"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, "no_text"),
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
        ({"text": "x", "thread_ts": "1.000001"}, "cannot_reply_to_message"),
        ({"text": "x", "blocks": "[{"}, "invalid_blocks_format"),
        ({"text": "x", "blocks": [SECTION] * 51}, "invalid_blocks"),
        (
            {"text": "x", "blocks": [{"type": "section", "text": plain("y" * 2800)}] * 5},
            "msg_blocks_too_long",
        ),
        ({"text": "x", "attachments": [{"text": "y"}] * 101}, "too_many_attachments"),
        ({"text": "x", "metadata": {"event_type": "poll"}}, "invalid_metadata_format"),
        (
            {"text": "x", "metadata": {"event_type": "no spaces", "event_payload": {}}},
            "invalid_metadata_schema",
        ),
        (
            {"text": "x", "metadata": {"event_type": "poll", "event_payload": {"a": {"b": {}}}}},
            "invalid_metadata_schema",
        ),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
    ],
)
async def test_what_slack_refuses_is_refused(
    client: AsyncWebClient, sales: str, arguments: dict[str, Any], error: str, workspace: Workspace
) -> None:
    answer = await refusal(client.api_call("chat.postMessage", json={"channel": sales} | arguments))
    assert answer["error"] == error
    assert workspace.ledger == []


async def test_refused_blocks_are_explained(client: AsyncWebClient, sales: str) -> None:
    blocks = [SECTION, {"type": "header", "text": plain("x" * 151)}]
    answer = await refusal(client.chat_postMessage(channel=sales, text="x", blocks=blocks))
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]"
    ]


async def test_the_app_posts_where_it_is_or_may(client: AsyncWebClient, workspace: Workspace) -> None:
    procurement = workspace.conversation("#procurement").id
    await client.chat_postMessage(channel=procurement, text="public")
    workspace.bot_scopes.discard("chat:write.public")
    assert (await refusal(client.chat_postMessage(channel=procurement, text="x")))["error"] == "not_in_channel"
    hidden = workspace.conversation("#sales-leads").id
    assert (await refusal(client.chat_postMessage(channel=hidden, text="x")))["error"] == "channel_not_found"
    await workspace.archive("#procurement")
    assert (await refusal(client.chat_postMessage(channel=procurement, text="x")))["error"] == "is_archived"


async def test_an_update_keeps_what_it_does_not_name(client: AsyncWebClient, sales: str, workspace: Workspace) -> None:
    key = {"event_type": "poll", "event_payload": {"key": "poll:1"}}
    post = await client.chat_postMessage(channel=sales, text="first", blocks=card("first"), metadata=key)
    message = workspace.conversation("#sales").find(post["ts"])
    assert message
    await client.chat_update(channel=sales, ts=post["ts"], text="second")
    assert (message.text, len(message.blocks), message.metadata) == ("second", 2, key)
    await client.chat_update(channel=sales, ts=post["ts"], text="third", blocks=[], metadata={})
    assert (message.text, message.blocks, message.metadata) == ("third", [], None)
    assert [(entry.kind, entry.message.text) for entry in workspace.ledger] == [
        ("post", "first"),
        ("update", "second"),
        ("update", "third"),
    ]


async def test_an_app_changes_and_deletes_only_its_own(client: AsyncWebClient, sales: str, maya: Person) -> None:
    theirs = await maya.says("#sales", "mine")
    assert (await refusal(client.chat_update(channel=sales, ts=theirs.ts, text="x")))["error"] == "cant_update_message"
    assert (await refusal(client.chat_delete(channel=sales, ts=theirs.ts)))["error"] == "cant_delete_message"
    assert (await refusal(client.chat_delete(channel=sales, ts="1.1")))["error"] == "message_not_found"
    own = await client.chat_postMessage(channel=sales, text="own")
    assert (await refusal(client.chat_update(channel=sales, ts=own["ts"], text="x" * 4001)))["error"] == "msg_too_long"
    await client.chat_delete(channel=sales, ts=own["ts"])
    assert (await refusal(client.chat_update(channel=sales, ts=own["ts"], text="x")))["error"] == "message_not_found"


async def test_an_ephemeral_message_is_for_a_member(client: AsyncWebClient, sales: str, workspace: Workspace) -> None:
    maya, luis = workspace.as_person("maya"), workspace.as_person("luis")
    await client.chat_postEphemeral(channel=sales, user=maya.id, text="psst")
    assert [message.text for message in maya.ephemerals] == ["psst"]
    assert workspace.conversation("#sales").messages == []
    answer = await refusal(client.chat_postEphemeral(channel=sales, user=luis.id, text="psst"))
    assert answer["error"] == "user_not_in_channel"


async def test_a_permalink_names_the_thread(client: AsyncWebClient, sales: str) -> None:
    root = await client.chat_postMessage(channel=sales, text="root")
    reply = await client.chat_postMessage(channel=sales, text="reply", thread_ts=root["ts"])
    link = (await client.chat_getPermalink(channel=sales, message_ts=reply["ts"]))["permalink"]
    assert link.endswith(f"/p{reply['ts'].replace('.', '')}?thread_ts={root['ts']}&cid={sales}")


async def test_reactions_are_added_once(client: AsyncWebClient, sales: str, maya: Person) -> None:
    post = await maya.says("#sales", "idea")
    await client.reactions_add(channel=sales, timestamp=post.ts, name="eyes")
    again = await refusal(client.reactions_add(channel=sales, timestamp=post.ts, name="eyes"))
    assert again["error"] == "already_reacted"
    shown = (await client.reactions_get(channel=sales, timestamp=post.ts))["message"]
    assert [(reaction["name"], reaction["count"]) for reaction in shown["reactions"]] == [("eyes", 1)]
    wrong = await refusal(client.reactions_add(channel=sales, timestamp=post.ts, name="Not A Name"))
    assert wrong["error"] == "invalid_name"


async def respond(url: str, **body: Any) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as answer:
        return answer.status


@pytest.fixture
async def url(bot: TinyBot, maya: Person, sales: str) -> str:
    """The response URL of a click on a card in #sales."""
    await bot.client.chat_postMessage(channel=sales, text="Card", blocks=card("Card"))
    await maya.clicks(bot.workspace.conversation("#sales").messages[-1], "more", option="no")
    response_url: str = bot.done[-1]["response_url"]
    return response_url


async def test_a_response_url_replaces_and_deletes_the_original(url: str, workspace: Workspace) -> None:
    (post,) = workspace.conversation("#sales").messages
    assert await respond(url, replace_original=True, text="Replaced", blocks=[]) == 200
    assert (post.text, post.blocks) == ("Replaced", [])
    assert await respond(url, delete_original=True) == 200
    assert post.deleted


async def test_a_response_url_speaks_to_one_or_all(url: str, workspace: Workspace, maya: Person) -> None:
    await respond(url, text="for you")
    await respond(url, text="for all", response_type="in_channel")
    assert [message.text for message in maya.ephemerals] == ["for you"]
    assert workspace.conversation("#sales").messages[-1].text == "for all"


async def test_a_response_url_holds_for_five_answers(url: str) -> None:
    assert [await respond(url, text=str(number)) for number in range(6)] == [200] * 5 + [404]


async def test_a_response_url_holds_for_thirty_minutes(url: str, clock: Clock) -> None:
    clock.pass_by(minutes=30)
    assert await respond(url, text="just in time") == 200
    clock.pass_by(seconds=1)
    assert await respond(url, text="too late") == 404
