"""One exchange that was opened in the drawer: its bodies, and what its line does not say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.practice.page.drawer.verdicts import retry
from bot.practice.traffic import Exchange
from bot.practice.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """One exchange with its bodies, as indented JSON; `answer` is empty where there was none."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sent_title: str
    sent: str
    answer_title: str
    answer: str


def opened(workspace: Workspace, number: int) -> Opened | None:
    """One exchange with its bodies; None when it is no longer kept."""
    exchange = workspace.traffic.find(number)
    if exchange is None:
        return None
    app = workspace.app.name
    sender, answerer = ("Slack", app) if exchange.direction == "in" else (app, "Slack")
    return Opened(
        title=exchange.name,
        facts=tuple(_facts(exchange)),
        sent_title=f"What {sender} sent",
        sent=_pretty(exchange.payload),
        answer_title=f"What {answerer} answered",
        answer=_pretty(exchange.answer),
    )


def _facts(exchange: Exchange) -> Iterable[tuple[str, str]]:
    if exchange.status is not None:
        yield "HTTP status", str(exchange.status)
    if exchange.retry:
        yield "Attempt", retry(exchange)
    for message in exchange.messages:
        yield "Slack explains", message


def _pretty(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, indent=2) if text else ""
