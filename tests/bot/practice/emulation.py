"""Runs `backlot`, another emulation of Slack, as a process of its own on loopback."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

TOKEN = "their-token"


@asynccontextmanager
async def backlot(folder: Path, records: list[dict[str, Any]], patience: float = 60) -> AsyncIterator[str]:
    """The base URL of its Web API, holding these records. It counts how it is used and tells its makers; not here:
    nothing leaves the machine."""
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    port = _free_port()
    if await asyncio.to_thread(_start(folder, "import", "records.jsonl").wait, patience):
        raise RuntimeError((folder / "log").read_text(encoding="utf-8"))
    process = _start(folder, "serve", "--host", "127.0.0.1", "--port", str(port))
    try:
        async with asyncio.timeout(patience):
            await _listening(process, port)
        yield f"http://127.0.0.1:{port}/slack/api/"
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait)


def _start(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    env = os.environ | {
        "BACKLOT_DATA_DIR": str(folder),
        "BACKLOT_ADMIN_TOKEN": TOKEN,
        "BACKLOT_TELEMETRY": "0",
        "DO_NOT_TRACK": "1",
    }
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", "backlot", *words], env=env, cwd=folder, stdout=log, stderr=log)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def _listening(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        await writer.wait_closed()
        return
    raise RuntimeError(f"the emulation ended with {process.returncode}")
