"""HTTP mode and bodies that Slack never sends: the caller's mistake, and no harm to anybody else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final, Self

import pytest

from bot.http import LARGEST_BODY
from bot.manifest import EVENTS_PATH
from tests.bot.site import FORM, JSON, Site, as_json, command, signed, site_on
from tests.databases import Sqlite

BODY_SECONDS: Final = 1.0
PAGE: Final = 4_096
GROWTH: Final = 8_000_000
ODD_SHAPES: Final[list[Any]] = [
    [1], "text", None, 7, {}, {"type": "event_callback"}, {"type": "event_callback", "event": None},
    {"type": "event_callback", "event": "gone"}, {"type": "event_callback", "event": {"type": []}},
    {"type": "event_callback", "event": {}, "authorizations": {}}, {"type": "block_actions"},
    {"type": "block_actions", "actions": []}, {"type": "block_actions", "actions": [None], "user": "U1"},
    {"type": "view_submission", "view": []}, {"type": "view_submission", "view": None, "user": None},
    {"type": "shortcut", "callback_id": {}}, {"type": "message_action", "team": "T1", "user": []},
    {"type": ["event_callback"], "team_id": {}}, {"command": ["/ld"], "team_id": 7, "user_id": []},
    {"type": "event_callback", "event": {"type": "app_mention", "event_ts": "soon"}},
    {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {"type": "team_join", "event_ts": 1}},
]  # fmt: skip


@pytest.fixture
async def site(sqlite_databases: Sqlite) -> AsyncIterator[Site]:
    with sqlite_databases.fresh() as url:
        async with site_on(url, BODY_SECONDS) as site:
            yield site


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b'"text"', b"null", b"payload=%7B", b"\xff\xfe", b"payload=[]", b"payload"], ids=repr
)
@pytest.mark.parametrize("kind", [FORM, JSON, {"Content-Type": "text/xml"}, {"Content-Type": "no/such; charset=x"}])
async def test_what_cannot_be_read_is_the_callers_mistake(site: Site, body: bytes, kind: dict[str, str]) -> None:
    assert 400 <= (await site.post(body, signed(body, kind=kind)))[0] < 500


async def test_what_is_not_shaped_like_slacks_payloads_is_the_callers_mistake(site: Site) -> None:
    answers = {}
    for shape in ODD_SHAPES:
        body = as_json(shape)
        answers[body], _ = await site.post(body, signed(body, kind=JSON))
    assert {body: status for body, status in answers.items() if not 400 <= status < 500} == {}


async def test_a_large_body_is_refused_and_not_kept_and_the_connection_serves_on(site: Site) -> None:
    line = await Line.to(site)
    assert await line.asks(b"{}", FORM) == 401
    before = resident()
    for size in (LARGEST_BODY + 1, 100 * LARGEST_BODY):
        assert await line.asks(b"x" * size, FORM) == 413
    assert resident() - before < GROWTH
    wanted = command(site.practice, "help")
    assert await line.asks(wanted, signed(wanted)) == 200
    line.close()


async def test_a_body_that_does_not_arrive_is_given_up(site: Site) -> None:
    line = await Line.to(site)
    line.begins(100, FORM)
    line.sends(b"x" * 10)
    assert await line.status() == 408
    assert await line.is_closed()
    line.close()


async def test_whoever_leaves_in_the_middle_of_a_body_harms_nobody(site: Site) -> None:
    line = await Line.to(site)
    line.begins(100, FORM)
    line.sends(b"x" * 10)
    line.close()
    assert await site.get("/healthz") == (200, "ok")


class Line:
    """One connection to HTTP mode, byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, site: Site) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", site.port))

    async def asks(self, body: bytes, headers: dict[str, str]) -> int:
        """Send a whole request; what it was answered."""
        self.begins(len(body), headers)
        for start in range(0, len(body), LARGEST_BODY):
            self.sends(memoryview(body)[start : start + LARGEST_BODY])
            await self._writer.drain()
        return await self.status()

    def begins(self, length: int, headers: dict[str, str]) -> None:
        told = {"Host": "localhost", "Content-Length": str(length)} | headers
        lines = [f"POST {EVENTS_PATH} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items()), "", ""]
        self._writer.write("\r\n".join(lines).encode())

    def sends(self, piece: bytes | memoryview) -> None:
        self._writer.write(piece)

    async def status(self) -> int:
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(line for line in head.splitlines() if line.startswith("content-length:"))
        await self._reader.readexactly(int(length.split(":")[1]))
        return int(head.split()[1])

    async def is_closed(self) -> bool:
        return await self._reader.read() == b""

    def close(self) -> None:
        self._writer.close()


def resident() -> int:
    """The bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
