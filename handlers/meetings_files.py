"""Files of text that come with notes: read after the acknowledgement, and put into the draft."""

import logging
from typing import Any

from bot.deps import Deps
from bot.domain.errors import Refused, Unavailable
from bot.domain.meetings_sources import FILE_BYTES_MAX, FILES_MAX, decoded, problem_of_file
from bot.services import meetings_sources
from bot.slack import Permanent, SlackError
from handlers.meetings_opening import draft
from handlers.payloads import Actor
from messages import meetings_forms, notices

Body = dict[str, Any]
log = logging.getLogger(__name__)


def readable(message: Body) -> list[str]:
    """Return where to fetch the files of a message that hold text.

    Raises Refused, with the first reason, where there are files but none of them can be read and no words beside them.
    """
    files = [each for each in message.get("files") or [] if each.get("url_private_download")][:FILES_MAX]
    problems = [problem_of_file(str(each.get("name", "")), int(each.get("size", 0))) for each in files]
    found = [str(each["url_private_download"]) for each, why in zip(files, problems, strict=True) if why is None]
    if problems and problems[0] and not found:
        raise Refused(problems[0])
    return found


async def read_into(deps: Deps, who: Actor, meeting_id: int, addresses: list[str], view_id: str = "") -> None:
    """Put what files hold into a draft, and show it in the view that waits for it; say privately what went wrong."""
    mine = (who.team_id, who.user_id, meeting_id)
    try:
        text = "\n\n".join([await _text(deps, address) for address in addresses])
        await deps.store.run(meetings_sources.attach, *mine, text, deps.now())
    except (Refused, SlackError, Unavailable) as error:
        log.info("files of notes could not be read: %s", type(error).__name__)
        await deps.store.run(meetings_sources.without_files, *mine, deps.now())
        await _say(deps, who, view_id, _why(error))
        return
    if view_id:
        await deps.slack.update_view(view_id, meetings_forms.draft_form(deps.words, await draft(deps, who, meeting_id)))


async def _text(deps: Deps, address: str) -> str:
    text = decoded(await deps.slack.fetch_file(address, FILE_BYTES_MAX))
    if text is None:
        raise Refused("notes_file_unreadable")
    return text


async def _say(deps: Deps, who: Actor, view_id: str, reason: str) -> None:
    sentence = notices.sentence(deps.words, reason)
    try:
        if view_id:
            await deps.slack.update_view(view_id, notices.modal(deps.words, sentence))
            return
    except Permanent:
        log.info("the view was closed")
    await deps.slack.whisper(who.channel, who.user_id, notices.note(sentence))


def _why(error: Refused | SlackError | Unavailable) -> str:
    if isinstance(error, Refused):
        return error.reason
    is_long = isinstance(error, SlackError) and error.code == "too_large"
    return "notes_too_long" if is_long else "notes_file_not_fetched"
