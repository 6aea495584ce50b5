"""The settings of the L&D team: the form, and the user group that is kept up with."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot import directory
from bot.deps import Deps
from bot.domain.settings import EMOJI_FIELDS, SettingsView, emoji_name
from bot.services import settings
from bot.slack import SlackError
from handlers.payloads import Actor, actor, delivery, fields, trigger
from messages import settings as said
from messages import settings_forms
from messages.forms import YES

Body = dict[str, Any]


def register(app: AsyncApp, deps: Deps) -> None:
    """Listen to the form of the settings and to changes of the partners' user group."""

    @app.action(said.OPEN)
    async def open_from_button(ack: AsyncAck, body: Body) -> None:
        await open_form(deps, body)
        await ack()

    @app.view(said.SUBMIT)
    async def submit(ack: AsyncAck, body: Body) -> None:
        who, settled = actor(body), _settled(body)
        await deps.once(delivery(body), settings.save, who.team_id, who.user_id, settled)
        await ack()
        deps.answer(directory.refresh_partners(deps, who.team_id))
        if settled.lnd_channel:
            deps.answer(_look_around(deps, who, settled.lnd_channel))

    @app.event("subteam_members_changed")
    async def regroup(body: Body) -> None:
        team_id = actor(body).team_id
        if body["event"]["subteam_id"] == await deps.read(settings.partner_group, team_id):
            deps.answer(directory.refresh_partners(deps, team_id))


async def open_form(deps: Deps, body: Body) -> None:
    """Open the form for partners, or for an admin while there is none. Raises Refused."""
    who = actor(body)
    settled = await deps.read(settings.opened, who.team_id, who.user_id)
    groups = await _groups(deps)
    await deps.slack.open_view(trigger(body), settings_forms.form(deps.words, settled, groups))


async def _groups(deps: Deps) -> dict[str, str]:
    """Ask Slack for the user groups; there are none on its free plan, nor when it refuses."""
    try:
        answer = await deps.slack.read("usergroups.list")
    except SlackError:
        return {}
    return {group["id"]: f"{group['name']} (@{group['handle']})" for group in answer["usergroups"]}


async def _look_around(deps: Deps, who: Actor, channel: str) -> None:
    """Ask to be invited where the L&D team wants its messages, if need be."""
    if not await _is_member(deps, channel):
        await deps.store.run(settings.ask_for_invitation, who.team_id, who.user_id, channel, deps.now())


async def _is_member(deps: Deps, channel: str) -> bool:
    try:
        answer = await deps.slack.read("conversations.info", channel=channel)
    except SlackError as error:
        return error.code != "channel_not_found"
    return bool(answer["channel"].get("is_member"))


def _settled(body: Body) -> SettingsView:
    values = fields(body["view"])
    return SettingsView(
        lnd_channel=values.get("lnd_channel"),
        partners=tuple(values["partners"]),
        partner_group=values.get("partner_group"),
        response_hours=_whole(values.get("response_hours")),
        plan_after=_whole(values.get("plan_after")),
        acknowledge_after=_whole(values.get("acknowledge_after")),
        **{field: emoji_name(values.get(field)) for field in EMOJI_FIELDS},
        needs_approval=YES in (values.get("needs_approval") or ()),
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() else None
