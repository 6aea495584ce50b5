"""What went over the wire, as JSON lines; tokens never."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.practice.model import Json


class Recording:
    """Appends what the app sent to `calls` and what Slack sent to `payloads`; without a path nothing is
    written."""

    def __init__(self, calls: Path | None = None, payloads: Path | None = None) -> None:
        self._calls, self._payloads = calls, payloads

    def call(self, method: str, args: Any, content_type: str | None = None, error: str | None = None) -> None:
        """One Web API call, `respond` (a post to a response_url) or `ack.*` (an acknowledgement with a body)."""
        line = {"method": method, "args": args, "content_type": content_type, "error": error}
        _append(self._calls, {key: value for key, value in line.items() if value is not None})

    def payload(self, method: str, args: Json) -> None:
        """One payload sent to the app, `in.event`, `in.command`, `in.block_actions` …"""
        _append(self._payloads, {"method": method, "args": {**args, "token": "redacted"}})


def _append(path: Path | None, line: Json) -> None:
    if path is not None:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
