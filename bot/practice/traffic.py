"""Behind the scenes: what went between the workspace and the app, newest 500, tokens never."""

from __future__ import annotations

import itertools
import json
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.practice.about import Place, of_call, of_payload
from bot.practice.faults import Fault
from bot.practice.model import Json

MOST = 500
MOST_BYTES = 16_000_000
HIDDEN = "redacted"
_TICKET = re.compile(r"(ticket=)[\w-]+")

Outcome = Literal["under way", "ok", "refused", "not acknowledged", "not served", "lost"]


@dataclass
class Exchange:
    """One delivery to the app (`direction` "in") or one call of the app ("out").

    `payload` and `answer` are JSON text as it stood then; `status` is HTTP's, None where none came; `reason` is
    Slack's word for what went wrong, `messages` its explanations, `retry_after` the seconds it asked to wait, `fault`
    the fault that was injected. `latency` is in real milliseconds: until the acknowledgement, or the server's answer.
    """

    id: int
    at: datetime
    direction: Literal["in", "out"]
    name: str
    payload: str
    about: frozenset[Place] = frozenset()
    retry: int = 0
    answer: str = ""
    latency: float | None = None
    status: int | None = None
    retry_after: str = ""
    outcome: Outcome = "under way"
    reason: str = ""
    messages: tuple[str, ...] = ()
    fault: str = ""
    began: float = field(default_factory=time.monotonic, repr=False)

    def judge(self, body: Json) -> None:
        """Takes Slack's verdict from the body of its answer."""
        self.outcome, self.reason = "ok" if body["ok"] else "refused", body.get("error", "")
        self.messages = tuple(body.get("response_metadata", {}).get("messages", []))

    def spoil(self, fault: Fault) -> None:
        """Notes the fault that took the answer's place."""
        self.fault = fault.kind
        if fault.kind == "429":
            self.outcome, self.reason = "refused", "ratelimited"
        else:
            self.outcome = "lost" if fault.when == "after" else "not served"

    @property
    def is_problem(self) -> bool:
        """Whether it went wrong, whoever is to blame."""
        return self.outcome not in ("under way", "ok") or bool(self.fault)

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return sys.getsizeof(self.payload) + sys.getsizeof(self.answer) + sys.getsizeof(self.about)


class Traffic:
    """The newest exchanges, bounded in number and in bytes. `now` gives the workspace's time; `secrets` what is
    never to be shown."""

    def __init__(self, now: Callable[[], datetime], secrets: Callable[[], Iterable[str]]) -> None:
        self._now, self._secrets = now, secrets
        self._numbers, self._exchanges, self._size = itertools.count(1), deque[Exchange](), 0

    def __iter__(self) -> Iterator[Exchange]:
        """Oldest first."""
        return iter(self._exchanges)

    def __len__(self) -> int:
        return len(self._exchanges)

    def find(self, number: int) -> Exchange | None:
        """The exchange with this id, unless it is forgotten."""
        return next((exchange for exchange in self._exchanges if exchange.id == number), None)

    def delivery(self, kind: str, payload: Json, retry: int) -> Exchange:
        """Notes that a payload of this kind (`in.event`, `in.block_actions` …) sets out to the app."""
        text, about = self._text(payload), of_payload(payload)
        return self._begin(Exchange(next(self._numbers), self._now(), "in", name_of(kind, payload), text, about, retry))

    def call(self, method: str, args: Json) -> Exchange:
        """Notes that a call of the app, or a post to a response URL, came in."""
        about = of_call(args, {})
        return self._begin(Exchange(next(self._numbers), self._now(), "out", method, self._text(args), about))

    def _begin(self, made: Exchange) -> Exchange:
        self._exchanges.append(made)
        self._count(made.size)
        return made

    def answer(self, exchange: Exchange, body: Any, about: frozenset[Place] = frozenset()) -> None:
        """Notes the answer, and what else it turned out to be about."""
        before = exchange.size
        exchange.about |= about
        exchange.answer = "" if body is None else self._text(body)
        if exchange.id >= self._exchanges[0].id:
            self._count(exchange.size - before)

    def end(self, exchange: Exchange) -> None:
        """Notes that it is over, which gives the latency; what nobody judged was cut off."""
        if exchange.outcome == "under way":
            exchange.outcome, exchange.reason = "lost", "cut_off"
        exchange.latency = (time.monotonic() - exchange.began) * 1000

    def _count(self, more: int) -> None:
        self._size += more
        while len(self._exchanges) > 1 and (len(self._exchanges) > MOST or self._size > MOST_BYTES):
            self._size -= self._exchanges.popleft().size

    def _text(self, payload: Any) -> str:
        text = json.dumps(payload, default=str)
        for secret in self._secrets():
            text = text.replace(secret, HIDDEN)
        return _TICKET.sub(rf"\g<1>{HIDDEN}", text)


def name_of(kind: str, payload: Json) -> str:
    """What a delivery carries, in more words: `in.event: app_mention`, `in.block_actions: polls.vote`."""
    actions = payload.get("actions") or [{}]
    detail = (
        payload.get("event", {}).get("type")
        or payload.get("command")
        or payload.get("callback_id")
        or actions[0].get("action_id")
        or payload.get("action_id")
        or payload.get("view", {}).get("callback_id")
    )
    return f"{kind}: {detail}" if detail else kind
