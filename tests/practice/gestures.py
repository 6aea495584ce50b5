"""What people can do with the bot, as payloads that anybody's name can be put to.

Each gesture is prepared by somebody who has every right to it: the message to click is there, the form is open and
filled in. What Slack would send is then made for whoever is said to have done it, so also for somebody who found
another way to the button, or who lost the right while the form was open.
"""

from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from functools import partial
from typing import Any, Final

from bot.domain.outbox import Post
from bot.practice import Message, Person, events, payloads
from bot.services import outbox
from tests.practice import asking, noting, polling
from tests.practice.gesture import Gesture, click, click_in_view, filled, written
from tests.practice.town import OFFICE, Town

SALES: Final = "#sales"
PARTNERS: Final = ("lena", "luis")
NOTE_TAKER: Final = "sofia"


Prepare = Callable[[Town, Person], Awaitable[Gesture]]


def gestures() -> dict[str, Prepare]:
    """How each gesture is prepared, by the listener that answers it; of `/ld` and mentions by what is said."""
    return {
        "polls.vote": _vote,
        "polls.close": _close_poll,
        "polls.submit": _poll_form,
        "followups.done": partial(_follow_up, "followups.done"),
        "followups.snooze": partial(_follow_up, "followups.snooze"),
        "followups.ask_help": partial(_follow_up, "followups.help"),
        "requests.open_form": partial(_command, "/training-request", "help"),
        "requests.open_form_on_message": partial(_shortcut, "requests.capture"),
        "requests.submit": _request_form,
        "requests.open_details": partial(_captured, "requests.complete"),
        "requests.complete": _details_form,
        "requests.read": partial(_card, "requests.read"),
        "requests.open_answer": _question,
        "requests.answer": _answer_form,
        "requests.take": partial(_card, "requests.take"),
        "requests.open_question": partial(_card, "requests.ask"),
        "requests.ask": partial(_card_form, "requests.ask", {"question": "How many?"}),
        "requests.open_decision": partial(_card, "requests.decide"),
        "requests.decide": partial(_card_form, "requests.decide", {"outcome": "declined", "reason": "Not now"}),
        "meetings.tag": partial(_shortcut, "meetings.tag"),
        "meetings.open_draft": _draft,
        "meetings.noted": _notes_form,
        "meetings.confirm": _draft_form,
        "mentions.mentioned request": partial(_mention, "we need training on price talks"),
        "mentions.mentioned notes": partial(_mention, noting.NOTES),
        "mentions.mentioned help": partial(_mention, "hello"),
        "direct.written": _direct,
        "touchpoints.preview": partial(_touchpoint, "touchpoints.preview"),
        "touchpoints.post_now": partial(_touchpoint, "touchpoints.post_now"),
        "touchpoints.skip": partial(_touchpoint, "touchpoints.skip"),
        "departments.open_from_button": _department,
        "departments.submit": _department_form,
        "settings.open_from_button": _settings,
        "settings.submit": _settings_form,
        "ld.ld notes": partial(_command, "/ld", "notes"),
        "ld.ld poll": partial(_command, "/ld", "poll Which day?"),
        "ld.ld department": partial(_command, "/ld", "department"),
        "ld.ld settings": partial(_command, "/ld", "settings"),
        "ld.ld help": partial(_command, "/ld", "help"),
        "stuck.post_now": partial(_stuck, "stuck.post_now"),
        "stuck.let_go": partial(_stuck, "stuck.let_go"),
        "stuck.it_is_there": partial(_stuck, "stuck.it_is_there"),
        "home.opened": _home,
    }


async def _vote(town: Town, owner: Person) -> Gesture:
    post = await polling.asked(town, owner.member.key)
    return click(town, post, "polls.vote", polling.button(post, "Role play"))


async def _close_poll(town: Town, owner: Person) -> Gesture:
    return click(town, await polling.asked(town, owner.member.key), "polls.close", option="Close now")


async def _poll_form(town: Town, owner: Person) -> Gesture:
    await owner.runs(SALES, "/ld", "poll What first?")
    return filled(town, owner, options="Role play\nCall review")


async def _follow_up(action_id: str, town: Town, owner: Person) -> Gesture:
    """A promise of the owner's in a meeting whose notes somebody else took."""
    promise = f"- {owner.member.display_name} to share the list"
    await _confirmed(town, town.person(NOTE_TAKER), f"Discounts are given away too early.\nAction items\n{promise}")
    return click(town, owner.dm.messages[-1], action_id)


async def _request_form(town: Town, owner: Person) -> Gesture:
    await owner.runs(SALES, "/training-request", asking.PROBLEM)
    return filled(town, owner, desired=asking.DESIRED, audience=asking.AUDIENCE)


async def _captured(action_id: str, town: Town, owner: Person) -> Gesture:
    await owner.says(SALES, "@Touchpoint we need training on price talks")
    await town.settled()
    return click(town, owner.dm.messages[-1], action_id)


async def _details_form(town: Town, owner: Person) -> Gesture:
    await _captured("requests.complete", town, owner)
    await owner.clicks(owner.dm.messages[-1], "requests.complete")
    return filled(town, owner, desired=asking.DESIRED, audience=asking.AUDIENCE)


async def _card(action_id: str, town: Town, owner: Person) -> Gesture:
    return click(town, await asking.send(town, owner.member.key), action_id)


