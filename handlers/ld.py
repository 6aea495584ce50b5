"""`/ld <word>`: one door to everything that is not a training request."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.domain.markup import unescape
from handlers import (
    catalogue,
    catalogue_mentors,
    departments,
    followups_lists,
    goals,
    meetings,
    polls_compose,
    settings,
)
from messages import help as explained

Opener = Callable[[Deps, dict[str, Any]], Awaitable[None]]
WORDS: dict[str, Opener] = {
    "notes": meetings.open_notes,
    "poll": polls_compose.open_form,
    "follow-ups": followups_lists.open_list,
    "department": departments.open_form,
    "goal": goals.open_goals,
    "resource": catalogue.open_list,
    "mentor": catalogue_mentors.open_form,
    "settings": settings.open_form,
}


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to `/ld`; a word it does not know is answered with what it does."""

    @app.command(explained.COMMAND)
    async def ld(ack: AsyncAck, body: dict[str, Any]) -> None:
        word = unescape(body.get("text", "")).strip().split(maxsplit=1)[:1]
        if opener := WORDS.get(word[0].lower() if word else ""):
            await opener(deps, body)
            await ack()
            return
        known = not word or word[0].lower() == "help"
        said = explained.help_text(deps.words, "" if known else word[0][:60])
        await ack(text=said.text, blocks=said.blocks, response_type="ephemeral")
