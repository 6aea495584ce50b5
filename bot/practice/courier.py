"""Bringing payloads to the app: one attempt for interactions, retries for events, and a log of every attempt."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from bot.practice.changes import Changes
from bot.practice.model import Json
from bot.practice.newest import Newest
from bot.practice.recording import Recording
from bot.practice.traffic import Exchange, Traffic

DeliveryKind = Literal["events_api", "slash_commands", "interactive"]


class NotDelivered(Exception):
    """The app was not reached or did not acknowledge; `reason` is Slack's word for it. `final` if the app
    asked not to be sent it again."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.final = reason, final


class OperationTimeout(AssertionError):
    """What a person sees when the app does not acknowledge in time: Slack's "operation_timeout"."""


@dataclass(frozen=True)
class Ack:
    """The app's answer: HTTP status (200 in Socket Mode) and its body, parsed when it is JSON."""

    status: int = 200
    body: Any = None


@dataclass
class Delivery:
    """One attempt. `latency` is in seconds; `failure` is empty when it was acknowledged."""

    kind: DeliveryKind
    payload: Json
    retry_num: int = 0
    retry_reason: str = ""
    envelope_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    ack: Ack | None = None
    latency: float | None = None
    failure: str = ""
    final: bool = False

    @property
    def name(self) -> str:
        """What it carries: `in.event`, `in.command`, `in.block_actions` …"""
        if self.kind == "events_api":
            return "in.event"
        return "in.command" if self.kind == "slash_commands" else f"in.{self.payload['type']}"


class Transport(Protocol):
    """Socket Mode or HTTP."""

    async def deliver(self, delivery: Delivery) -> Ack:
        """The app's acknowledgement; raises `NotDelivered`."""
        ...


class Courier:
    """Delivers through `transport`, set by the server; waits `ack_timeout` seconds (Slack's 3) for each
    attempt and repeats unacknowledged events after `retry_after` seconds (Slack's: at once, 1 minute, 5
    minutes). `owed` are the events not acknowledged yet, by event id."""

    def __init__(self, changes: Changes, traffic: Traffic, memory: int | None = None) -> None:
        self.transport: Transport | None = None
        self.recording = Recording()
        self.log = Newest[Delivery](memory)
        self.owed: dict[str, Json] = {}
        self.ack_timeout = 3.0
        self.retry_after: tuple[float, ...] = (0.0, 60.0, 300.0)
        self._changes, self._traffic = changes, traffic
        self._in_flight = 0
        self._unsent: set[str] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def ask(self, kind: DeliveryKind, payload: Json) -> Delivery:
        """One interaction or command; raises `OperationTimeout` unless it is acknowledged with status 200."""
        delivery = await self.attempt(Delivery(kind, payload))
        if delivery.failure:
            raise OperationTimeout(f"the app did not acknowledge {delivery.name}: {delivery.failure}")
        return delivery

    async def publish(self, payloads: Iterable[Json]) -> None:
        """Events, all at once. Returns after the first attempt of each; raises `OperationTimeout` when the
        connected app failed to acknowledge one, not when no app was there to hear it."""
        tries = await asyncio.gather(*(self.attempt(Delivery("events_api", each)) for each in self._owe(payloads)))
        failed = [delivery for delivery in tries if delivery.failure]
        for delivery in failed:
            if not delivery.final:
                self._start(self._retry(delivery))
        if heard := [delivery for delivery in failed if delivery.failure != "connection_failed"]:
            raise OperationTimeout(f"the app did not acknowledge {heard[0].name}: {heard[0].failure}")

    def publish_soon(self, payloads: Iterable[Json]) -> None:
        """Events that nobody waits for."""
        for payload in self._owe(payloads):
            self._unsent.add(payload["event_id"])
            self._start(self._publish_quietly(payload))

    def resume(self) -> None:
        """Brings the events that an earlier courier of this workspace still owed."""
        self.publish_soon(list(self.owed.values()))

    async def redeliver(self, earlier: Delivery, reason: str = "http_timeout") -> Delivery:
        """The payload of `earlier` once more, as Slack repeats it."""
        return await self.attempt(_again(earlier, earlier.retry_num + 1, reason))

    async def attempt(self, delivery: Delivery) -> Delivery:
        """Fills in `ack` or `failure`, and `latency`."""
        self.log.append(delivery)
        self._in_flight += 1
        self.recording.payload(delivery.name, delivery.payload)
        noted = self._traffic.delivery(delivery.name, delivery.payload, delivery.retry_num)
        self._changes.tell()
        began = time.monotonic()
        try:
            delivery.ack = await self._deliver(delivery)
        except NotDelivered as failed:
            delivery.failure, delivery.final = failed.reason, failed.final
        finally:
            delivery.latency = time.monotonic() - began
            self._note(noted, delivery)
            self._in_flight -= 1
            if delivery.ack or delivery.final:
                self._settle(delivery)
            self._changes.tell()
        return delivery

    def _owe(self, payloads: Iterable[Json]) -> list[Json]:
        owed = list(payloads)
        self.owed |= {payload["event_id"]: payload for payload in owed}
        return owed

    def _settle(self, delivery: Delivery) -> None:
        self.owed.pop(delivery.payload.get("event_id", ""), None)

    def _note(self, noted: Exchange, delivery: Delivery) -> None:
        if delivery.ack:
            noted.status = delivery.ack.status
            noted.outcome = "ok"
            self._traffic.answer(noted, delivery.ack.body)
        elif delivery.failure:
            noted.outcome, noted.reason = "not acknowledged", delivery.failure
        self._traffic.end(noted)

    async def _deliver(self, delivery: Delivery) -> Ack:
        if self.transport is None:
            raise NotDelivered("connection_failed")
        try:
            async with asyncio.timeout(self.ack_timeout):
                return await self.transport.deliver(delivery)
        except TimeoutError:
            raise NotDelivered("http_timeout") from None

    @property
    def busy(self) -> bool:
        """Whether a delivery waits to be sent for the first time, or for its acknowledgement."""
        return self._in_flight > 0 or bool(self._unsent)

    @property
    def retrying(self) -> bool:
        """Whether an event waits for its next retry, or to be sent at all."""
        return bool(self._tasks)

    async def stop(self) -> None:
        """Forgets pending retries."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._unsent.clear()

    async def _publish_quietly(self, payload: Json) -> None:
        try:
            delivery = await self.attempt(Delivery("events_api", payload))
        finally:
            self._unsent.discard(payload["event_id"])
            self._changes.tell()
        if delivery.failure and not delivery.final:
            await self._retry(delivery)

    async def _retry(self, first: Delivery) -> None:
        last = first
        for number, wait in enumerate(self.retry_after, 1):
            await asyncio.sleep(wait)
            last = await self.attempt(_again(last, number, last.failure))
            if not last.failure or last.final:
                return
        self._settle(last)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _again(earlier: Delivery, number: int, reason: str) -> Delivery:
    return replace(
        earlier,
        retry_num=number,
        retry_reason=reason,
        envelope_id=str(uuid.uuid4()),
        ack=None,
        latency=None,
        failure="",
    )
