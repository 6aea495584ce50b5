"""What is measured while the bot runs, for Prometheus."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

ACK_BUCKETS: Final = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
LAG_BUCKETS: Final = (0.1, 0.5, 1.0, 3.0, 10.0, 60.0, 300.0, 3_600.0, 86_400.0)


class Metrics:
    """The counts and times of one running bot."""

    def __init__(self) -> None:
        """Begin with every count at zero."""
        self.registry = registry = CollectorRegistry()
        self._acks = Histogram(
            "touchpoint_ack_seconds", "From a delivery to our answer", buckets=ACK_BUCKETS, registry=registry
        )
        self._lag = Histogram(
            "touchpoint_inbox_lag_seconds", "From a gesture to its effect", buckets=LAG_BUCKETS, registry=registry
        )
        self._outbox = Gauge("touchpoint_outbox_messages", "Messages of the outbox", ["state"], registry=registry)
        self._age = Gauge("touchpoint_outbox_age_seconds", "How late the longest waiting message is", registry=registry)
        self._holds = Counter("touchpoint_holds", "Calls that Slack answered with 429", ["method"], registry=registry)
        self._held = Counter("touchpoint_held_seconds", "Waits that Slack asked for", ["method"], registry=registry)
        self._ended = Counter("touchpoint_reconnects", "Connections that ended", ["reason"], registry=registry)
        self._links = Gauge("touchpoint_connections", "Socket Mode connections that are open", registry=registry)

    def answered(self, seconds: float) -> None:
        """Note a delivery that was answered after `seconds`, whatever the answer."""
        self._acks.observe(seconds)

    def stored(self, body: Mapping[str, Any], now: datetime) -> None:
        """Note a delivery that had its effect by `now`; commands and forms do not say when they were sent."""
        if happened := _happened_at(body):
            self._lag.observe(max(0.0, (now - happened).total_seconds()))

    def outbox(self, states: Mapping[str, int], age: timedelta) -> None:
        """Show how many messages are in each state, and for how long one has been due."""
        for state, count in states.items():
            self._outbox.labels(state).set(count)
        self._age.set(age.total_seconds())

    def held(self, method: str, seconds: float) -> None:
        """Note that Slack wants no call of `method` for `seconds`."""
        self._holds.labels(method).inc()
        self._held.labels(method).inc(seconds)

    def link_ended(self, reason: str) -> None:
        """Note that a connection is to be replaced; `reason` is Slack's word, `closed` or `silent`."""
        self._ended.labels(reason).inc()

    def links(self, count: int) -> None:
        """Show how many connections are open."""
        self._links.set(count)

    def exposed(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self.registry)


def _happened_at(body: Mapping[str, Any]) -> datetime | None:
    match body:
        case (
            {"event": {"event_ts": str(stamp)}}
            | {"actions": [{"action_ts": str(stamp)}, *_]}
            | {"action_ts": str(stamp)}
        ):
            with suppress(ValueError, OverflowError):
                return datetime.fromtimestamp(float(stamp), UTC)
    return None
