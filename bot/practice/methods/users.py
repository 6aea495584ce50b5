"""`users.*` and `usergroups.*`."""

from __future__ import annotations

from bot.practice import directory
from bot.practice.arguments import Call
from bot.practice.company import Member
from bot.practice.model import Json
from bot.practice.paging import page
from bot.practice.tickets import Refused


def info(call: Call) -> Json:
    """One person."""
    person = call.workspace.people.get(call.text("user"))
    if person is None:
        raise Refused("user_not_found")
    return {"user": _shown(call, person)}


def list_all(call: Call) -> Json:
    """Everybody, those who left included."""
    people, cursor = page(call, list(call.workspace.people.values()), default=1000, most=1000)
    moment = int(call.workspace.now().timestamp())
    return {
        "members": [_shown(call, person) for person in people],
        "cache_ts": moment,
    } | cursor


def lookup_by_email(call: Call) -> Json:
    """The active person with this address."""
    for person in call.workspace.people.values():
        if directory.email(person) == call.text("email").lower() and not person.deleted:
            return {"user": _shown(call, person)}
    raise Refused("users_not_found")


def usergroups(call: Call) -> Json:
    """All user groups."""
    groups = call.workspace.usergroups.values()
    return {"usergroups": [directory.usergroup(call.workspace, g, users=call.flag("include_users")) for g in groups]}


def usergroup_members(call: Call) -> Json:
    """The user ids of one group."""
    group = call.workspace.usergroups.get(call.text("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.users)}


def _shown(call: Call, person: Member) -> Json:
    user = directory.user(call.workspace, person)
    return user if call.flag("include_locale") else {key: user[key] for key in user if key != "locale"}
