"""L&D's reliability, month by month."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import reliability
from handlers.payloads import actor, trigger
from messages import reliability as said


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the button in App Home."""

    @app.action(said.OPEN)
    async def open_months(ack: AsyncAck, body: dict[str, Any]) -> None:
        who = actor(body)
        view = await deps.read(reliability.of, who.team_id, who.user_id, deps.now())
        await deps.slack.open_view(trigger(body), said.months(deps.words, view))
        await ack()
