"""One Socket Mode connection: its payloads, their acknowledgements, and its end."""

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import orjson
from aiohttp import ClientSession, ClientWebSocketResponse, ClientWSTimeout, WSMsgType
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.app import Bot

log = logging.getLogger(__name__)
OK: Final = 200
CLOSED: Final = "closed"
SILENT: Final = "silent"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long Slack is waited for, in seconds.

    `heartbeat`: a line that is silent so long is asked for a sign of life, and is dead after half as long again.
    `opening`: until a new connection is greeted. `linger`: until Slack closes a connection whose end it announced.
    `drain`: until what came in is acknowledged, before we close. `closing`: until Slack answers our farewell.
    `steady`: a connection that lived so long did not fail; `alone`: one without which nothing is heard, if it lived so
    long. `deaf`: without any connection until we give up.
    """

    heartbeat: float = 10.0
    opening: float = 10.0
    linger: float = 30.0
    drain: float = 3.0
    closing: float = 2.0
    steady: float = 5.0
    alone: float = 1.0
    deaf: float = 60.0


class NotGreeted(Exception):
    """Slack ended a new connection without a hello; the text is its word for why."""


class Link:
    """A connection that Slack has greeted."""

    def __init__(self, bot: Bot, socket: ClientWebSocketResponse, patience: Patience) -> None:
        """Take what comes through `socket` to `bot`."""
        self._bot, self._socket, self._patience = bot, socket, patience
        self._under_way: set[asyncio.Task[None]] = set()
        self._closed = asyncio.Event()
        self.ending = asyncio.Event()
        self.reason = ""

    async def hear(self) -> None:
        """Take every payload to the bot until the connection is closed.

        `ending` is set, with the `reason`, as soon as Slack announces the end or the line is dead.
        """
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.TEXT:
                    self._take(_parsed(frame.data))
        finally:
            self._closed.set()
            self._ends(SILENT if isinstance(self._socket.exception(), TimeoutError) else CLOSED)

    async def linger(self) -> None:
        """Hear a connection whose end was announced until Slack closes it; if Slack does not, close it."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closed.wait(), self._patience.linger)
        await self.leave()

    async def leave(self) -> None:
        """Close the connection once everything heard on it is acknowledged."""
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
        delivery = AsyncBoltRequest(mode="socket_mode", body=request.payload, headers=headers)
        try:
            answer = await self._bot.dispatch(delivery)
            if answer.status == OK:
                await self._socket.send_json(_acknowledgement(request, answer))
        except ConnectionError:
            log.info("a connection ended before its last acknowledgement")
        except Exception:
            log.exception("a payload of type %s could not be taken", request.type)

    def _ends(self, reason: str) -> None:
        self.reason = self.reason or reason
        self.ending.set()


async def opened(bot: Bot, session: ClientSession, app_token: str, patience: Patience) -> Link:
    """Open a connection and wait until Slack greets it.

    Raises SlackApiError, aiohttp.ClientError, TimeoutError or NotGreeted.
    """
    client = bot.app.client
    async with asyncio.timeout(patience.opening):
        address = str((await client.apps_connections_open(app_token=app_token))["url"])
        socket = await session.ws_connect(
            address, heartbeat=patience.heartbeat, timeout=ClientWSTimeout(ws_close=patience.closing),
            proxy=client.proxy, ssl=client.ssl or True,
        )  # fmt: skip
        try:
            await _greeted(socket)
        except BaseException:
            await socket.close()
            raise
    return Link(bot, socket, patience)


async def _greeted(socket: ClientWebSocketResponse) -> None:
    frame = await socket.receive()
    message = _parsed(frame.data) if frame.type is WSMsgType.TEXT else {}
    if message.get("type") != "hello":
        raise NotGreeted(str(message.get("reason", CLOSED)))


def _parsed(text: str) -> dict[str, Any]:
    try:
        message = orjson.loads(text)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _acknowledgement(request: SocketModeRequest, answer: BoltResponse) -> dict[str, Any]:
    payload = None
    if answer.body:
        kind = answer.headers.get("content-type", [""])[0]
        payload = json.loads(answer.body) if kind.startswith("application/json") else {"text": answer.body}
    return dict(SocketModeResponse(request.envelope_id, payload).to_dict())
