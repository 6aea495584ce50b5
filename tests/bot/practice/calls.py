"""Calling the Web API, and what it answers to calls it refuses."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.practice import PracticeServer

Json = dict[str, Any]


async def refusal(call: Any) -> Json:
    """The answer to a call that Slack refuses."""
    with pytest.raises(SlackApiError) as refused:
        await call
    answer: Json = refused.value.response.data
    return answer


async def raw(server: PracticeServer, method: str, token: str = "", **request: Any) -> tuple[int, Json]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(server.api_url + method, headers=headers, **request) as answer,
    ):
        return answer.status, await answer.json()
