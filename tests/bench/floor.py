"""A Bolt app that acknowledges votes and does nothing else, over Socket Mode; it says `up` when it hears Slack."""

import asyncio
import os
from typing import Final

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from messages.polls_choices import VOTE

LOOK_AGAIN: Final = 0.05


async def main() -> None:
    """Run until somebody ends it."""
    client = AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret="none", process_before_response=True)

    @app.action(VOTE)
    async def vote(ack: AsyncAck) -> None:
        await ack()

    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], web_client=client)
    await handler.connect_async()
    while not await handler.client.is_connected():  # noqa: ASYNC110 (a client that connects wakes nobody)
        await asyncio.sleep(LOOK_AGAIN)
    print("up", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