async def _card_form(action_id: str, fields: dict[str, Any], town: Town, owner: Person) -> Gesture:
    """A partner's form on a request: the owner's own where they are a partner."""
    card, partner = await asking.send(town, owner.member.key), _partner(town, owner)
    await partner.clicks(card, action_id)
    return filled(town, partner, **fields)


async def _question(town: Town, owner: Person) -> Gesture:
    card = await asking.send(town, owner.member.key)
    await asking.ask(town, card, "How many?", _partner(town, owner).member.key)
    return click(town, owner.dm.messages[-1], "requests.answer")


async def _answer_form(town: Town, owner: Person) -> Gesture:
    await _question(town, owner)
    await owner.clicks(owner.dm.messages[-1], "requests.answer")
    return filled(town, owner, answer="Nine")


async def _draft(town: Town, owner: Person) -> Gesture:
    return click(town, await _drafted(town, _partner(town, owner), noting.NOTES), "meetings.open")


async def _notes_form(town: Town, owner: Person) -> Gesture:
    partner = _partner(town, owner)
    await partner.runs(SALES, "/ld", "notes")
    return filled(town, partner, notes=noting.NOTES)


async def _draft_form(town: Town, owner: Person) -> Gesture:
    partner = _partner(town, owner)
    await partner.clicks(await _drafted(town, partner, noting.NOTES), "meetings.open")
    return filled(town, partner)


async def _direct(town: Town, owner: Person) -> Gesture:
    await _question(town, owner)
    return Gesture("events_api", lambda user: written(town, user, town.workspace.dm_with(user).id, "Nine"))


async def _touchpoint(action_id: str, town: Town, owner: Person) -> Gesture:
    """A recap that waits for the next morning, in the Home tab of a partner."""
    partner, evening = _partner(town, owner), OFFICE.at(OFFICE.today(town.clock.now()), time(18))
    if town.clock.now() < evening:
        town.clock.move_to(evening)
    await _confirmed(town, partner, noting.NOTES)
    await partner.opens_home()
    await town.settled()
    return click_in_view(town, town.workspace.homes[partner.id], action_id)


async def _department(town: Town, owner: Person) -> Gesture:
    """The button of the first question about a channel whose department is described by now: the owner leads it."""
    room = town.workspace.add_conversation(f"team-{town.workspace.next_number()}", members=[owner.id])
    await town.workspace.invite_bot(f"#{room.name}", by=owner.member.key)
    await town.settled()
    gesture = click(town, owner.dm.messages[-1], "departments.open")
    await town.workspace.courier.attempt(gesture.delivery(owner.id))
    owner.fill(name=room.name, kind="sales", lead=owner.member.key)
    assert await owner.submits() == {}
    await town.settled()
    return gesture


async def _department_form(town: Town, owner: Person) -> Gesture:
    gesture = await _department(town, owner)
    await town.workspace.courier.attempt(gesture.delivery(owner.id))
    return filled(town, owner, name="Renamed")


async def _settings(town: Town, owner: Person) -> Gesture:
    partner = _partner(town, owner)
    await partner.opens_home()
    await town.settled()
    return click_in_view(town, town.workspace.homes[partner.id], "settings.open")


async def _settings_form(town: Town, owner: Person) -> Gesture:
    partner = _partner(town, owner)
    await partner.runs("#learning-team", "/ld", "settings")
    return filled(town, partner, response_days="5")


async def _stuck(action_id: str, town: Town, owner: Person) -> Gesture:
    """The report on a message to somebody whom Slack does not know."""
    now, number = town.clock.now(), town.workspace.next_number()
    post = Post(f"unheard:{number}", "settings.not_there", f"U0NOBODY{number}", {"channel": "C0NOWHERE"})
    await town.bot.deps.store.run(outbox.plan, town.workspace.team_id, post, now, now)
    await town.settled()
    await town.move_by(timedelta(minutes=2))
    report = town.workspace.conversation("#learning-team").top_level[-1]
    return click(town, report, "stuck.post_now", sent_as=action_id)


async def _home(town: Town, owner: Person) -> Gesture:
    return Gesture("events_api", lambda user: events.home_opened(town.workspace, user, "home")[0])


async def _command(command: str, text: str, town: Town, owner: Person) -> Gesture:
    room = town.workspace.conversation(SALES)
    return Gesture("slash_commands", lambda user: payloads.command(town.workspace, user, room, command, text))


async def _shortcut(callback_id: str, town: Town, owner: Person) -> Gesture:
    post = await owner.says(SALES, noting.NOTES)
    return Gesture("interactive", lambda user: payloads.message_shortcut(town.workspace, user, callback_id, post))


async def _mention(text: str, town: Town, owner: Person) -> Gesture:
    words, room = f"<@{town.workspace.bot_user_id}> {text}", town.workspace.conversation(SALES).id
    return Gesture("events_api", lambda user: written(town, user, room, words))


async def _drafted(town: Town, partner: Person, notes: str) -> Message:
    """Have a partner post notes, and return the direct message that offers the draft."""
    await partner.says(SALES, f"@Touchpoint {notes}")
    await town.settled()
    return [post for post in partner.dm.messages if "meetings.open" in str(post.blocks)][-1]


async def _confirmed(town: Town, partner: Person, notes: str) -> None:
    await partner.clicks(await _drafted(town, partner, notes), "meetings.open")
    assert await partner.submits() == {}
    await town.settled()


def _partner(town: Town, owner: Person) -> Person:
    """The owner where they are a partner, else one of the partners."""
    return owner if owner.member.key in PARTNERS else town.person(PARTNERS[0])
