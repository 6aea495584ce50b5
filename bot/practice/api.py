"""The front door of the Web API: body forms, tokens, scopes, rates, faults, then the method itself."""

from __future__ import annotations

import json
import math
from typing import Any, Literal

from aiohttp import web

from bot.practice import about, faults
from bot.practice.arguments import Call
from bot.practice.facts import METHODS, Fact
from bot.practice.faults import Fault
from bot.practice.methods import HANDLERS
from bot.practice.model import ApiCall, Json
from bot.practice.rates import Rates
from bot.practice.switch import Switch
from bot.practice.tickets import Refused
from bot.practice.traffic import Exchange
from bot.practice.workspace import Workspace


class Api:
    """Serves `/api/{method}`. `rates` is None where nothing is limited; `link` gives a new Socket Mode
    address; `switch` spoils calls as long as it is on."""

    def __init__(
        self, workspace: Workspace, rates: Rates | None, faults: list[Fault], link: Any, switch: Switch
    ) -> None:
        self._workspace, self._rates, self._faults, self._link = workspace, rates, faults, link
        self._switch = switch

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answers one call, or spoils it as a fault says."""
        self._workspace.api_calls_in_progress += 1
        try:
            return await self._noted(request, request.match_info["method"])
        finally:
            self._workspace.api_calls_in_progress -= 1
            self._workspace.changes.tell()

    async def _noted(self, request: web.Request, method: str) -> web.StreamResponse:
        content_type, args = await read_arguments(request, METHODS.get(method))
        noted = self._workspace.traffic.call(method, _shown(args))
        try:
            if await self._switch.slow_down(method):
                noted.fault = "slow"
            answer = await self._serve(request, noted, content_type, args)
            if noted.fault != "drop":
                noted.status, noted.retry_after = answer.status, answer.headers.get("Retry-After", "")
            return answer
        finally:
            self._workspace.traffic.end(noted)

    async def _serve(self, request: web.Request, noted: Exchange, content_type: str, args: Json) -> web.StreamResponse:
        method = noted.name
        if fault := self._fault(method, "before"):
            return await self._spoil(request, noted, fault)
        wait, body = self._outcome(method, args, _token(request, args))
        self._log(method, args, content_type, body)
        noted.judge(body)
        self._workspace.traffic.answer(noted, body, about.of_call(args, body))
        if fault := self._fault(method, "after"):
            return await self._spoil(request, noted, fault)
        if wait:
            return web.json_response(body, status=429, headers={"Retry-After": str(math.ceil(wait))})
        return web.json_response(body, headers=self._scope_headers(method))

    async def _spoil(self, request: web.Request, noted: Exchange, fault: Fault) -> web.StreamResponse:
        noted.spoil(fault)
        if body := faults.body(fault):
            self._workspace.traffic.answer(noted, body)
        return await faults.answer(fault, request)

    def _fault(self, method: str, when: Literal["before", "after"]) -> Fault | None:
        return faults.take(self._faults, method, when) or self._switch.fault(method, when)

    def _log(self, method: str, args: Json, content_type: str, body: Json) -> None:
        error, messages = body.get("error"), body.get("response_metadata", {}).get("messages", [])
        shown = _shown(args)
        self._workspace.calls.append(ApiCall(method, shown, error or "", tuple(messages)))
        self._workspace.courier.recording.call(method, shown, content_type, error)

    def _outcome(self, method: str, args: Json, token: str) -> tuple[float, Json]:
        try:
            fact = self._admit(method, args, token)
            wait = self._rates.spend(method, fact.tier, str(args.get("channel", ""))) if self._rates else 0.0
            if wait:
                return wait, {"ok": False, "error": "ratelimited"}
            return 0.0, {"ok": True, **self._run(method, args)}
        except Refused as refused:
            return 0.0, _refusal(refused)

    def _admit(self, method: str, args: Json, token: str) -> Fact:
        fact = METHODS.get(method)
        if fact is None:
            raise Refused("unknown_method", req_method=method)
        self._check_token(method, token)
        self._check_scope(fact)
        if missing := [name for name in fact.required if args.get(name) in (None, "")]:
            raise Refused("invalid_arguments", [f"[ERROR] missing required field: {name}" for name in missing])
        return fact

    def _check_token(self, method: str, token: str) -> None:
        if method == "api.test":
            return
        if not token:
            raise Refused("not_authed")
        if token not in (self._workspace.bot_token, self._workspace.app_token):
            raise Refused("invalid_auth")
        wanted = self._workspace.app_token if method == "apps.connections.open" else self._workspace.bot_token
        if token != wanted:
            raise Refused("not_allowed_token_type")

    def _check_scope(self, fact: Fact) -> None:
        if fact.scopes:
            Call(self._workspace, {}).need_scope(*fact.scopes)

    def _run(self, method: str, args: Json) -> Json:
        if method == "apps.connections.open":
            return {"url": self._link()}
        return HANDLERS[method](Call(self._workspace, args))

    def _scope_headers(self, method: str) -> dict[str, str]:
        fact = METHODS.get(method)
        accepted = ",".join(fact.scopes) if fact else ""
        return {
            "X-OAuth-Scopes": ",".join(sorted(self._workspace.bot_scopes)),
            "X-Accepted-OAuth-Scopes": accepted,
        }


async def read_arguments(request: web.Request, fact: Fact | None) -> tuple[str, Json]:
    """How the arguments were encoded and what they are; a JSON body counts only where the method reads JSON."""
    if request.content_type == "application/json":
        reads = fact is None or fact.reads_json
        return "application/json", {**request.query, **(await _json_body(request) if reads else {})}
    return "form", {**request.query, **dict((await request.post()).items())}


async def _json_body(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _shown(args: Json) -> Json:
    return {name: value for name, value in args.items() if name != "token"}


def _token(request: web.Request, args: Json) -> str:
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or str(args.get("token", ""))


def _refusal(refused: Refused) -> Json:
    body: Json = {"ok": False, "error": refused.error, **refused.more}
    if refused.messages:
        body["response_metadata"] = {"messages": refused.messages}
    if refused.error == "invalid_blocks":
        body["errors"] = refused.messages
    return body
