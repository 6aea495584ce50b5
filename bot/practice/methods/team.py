"""`api.test`, `auth.test`, `team.info` and `bots.info`."""

from __future__ import annotations

from bot.practice import directory, objects
from bot.practice.arguments import Call
from bot.practice.model import Json
from bot.practice.tickets import Refused


def api_test(call: Call) -> Json:
    """Gives its arguments back; fails as asked."""
    if error := call.text("error"):
        raise Refused(error, args=call.args)
    return {"args": call.args}


def auth_test(call: Call) -> Json:
    """Whose token this is."""
    workspace, team = call.workspace, directory.team(call.workspace)
    return {
        "url": team["url"],
        "team": team["name"],
        "user": workspace.people[workspace.bot_user_id].key,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    """The workspace."""
    if call.text("team", call.workspace.team_id) != call.workspace.team_id:
        raise Refused("team_not_found")
    return {"team": directory.team(call.workspace)}


def bots_info(call: Call) -> Json:
    """The app's own bot, the only one here."""
    if call.text("bot") != call.workspace.app.bot_id:
        raise Refused("bot_not_found")
    return {"bot": objects.bot_profile(call.workspace)}
