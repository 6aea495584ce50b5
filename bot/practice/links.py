"""Socket Mode: the web sockets the app opened, and payloads sent down any one of them."""

from __future__ import annotations

import asyncio
import json
import secrets
from contextlib import suppress

from aiohttp import WSMsgType, web

from bot.practice.changes import Changes
from bot.practice.courier import Ack, Delivery, NotDelivered
from bot.practice.model import Json

MOST_LINKS = 10
PING_SECONDS = 30.0
CLOSE_SECONDS = 1.0


class Links:
    """The open connections, at most ten; payloads go round robin."""

    def __init__(self, app_id: str, changes: Changes) -> None:
        self._app_id, self._changes = app_id, changes
        self._tickets: set[str] = set()
        self._open: list[web.WebSocketResponse] = []
        self._transports: dict[web.WebSocketResponse, asyncio.Transport | None] = {}
        self._waiting: dict[str, tuple[web.WebSocketResponse, asyncio.Future[Ack]]] = {}

    def __len__(self) -> int:
        return len(self._open)

    @property
    def open(self) -> list[web.WebSocketResponse]:
        """The connections of this moment."""
        return list(self._open)

    def ticket(self) -> str:
        """Opens the door for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello to its end."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=PING_SECONDS, timeout=CLOSE_SECONDS)
        await socket.prepare(request)
        if len(self._open) >= MOST_LINKS:
            await socket.send_json(_disconnect("too_many_websockets"))
            return socket
        await self._attend(socket, request)
        return socket

    async def _attend(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._open.append(socket)
        self._transports[socket] = request.transport
        try:
            await socket.send_json(self._hello())
            self._changes.tell()
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._hear(frame.data)
        finally:
            self._forget(socket)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {"host": "practice", "build_number": 1, "approximate_connection_time": 18060},
        }

    def _hear(self, text: str) -> None:
        with suppress(ValueError):
            answer = json.loads(text)
            _, future = self._waiting.get(answer.get("envelope_id", ""), (None, None))
            if future is not None and not future.done():
                future.set_result(Ack(200, answer.get("payload")))

    async def deliver(self, delivery: Delivery) -> Ack:
        """Sends a payload down the next connection and waits for its envelope to be acknowledged; gives the
        event loop a turn even when it fails at once."""
        await asyncio.sleep(0)
        if not self._open:
            raise NotDelivered("connection_failed")
        socket = self._open.pop(0)
        self._open.append(socket)
        future: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._waiting[delivery.envelope_id] = (socket, future)
        try:
            await socket.send_json(_envelope(delivery))
            return await future
        except ConnectionError:
            future.cancel()
            self._forget(socket)
            raise NotDelivered("connection_failed") from None
        finally:
            del self._waiting[delivery.envelope_id]

    async def refresh(self, reason: str) -> None:
        """Tells every connection to be replaced, as Slack does every few hours."""
        for socket in self.open:
            with suppress(ConnectionError):
                await socket.send_json(_disconnect(reason))

    async def drop(self, *, farewell: bool = True, only: web.WebSocketResponse | None = None) -> None:
        """Closes every connection, or `only` one; without `farewell` the line goes dead as when a cable is cut."""
        for socket in [only] if only else self.open:
            transport = self._transports.get(socket)
            self._forget(socket)
            if farewell:
                await socket.close()
            elif transport is not None:
                transport.abort()

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._open:
            self._open.remove(socket)
            del self._transports[socket]
        for owner, future in list(self._waiting.values()):
            if owner is socket and not future.done():
                future.set_exception(NotDelivered("connection_failed"))
        self._changes.tell()


def _disconnect(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "practice"}}


def _envelope(delivery: Delivery) -> Json:
    envelope: Json = {
        "envelope_id": delivery.envelope_id,
        "type": delivery.kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != "events_api",
    }
    if delivery.kind == "events_api":
        envelope |= {"retry_attempt": delivery.retry_num, "retry_reason": delivery.retry_reason}
    return envelope
