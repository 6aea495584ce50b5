"""The fault switch as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.practice.page.stage import Stage
from bot.practice.server import PracticeServer
from bot.practice.switch import RETRY_AFTER, Setting

LABELS: dict[Setting, str] = {"off": "Off", "drop": "Lost answers", "429": "Too many requests", "slow": "Slow answers"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting of the switch: what it does, and what the app has to do about it."""

    setting: Setting
    label: str
    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FaultScreen:
    """The switch, and what the setting it is at does."""

    choices: tuple[Choice, ...]
    words: str


def faults(server: PracticeServer) -> FaultScreen:
    """The switch of this server as it stands."""
    on, words = server.switch.setting, _words(server.workspace.app.name, server.switch.slow_seconds)
    choices = tuple(Choice(setting, LABELS[setting], words[setting], setting == on) for setting in LABELS)
    return FaultScreen(choices, words[on])


def switch(stage: Stage) -> str:
    """The notice that stands on the page while a fault is switched on; else empty."""
    on = stage.server.switch.setting
    return "" if on == "off" else f"Fault switched on: {LABELS[on].lower()}"


def _words(app: str, seconds: float) -> dict[Setting, str]:
    return {
        "off": "Slack answers as it should.",
        "drop": f"Slack accepts what {app} says, but the answer never arrives. {app} cannot know whether its message "
        "is there, so it has to look before it posts again: nothing may be said twice.",
        "429": f"Slack lets one call of each kind through, then none for {RETRY_AFTER} seconds. {app} has to wait as "
        "long as it is told; everything arrives, only later.",
        "slow": f"Each call takes {seconds:g} seconds longer. When people click, {app} still has to acknowledge "
        "within three seconds.",
    }
