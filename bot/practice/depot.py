"""Where the bytes of files come in and go out, beside the Web API."""

from __future__ import annotations

from aiohttp import web
from aiohttp.web_request import FileField

from bot.practice.filetypes import attachment, kind
from bot.practice.tickets import Refused
from bot.practice.workspace import Workspace

_LOGIN = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in to your workspace</body></html>"


class Depot:
    """Upload addresses, which need no token, and download addresses, which do."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[web.RouteDef]:
        """The addresses that file objects and upload answers name."""
        return [
            web.post("/upload/v1/{key}", self._upload),
            web.get("/files-pri/{place}/download/{name}", self._download),
            web.get("/files-pri/{place}/{name}", self._download),
            web.get("/login", self._login),
        ]

    async def _upload(self, request: web.Request) -> web.Response:
        content = await _content(request)
        noted = self._workspace.traffic.call("upload", {"bytes": len(content)})
        try:
            self._workspace.files.receive(request.match_info["key"], content)
            noted.outcome, noted.status = "ok", 200
        except Refused as refused:
            noted.judge({"ok": False, "error": refused.error})
            noted.status = 400
            return web.Response(text=refused.error, status=400)
        finally:
            self._workspace.traffic.end(noted)
            self._workspace.changes.tell()
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.Response:
        if not self._admits(request):
            raise web.HTTPFound(f"/login?redir={request.path}")
        file = self._workspace.files.seen(request.match_info["place"].rpartition("-")[2])
        if file is None or file.deleted:
            raise web.HTTPNotFound
        headers = {"Content-Disposition": attachment(file.name)}
        return web.Response(body=file.content, content_type=kind(file.name).mimetype, headers=headers)

    async def _login(self, request: web.Request) -> web.Response:
        return web.Response(text=_LOGIN, content_type="text/html")

    def _admits(self, request: web.Request) -> bool:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return token == self._workspace.bot_token and "files:read" in self._workspace.bot_scopes


async def _content(request: web.Request) -> bytes:
    """The bytes of the body, or of the file in a form."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    sent = [field for field in (await request.post()).values() if isinstance(field, FileField)]
    return sent[0].file.read() if sent else b""
