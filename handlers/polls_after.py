"""After a poll: its results as a file, and the form in which the owner says what comes of it."""

import logging
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.polls_after import Word
from bot.domain.polls_results import PollView
from bot.services import polls_after
from bot.slack import SlackError
from handlers.payloads import action_value, actor, delivery, fields, trigger
from messages import notices, polls_sheet
from messages import polls_after as said
from messages.forms import joined

Body = dict[str, Any]
log = logging.getLogger(__name__)


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons of a closed poll, and to the form in which is said what comes of it."""

    @app.action(said.CSV)
    async def get_sheet(ack: AsyncAck, body: Body) -> None:
        await send_sheet(deps, body, int(action_value(body)))
        await ack()

    @app.action(said.SAY)
    async def open_word(ack: AsyncAck, body: Body) -> None:
        await open_form(deps, body, int(action_value(body)))
        await ack()

    @app.view(said.SAID)
    async def say(ack: AsyncAck, body: Body) -> None:
        who, poll_id = actor(body), int(body["view"]["private_metadata"])
        await deps.once(delivery(body), polls_after.say, who.team_id, who.user_id, poll_id, _word(body))
        await ack()

    @app.action(said.UNDO)
    async def undo(ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        await deps.once(delivery(body), polls_after.undo, who.team_id, who.user_id, int(action_value(body)))
        await ack()


async def open_form(deps: Deps, body: Body, poll_id: int) -> None:
    """Open the form in which is said what comes of a poll, with a draft in it. Raises Refused."""
    who = actor(body)
    view = await deps.read(polls_after.to_say, who.team_id, who.user_id, poll_id)
    await deps.slack.open_view(trigger(body), said.form(deps.words, view))


async def send_sheet(deps: Deps, body: Body, poll_id: int) -> None:
    """Send the results of a poll to whoever asks for them, in private, after the acknowledgement. Raises Refused."""
    who = actor(body)
    view, names = await deps.read(polls_after.results, who.team_id, who.user_id, poll_id)
    deps.answer(_send(deps, body, view, polls_sheet.sheet(deps.words, view, names)))


async def _send(deps: Deps, body: Body, view: PollView, table: str) -> None:
    words, note = deps.words, "csv_sent"
    name, title = (words.plain(f"polls_after.file_{part}", number=view.id) for part in ("name", "title"))
    try:
        channel = await deps.slack.open_dm(actor(body).user_id)
        comment = words.mrkdwn("polls_after.csv_comment", poll=view)
        await deps.slack.send_file(channel, name, table.encode(), title, comment)
    except SlackError as error:
        log.warning("the results of poll %s could not be sent: %s", view.id, error.code)
        note = "csv_not_sent"
    await deps.slack.respond(body["response_url"], notices.note(words.plain(f"polls_after.{note}")))


def _word(body: Body) -> Word:
    values = fields(body["view"])
    you_said, we_will = (joined(values, name) or "" for name in ("you_said", "we_will"))
    return Word(you_said, we_will, is_for_all=bool(values.get("is_for_all")))
