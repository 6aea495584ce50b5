"""The forms in which a goal is added and changed."""

from typing import Any

from slackblocks import Block

from bot.domain.goals import Aim, Kind
from messages import forms
from messages.goals import ADD, CHANGE
from messages.words import Words


def add(words: Words, name: str, about: str) -> dict[str, Any]:
    """Return the form for a new goal with its `name` in it; `about` comes back with the submission."""
    return forms.modal(words, "goals.add", ADD, _fields(words, Aim(name)), about=about)


def change(words: Words, aim: Aim, about: str) -> dict[str, Any]:
    """Return the form with what was said of a goal in it; `about` comes back with the submission."""
    return forms.modal(words, "goals.change", CHANGE, _fields(words, aim), about=about)


def _fields(words: Words, aim: Aim) -> list[Block]:
    return [
        *forms.text(words, "goals.name", value=aim.name or "", required=True, lines=False),
        forms.choice(words, "goals.kind", tuple(Kind), value=aim.kind),
        *forms.text(words, "goals.unit", value=aim.unit or "", lines=False),
        *forms.text(words, "goals.baseline", value=aim.baseline or "", lines=False),
        forms.day(words, "goals.measured_on", value=aim.measured_on),
        *forms.text(words, "goals.target", value=aim.target or "", lines=False),
        forms.day(words, "goals.due_on", value=aim.due_on),
        forms.person(words, "goals.owner", value=aim.owner),
    ]
