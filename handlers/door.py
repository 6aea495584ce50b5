"""The door: what comes in is of a known shape and meant for this workspace."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.shapes import is_known, is_question
from handlers.errors import told
from handlers.payloads import workspace
from messages import notices

log = logging.getLogger(__name__)


def turned_away(deps: Deps, body: Mapping[str, Any], team_id: str) -> BoltResponse | None:
    """Return the answer to what can't be read (400) or is meant for another workspace; None lets it in.

    People of another workspace are told in a sentence. Its events are refused (403): Slack may bring them to the bot
    that serves it.
    """
    if not is_known(body):
        log.warning("a delivery was turned away: it cannot be read")
        return BoltResponse(status=400, body="cannot be read")
    if is_question(body) or workspace(body) == team_id:
        return None
    log.warning("a delivery was turned away: it is meant for another workspace")
    if "command" in body or body.get("type") == "view_submission" or body.get("response_url"):
        return told(deps, body, notices.sentence(deps.words, "elsewhere"))
    return BoltResponse(status=403, body="meant for another workspace")
