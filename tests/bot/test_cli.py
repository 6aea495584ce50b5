"""The command line: what it prints, and with what it ends."""

import asyncio
import json
import logging
import os
import re
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from bot.practice import PracticeServer, Workspace

ROOT = Path(__file__).parents[2]
PATIENCE = 60
PAGE_SECONDS = 10
END_SECONDS = 5
TOLD = (
    "your request is *TR-1*",
    "What we learned in your meeting",
    "Our action plan",
    "What should we start with?",
    "3 votes · 75 %",
    "The poll is closed",
    "Here is where your meeting",
    "App Home of Maya",
)
COMMANDS = ("run", "practice", "doctor", "manifest", "results", "db upgrade", "db backup")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder, no settings, and the log as it was afterwards."""
    monkeypatch.chdir(tmp_path)
    for name in os.environ:
        if name.startswith(("SLACK_", "DATABASE_", "TOUCHPOINT_", "LOG_")):
            monkeypatch.delenv(name)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def bot(*words: str, **environment: str) -> Result:
    return CliRunner().invoke(cli, list(words), env=environment)


@asynccontextmanager
async def slack() -> AsyncIterator[dict[str, str]]:
    """A Slack, and the environment of a bot that is installed there."""
    workspace = Workspace(now=lambda: datetime.now(UTC))
    async with PracticeServer(workspace) as practice:
        yield {
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_APP_TOKEN": workspace.app_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "SLACK_API_URL": practice.api_url,
        }


@asynccontextmanager
async def process(*words: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The program itself, gone when the block is left."""
    begun = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words,
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)}, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(PATIENCE):
            yield begun
    finally:
        if begun.returncode is None:
            begun.kill()
        await begun.communicate()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = bot(*command.split(), "--help")
    assert (result.exit_code, "Usage" in result.output) == (0, True)


@pytest.mark.parametrize(
    "words",
    ["nonsense", "run --http somewhere", "run --http :8000", "run --http h:99999", "manifest --url http://x.com",
     "practice --script nothing", "practice --port 70000", "db backup"],
)  # fmt: skip
def test_wrong_use_ends_with_2(words: str) -> None:
    assert bot(*words.split()).exit_code == 2


def test_the_manifest_is_printed_for_either_mode() -> None:
    socket, http = bot("manifest"), bot("manifest", "--url", "https://bot.example.com")
    modes = [json.loads(printed.stdout)["settings"]["socket_mode_enabled"] for printed in (socket, http)]
    assert modes == [True, False]


