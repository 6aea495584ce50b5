"""What went over the wire, as JSON lines; tokens never."""

from __future__ import annotations

import json
from io import FileIO
from pathlib import Path
from typing import Any

from bot.practice.model import Json


class Recording:
    """Appends what the app sent to `calls` and what Slack sent to `payloads`; without a path nothing is
    written."""

    def __init__(self, calls: Path | None = None, payloads: Path | None = None) -> None:
        self._calls, self._payloads = _Lines(calls), _Lines(payloads)

    def call(self, method: str, args: Any, content_type: str | None = None, error: str | None = None) -> None:
        """One Web API call, `respond` (a post to a response_url) or `ack.*` (an acknowledgement with a body)."""
        line = {"method": method, "args": args, "content_type": content_type, "error": error}
        self._calls.append({key: value for key, value in line.items() if value is not None})

    def payload(self, method: str, args: Json) -> None:
        """One payload sent to the app, `in.event`, `in.command`, `in.block_actions` …"""
        self._payloads.append({"method": method, "args": {**args, "token": "redacted"}})

    def close(self) -> None:
        """Let go of the files; what comes later opens them again."""
        self._calls.close()
        self._payloads.close()


class _Lines:
    """A file of JSON lines, each written in one go: several programs may write the same."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: FileIO | None = None

    def append(self, line: Json) -> None:
        if self._path is None:
            return
        self._file = self._file or FileIO(self._path, "a")
        self._file.write((json.dumps(line, ensure_ascii=False) + "\n").encode())

    def close(self) -> None:
        if self._file:
            self._file.close()
            self._file = None
