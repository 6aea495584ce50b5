"""What the drawer fetches and posts: the body of one exchange, and the fault switch."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlsplit

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.practice.forms import ClientRefused
from bot.practice.page.drawer.opened import opened
from bot.practice.page.stage import Stage

SCRIPT_HEADER = "x-page"


def routes(stage: Stage, environment: Environment) -> list[Route]:
    """`GET /traffic/{id}`, a fragment of HTML, and `POST /faults` with the `kind` to switch to, which raises
    `ClientRefused` for an unknown one."""

    async def body(request: Request) -> Response:
        exchange = opened(stage.workspace, request.path_params["id"])
        if exchange is None:
            return PlainTextResponse("This is no longer kept.", HTTPStatus.NOT_FOUND)
        html = environment.get_template("exchange.html.j2").render(opened=exchange)
        return HTMLResponse(html, headers={"Cache-Control": "no-store"})

    async def turn(request: Request) -> Response:
        _turn(stage, str((await request.form()).get("kind", "")))
        if SCRIPT_HEADER in request.headers:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        return RedirectResponse(_back(request), HTTPStatus.SEE_OTHER)

    return [Route("/traffic/{id:int}", body), Route("/faults", turn, methods=["POST"])]


def _turn(stage: Stage, setting: str) -> None:
    try:
        stage.server.switch.turn(setting)
    except ValueError:
        raise ClientRefused("there is no such fault") from None
    stage.workspace.changes.tell()


def _back(request: Request) -> str:
    """The page that the form stood on, and never another site."""
    came_from = urlsplit(request.headers.get("referer", ""))
    return f"/{came_from.path.lstrip('/')}{f'?{came_from.query}' if came_from.query else ''}"
