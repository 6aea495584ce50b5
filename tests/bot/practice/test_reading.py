"""`conversations.*`, `users.*`, `usergroups.*`: what the app can look up."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Workspace
from tests.bot.practice.calls import refusal

KEY = {"event_type": "poll", "event_payload": {"key": "poll:1"}}


@pytest.fixture
async def sales(workspace: Workspace) -> str:
    await workspace.invite_bot("#sales", by="maya")
    return workspace.conversation("#sales").id


async def test_a_history_is_newest_first_without_replies(
    client: AsyncWebClient, sales: str, workspace: Workspace
) -> None:
    maya = workspace.as_person("maya")
    posts = [await maya.says("#sales", str(number)) for number in range(3)]
    await maya.says("#sales", "reply", thread=posts[0].ts)
    messages = (await client.conversations_history(channel=sales))["messages"]
    assert [message["text"] for message in messages] == ["2", "1", "0"]
    assert (messages[2]["reply_count"], messages[2]["thread_ts"]) == (1, posts[0].ts)


async def test_a_history_is_given_in_pages(client: AsyncWebClient, sales: str, workspace: Workspace) -> None:
    for number in range(5):
        await workspace.as_person("maya").says("#sales", str(number))
    pages, cursor = [], None
    while cursor != "":
        answer = await client.conversations_history(channel=sales, limit=2, cursor=cursor)
        pages.append([message["text"] for message in answer["messages"]])
        cursor = answer["response_metadata"]["next_cursor"] if answer["has_more"] else ""
    assert pages == [["4", "3"], ["2", "1"], ["0"]]
    assert (await refusal(client.conversations_history(channel=sales, cursor="x")))["error"] == "invalid_cursor"


async def test_a_history_has_limits_in_time(client: AsyncWebClient, sales: str, workspace: Workspace) -> None:
    a, b, c = [await workspace.as_person("maya").says("#sales", text) for text in "abc"]

    async def between(oldest: str, latest: str, inclusive: bool) -> str:
        answer = await client.conversations_history(channel=sales, oldest=oldest, latest=latest, inclusive=inclusive)
        return "".join(message["text"] for message in answer["messages"])

    assert await between(a.ts, c.ts, True) == "cba"
    assert await between(a.ts, c.ts, False) == "b"
    assert await between(b.ts, b.ts, True) == "b"
    assert (await refusal(client.conversations_history(channel=sales, oldest="then")))["error"] == "invalid_ts_oldest"


async def test_metadata_is_given_only_when_asked_for(client: AsyncWebClient, sales: str) -> None:
    post = await client.chat_postMessage(channel=sales, text="poll", metadata=KEY)
    assert "metadata" not in (await client.conversations_history(channel=sales))["messages"][0]
    asked = await client.conversations_history(channel=sales, include_all_metadata=True)
    assert asked["messages"][0]["metadata"] == KEY
    thread = await client.conversations_replies(channel=sales, ts=post["ts"], include_all_metadata=True)
    assert thread["messages"][0]["metadata"] == KEY


async def test_replies_are_oldest_first_with_their_root(
    client: AsyncWebClient, sales: str, workspace: Workspace
) -> None:
    maya = workspace.as_person("maya")
    root = await maya.says("#sales", "root")
    first, _ = [await maya.says("#sales", text, thread=root.ts) for text in ("first", "second")]
    for ts in (root.ts, first.ts):
        answer = await client.conversations_replies(channel=sales, ts=ts)
        assert [message["text"] for message in answer["messages"]] == ["root", "first", "second"]
    assert (await refusal(client.conversations_replies(channel=sales, ts="1.1")))["error"] == "thread_not_found"


async def test_nothing_is_read_where_the_app_is_not(client: AsyncWebClient, workspace: Workspace) -> None:
    outside, hidden = workspace.conversation("#procurement").id, workspace.conversation("#sales-leads").id
    assert (await refusal(client.conversations_history(channel=outside)))["error"] == "not_in_channel"
    assert (await refusal(client.conversations_history(channel=hidden)))["error"] == "channel_not_found"
    assert (await refusal(client.conversations_info(channel=hidden)))["error"] == "channel_not_found"
    assert (await client.conversations_info(channel=outside))["channel"]["is_member"] is False


async def test_channels_are_listed_by_type(client: AsyncWebClient, workspace: Workspace, sales: str) -> None:
    names = [channel["name"] for channel in (await client.conversations_list())["channels"]]
    assert names == ["general", "sales", "procurement", "engineering", "learning-team"]
    await workspace.invite_bot("#sales-leads", by="maya")
    mine = (await client.users_conversations(types="public_channel,private_channel"))["channels"]
    assert [(channel["name"], channel["is_private"]) for channel in mine] == [
        ("sales", False),
        ("sales-leads", True),
    ]
    assert (await refusal(client.conversations_list(types="dungeon")))["error"] == "invalid_types"


async def test_members_are_listed_in_pages(client: AsyncWebClient, workspace: Workspace, sales: str) -> None:
    everyone = workspace.conversation("#sales").members
    first = await client.conversations_members(channel=sales, limit=4)
    assert first["members"] == everyone[:4]
    rest = await client.conversations_members(channel=sales, cursor=first["response_metadata"]["next_cursor"])
    assert rest["members"] == everyone[4:]


@pytest.mark.parametrize(("key", "error"), [("paul", "user_disabled"), ("touchpoint", "user_not_found")])
async def test_a_direct_message_needs_an_active_person(
    client: AsyncWebClient, workspace: Workspace, key: str, error: str
) -> None:
    maya = workspace.as_person("maya")
    assert (await client.conversations_open(users=maya.id))["channel"]["id"] == maya.dm.id
    answer = await refusal(client.conversations_open(users=workspace.member(key).id))
    assert answer["error"] == error


async def test_people_are_told_with_zone_and_standing(client: AsyncWebClient, workspace: Workspace) -> None:
    users = {user["name"]: user for user in (await client.users_list())["members"]}
    assert users["priya"]["tz_offset"] == 19800
    assert users["omar"]["tz"] == "America/New_York"
    assert users["ada"]["is_admin"]
    assert users["gwen"]["is_restricted"]
    assert users["paul"]["deleted"]
    assert users["touchpoint"]["is_bot"]
    assert (await refusal(client.users_info(user="U0NOBODY")))["error"] == "user_not_found"


async def test_partners_are_found_by_their_group(client: AsyncWebClient, workspace: Workspace) -> None:
    (group,) = (await client.usergroups_list())["usergroups"]
    users = (await client.usergroups_users_list(usergroup=group["id"]))["users"]
    assert users == [workspace.member("lena").id, workspace.member("luis").id]
    assert (await refusal(client.usergroups_users_list(usergroup="S0NONE")))["error"] == "no_such_subteam"
