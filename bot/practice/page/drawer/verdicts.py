"""What became of an exchange, in words."""

from __future__ import annotations

from bot.practice.traffic import Exchange

REASONS = {
    "connection_failed": "the app was not connected",
    "http_timeout": "no acknowledgement in time",
    "http_error": "the app answered with an error",
}


def verdict(exchange: Exchange) -> str:
    """How it ended, and whether a fault had been injected."""
    if exchange.outcome == "under way":
        return "under way"
    if exchange.outcome == "ok":
        return _done(exchange)
    if exchange.outcome == "refused":
        return _refused(exchange)
    if exchange.outcome == "lost":
        return _lost(exchange)
    if exchange.outcome == "not served":
        return f"not served (fault injected: {exchange.fault})"
    return f"not acknowledged: {REASONS.get(exchange.reason, exchange.reason)}"


def _done(exchange: Exchange) -> str:
    if exchange.direction == "in":
        return "acknowledged"
    return "accepted late (fault injected)" if exchange.fault else "accepted"


def _refused(exchange: Exchange) -> str:
    wait = f", try again in {exchange.retry_after} s" if exchange.retry_after else ""
    injected = " (fault injected)" if exchange.fault == "429" else ""
    return f"refused: {exchange.reason}{wait}{injected}"


def _lost(exchange: Exchange) -> str:
    if not exchange.fault:
        return "cut off before there was an answer"
    verdict = f"refused ({exchange.reason})" if exchange.reason else "accepted"
    return f"{verdict}, but the answer was lost (fault injected)"


def latency(exchange: Exchange) -> str:
    """Milliseconds below a second, seconds above; empty while it is under way."""
    if exchange.latency is None:
        return ""
    if exchange.latency >= 1000:
        return f"{exchange.latency / 1000:.1f} s"
    return f"{exchange.latency:.0f} ms" if exchange.latency >= 10 else f"{exchange.latency:.1f} ms"


def retry(exchange: Exchange) -> str:
    """Which retry it is; empty for a first attempt."""
    return f"retry {exchange.retry}" if exchange.retry else ""
