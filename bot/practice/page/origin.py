"""Who may send something to the page."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class SameOrigin:
    """Turns away what another website sends here through a visitor's browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what comes from the page itself, or from no page at all."""
        headers = Headers(scope=scope)
        own = headers.get("origin", f"http://{headers.get('host')}") == f"http://{headers.get('host')}"
        if scope["method"] == "GET" or own:
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("Only the page itself may do this.", 403)(scope, receive, send)
