"""Follow-ups: the buttons of their owners and of the partners."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.deps import Deps
from bot.services import followups, followups_offers
from handlers import followups_lists
from handlers.payloads import action_value, actor, delivery, message_place
from messages import followups as said
from messages import followups_news

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the buttons of a follow-up, in a message, in Home and in a list."""

    async def note(service: Callable[..., None], ack: AsyncAck, body: Body) -> None:
        who = actor(body)
        values = (who.team_id, who.user_id, int(action_value(body)), message_place(body))
        await deps.once(delivery(body), service, *values)
        await ack()
        followups_lists.show_again(deps, body)

    @app.action(said.DONE)
    async def done(ack: AsyncAck, body: Body) -> None:
        await note(followups.done, ack, body)

    @app.action(said.HELP)
    async def ask_help(ack: AsyncAck, body: Body) -> None:
        await note(followups.ask_help, ack, body)

    @app.action(followups_news.TAKE)
    async def take_over(ack: AsyncAck, body: Body) -> None:
        await note(followups_offers.take_over, ack, body)

    @app.action(followups_news.ACCEPT)
    async def accept(ack: AsyncAck, body: Body) -> None:
        await note(followups_offers.accept, ack, body)

    @app.action(followups_news.DECLINE)
    async def decline(ack: AsyncAck, body: Body) -> None:
        await note(followups_offers.decline, ack, body)
