"""The catalogue and spreadsheets: a file is brought in after the acknowledgement, or sent to whoever asked."""

import asyncio
import json
import logging
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.catalogue_sheet import sheet_in
from bot.domain.errors import Duplicate, Invalid, Refused, Unavailable, Uncertain
from bot.domain.sheets_reading import BYTES_MAX, problem_at_sight
from bot.services import catalogue_sheets, people
from bot.slack import Permanent, SlackError
from handlers.catalogue import searched, show_again, show_below
from handlers.payloads import actor, delivery, fields, trigger
from messages import catalogue as said
from messages import catalogue_forms, notices
from messages.words import Words

Body = dict[str, Any]
log = logging.getLogger(__name__)


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to who brings in a table, or asks for one."""

    @app.action(said.IMPORT)
    async def open_import(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.read(people.require_partner, who.team_id, who.user_id)
        form = catalogue_forms.import_form(deps.words, json.dumps({"words": searched(body)}))
        await _push(deps, body, form)
        await ack()

    @app.view(said.IMPORTED)
    async def bring_in(ack: AsyncAck, body: Body) -> None:
        who, files = actor(body), fields(body["view"])["file"]
        await deps.read(people.require_partner, who.team_id, who.user_id)
        problem = problem_at_sight(files[0]["name"], files[0]["size"]) if files else "required"
        if problem:
            raise Invalid({"file": problem})
        await ack(response_action="update", view=catalogue_forms.importing(deps.words))
        deps.answer(_bring_in(deps, body, files[0]["url_private_download"]))

    @app.action(said.EXPORT)
    async def export(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        table = await deps.read(catalogue_sheets.resources_sheet, who.team_id, who.user_id)
        await ack()
        deps.answer(_export(deps, body, table))


async def send_table(deps: Deps, user_id: str, feature: str, table: str) -> str:
    """Send somebody a table as a file named in the words of `feature`; return which note says how that went."""
    name, title = (deps.words.plain(f"{feature}.file_{part}") for part in ("name", "title"))
    comment = deps.words.mrkdwn(f"{feature}.file_comment")
    try:
        channel = await deps.slack.open_dm(user_id)
        await deps.slack.send_file(channel, name, table.encode(), title, comment)
    except SlackError as error:
        log.warning("a file could not be sent: %s", error.code)
        return "not_exported"
    return "exported"


async def _push(deps: Deps, body: Body, form: Body) -> None:
    """Open a form that takes files. Raises Refused where the bot was installed before it asked for that right."""
    try:
        await deps.slack.push_view(trigger(body), form)
    except SlackError as error:
        if error.code != "missing_scope":
            raise
        raise Refused("may_not_read_files") from error


async def _export(deps: Deps, body: Body, table: str) -> None:
    await show_again(deps, body, await send_table(deps, actor(body).user_id, "catalogue", table))


async def _bring_in(deps: Deps, body: Body, address: str) -> None:
    """Take in the table that somebody handed in, and show where they wait what became of it."""
    who = actor(body)
    try:
        sheet = await asyncio.to_thread(sheet_in, await deps.slack.fetch_file(address, BYTES_MAX))
        done = await deps.once(delivery(body), catalogue_sheets.bring_in, who.team_id, who.user_id, sheet)
    except Duplicate:
        return
    except (Refused, SlackError, Unavailable) as error:
        await _say(deps, body, _why(deps.words, error))
        return
    await deps.slack.update_view(body["view"]["id"], catalogue_forms.imported(deps.words, done))
    await show_below(deps, body)


async def _say(deps: Deps, body: Body, why: str) -> None:
    """Say why nothing was imported: in the modal, or in private to somebody who closed it."""
    try:
        await deps.slack.update_view(body["view"]["id"], notices.modal(deps.words, why))
    except Permanent:
        channel = await deps.slack.open_dm(actor(body).user_id)
        await deps.slack.post(channel, notices.note(why), delivery(body).key)


def _why(words: Words, error: Refused | SlackError | Unavailable) -> str:
    match error:
        case Refused():
            return notices.sentence(words, error.reason, **error.values)
        case SlackError(code="too_large"):
            return notices.sentence(words, "file_too_large")
        case SlackError():
            return notices.sentence(words, "not_imported")
        case Uncertain():
            return notices.sentence(words, "import_uncertain")
    return notices.sentence(words, "unavailable")
