"""A small Slack app, written with the real library, that the practice workspace is tried with."""

from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import PracticeServer, Workspace

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def form(problem: str = "") -> Json:
    """A modal with one input of each kind the tests fill in."""
    first = {"type": "plain_text_input", "action_id": "text", "max_length": 100}
    kinds = [{"text": plain(kind.title()), "value": kind} for kind in ("skill", "tool")]
    return {
        "type": "modal",
        "callback_id": "request",
        "title": plain("Training request"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "notify_on_close": True,
        "blocks": [
            ask("problem", first | ({"initial_value": problem} if problem else {})),
            ask("kind", {"type": "static_select", "action_id": "pick", "options": kinds}, optional=True),
            ask("due", {"type": "datepicker", "action_id": "pick"}, optional=True),
            ask("owner", {"type": "users_select", "action_id": "pick"}, optional=True),
            ask("where", {"type": "conversations_select", "action_id": "pick"}, optional=True),
            ask("count", {"type": "number_input", "action_id": "pick", "is_decimal_allowed": False}, optional=True),
            ask("why", {"type": "checkboxes", "action_id": "pick", "options": kinds}, optional=True),
        ],
    }


def ask(block_id: str, element: Json, *, optional: bool = False) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id.title()),
        "element": element,
        "optional": optional,
    }


def card(text: str) -> list[Json]:
    button = {"type": "button", "action_id": "take", "text": plain("Take it"), "value": "1"}
    more = {"type": "overflow", "action_id": "more", "options": [{"text": plain("Decline"), "value": "no"}]}
    return [
        {"type": "section", "text": plain(text)},
        {"type": "actions", "block_id": "acts", "elements": [button, more]},
    ]


class TinyBot:
    """`heard` is every event, `done` every interaction; `silent` makes it fail to acknowledge."""

    def __init__(self, workspace: Workspace, server: PracticeServer) -> None:
        self.workspace, self.server = workspace, server
        self.heard: list[Json] = []
        self.done: list[Json] = []
        self.retries: list[str] = []
        self.silent = False
        self.client = AsyncWebClient(token=workspace.bot_token, base_url=server.api_url)
        self.app = AsyncApp(client=self.client, signing_secret=workspace.signing_secret)
        self._listen()

    def _listen(self) -> None:
        self.app.use(self._first)
        self.app.command("/training-request")(self._open_form)
        self.app.command("/shout")(self._shout)
        self.app.view("request")(self._submitted)
        self.app.view_closed("request")(self._closed)
        self.app.action("take")(self._took)
        self.app.action("more")(self._noted)
        self.app.shortcut("capture")(self._noted)
        self.app.shortcut("anywhere")(self._noted)
        self.app.action("any")(self._noted)
        self.app.options("any")(self._offered)
        self.app.view("gallery")(self._noted)
        self.app.view_closed("gallery")(self._noted)
        self.app.event("app_home_opened")(self._home)
        for event in (
            "message",
            "app_mention",
            "member_joined_channel",
            "reaction_added",
            "reaction_removed",
            "channel_archive",
            "channel_unarchive",
            "channel_rename",
            "channel_left",
            "group_archive",
            "group_unarchive",
            "group_rename",
            "group_left",
            "user_change",
            "team_join",
            "subteam_members_changed",
            "member_left_channel",
            "file_shared",
        ):
            self.app.event(event)(self._event)

    async def _first(self, body: Json, request: Any, next: Any) -> None:
        if "event" in body:
            self.heard.append(body["event"])
            self.retries.append(request.headers.get("x-slack-retry-num", ["0"])[0])
        if self.silent:
            raise RuntimeError("silent")
        await next()

    async def _event(self) -> None:
        """Heard by the middleware."""

    async def _noted(self, ack: Any, body: Json) -> None:
        self.done.append(body)
        await ack()

    async def _offered(self, ack: Any, body: Json) -> None:
        self.done.append(body)
        await ack(options=[{"text": plain(body["value"].title()), "value": body["value"]}])

    async def _open_form(self, ack: Any, body: Json) -> None:
        await self.client.views_open(trigger_id=body["trigger_id"], view=form(body["text"]))
        await ack()

    async def _shout(self, ack: Any, body: Json) -> None:
        self.done.append(body)
        if body["text"] == "badly":
            await ack(blocks=[{"type": "header"}])
            return
        await ack(text=body["text"].upper(), response_type="in_channel" if body["text"] == "all" else "ephemeral")

    async def _submitted(self, ack: Any, body: Json, view: Json) -> None:
        self.done.append(body)
        problem = view["state"]["values"]["problem"]["text"]["value"]
        if problem == "push":
            await ack(response_action="push", view=form("pushed"))
        elif problem == "update":
            await ack(response_action="update", view=form("updated"))
        elif problem == "clear":
            await ack(response_action="clear")
        elif problem == "wrong":
            await ack(response_action="errors", errors={"nowhere": "is no input"})
        elif len(problem) < 5:
            await ack(response_action="errors", errors={"problem": "Say a little more."})
        else:
            await ack()

    async def _closed(self, ack: Any, body: Json) -> None:
        self.done.append(body)
        await ack()

    async def _took(self, ack: Any, body: Json, respond: Any) -> None:
        self.done.append(body)
        await ack()
        await respond(text="It is yours.", replace_original=False, response_type="ephemeral")

    async def _home(self, event: Json) -> None:
        blocks = [{"type": "section", "text": plain("Welcome")}]
        await self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


async def over_socket(bot: TinyBot, links: int = 1) -> list[AsyncSocketModeHandler]:
    """Connects the bot; close each handler when done."""
    handlers = [AsyncSocketModeHandler(bot.app, bot.workspace.app_token, ping_interval=1) for _ in range(links)]
    for handler in handlers:
        await handler.connect_async()
    await bot.workspace.until(lambda: len(bot.server.links) == links)
    return handlers


async def over_http(bot: TinyBot) -> web.AppRunner:
    """Serves the bot on a loopback port and points the workspace at it; clean the runner up when done."""
    runner = web.AppRunner(bot.app.web_app(path="/slack/events"), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.workspace.use_http(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    return runner
