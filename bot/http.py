"""HTTP mode: Slack's traffic, and what a load balancer and Prometheus ask."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Final

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.app import Bot
from bot.domain.errors import Unavailable
from bot.manifest import EVENTS_PATH
from bot.services import health
from bot.slack import SlackError

LARGEST_BODY: Final = 1_000_000
BODY_SECONDS: Final = 10.0
READY_SECONDS: Final = 3.0
GRACE_SECONDS: Final = 10


def web_app(bot: Bot, signing_secret: str, body_seconds: float = BODY_SECONDS) -> Starlette:
    """Return the web application of HTTP mode for a running bot; a body may take `body_seconds` to arrive."""
    edge = _Edge(bot, SignatureVerifier(signing_secret), body_seconds)
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
        # asyncio sets this only on sockets that name their protocol; without it each answer stands still for 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
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
    """Return how to serve, with what that needs loaded, so that the first request need not wait for it."""
    config = uvicorn.Config(
        app, lifespan="off", log_config=None, access_log=False, server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )  # fmt: skip
    config.load()
    return config


class _TooLarge(Exception):
    """The body is over the limit."""


class _Edge:
    def __init__(self, bot: Bot, verifier: SignatureVerifier, body_seconds: float) -> None:
        self._bot = bot
        self._verifier = verifier
        self._body_seconds = body_seconds

    async def events(self, request: Request) -> Response:
        """Answer Slack: 401 for anybody else, 408 or 413 for a slow or large body, 400 for what cannot be read."""
        try:
            async with asyncio.timeout(self._body_seconds):
                body = await _limited(request)
        except TimeoutError:
            return PlainTextResponse("too slow", 408, {"Connection": "close"})
        except _TooLarge:
            return PlainTextResponse("too large", 413)
        if not self._from_slack(request, body):
            return PlainTextResponse("not signed by Slack", 401)
        delivery = _read(request, body)
        if delivery is None:
            return PlainTextResponse("cannot be read", 400)
        return to_starlette_response(await self._bot.dispatch(delivery))

    async def healthz(self, _request: Request) -> Response:
        """Say that the process is alive."""
        return PlainTextResponse("ok")

    async def readyz(self, _request: Request) -> Response:
        """Say whether the database takes writes and Slack knows us: 200, else 503 and what is missing."""
        names = ("the database", "Slack")
        answers = await asyncio.gather(self._database(), self._slack())
        if missing := [name for name, answered in zip(names, answers, strict=True) if not answered]:
            return PlainTextResponse(f"no answer from {' and '.join(missing)}", 503)
        return PlainTextResponse("ok")

    async def metrics(self, _request: Request) -> Response:
        """Give the numbers in Prometheus' text format; those of the outbox only while the database answers."""
        with suppress(SQLAlchemyError, Unavailable, TimeoutError):
            await asyncio.wait_for(self._measure_outbox(), READY_SECONDS)
        return Response(self._bot.metrics.exposed(), media_type=CONTENT_TYPE_LATEST)

    async def _measure_outbox(self) -> None:
        deps, team_id = self._bot.deps, self._bot.team_id
        states = await deps.read(health.outbox_states, team_id)
        self._bot.metrics.outbox(states, await deps.read(health.outbox_age, team_id, deps.now()))

    def _from_slack(self, request: Request, body: bytes) -> bool:
        signed = request.headers.get("x-slack-signature", "")
        with suppress(ValueError, TypeError):
            return self._verifier.is_valid(body, request.headers.get("x-slack-request-timestamp", ""), signed)
        return False

    async def _database(self) -> bool:
        with suppress(SQLAlchemyError, Unavailable, TimeoutError):
            await asyncio.wait_for(self._bot.deps.store.run(health.writes, self._bot.team_id), READY_SECONDS)
            return True
        return False

    async def _slack(self) -> bool:
        with suppress(SlackError, TimeoutError):
            await asyncio.wait_for(self._bot.deps.slack.read("auth.test"), READY_SECONDS)
            return True
        return False


def _read(request: Request, body: bytes) -> AsyncBoltRequest | None:
    with suppress(ValueError, TypeError, AttributeError, LookupError):
        return to_async_bolt_request(request, body)
    return None


async def _limited(request: Request) -> bytes:
    """Read the body; raises _TooLarge as soon as it is over the limit, the rest being left unread."""
    body = bytearray()
    with suppress(ClientDisconnect):
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise _TooLarge
    return bytes(body)
