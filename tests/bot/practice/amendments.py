"""Known faults of Slack's published types, and payloads amended so that all the rest of them can be judged."""

import tomllib
from copy import deepcopy
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

Json = dict[str, Any]

EXCEPTIONS = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True)
class Amendment:
    """One exception; see the head of `exceptions.toml`."""

    judge: str
    method: str
    reason: str
    where: dict[str, str]
    set: dict[str, Json] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    drop_empty: tuple[str, ...] = ()

    def fits(self, line: Json) -> bool:
        """Whether it is about this payload."""
        return fnmatchcase(line["method"], self.method) and all(
            _matches(_at(line["args"], path), wanted) for path, wanted in self.where.items()
        )

    def amend(self, args: Json) -> None:
        """Changes the payload in place."""
        for path, more in self.set.items():
            _at(args, path).update(more)
        for path in (*self.drop, *self.drop_empty):
            holder, _, key = path.rpartition(".")
            if path in self.drop or not _at(args, path):
                _at(args, holder).pop(key, None)


def load(path: Path = EXCEPTIONS) -> list[Amendment]:
    """The exceptions in this file."""
    return [Amendment(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["exception"]]


def amended(line: Json, amendments: list[Amendment]) -> Json:
    """A copy of the payload with all that fit applied."""
    copy = deepcopy(line)
    for amendment in amendments:
        if amendment.fits(line):
            amendment.amend(copy["args"])
    return copy


def _matches(found: Any, wanted: str) -> bool:
    return bool(found) if wanted == "*" else found == wanted


def _at(node: Any, path: str) -> Any:
    for step in path.split(".") if path else ():
        if isinstance(node, list):
            node = node[int(step)] if int(step) < len(node) else ""
        else:
            node = node.get(step, "") if isinstance(node, dict) else ""
    return node
