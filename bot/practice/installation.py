"""The app as the workspace knows it: its identity, its credentials and what it was granted."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.practice.facts import EVENT_SCOPES, METHODS
from bot.practice.model import Json


def _all_scopes() -> set[str]:
    of_methods = {scope for fact in METHODS.values() for scope in fact.scopes}
    return of_methods | {scope for scope in EVENT_SCOPES.values() if scope} | {"commands", "chat:write.public"}


@dataclass
class Installation:
    """Identity and grants of the one installed app. `commands` and `shortcuts` are None when any is accepted."""

    team_id: str
    name: str = "Touchpoint"
    app_id: str = "A0PRACTICE1"
    bot_id: str = "B0PRACTICE1"
    bot_user_id: str = "U0TOUCHPOINT"
    verification_token: str = "practice-verification"
    scopes: set[str] = field(default_factory=_all_scopes)
    events: set[str] = field(default_factory=lambda: set(EVENT_SCOPES))
    commands: set[str] | None = None
    shortcuts: dict[str, str] | None = None
    escaped_commands: set[str] = field(default_factory=set)
    home_tab: bool = True
    messages_tab: bool = True
    messages_writable: bool = True
    manifest: Json = field(default_factory=dict)

    @property
    def bot_token(self) -> str:
        """The token for the Web API."""
        return f"xoxb-{self.team_id}-practice"

    @property
    def app_token(self) -> str:
        """The token for Socket Mode."""
        return f"xapp-1-{self.app_id}-practice"

    @property
    def signing_secret(self) -> str:
        """What HTTP deliveries are signed with."""
        return f"practice-signing-{self.team_id}"

    def install(self, manifest: Json) -> None:
        """Grants exactly what an app manifest asks for."""
        self.manifest = manifest
        features, settings = manifest.get("features", {}), manifest.get("settings", {})
        commands = features.get("slash_commands", [])
        self.name = features.get("bot_user", {}).get("display_name", self.name)
        self.scopes = set(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
        self.events = set(settings.get("event_subscriptions", {}).get("bot_events", []))
        self.commands = {command["command"] for command in commands}
        self.escaped_commands = {command["command"] for command in commands if command.get("should_escape")}
        self.shortcuts = {shortcut["callback_id"]: shortcut["type"] for shortcut in features.get("shortcuts", [])}
        self._open_tabs(features.get("app_home", {}))

    def _open_tabs(self, home: Json) -> None:
        self.home_tab = bool(home.get("home_tab_enabled", False))
        self.messages_tab = bool(home.get("messages_tab_enabled", False))
        self.messages_writable = not home.get("messages_tab_read_only_enabled", True)

    def hears(self, event: str) -> bool:
        """Whether events of this subscription name reach the app."""
        scope = EVENT_SCOPES.get(event, "")
        return event in self.events and (not scope or scope in self.scopes)
