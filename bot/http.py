"""HTTP mode: Slack's traffic, and what a load balancer and Prometheus ask."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from time import perf_counter
from typing import Final

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, Histogram, generate_latest
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Bot
from bot.manifest import EVENTS_PATH
from bot.services import health
from bot.slack import SlackError

LARGEST_BODY: Final = 1_000_000
READY_SECONDS: Final = 3.0
GRACE_SECONDS: Final = 10
ACK_BUCKETS: Final = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)


def web_app(bot: Bot, signing_secret: str) -> Starlette:
    """Return the web application of HTTP mode for a running bot."""
    edge = _Edge(bot, SignatureVerifier(signing_secret))
    return Starlette(
        routes=[
            Route(EVENTS_PATH, edge.events, methods=["POST"]),
            Route("/healthz", edge.healthz),
            Route("/readyz", edge.readyz),
            Route("/metrics", edge.metrics),
        ]
    )


@asynccontextmanager
async def serving(app: Starlette, host: str, port: int) -> AsyncIterator[int]:
    """Serve until the block ends and the requests under way are answered; give the port (0: any free one).

    Raises OSError when the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        server = _Server(_config(app))
        task = asyncio.create_task(server.serve([listener]))
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await task


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program, which has more to end than this server."""
        yield


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app, lifespan="off", log_config=None, access_log=False, server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )  # fmt: skip


class _Edge:
    def __init__(self, bot: Bot, verifier: SignatureVerifier) -> None:
        self._bot = bot
        self._verifier = verifier
        self._registry = registry = CollectorRegistry()
        waited = ("touchpoint_ack_seconds", "From Slack's request to our answer")
        self._acks = Histogram(*waited, buckets=ACK_BUCKETS, registry=registry)
        counted = ("touchpoint_outbox_messages", "Messages of the outbox", ["state"])
        self._outbox = Gauge(*counted, registry=registry)

    async def events(self, request: Request) -> Response:
        """Answer Slack: 401 for anybody else, 413 for more than a megabyte, 400 for what cannot be read."""
        began = perf_counter()
        body = await _limited(request)
        if body is None:
            return PlainTextResponse("too large", 413, {"Connection": "close"})
        if not self._from_slack(request, body):
            return PlainTextResponse("not signed by Slack", 401)
        try:
            asked = to_async_bolt_request(request, body)
        except (ValueError, TypeError, AttributeError):
            return PlainTextResponse("cannot be read", 400)
        answer = to_starlette_response(await self._bot.app.async_dispatch(asked))
        self._acks.observe(perf_counter() - began)
        return answer

    async def healthz(self, _request: Request) -> Response:
        """Say that the process is alive."""
        return PlainTextResponse("ok")

    async def readyz(self, _request: Request) -> Response:
        """Say whether the database answers and Slack knows us: 200, else 503 and what is missing."""
        answers = {"the database": await self._database(), "Slack": await self._slack()}
        if missing := [name for name, answered in answers.items() if not answered]:
            return PlainTextResponse(f"no answer from {' and '.join(missing)}", 503)
        return PlainTextResponse("ok")

    async def metrics(self, _request: Request) -> Response:
        """Give the numbers in Prometheus' text format."""
        for state, count in (await self._bot.deps.read(health.outbox_states, self._bot.team_id)).items():
            self._outbox.labels(state).set(count)
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)

    def _from_slack(self, request: Request, body: bytes) -> bool:
        signed = request.headers.get("x-slack-signature", "")
        with suppress(ValueError):
            return self._verifier.is_valid(body, request.headers.get("x-slack-request-timestamp", ""), signed)
        return False

    async def _database(self) -> bool:
        with suppress(SQLAlchemyError, TimeoutError):
            await asyncio.wait_for(self._bot.deps.read(health.answers), READY_SECONDS)
            return True
        return False

    async def _slack(self) -> bool:
        with suppress(SlackError, TimeoutError):
            await asyncio.wait_for(self._bot.deps.slack.read("auth.test"), READY_SECONDS)
            return True
        return False


async def _limited(request: Request) -> bytes | None:
    """Read the body up to the limit; None for a larger one, the rest of which is left unread."""
    body = bytearray()
    with suppress(ClientDisconnect):
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                return None
    return bytes(body)
