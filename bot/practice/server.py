"""The practice server: Slack's Web API, Socket Mode and response URLs on one loopback port."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import aiohttp
from aiohttp import web

from bot.practice.api import Api
from bot.practice.courier import Ack, Delivery
from bot.practice.depot import Depot
from bot.practice.faults import Fault
from bot.practice.files import LARGEST
from bot.practice.http_push import HttpPush
from bot.practice.links import Links
from bot.practice.model import Json
from bot.practice.rates import Rates
from bot.practice.recording import Recording
from bot.practice.respond import respond
from bot.practice.switch import Switch
from bot.practice.tickets import Refused
from bot.practice.traffic import Exchange
from bot.practice.workspace import Workspace

ROOM_FOR_A_FORM = 64 * 1024


class PracticeServer:
    """Serves one workspace. `calls` and `payloads` are files that traffic is appended to as JSON lines;
    `rates=False` lifts the rate limits; `monotonic` gives the real seconds they are measured in and
    `clock` the Unix time that signatures carry."""

    def __init__(
        self,
        workspace: Workspace,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        calls: Path | None = None,
        payloads: Path | None = None,
        rates: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.workspace, self.host, self.port = workspace, host, port
        self.faults: list[Fault] = []
        self.switch = Switch(monotonic)
        self.links = Links(workspace.app_id, workspace.changes)
        self._recording = workspace.courier.recording = Recording(calls, payloads)
        self._clock = clock
        self._api = Api(workspace, Rates(monotonic) if rates else None, self.faults, self._new_link, self.switch)
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT/`."""
        return f"http://{self.host}:{self.port}/"

    @property
    def api_url(self) -> str:
        """The base URL for a Slack SDK, ending in `/api/`."""
        return f"{self.url}api/"

    async def start(self) -> None:
        """Listens; with port 0 the system chooses one."""
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._session = aiohttp.ClientSession()
        self._push = HttpPush(self._session, self.workspace.signing_secret, self._clock)
        self.workspace.response_urls.base = self.workspace.files.base = self.url
        self.workspace.courier.transport = self

    async def stop(self) -> None:
        """Cuts all connections and forgets pending retries; the workspace stays as it is."""
        self.workspace.courier.transport = None
        await self.workspace.courier.stop()
        await self.drop_links()
        if self._session:
            await self._session.close()
        if self._runner:
            await self._runner.cleanup()
        self._recording.close()

    async def __aenter__(self) -> PracticeServer:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self.stop()

    async def deliver(self, delivery: Delivery) -> Ack:
        """Brings a payload to the app, over HTTP where the workspace has a request URL, else over Socket
        Mode."""
        if self.workspace.request_url:
            return await self._push.deliver(self.workspace.request_url, delivery)
        return await self.links.deliver(delivery)

    async def verify_request_url(self) -> bool:
        """Whether the app at the request URL answers Slack's `url_verification`."""
        assert self.workspace.request_url
        return await self._push.verify(self.workspace.request_url, self.workspace.app.verification_token)

    async def refresh_links(self, reason: str = "refresh_requested") -> None:
        """Asks every Socket Mode connection to reconnect; Slack's other reasons are "warning" (about ten
        seconds ahead) and "link_disabled"."""
        await self.links.refresh(reason)

    async def drop_links(self, *, farewell: bool = True) -> None:
        """Closes every Socket Mode connection; without `farewell` the line just goes dead."""
        await self.links.drop(farewell=farewell)

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST + ROOM_FOR_A_FORM)
        app.router.add_route("*", "/api/{method}", self._api.serve)
        app.router.add_get("/link", self.links.serve)
        app.router.add_post("/response/{key}", self._respond)
        app.router.add_routes(Depot(self.workspace).routes())
        return app

    def _new_link(self) -> str:
        return f"ws://{self.host}:{self.port}/link?ticket={self.links.ticket()}"

    async def _respond(self, request: web.Request) -> web.Response:
        try:
            sent = json.loads(await request.text())
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        self.workspace.courier.recording.call("respond", sent, "application/json")
        noted = self.workspace.traffic.call("respond", sent)
        await self.switch.slow_down("respond")
        try:
            self._answered(noted, request.match_info["key"], sent)
        except Refused as refused:
            noted.judge({"ok": False, "error": refused.error})
            noted.status = 404 if "url" in refused.error else 400
            return web.json_response({"ok": False, "error": refused.error}, status=noted.status)
        finally:
            self.workspace.traffic.end(noted)
            self.workspace.changes.tell()
        return web.Response(text="ok")

    def _answered(self, noted: Exchange, key: str, sent: Json) -> None:
        url = self.workspace.response_urls.use(key)
        said = respond(self.workspace, url, sent)
        stamps = (url.message_ts, said.ts if said else None)
        self.workspace.traffic.answer(noted, "ok", frozenset((url.channel, ts) for ts in stamps if ts))
        noted.outcome, noted.status = "ok", 200
