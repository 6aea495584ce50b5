"""A wire between the bot and Slack that can go silent, as when a router forgets a connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final, Self

PIECE: Final = 65_536


class Wire:
    """Carries connections from `port` on this machine to another."""

    def __init__(self, to_port: int) -> None:
        """Carry to `to_port`."""
        self.leads_to = to_port
        self._lines: list[Line] = []
        self.port = 0

    @classmethod
    @asynccontextmanager
    async def to(cls, port: int) -> AsyncIterator[Self]:
        """Carry until the block ends; whatever is left is cut then."""
        wire = cls(port)
        server = await asyncio.start_server(wire._serve, "127.0.0.1", 0)
        wire.port = server.sockets[0].getsockname()[1]
        try:
            yield wire
        finally:
            server.close()
            wire._cut()
            await server.wait_closed()

    def goes_silent(self) -> None:
        """Swallow what is sent through every connection of this moment, in both directions and without a farewell."""
        for line in self._lines:
            line.silent = True

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.leads_to)
        line = Line([writer, far_writer])
        self._lines.append(line)
        await asyncio.gather(line.pump(reader, far_writer), line.pump(far_reader, writer))

    def _cut(self) -> None:
        for line in self._lines:
            line.cut()


class Line:
    """One connection."""

    def __init__(self, ends: list[asyncio.StreamWriter]) -> None:
        """Carry between two `ends`."""
        self._ends = ends
        self.silent = False

    async def pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one direction until its end, of which a silent line tells nobody."""
        with suppress(ConnectionError):
            while piece := await reader.read(PIECE):
                if not self.silent:
                    writer.write(piece)
                    await writer.drain()
        if not self.silent:
            writer.close()

    def cut(self) -> None:
        for end in self._ends:
            end.close()
