"""Whatever goes wrong is said to the person who caused it, privately; what they typed is not lost."""

import json
import logging
from collections.abc import Mapping
from typing import Any, Final

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.deps import Deps
from bot.domain.errors import Duplicate, Invalid, Refused, Unavailable, Uncertain
from bot.slack import SlackError
from handlers.payloads import actor, kind, trigger
from messages import notices

log = logging.getLogger(__name__)
TOO_LARGE: Final = "view_too_large"


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
        if isinstance(error, SlackError) and error.code == TOO_LARGE:
            return told(deps, body, notices.sentence(deps.words, "form_too_large"))
        log.error("a listener failed on %s", kind(body), exc_info=error)
        if "event" in body:
            return BoltResponse(status=500)
        return told(deps, body, notices.sentence(deps.words, "failed"))


def _put_off(deps: Deps, body: Mapping[str, Any], error: Unavailable) -> BoltResponse:
    """Leave to Slack what it sends again; tell the person of all else.

    A form that may be saved after all can be sent once more, since it counts only once. A click that may count after
    all is no promise, so it is not acknowledged either.
    """
    if "event" in body:
        return BoltResponse(status=503, body="")
    if not isinstance(error, Uncertain):
        return told(deps, body, notices.sentence(deps.words, "unavailable"))
    if body.get("type") == "view_submission":
        return told(deps, body, notices.sentence(deps.words, "uncertain"))
    _answer(deps, body, notices.sentence(deps.words, "unsure"))
    return BoltResponse(status=503, body="")


def told(deps: Deps, body: Mapping[str, Any], text: str) -> BoltResponse:
    """Tell the person in the way that their gesture allows."""
    if body.get("type") == "view_submission":
        return _ok({"response_action": "push", "view": notices.modal(deps.words, text)})
    if "command" in body:
        said = notices.note(text)
        return _ok({"response_type": "ephemeral", "text": said.text, "blocks": said.blocks})
    _answer(deps, body, text)
    return _ok()


def _answer(deps: Deps, body: Mapping[str, Any], text: str) -> None:
    """Tell the person apart from the acknowledgement."""
    if url := body.get("response_url"):
        deps.answer(deps.slack.respond(str(url), notices.note(text)))
    elif "trigger_id" in body:
        deps.answer(deps.slack.open_view(trigger(body), notices.modal(deps.words, text)))
    elif event := body.get("event"):
        who = actor(body)
        deps.answer(deps.slack.whisper(who.channel, who.user_id, notices.note(text), event.get("thread_ts")))


def _ok(body: dict[str, Any] | None = None) -> BoltResponse:
    if body is None:
        return BoltResponse(status=200, body="")
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": ["application/json"]})
