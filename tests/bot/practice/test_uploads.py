"""Files that the app uploads."""

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Person, PracticeServer, Workspace
from bot.practice.files import LARGEST
from bot.practice.sharing import seen
from tests.bot.practice.calls import raw, refusal
from tests.bot.practice.carried import completed, sent, uploaded
from tests.bot.practice.tinybot import Json, TinyBot, plain


@pytest.fixture
async def sales(workspace: Workspace) -> str:
    await workspace.invite_bot("#sales", by="maya")
    return workspace.conversation("#sales").id


async def test_a_file_of_the_app_appears_with_its_comment(bot: TinyBot, sales: str, workspace: Workspace) -> None:
    file_id = await uploaded(bot.client)
    titled = [{"id": file_id, "title": "Chart"}]
    await completed(bot.client, files=titled, channel_id=sales, initial_comment="*Done* & dusted")
    await workspace.quiet()
    [post] = workspace.conversation("#sales").messages
    assert (post.text, post.bot, post.files) == ("*Done* &amp; dusted", True, [file_id])
    told = [delivery.payload["event"] for delivery in workspace.deliveries[-2:]]
    assert [event["type"] for event in told] == ["message", "file_shared"]
    assert (told[0]["subtype"], told[0]["files"][0]["title"]) == ("file_share", "Chart")
    assert "(chart.png, 4 bytes)" in workspace.read("#sales")


async def test_several_files_are_one_message_with_blocks(bot: TinyBot, sales: str, workspace: Workspace) -> None:
    files = [await uploaded(bot.client, name) for name in ("one.png", "two.png")]
    blocks = [{"type": "section", "text": plain("Two charts")}]
    await completed(bot.client, *files, channel_id=sales, blocks=blocks)
    [post] = workspace.conversation("#sales").messages
    assert (len(post.files), post.blocks[0]["text"]["text"]) == (2, "Two charts")


async def test_a_file_named_twice_is_one(bot: TinyBot, sales: str, workspace: Workspace) -> None:
    file_id = await uploaded(bot.client)
    await completed(bot.client, file_id, file_id, channel_id=sales)
    assert [post.files for post in workspace.conversation("#sales").messages] == [[file_id]]


async def test_a_file_that_goes_nowhere_is_the_apps_alone(bot: TinyBot, workspace: Workspace) -> None:
    file_id = await uploaded(bot.client, "résumé.CSV", b"name")
    answer = await completed(bot.client, file_id)
    assert answer["files"] == [{"id": file_id, "title": "résumé.CSV"}]
    assert all(room.messages == [] for room in workspace.conversations.values())


async def test_the_bytes_may_come_in_a_form(bot: TinyBot) -> None:
    answer = await bot.client.files_getUploadURLExternal(filename="notes.txt", length=5)
    form = aiohttp.FormData()
    form.add_field("filename", b"notes", filename="notes.txt")
    assert await sent(answer["upload_url"], data=form) == 200
    assert (await completed(bot.client, answer["file_id"]))["ok"]


async def test_an_upload_address_takes_what_was_announced_once(bot: TinyBot) -> None:
    answer = await bot.client.files_getUploadURLExternal(filename="notes.txt", length=5)
    assert await sent(answer["upload_url"], data=b"longer than that") == 400
    assert await sent(answer["upload_url"], data=b"notes") == 200
    assert await sent(answer["upload_url"], data=b"notes") == 400


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"length": 0}, "missing_argument"),
        ({"length": LARGEST + 1}, "file_upload_size_restricted"),
        ({"length": "many"}, "invalid_arguments"),
        ({"length": 1, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
async def test_no_upload_begins_that_slack_would_not_take(client: AsyncWebClient, args: Json, error: str) -> None:
    answer = await refusal(client.api_call("files.getUploadURLExternal", data={"filename": "a.csv"} | args))
    assert answer["error"] == error


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"files": [{"id": "F0NOWHERE"}]}, "file_not_found"),
        ({"files": [{}]}, "invalid_arguments"),
        ({"files": []}, "invalid_arguments"),
        ({"channel_id": "C0NOWHERE"}, "channel_not_found"),
        ({"thread_ts": "1.000001"}, "invalid_arguments"),
        ({"channels": "C1,C2"}, "invalid_arguments"),
        ({"blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"blocks": "[{"}, "invalid_blocks"),
    ],
)
async def test_a_refused_upload_leaves_no_file_and_no_message(
    client: AsyncWebClient, sales: str, workspace: Workspace, args: Json, error: str
) -> None:
    file_id = await uploaded(client)
    answer = await refusal(completed(client, file_id, **{"channel_id": sales} | args))
    assert (answer["error"], workspace.files.kept) == (error, {})
    assert workspace.conversation("#sales").messages == []
    assert (await completed(client, file_id))["ok"]


async def test_the_app_shares_nothing_where_it_is_not(client: AsyncWebClient, workspace: Workspace) -> None:
    file_id, room = await uploaded(client), workspace.conversation("#procurement")
    answer = await refusal(completed(client, file_id, channel_id=room.id))
    assert answer["error"] == "not_in_channel"
    room.members.append(workspace.bot_user_id)
    await workspace.archive("#procurement")
    answer = await refusal(completed(client, file_id, channel_id=room.id))
    assert answer["error"] == "posting_to_channel_denied"


async def test_without_the_scope_nothing_is_uploaded(server: PracticeServer, workspace: Workspace) -> None:
    workspace.bot_scopes.discard("files:write")
    _, answer = await raw(
        server, "files.getUploadURLExternal", workspace.bot_token, data={"filename": "a", "length": 1}
    )
    assert (answer["error"], answer["needed"]) == ("missing_scope", "files:write")


async def test_a_message_shows_a_picture_that_nobody_saw_before_and_its_readers_may_fetch(
    bot: TinyBot, maya: Person, sales: str, workspace: Workspace
) -> None:
    file_id = await uploaded(bot.client)
    image = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "A chart"}
    said: Json = {"channel": sales, "text": "A chart", "attachments": [{"blocks": [image]}]}
    assert (await refusal(bot.client.chat_postMessage(**said)))["error"] == "invalid_blocks"
    await completed(bot.client, file_id)
    assert seen(workspace, maya.id, file_id) is None
    workspace.files.busy = 1
    answer = await refusal(bot.client.chat_postMessage(**said))
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] invalid slack file [json-pointer:/attachments/0/blocks/0/slack_file]"
    ]
    post = await bot.client.chat_postMessage(**said)
    assert post["message"]["attachments"][0]["blocks"][0]["slack_file"] == {"id": file_id}
    assert seen(workspace, maya.id, file_id)
    words = await uploaded(bot.client, "notes.txt")
    await completed(bot.client, words)
    text = [{"blocks": [{**image, "slack_file": {"id": words}}]}]
    assert (await refusal(bot.client.chat_update(ts=post["ts"], **said | {"attachments": text})))["error"] == (
        "invalid_blocks"
    )
