"""Answers of two emulations of Slack side by side: status, verdict, error, keys and kinds of values."""

import itertools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp

from tests.bot.practice.cases import CASES
from tests.bot.practice.tinybot import Json

TABLE = Path(__file__).with_name("differences.toml")

Difference = tuple[str, str, str]
"""The case, the place in the answer, and `ours / theirs`."""


class World:
    """One emulation: where its Web API is, the token for it, and what it calls the things in the cases."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str) -> None:
        self._session, self._url, self._token = session, url, token
        self.names: dict[str, str] = {}

    async def call(self, method: str, args: dict[str, str]) -> Json:
        """The HTTP status and the body; the token is the world's own unless the case brings another."""
        token = args.get("token", self._token)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        form = {name: value.format(**self.names) for name, value in args.items() if name != "token"}
        async with self._session.post(self._url + method, data=form, headers=headers) as answer:
            return {"status": answer.status, "body": await answer.json()}


async def differences(ours: World, theirs: World) -> set[Difference]:
    """Makes every call in both worlds, one after the other."""
    found: set[Difference] = set()
    for case, (method, args) in CASES.items():
        told = [await world.call(method, args) for world in (ours, theirs)]
        found |= {(case, place, kinds) for place, kinds in compare(told[0], told[1])}
    return found


def compare(ours: Json, theirs: Json) -> Iterator[tuple[str, str]]:
    """Places and kinds that differ; what is missing altogether is named once, by its top."""
    left, right = dict(kinds(ours)), dict(kinds(theirs))
    for place in sorted(left.keys() | right.keys()):
        above = place.removesuffix("[]").rpartition(".")[0] if not place.endswith("[]") else place.removesuffix("[]")
        both = left.get(place, "absent"), right.get(place, "absent")
        if both[0] != both[1] and (not above or (above in left and above in right)):
            yield place.removeprefix("body."), " / ".join(both)


def kinds(node: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every place in an answer with the kind of its value, or the value itself where it is the verdict."""
    if place:
        yield place, _kind(node, place)
    if isinstance(node, dict):
        for key, value in node.items():
            yield from kinds(value, f"{place}.{key}" if place else key)
    elif isinstance(node, list):
        for item in node:
            yield from kinds(item, f"{place}[]")


def _kind(value: Any, place: str) -> str:
    if place in ("status", "body.ok", "body.error"):
        return str(value)
    return "null" if value is None else type(value).__name__


def listed(path: Path = TABLE) -> list[Difference]:
    """The differences in the table, each with a reason there."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["difference"]
    return [
        (case, place, told)
        for entry in entries
        for case, (place, told) in itertools.product(entry["cases"], entry["places"].items())
    ]
