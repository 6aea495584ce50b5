"""The manifest asks Slack for what the program uses, and for nothing else."""

import ast
import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Final

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

import messages
from bot.clock import SystemClock
from bot.deps import Deps
from bot.keys import Keys
from bot.manifest import EVENTS, SCOPES, manifest
from bot.matching import Matcher
from bot.pacing import Pacing
from bot.slack import Slack
from bot.store.engine import Store
from handlers.listeners import LISTENERS
from messages import approaches, detective, polls_library
from messages.words import Words

ROOT: Final = Path(__file__).parents[2]
ROOMS: Final = ("bot", "handlers", "messages", "scheduler")
METHOD: Final = re.compile(
    r"(apps|auth|bots|chat|conversations|files|pins|reactions|team|usergroups|users|views)\.[a-zA-Z.]+"
)

# What Slack's reference says each event and method needs, as far as this program could use it
# (https://docs.slack.dev/reference/events, https://docs.slack.dev/reference/methods).
ROOM_READ: Final = {"channels:read", "groups:read"}
HISTORY: Final = {"channels:history", "groups:history", "im:history"}
EVENT_SCOPES: Final[dict[str, set[str]]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "channel_archive": {"channels:read"},
    "channel_left": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_left": {"groups:read"},
    "group_rename": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": ROOM_READ,
    "member_left_channel": ROOM_READ,
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "subteam_members_changed": {"usergroups:read"},
    "team_join": {"users:read"},
    "user_change": {"users:read"},
}
OF_NO_METHOD: Final = {"commands", "files:read"}
METHOD_SCOPES: Final[dict[str, set[str]]] = {
    "apps.connections.open": set(),
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": HISTORY,
    "conversations.info": ROOM_READ,
    "conversations.members": ROOM_READ,
    "conversations.open": {"im:write"},
    "conversations.replies": HISTORY,
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "usergroups.list": {"usergroups:read"},
    "usergroups.users.list": {"usergroups:read"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[AsyncApp]:
    """The app with every listener, connected to nothing."""
    store, client = Store(f"sqlite:///{tmp_path}/nothing.db"), AsyncWebClient("xoxb-nobody")
    app = AsyncApp(client=client, signing_secret="nothing")
    async with aiohttp.ClientSession() as session:
        slack, files = Slack(client, session, Pacing()), (detective.load(), Matcher(), approaches.load())
        deps = Deps(store, slack, Words(), SystemClock(), *files, Keys(tmp_path), polls_library.load())
        for register in LISTENERS:
            register(app, deps)
        yield app
    store.close()


async def hears(app: AsyncApp, body: dict[str, Any]) -> bool:
    request, answer = AsyncBoltRequest(body=body, mode="socket_mode"), BoltResponse(status=200)
    matches = [await listener.async_matches(req=request, resp=answer) for listener in app._async_listeners]
    return any(matches)


def event(name: str) -> dict[str, Any]:
    kind, _, place = name.partition(".")
    said = {"type": kind, "channel_type": place} if place else {"type": kind}
    return {"type": "event_callback", "team_id": "T0", "event": said}


def declared_ids() -> Iterator[str]:
    """Every `feature.verb` that a messages module declares."""
    for file in Path(messages.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.AnnAssign) and isinstance(node.value, ast.Constant):
                yield str(node.value.value)


def called_methods() -> set[str]:
    """Every method of Slack's Web API that the program names, the practice workspace left out."""
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "practice" not in file.parts]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text()))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if METHOD.fullmatch(text)}


def test_the_file_is_what_the_command_prints() -> None:
    assert json.loads((ROOT / "manifest.json").read_text()) == manifest()


async def test_it_subscribes_to_the_events_that_are_listened_to(app: AsyncApp) -> None:
    assert {name for name in EVENT_SCOPES if await hears(app, event(name))} == set(EVENTS)


async def test_its_commands_are_listened_to(app: AsyncApp) -> None:
    commands = [each["command"] for each in manifest()["features"]["slash_commands"]]
    assert all([await hears(app, {"command": command}) for command in commands])
    assert not await hears(app, {"command": "/nobody-listens"})


async def test_its_shortcuts_are_those_that_are_listened_to(app: AsyncApp) -> None:
    offered = {(each["type"], each["callback_id"]) for each in manifest()["features"]["shortcuts"]}
    pressed = {
        (kind, name): {"type": sent_as, "callback_id": name}
        for kind, sent_as in (("message", "message_action"), ("global", "shortcut"))
        for name in declared_ids()
    }
    assert {each for each, body in pressed.items() if await hears(app, body)} == offered


def test_it_asks_for_the_scopes_that_its_events_and_methods_need() -> None:
    called = called_methods()
    assert called <= set(METHOD_SCOPES), "say in METHOD_SCOPES what these need"
    by_methods = {scope for method in called for scope in METHOD_SCOPES[method]}
    by_events = {scope for name in EVENTS for scope in EVENT_SCOPES[name]}
    assert set(SCOPES) == OF_NO_METHOD | by_methods | by_events


def test_over_http_every_request_goes_to_the_public_address() -> None:
    made = manifest("https://bot.example.com/")
    addresses = [each["url"] for each in made["features"]["slash_commands"]]
    settings = made["settings"]
    addresses += [settings[part]["request_url"] for part in ("event_subscriptions", "interactivity")]
    assert set(addresses) == {"https://bot.example.com/slack/events"}
    assert settings["socket_mode_enabled"] is False


def test_people_named_in_a_command_arrive_as_ids() -> None:
    assert all(each["should_escape"] for each in manifest()["features"]["slash_commands"])
