"""One Socket Mode connection: its payloads, their acknowledgements, and its end."""

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import Bot

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long Slack is waited for, in seconds.

    `heartbeat`: a line without a sign of life is asked for one, and is dead after half as long again.
    `opening`: for a new connection to be greeted. `linger`: for Slack to close a connection that it announced to end;
    `drain`: for deliveries under way when we close it. `steady`: what lived as long was no failure.
    `deaf`: without any connection, before the process gives up.
    """

    heartbeat: float = 10.0
    opening: float = 10.0
    linger: float = 10.0
    drain: float = 3.0
    closing: float = 2.0
    steady: float = 5.0
    deaf: float = 60.0


class NotGreeted(Exception):
    """Slack took the connection and ended it without a hello; the text is its word for why."""


class Link:
    """A connection to Slack that was greeted."""

    def __init__(self, bot: Bot, socket: ClientWebSocketResponse, patience: Patience) -> None:
        """Take what comes through `socket` to `bot`."""
        self._bot, self._socket, self._patience = bot, socket, patience
        self._under_way: set[asyncio.Task[None]] = set()
        self.ending = asyncio.Event()
        self.reason = ""

    async def hear(self) -> None:
        """Take every payload to the bot until the connection is closed; `ending` is set as soon as that is known."""
        async for frame in self._socket:
            if frame.type is WSMsgType.TEXT:
                self._take(_parsed(frame.data))
        self._ends("silent" if isinstance(self._socket.exception(), TimeoutError) else "closed")

    async def linger(self) -> None:
        """Leave to Slack to close a connection that has been replaced, and do it if Slack does not."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience.linger):
                await self._closed()
        await self.leave()

    async def leave(self) -> None:
        """Close the connection at a moment when nothing heard on it waits for its acknowledgement."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience.drain):
                while self._under_way:
                    await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        await self._socket.close()

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("type") == "disconnect":
            self._ends(str(message.get("reason")))
        elif request := SocketModeRequest.from_dict(message):
            task = asyncio.create_task(self._answer(request))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def _answer(self, request: SocketModeRequest) -> None:
        headers: Any = build_headers(request)
        asked = AsyncBoltRequest(mode="socket_mode", body=request.payload, headers=headers)
        try:
            answer = await self._bot.dispatch(asked)
            if answer.status == 200:
                await self._socket.send_json(_acknowledgement(request, answer))
        except ConnectionError:
            log.info("a link was gone before its acknowledgement")
        except Exception:
            log.exception("a payload of type %s could not be taken", request.type)

    def _ends(self, reason: str) -> None:
        self.reason = self.reason or reason
        self.ending.set()
