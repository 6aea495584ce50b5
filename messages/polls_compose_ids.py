"""What the forms of a new poll are called, and what they carry: ids, never words."""

import json
from typing import Final

from bot.domain.polls_drafts import DraftView

CREATE: Final = "polls.create"
TURN: Final = "polls.turn"
FROM_TOUCHPOINT: Final = "polls_compose.from_touchpoint"
SUBMIT: Final = "polls.submit"
RESUME: Final = "polls_compose.resume"
DISCARD: Final = "polls_compose.discard"
KIND: Final = "polls_compose.kind"
TEMPLATE: Final = "polls_compose.template"
ITEM: Final = "polls_compose.item"
ADD: Final = "polls_compose.add"
SETTINGS: Final = "polls_compose.settings"
PREVIEW: Final = "polls_compose.preview"
SKETCH: Final = "polls_compose.sketch"
NOTE: Final = "polls_compose.note"
SETTLE: Final = "polls_compose.settle"

EDIT: Final = "edit"
UP: Final = "up"
DOWN: Final = "down"
REMOVE: Final = "remove"


def about(draft: DraftView, place: int | None = None) -> str:
    """Return what comes back with a form: which draft it shows, how far that was, and which question it is about."""
    at = {"place": place} if place is not None else {}
    return json.dumps({"draft": draft.id, "revision": draft.revision} | at)
