"""Gestures: Slack's payloads of things done with the bot, to which anybody's name can be put."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.practice import Message, Person, events, forms, payloads, reach, views
from bot.practice.courier import Delivery, DeliveryKind
from bot.practice.model import Json, View
from tests.practice.town import Town

SALES: Final = "#sales"
PARTNERS: Final = ("lena", "luis")
NOTE_TAKER: Final = "sofia"


@dataclass(frozen=True)
class Gesture:
    """Something done with the bot; `by` makes Slack's payload for a user id."""

    kind: DeliveryKind
    by: Callable[[str], Json]

    def delivery(self, user: str) -> Delivery:
        """What the bot gets when this user does it."""
        return Delivery(self.kind, self.by(user))


Prepare = Callable[[Town, Person], Awaitable[Gesture]]


def partner_of(town: Town, owner: Person) -> Person:
    """The owner where they are a partner, else one of the partners."""
    return owner if owner.member.key in PARTNERS else town.person(PARTNERS[0])


def written(town: Town, user: str, room: str, text: str) -> Json:
    """The event that the bot hears of a message: a mention where it is one."""
    post = Message(channel=room, ts=town.workspace.next_ts(), user=user, text=text)
    return events.posted(town.workspace, post)[-1]


def heard(owner: Person, action_id: str) -> Message:
    """The newest message in somebody's DM that offers this; others may have come since."""
    return next(
        post
        for post in reversed(owner.dm.messages)
        if any(element["action_id"] == action_id for _, element in forms.elements(post.blocks))
    )


def click(
    town: Town, post: Message, action_id: str, value: str | None = None, option: str | None = None, sent_as: str = ""
) -> Gesture:
    """A click on an element of a message, or, with `sent_as`, on another one that would carry the same."""
    block, element = reach.find(post.blocks, action_id, value, None)
    meant = element | {"action_id": sent_as or action_id}

    def by(user: str) -> Json:
        action = reach.action(block, meant, option, town.workspace.next_ts())
        return payloads.message_action(town.workspace, user, post, action)

    return Gesture("interactive", by)


def click_in_view(town: Town, view: View, action_id: str, option: str | None = None, sent_as: str = "") -> Gesture:
    """A click on the first such button or menu of a view, or, with `sent_as`, on another one."""
    block, element = next(found for found in forms.elements(view.blocks) if found[1]["action_id"] == action_id)
    meant = element | {"action_id": sent_as or action_id}

    def by(user: str) -> Json:
        action = reach.action(block, meant, option, town.workspace.next_ts())
        return payloads.view_action(town.workspace, user, replace(view, user=user), action)

    return Gesture("interactive", by)


def click_in_modal(town: Town, shown: View, action_id: str, option: str | None = None) -> Gesture:
    """A click on the first such button or menu of a modal that everybody has open, each their own."""
    block, element = next(found for found in forms.elements(shown.blocks) if found[1]["action_id"] == action_id)

    def opened(user: str) -> View:
        own = f"{shown.id}{user}"
        if own not in town.workspace.views:
            views.clear(town.workspace, user)
            town.workspace.views[own] = replace(shown, id=own, user=user, root_id=own)
            town.workspace.modals[user] = [town.workspace.views[own]]
        return town.workspace.views[own]

    def by(user: str) -> Json:
        action = reach.action(block, element, option, town.workspace.next_ts())
        return payloads.view_action(town.workspace, user, opened(user), action)

    for person in town.workspace.people:
        opened(person)
    return Gesture("interactive", by)


def filled(town: Town, person: Person, **fields: Any) -> Gesture:
    """The submission of the form that somebody has open, filled in."""
    person.fill(**fields)
    view = town.workspace.modals[person.id].pop()
    return Gesture("interactive", lambda user: payloads.submission(town.workspace, replace(view, user=user)))
