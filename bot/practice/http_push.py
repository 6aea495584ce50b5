"""HTTP mode: signed requests to the app's request URL."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.practice.courier import Ack, Delivery, NotDelivered
from bot.practice.model import Json

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


class HttpPush:
    """Posts payloads to the app. `clock` gives the Unix time that goes into the signature."""

    def __init__(self, session: aiohttp.ClientSession, secret: str, clock: Callable[[], float]) -> None:
        self._session, self._secret, self._clock = session, secret, clock

    async def deliver(self, url: str, delivery: Delivery) -> Ack:
        """The app's answer; raises `NotDelivered` for anything but status 200."""
        content_type, body = _encode(delivery)
        headers = {"Content-Type": content_type, **self._signature(body), **_retry(delivery)}
        try:
            async with self._session.post(url, data=body.encode(), headers=headers) as answer:
                if answer.status != 200:
                    raise NotDelivered("http_error", final="X-Slack-No-Retry" in answer.headers)
                return Ack(answer.status, _parsed(await answer.text()))
        except aiohttp.ClientError:
            raise NotDelivered("connection_failed") from None

    async def verify(self, url: str, token: str) -> bool:
        """Slack's handshake with a new request URL: the app must give the challenge back."""
        challenge: Json = {"token": token, "challenge": "practice-challenge", "type": "url_verification"}
        body = json.dumps(challenge)
        async with self._session.post(
            url, data=body, headers={"Content-Type": _JSON, **self._signature(body)}
        ) as answer:
            return answer.status == 200 and challenge["challenge"] in await answer.text()

    def _signature(self, body: str) -> dict[str, str]:
        moment = str(int(self._clock()))
        digest = hmac.new(self._secret.encode(), f"v0:{moment}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={digest}"}


def _encode(delivery: Delivery) -> tuple[str, str]:
    if delivery.kind == "events_api":
        return _JSON, json.dumps(delivery.payload)
    if delivery.kind == "slash_commands":
        return _FORM, urlencode(delivery.payload)
    return _FORM, urlencode({"payload": json.dumps(delivery.payload)})


def _retry(delivery: Delivery) -> dict[str, str]:
    if not delivery.retry_num:
        return {}
    return {"X-Slack-Retry-Num": str(delivery.retry_num), "X-Slack-Retry-Reason": delivery.retry_reason}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
