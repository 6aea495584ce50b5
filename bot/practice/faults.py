"""Faults to inject into the Web API, as networks and servers cause them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from bot.practice.model import Json


@dataclass
class Fault:
    """Spoils the next `times` calls of `method` ("*" for any).

    "before": the call is not served. "after": it is served and stands in the ledger, only its answer is lost.
    `retry_after` is in seconds and belongs to "429".
    """

    method: str
    when: Literal["before", "after"]
    kind: Literal["429", "500", "html", "drop", "hang", "internal_error"]
    times: int = 1
    retry_after: int = 1

    def hits(self, method: str, when: str) -> bool:
        """Whether it spoils this call; counts it if so."""
        if self.when != when or self.method not in ("*", method) or self.times < 1:
            return False
        self.times -= 1
        return True


def take(faults: list[Fault], method: str, when: Literal["before", "after"]) -> Fault | None:
    """The first fault that spoils this call."""
    return next((fault for fault in faults if fault.hits(method, when)), None)


def body(fault: Fault) -> Json | None:
    """The JSON that takes the answer's place, if it is any."""
    codes = {"429": "ratelimited", "internal_error": "internal_error"}
    return {"ok": False, "error": codes[fault.kind]} if fault.kind in codes else None


async def answer(fault: Fault, request: web.Request) -> web.StreamResponse:
    """What the app gets instead of an answer."""
    if fault.kind == "429":
        return web.json_response(body(fault), status=429, headers={"Retry-After": str(fault.retry_after)})
    if fault.kind == "500":
        return web.Response(status=500, text="")
    if fault.kind == "html":
        return web.Response(status=503, text="<html><body>Slack is down</body></html>", content_type="text/html")
    if fault.kind == "internal_error":
        return web.json_response(body(fault))
    if fault.kind == "hang":
        await asyncio.Event().wait()  # until the app gives up, which cancels this
    if request.transport is not None:
        request.transport.close()
    return web.Response()
