"""The page as a web application: its addresses and its live changes."""

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.practice import company
from bot.practice.acks import BadAck
from bot.practice.courier import OperationTimeout
from bot.practice.filetypes import attachment, kind
from bot.practice.forms import ClientRefused
from bot.practice.page import drawer
from bot.practice.page.calendar import moments
from bot.practice.page.gestures import GESTURES, Form, one, sentence, suggest
from bot.practice.page.origin import SameOrigin
from bot.practice.page.places import beginning
from bot.practice.page.render import Renderer
from bot.practice.page.screens import Screen
from bot.practice.page.stage import Stage
from bot.practice.page.uploads import UPLOADS, received
from bot.practice.sharing import seen
from bot.practice.workspace import Workspace

HERE: Final = Path(__file__).parent
LOOPBACK: Final = ["127.0.0.1", "localhost", "[::1]"]
GAP_SECONDS: Final = 0.04
BEAT_SECONDS: Final = 15.0
TROUBLE: Final = "We had some trouble connecting. Try again?"
SLOW: Final = "This takes longer than it should. Try again in a moment."
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: http://127.0.0.1:*; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
SCRIPT_HEADER: Final = "x-page"


def page(stage: Stage, is_ending: Callable[[], bool]) -> Starlette:
    """The practice page of a stage. It answers to loopback names only (against rebound host names), and ends its
    live connections within a fraction of a second once `is_ending`."""
    served = _Page(stage, is_ending)
    routes = [
        Route("/", served.begin),
        Route("/changes", served.changes),
        Route("/as/{who}/suggest", served.suggest, methods=["POST"]),
        Route("/as/{who}/{place}", served.show),
        Route("/as/{who}/do/{gesture}", served.do, methods=["POST"]),
        Route("/as/{who}/upload/{gesture}", served.upload, methods=["POST"]),
        Route("/as/{who}/files/{file}", served.file),
        Route("/clock", served.move, methods=["POST"]),
        Route("/tour/{number:int}", served.play, methods=["POST"]),
        Route("/restart", served.restart, methods=["POST"]),
        *drawer.routes(stage, served.environment),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK), Middleware(SameOrigin)],
        exception_handlers={
            ClientRefused: _refused,
            OperationTimeout: _trouble,
            BadAck: _trouble,
            LookupError: _lost,
            TimeoutError: _slow,
        },
    )


class _Page:
    """Answers for one stage."""

    def __init__(self, stage: Stage, is_ending: Callable[[], bool]) -> None:
        self._stage, self._is_ending = stage, is_ending
        self.environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        for name in self.environment.list_templates(extensions=["j2"]):
            self.environment.get_template(name)
        self._template = self.environment.get_template("page.html.j2")

    async def begin(self, request: Request) -> Response:
        """Leads to where the story goes on."""
        return RedirectResponse(beginning(self._stage), 303)

    async def show(self, request: Request) -> Response:
        """The whole page of one person at one place."""
        who, place = request.path_params["who"], request.path_params["place"]
        screen = Screen(self._stage, who, place, request.query_params.get("thread", ""))
        renderer = Renderer(screen.workspace, screen.me, self.environment)
        shown = drawer.drawer(self._stage, request.query_params) if "drawer" in request.query_params else None
        switch = drawer.switch(self._stage)
        html = self._template.render(screen=screen, renderer=renderer, drawer=shown, switch=switch)
        return HTMLResponse(html, headers=HEADERS)

    async def changes(self, request: Request) -> Response:
        """Server-sent events: one after each change, at most one every forty milliseconds."""
        return StreamingResponse(self._changes(), media_type="text/event-stream", headers=HEADERS)

    async def _changes(self) -> AsyncIterator[str]:
        yield "retry: 500\n\n"
        workspace, seen = self._stage.workspace, self._stage.workspace.changes.number
        while not self._is_ending():
            news = partial(self._is_new, workspace, seen)
            if not await workspace.changes.until(news, BEAT_SECONDS):
                yield ": still here\n\n"
                continue
            workspace, seen = self._stage.workspace, self._stage.workspace.changes.number
            yield f"data: {seen}\n\n"
            await asyncio.sleep(GAP_SECONDS)

    def _is_new(self, workspace: Workspace, seen: int) -> bool:
        return self._is_ending() or workspace is not self._stage.workspace or workspace.changes.number != seen

    async def do(self, request: Request) -> Response:
        """A gesture of one person."""
        workspace = self._stage.workspace
        gesture = GESTURES[request.path_params["gesture"]]
        await gesture(workspace, workspace.as_person(request.path_params["who"]), await _form(request))
        return _done(request)

    async def upload(self, request: Request) -> Response:
        """A gesture of one person with files."""
        workspace = self._stage.workspace
        gesture = UPLOADS[request.path_params["gesture"]]
        await gesture(workspace, workspace.as_person(request.path_params["who"]), *await received(request))
        return _done(request)

    async def file(self, request: Request) -> Response:
        """A file to be saved; it never runs here, whatever it is."""
        workspace = self._stage.workspace
        file = seen(workspace, workspace.member(request.path_params["who"]).id, request.path_params["file"])
        if file is None:
            return Response(status_code=404, headers=HEADERS)
        headers = HEADERS | {"Content-Disposition": attachment(file.name)}
        return Response(file.content, media_type=kind(file.name).mimetype, headers=headers)

    async def suggest(self, request: Request) -> Response:
        """Options that the app looks up, as JSON."""
        workspace = self._stage.workspace
        person = workspace.as_person(request.path_params["who"])
        return JSONResponse(await suggest(workspace, person, await _form(request)))

    async def move(self, request: Request) -> Response:
        """The clock goes to one of the moments its buttons offer."""
        zone = ZoneInfo(company.ZONE)
        moment = moments(self._stage.workspace.now(), zone)[one(await _form(request), "to")]
        await self._stage.move_to(moment)
        return _done(request)

    async def play(self, request: Request) -> Response:
        """A step of the tour, done for the visitor."""
        await self._stage.steps[request.path_params["number"] - 1].play()
        return _done(request)

    async def restart(self, request: Request) -> Response:
        """Everything as on the first day."""
        await self._stage.restart()
        return RedirectResponse("/", 303)


async def _form(request: Request) -> Form:
    return parse_qs((await request.body()).decode(), keep_blank_values=True)


def _done(request: Request) -> Response:
    if SCRIPT_HEADER in request.headers:
        return Response(status_code=204)
    return RedirectResponse(request.headers.get("referer", "/"), 303)


async def _refused(request: Request, error: Exception) -> Response:
    if request.method == "GET":
        return RedirectResponse("/", 303)
    assert isinstance(error, ClientRefused)
    return _said(request, sentence(error))


async def _trouble(request: Request, error: Exception) -> Response:
    return _said(request, TROUBLE)


async def _slow(request: Request, error: Exception) -> Response:
    return _said(request, SLOW)


async def _lost(request: Request, error: Exception) -> Response:
    if request.method == "GET":
        return RedirectResponse("/", 303)
    return _said(request, "This is no longer there.")


def _said(request: Request, text: str) -> Response:
    return JSONResponse({"said": text}, 409)