@pytest.mark.parametrize(
    ("words", "environment", "missing"),
    [
        ("run", {}, "SLACK_BOT_TOKEN is missing"),
        ("run", {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
        ("run --http 127.0.0.1:0", {"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_SIGNING_SECRET is missing"),
        (
            "run",
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "TOUCHPOINT_FAIL_AT": "nowhere"},
            "TOUCHPOINT_FAIL_AT is 'nowhere'",
        ),
        ("db upgrade", {"LOG_LEVEL": "quiet"}, "LOG_LEVEL is 'quiet'"),
        ("db upgrade", {"DATABASE_URL": "nonsense"}, "cannot be used"),
        ("db upgrade", {"DATABASE_URL": "sqlite:////nowhere/at.db"}, "unable to open database file"),
    ],
)
def test_what_cannot_go_on_is_said_in_one_line(words: str, environment: dict[str, str], missing: str) -> None:
    result = bot(*words.split(), **environment)
    assert result.exit_code == 1
    assert missing in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_database_that_is_down_is_said_without_its_password() -> None:
    result = bot("db", "upgrade", DATABASE_URL="postgresql+psycopg://me:secret@127.0.0.1:9/nothing")
    assert (result.exit_code, "me:***@127.0.0.1:9" in result.stderr) == (1, True)
    assert "secret" not in result.output


def test_a_database_is_upgraded_and_copied() -> None:
    assert bot("db", "upgrade").exit_code == 0
    assert bot("db", "backup", "copy.db").exit_code == 0
    with closing(sqlite3.connect("copy.db")) as copy:
        assert copy.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    assert Path("copy.db").stat().st_mode & 0o077 == 0


def test_a_copy_never_replaces_a_file() -> None:
    Path("copy.db").write_text("precious")
    bot("db", "upgrade")
    assert bot("db", "backup", "copy.db").exit_code == 1
    assert Path("copy.db").read_text() == "precious"


def test_there_is_no_copy_of_what_is_not_there() -> None:
    result = bot("db", "backup", "copy.db")
    assert (result.exit_code, list(Path().iterdir())) == (1, [])


def test_postgresql_is_left_to_pg_dump() -> None:
    result = bot("db", "backup", "copy.db", DATABASE_URL="postgresql+psycopg://me@127.0.0.1/it")
    assert (result.exit_code, "pg_dump" in result.stderr) == (2, True)


def test_the_doctor_ends_with_1_when_anything_is_wrong() -> None:
    result = bot("doctor")
    assert (result.exit_code, "SLACK_BOT_TOKEN is not set" in result.stdout) == (1, True)


@pytest.mark.parametrize("words", ["run", "run --http 127.0.0.1:0"])
async def test_the_bot_says_that_it_is_up_and_ends_well_when_told_to(words: str) -> None:
    async with slack() as environment, process(*words.split(), **environment) as begun:
        assert begun.stdout
        assert b"Touchpoint is up" in await begun.stdout.readline()
        begun.send_signal(signal.SIGTERM)
        _, errors = await begun.communicate()
        assert (begun.returncode, errors) == (0, b"")


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_token_that_slack_does_not_know_is_named(name: str) -> None:
    async with slack() as environment, process("run", **environment | {name: "xoxb-nobody"}) as begun:
        _, errors = await begun.communicate()
        assert begun.returncode == 1
        assert errors.decode().splitlines()[0].startswith(f"Slack does not accept {name}")
        assert len(errors.decode().splitlines()) == 1


@pytest.mark.parametrize("earlier", ["not there", "from an earlier time"])
async def test_practice_shows_its_page_and_ends_at_once_when_told_to(earlier: str) -> None:
    await asyncio.to_thread(_left, earlier)
    async with process("practice", "--no-browser", "--port", "0") as begun, aiohttp.ClientSession() as session:
        address = await _address(begun)
        async with asyncio.timeout(PAGE_SECONDS), session.get(f"{address}/") as page:
            assert "Maya" in await page.text()
        async with session.get(f"{address}/changes") as live:
            assert (await live.content.readline()).startswith(b"retry:")
            begun.send_signal(signal.SIGINT)
            async with asyncio.timeout(END_SECONDS):
                await live.content.read()
        _, errors = await begun.communicate()
    assert (begun.returncode, errors) == (0, b"")


def _left(database: str) -> None:
    """Leave a database that nobody can read, or none, from a practice before."""
    if database != "not there":
        Path(".practice").mkdir()
        Path(".practice/practice.db").write_text(database)


async def _address(begun: asyncio.subprocess.Process) -> str:
    """Read where the page is; what is said before does not matter."""
    assert begun.stdout
    async for line in begun.stdout:
        if found := re.search(rb"The practice workspace is at (http://127.0.0.1:\d+) ", line):
            return found[1].decode()
    raise AssertionError(f"it ended with {(await begun.communicate())[1].decode()}")


async def test_a_second_practice_in_the_same_folder_is_refused_in_one_line() -> None:
    async with process("practice", "--no-browser", "--port", "0") as first:
        await _address(first)
        async with process("practice", "--no-browser", "--port", "0") as second:
            _, errors = await second.communicate()
        assert (second.returncode, len(errors.splitlines())) == (1, 1)
        assert b"Another practice workspace" in errors


async def test_a_practice_port_in_use_is_said(unused_tcp_port: int) -> None:
    taken = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", unused_tcp_port)
    async with taken, process("practice", "--port", str(unused_tcp_port)) as begun:
        _, errors = await begun.communicate()
        assert (begun.returncode, len(errors.splitlines())) == (1, 1)
        assert b"choose one with --port" in errors


def test_the_demo_plays_the_whole_main_job() -> None:
    result = bot("practice", "--script", "demo")
    assert (result.exit_code, result.stderr) == (0, "")
    told = [result.stdout.index(each) for each in TOLD]
    assert told == sorted(told)


async def test_an_http_address_in_use_is_said(unused_tcp_port: int) -> None:
    address = f"127.0.0.1:{unused_tcp_port}"
    taken = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", unused_tcp_port)
    async with taken, slack() as environment, process("run", "--http", address, **environment) as begun:
        _, errors = await begun.communicate()
        assert (begun.returncode, len(errors.splitlines())) == (1, 1)
        assert b"in use" in errors
