"""Placeholder."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.deps import Deps


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen."""


async def open_form(deps: Deps, body: dict[str, Any]) -> None:
    """Open the form."""


open_notes = open_form


async def receive(deps: Deps, body: dict[str, Any], text: str) -> None:
    """Receive."""
