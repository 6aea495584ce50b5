"""The bytes of files, sent to and fetched from a workspace, and what the app is told of them."""

from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from tests.bot.practice.tinybot import Json, TinyBot


async def uploaded(client: AsyncWebClient, name: str = "chart.png", content: bytes = b"\x89PNG") -> str:
    """The id of a file that the app has sent and not yet said where it goes."""
    answer = await client.files_getUploadURLExternal(filename=name, length=len(content))
    assert await sent(answer["upload_url"], data=content) == 200
    return str(answer["file_id"])


async def completed(client: AsyncWebClient, *file_ids: str, **args: Any) -> AsyncSlackResponse:
    """Says where uploaded files go."""
    files = [{"id": file_id} for file_id in file_ids]
    return await client.api_call("files.completeUploadExternal", json={"files": files} | args)


def last_message(bot: TinyBot) -> Json:
    """The newest message event that the app heard."""
    return [event for event in bot.heard if event["type"] == "message"][-1]


async def sent(url: str, **body: Any) -> int:
    """The status with which an upload address answers."""
    async with aiohttp.ClientSession() as session, session.post(url, **body) as answer:
        return answer.status


async def fetched(url: str, token: str) -> tuple[int, str, bytes]:
    """The status, type and content of a download."""
    headers = {"Authorization": f"Bearer {token}"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        return answer.status, answer.content_type, await answer.read()
