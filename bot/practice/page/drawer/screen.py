"""What the drawer shows: plain values for its templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bot.practice import company
from bot.practice.about import Place
from bot.practice.page.drawer.faults import FaultScreen, faults
from bot.practice.page.drawer.verdicts import latency, retry, verdict
from bot.practice.page.stage import Stage
from bot.practice.traffic import Exchange
from bot.practice.workspace import Workspace

SHOWN_AT_ONCE = 100
MOST_LINKS = 3
FILTERS = ("about", "name", "problems", "all")
VIEW = "view"


@dataclass(frozen=True, slots=True)
class Only:
    """A link that leaves one message's or one view's traffic in the list."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One exchange in the list; its payload is fetched from `href` when it is opened. `version` changes with it."""

    id: int
    version: str
    href: str
    moment: str
    at: str
    way: str
    name: str
    latency: str
    verdict: str
    retry: str
    is_problem: bool
    only: tuple[Only, ...]


@dataclass(frozen=True, slots=True)
class DrawerScreen:
    """The fault switch, and the list, newest first, with its filters.

    `kept` are the other parameters of the page's address; `everything` and `more` are links, `more` empty where all
    that was found is shown.
    """

    faults: FaultScreen
    lines: tuple[Line, ...]
    found: int
    name: str
    about: str
    only_problems: bool
    everything: str
    more: str
    kept: tuple[tuple[str, str], ...]


def drawer(stage: Stage, query: Mapping[str, str]) -> DrawerScreen:
    """What the drawer shows for the parameters of the page's address.

    `about` is `CHANNEL:TS` or `view:ID`; `name` a part of the name in any case; `problems` and `all` are on when
    they are not empty.
    """
    workspace = stage.workspace
    found = [exchange for exchange in workspace.traffic if _matches(exchange, query)][::-1]
    shown = found if query.get("all") else found[:SHOWN_AT_ONCE]
    kept = {key: value for key, value in query.items() if key not in FILTERS}
    return DrawerScreen(
        faults=faults(stage.server),
        lines=tuple(_line(workspace, exchange, kept) for exchange in shown),
        found=len(found),
        name=query.get("name", ""),
        about=query.get("about", ""),
        only_problems=bool(query.get("problems")),
        everything=_href(kept),
        more=_href({**query, "all": "1"}) if len(shown) < len(found) else "",
        kept=tuple(kept.items()),
    )


def _matches(exchange: Exchange, query: Mapping[str, str]) -> bool:
    about, name = query.get("about", ""), query.get("name", "").strip().lower()
    return (
        (not about or _place(about) in exchange.about)
        and name in exchange.name.lower()
        and (not query.get("problems") or exchange.is_problem)
    )


def _line(workspace: Workspace, exchange: Exchange, kept: Mapping[str, str]) -> Line:
    moment = exchange.at.astimezone(ZoneInfo(company.ZONE))
    return Line(
        id=exchange.id,
        version=f"{exchange.id}-{exchange.outcome}",
        href=f"/traffic/{exchange.id}",
        moment=moment.isoformat(timespec="seconds"),
        at=f"{moment:%a %d %b %H:%M:%S}",
        way=f"{'to' if exchange.direction == 'in' else 'from'} {workspace.app.name}",
        name=exchange.name,
        latency=latency(exchange),
        verdict=verdict(exchange),
        retry=retry(exchange),
        is_problem=exchange.is_problem,
        only=_links(exchange, kept),
    )


def _links(exchange: Exchange, kept: Mapping[str, str]) -> tuple[Only, ...]:
    """None for what is about many messages, such as a page of a channel's history."""
    if len(exchange.about) > MOST_LINKS:
        return ()
    return tuple(_only(place, kept) for place in sorted(exchange.about))


def _only(place: Place, kept: Mapping[str, str]) -> Only:
    kind = "form or tab" if place[0] == VIEW else "message"
    return Only(f"Show only this {kind}", _href({**kept, "about": ":".join(place)}))


def _place(about: str) -> Place:
    channel, _, ts = about.partition(":")
    return channel, ts


def _href(query: Mapping[str, str]) -> str:
    return f"?{urlencode(query)}"
