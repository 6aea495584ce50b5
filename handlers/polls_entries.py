"""What the forms of a poll hold, as plain values: fields that a form does not show are not in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.polls import Kind, Mode, Rhythm, options_in
from bot.domain.polls_drafts import Change, entered
from handlers.payloads import actor, fields
from messages.forms import joined
from messages.polls_compose_fields import LIVE, NEVER

Body = dict[str, Any]
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Whose draft a form shows, how far it was then, and which of its questions the form is about."""

    team_id: str
    user_id: str
    draft_id: int
    revision: int
    question: int

    @property
    def draft(self) -> tuple[str, str, int, int]:
        """Return what names the draft to the services."""
        return self.team_id, self.user_id, self.draft_id, self.revision


def place(body: Body) -> Place:
    """Return what the form carries."""
    who, about = actor(body), json.loads(body["view"]["private_metadata"])
    return Place(who.team_id, who.user_id, about["draft"], about["revision"], about.get("place", 0))


def typed(body: Body) -> Change:
    """Return the change of filling in the main form as it stands."""
    values = fields(body["view"])
    poll: dict[str, Any] = {}
    if "title" in values:
        poll["title"] = joined(values, "title") or ""
    if "mode" in values:
        poll["mode"] = Mode(values["mode"])
    if "closes_at" in values:
        poll["closes_at"] = values["closes_at"]
    if "channel_id" in values:
        poll["channel_id"] = values["channel_id"] or ""
    return entered(poll, question(values))


def question(values: Values) -> dict[str, Any]:
    """Return what the fields of a question hold."""
    found: dict[str, Any] = {}
    if "question" in values:
        found["text"] = joined(values, "question") or ""
    if values.get("kind"):
        found["kind"] = Kind(values["kind"])
    if "options" in values:
        found["options"] = options_in(joined(values, "options") or "")
    if "most" in values:
        found["most"] = int(values["most"]) if (values["most"] or "").isdecimal() else None
    return found


def settings(values: Values) -> tuple[dict[str, Any], frozenset[str]]:
    """Return what the form of the settings holds, and the boxes ticked in it."""
    found: dict[str, Any] = {
        "reason": joined(values, "reason") or "", "opens_at": values.get("opens_at"),
        "rhythm": None if values["rhythm"] == NEVER else Rhythm(values["rhythm"]),
    }  # fmt: skip
    if values.get("is_live"):
        found["is_live"] = values["is_live"] == LIVE
    return found, frozenset(values.get("extras") or ())
