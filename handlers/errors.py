"""Whatever goes wrong is said to the person who caused it, privately; what they typed is not lost."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.domain.errors import Duplicate, Invalid, Refused, Unavailable, Uncertain
from handlers.payloads import kind, trigger
from messages import notices

log = logging.getLogger(__name__)


def register(app: AsyncApp, deps: Deps) -> None:
    """Answer for every listener that raises."""

    @app.error
    async def answer(error: Exception, body: dict[str, Any]) -> BoltResponse:
        if isinstance(error, Duplicate):
            return _ok()
        if isinstance(error, Invalid):
            return _ok({"response_action": "errors", "errors": notices.problems(deps.words, error.problems)})
        if isinstance(error, Refused):
            return told(deps, body, notices.sentence(deps.words, error.reason, **error.values))
        if isinstance(error, Unavailable):
            return _put_off(deps, body, error)
        log.error("a listener failed on %s", kind(body), exc_info=error)
        if "event" in body:
            return BoltResponse(status=500)
        return told(deps, body, notices.sentence(deps.words, "failed"))


def _put_off(deps: Deps, body: Mapping[str, Any], error: Unavailable) -> BoltResponse:
    """Leave to Slack what it sends again, and a click that may count after all; tell the person of all else.

    A form that may be saved after all can be sent once more, since it counts only once.
    """
    is_uncertain = isinstance(error, Uncertain)
    if "event" in body or (is_uncertain and body.get("type") != "view_submission"):
        return BoltResponse(status=503, body="")
    return told(deps, body, notices.sentence(deps.words, "uncertain" if is_uncertain else "unavailable"))


def told(deps: Deps, body: Mapping[str, Any], text: str) -> BoltResponse:
    """Tell the person in the way that their gesture allows."""
    if body.get("type") == "view_submission":
        return _ok({"response_action": "push", "view": notices.modal(deps.words, text)})
    if "command" in body:
        said = notices.note(text)
        return _ok({"response_type": "ephemeral", "text": said.text, "blocks": said.blocks})
    if url := body.get("response_url"):
        deps.answer(deps.slack.respond(str(url), notices.note(text)))
    elif "trigger_id" in body:
        deps.answer(deps.slack.open_view(trigger(body), notices.modal(deps.words, text)))
    elif event := body.get("event"):
        deps.answer(deps.slack.whisper(event["channel"], event["user"], notices.note(text), event.get("thread_ts")))
    return _ok()


def _ok(body: dict[str, Any] | None = None) -> BoltResponse:
    if body is None:
        return BoltResponse(status=200, body="")
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": ["application/json"]})
