"""Files that people share, and what the app may know of them."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import ClientRefused, Person, Workspace
from bot.practice.files import LARGEST, STORAGE
from tests.bot.practice.calls import refusal
from tests.bot.practice.carried import completed, fetched, last_message, uploaded
from tests.bot.practice.tinybot import TinyBot


@pytest.fixture
async def sales(workspace: Workspace) -> str:
    await workspace.invite_bot("#sales", by="maya")
    return workspace.conversation("#sales").id


@pytest.mark.parametrize(("text", "blocks"), [("", 0), ("My notes", 1)])
async def test_the_app_hears_of_a_file_that_is_shared(
    bot: TinyBot, maya: Person, sales: str, text: str, blocks: int
) -> None:
    bot.heard.clear()
    post = await maya.shares("#sales", "Notes März.md", b"# Notes", text)
    [message] = [event for event in bot.heard if event["type"] == "message"]
    assert (message["subtype"], message["text"], len(message.get("blocks", []))) == ("file_share", text, blocks)
    [file] = message["files"]
    assert (file["name"], file["filetype"], file["mode"]) == ("Notes März.md", "markdown", "snippet")
    [told] = [event for event in bot.heard if event["type"] == "file_shared"]
    assert (told["file_id"], told["user_id"], told["channel_id"]) == (file["id"], maya.id, sales)
    assert post.files == [file["id"]]


async def test_a_mention_with_a_file_is_a_mention(bot: TinyBot, maya: Person, sales: str) -> None:
    await maya.shares("#sales", "notes.txt", b"notes", "@Touchpoint our notes")
    [mention] = [event for event in bot.heard if event["type"] == "app_mention"]
    assert (mention["files"][0]["name"], "subtype" in mention) == ("notes.txt", False)


async def test_a_file_goes_into_a_thread_and_to_the_app_in_private(bot: TinyBot, maya: Person, sales: str) -> None:
    root = await maya.says("#sales", "Our meeting")
    await maya.shares("#sales", "notes.txt", b"notes", thread=root.ts)
    assert last_message(bot)["thread_ts"] == root.ts
    await maya.shares("dm", "notes.txt", b"notes")
    assert (last_message(bot)["subtype"], last_message(bot)["channel_type"]) == ("file_share", "im")


async def test_nobody_hears_of_a_file_where_the_app_is_not(bot: TinyBot, maya: Person, workspace: Workspace) -> None:
    await maya.shares("#sales", "notes.txt", b"notes")
    assert bot.heard == []
    [file] = workspace.files.kept.values()
    assert (await refusal(bot.client.files_info(file=file.id)))["error"] == "file_not_found"


async def test_histories_and_threads_show_files(bot: TinyBot, maya: Person, sales: str) -> None:
    root = await maya.shares("#sales", "notes.txt", b"notes")
    await maya.shares("#sales", "more.txt", b"more", thread=root.ts)
    [shown] = (await bot.client.conversations_history(channel=sales))["messages"]
    assert ([file["name"] for file in shown["files"]], "subtype" in shown) == (["notes.txt"], False)
    replies = (await bot.client.conversations_replies(channel=sales, ts=root.ts))["messages"]
    assert [file["name"] for message in replies for file in message["files"]] == ["notes.txt", "more.txt"]


async def test_a_file_stays_when_its_words_are_changed_and_goes_with_its_message(
    bot: TinyBot, maya: Person, sales: str
) -> None:
    post = await maya.shares("#sales", "notes.txt", b"notes", "My note")
    await maya.edits(post, "My notes")
    assert last_message(bot)["message"]["files"] == last_message(bot)["previous_message"]["files"]
    await maya.deletes(post)
    assert last_message(bot)["previous_message"]["files"]
    assert (await bot.client.conversations_history(channel=sales))["messages"] == []


async def test_nothing_is_shared_where_one_may_not_write(maya: Person, workspace: Workspace) -> None:
    with pytest.raises(ClientRefused):
        await maya.shares("#procurement", "notes.txt", b"notes")
    with pytest.raises(ClientRefused, match="no message"):
        await maya.shares("#sales", "notes.txt", b"notes", thread="1.000001")
    workspace.app.messages_writable = False
    with pytest.raises(ClientRefused, match="turned off"):
        await maya.shares("dm", "notes.txt", b"notes")
    assert workspace.files.kept == {}


async def test_the_room_for_files_has_an_end(maya: Person, workspace: Workspace, client: AsyncWebClient) -> None:
    for number in range(STORAGE // LARGEST):
        workspace.files.add(maya.id, f"{number}.bin", bytes(LARGEST))
    with pytest.raises(ClientRefused, match="no room"):
        await maya.shares("#sales", "notes.txt", b"notes")
    answer = await refusal(client.files_getUploadURLExternal(filename="chart.png", length=4))
    assert answer["error"] == "storage_limit_reached"


async def test_a_files_info_says_where_it_was_shared(bot: TinyBot, maya: Person, sales: str) -> None:
    post = await maya.shares("#sales", "notes.txt", b"notes")
    file = (await bot.client.files_info(file=post.files[0]))["file"]
    assert (file["channels"], file["groups"], file["ims"], file["is_public"]) == ([sales], [], [], True)
    assert file["shares"]["public"][sales][0]["ts"] == post.ts


async def test_a_deleted_file_leaves_a_mark(client: AsyncWebClient, sales: str, workspace: Workspace) -> None:
    file_id = await uploaded(client)
    await completed(client, file_id, channel_id=sales)
    await client.files_delete(file=file_id)
    [shown] = (await client.conversations_history(channel=sales))["messages"]
    assert shown["files"] == [{"id": file_id, "mode": "tombstone"}]
    assert "(a deleted file)" in workspace.read("#sales")
    assert (await refusal(client.files_info(file=file_id)))["error"] == "file_deleted"
    assert (await refusal(client.files_delete(file=file_id)))["error"] == "file_deleted"


async def test_the_app_deletes_no_file_of_somebody_else(client: AsyncWebClient, maya: Person, sales: str) -> None:
    [file_id] = (await maya.shares("#sales", "notes.txt", b"notes")).files
    assert (await refusal(client.files_delete(file=file_id)))["error"] == "cant_delete_file"


async def test_without_the_token_or_the_scope_there_is_a_page_to_sign_in(
    bot: TinyBot, maya: Person, sales: str, workspace: Workspace
) -> None:
    await maya.shares("#sales", "notes.txt", b"notes")
    url = last_message(bot)["files"][0]["url_private_download"]
    assert (await fetched(url, "xoxb-wrong"))[:2] == (200, "text/html")
    workspace.bot_scopes.discard("files:read")
    assert (await fetched(url, workspace.bot_token))[:2] == (200, "text/html")
