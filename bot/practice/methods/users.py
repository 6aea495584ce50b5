"""`users.*` and `usergroups.*`."""

from __future__ import annotations

from bot.practice import objects
from bot.practice.arguments import Call
from bot.practice.model import Json
from bot.practice.paging import page
from bot.practice.tickets import Refused


def info(call: Call) -> Json:
    """One person."""
    person = call.workspace.people.get(call.text("user"))
    if person is None:
        raise Refused("user_not_found")
    return {"user": objects.user(call.workspace, person)}


def list_all(call: Call) -> Json:
    """Everybody, those who left included."""
    people, cursor = page(call, list(call.workspace.people.values()), default=1000, most=1000)
    moment = int(call.workspace.now().timestamp())
    return {
        "members": [objects.user(call.workspace, person) for person in people],
        "cache_ts": moment,
    } | cursor


def lookup_by_email(call: Call) -> Json:
    """The active person with this address."""
    for person in call.workspace.people.values():
        if objects.email(person) == call.text("email").lower() and not person.deleted:
            return {"user": objects.user(call.workspace, person)}
    raise Refused("users_not_found")


def usergroups(call: Call) -> Json:
    """All user groups."""
    groups = call.workspace.usergroups.values()
    return {
        "usergroups": [objects.usergroup(call.workspace, g, users=call.flag("include_users")) for g in groups]
    }


def usergroup_members(call: Call) -> Json:
    """The user ids of one group."""
    group = call.workspace.usergroups.get(call.text("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}
