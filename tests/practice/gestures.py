"""What people can do with the bot, as payloads that anybody's name can be put to.

Each gesture is prepared by somebody who has every right to it: the message to click is there, the form is open and
filled in. What Slack would send is then made for whoever is said to have done it, so also for somebody who found
another way to the button, or who lost the right while the form was open.
"""

from datetime import timedelta
from functools import partial

from bot.domain.outbox import Post
from bot.practice import Message, Person, events, payloads
from bot.services import outbox
from tests.practice import (
    gestures_catalogue,
    gestures_followups,
    gestures_goals,
    gestures_meetings,
    gestures_polls,
    gestures_polls_after,
    gestures_polls_answers,
    gestures_polls_life,
    gestures_requests,
    gestures_touchpoints,
    noting,
    polling,
)
from tests.practice.gesture import (
    SALES,
    Gesture,
    Prepare,
    click,
    click_in_view,
    filled,
    heard,
    partner_of,
    written,
)
from tests.practice.town import Town


def gestures() -> dict[str, Prepare]:
    """How each gesture is prepared, by the listener that answers it; of `/ld` and mentions by what is said."""
    return {
        "polls_votes.Votes": _vote,
        **gestures_polls.gestures(),
        **gestures_polls_answers.gestures(),
        **gestures_polls_after.gestures(),
        **gestures_polls_life.gestures(),
        **gestures_followups.gestures(),
        **gestures_requests.gestures(),
        "meetings.tag": partial(_shortcut, "meetings.tag"),
        "meetings.open_draft": _draft,
        "meetings.noted": _notes_form,
        "meetings_drafts.confirm": _draft_form,
        **gestures_meetings.gestures(),
        "mentions.mentioned request": partial(_mention, "we need training on price talks"),
        "mentions.mentioned notes": partial(_mention, noting.NOTES),
        "mentions.mentioned help": partial(_mention, "hello"),
        **gestures_touchpoints.gestures(),
        "departments.open_from_button": _department,
        "departments.submit": _department_form,
        **gestures_goals.gestures(),
        **gestures_catalogue.gestures(),
        "settings.open_from_button": _settings,
        "settings.submit": _settings_form,
        "ld.ld notes": partial(_command, "/ld", "notes"),
        "ld.ld poll": partial(_command, "/ld", "poll Which day?"),
        "ld.ld follow-ups": partial(_command, "/ld", "follow-ups"),
        "ld.ld department": partial(_command, "/ld", "department"),
        "ld.ld goal": partial(_command, "/ld", "goal"),
        "ld.ld resource": partial(_command, "/ld", "resource negotiation"),
        "ld.ld mentor": partial(_command, "/ld", "mentor negotiation"),
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


async def _draft(town: Town, owner: Person) -> Gesture:
    return click(town, await _drafted(town, partner_of(town, owner), noting.NOTES), "meetings.open")


async def _notes_form(town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    await partner.runs(SALES, "/ld", "notes")
    return filled(town, partner, notes=noting.NOTES)


async def _draft_form(town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    await partner.clicks(await _drafted(town, partner, noting.NOTES), "meetings.open")
    return filled(town, partner)


async def _department(town: Town, owner: Person) -> Gesture:
    """The button of the first question about a channel whose department is described by now: the owner leads it."""
    room = town.workspace.add_conversation(f"team-{town.workspace.next_number()}", members=[owner.id])
    await town.workspace.invite_bot(f"#{room.name}", by=owner.member.key)
    await town.settled()
    gesture = click(town, heard(owner, "departments.open"), "departments.open")
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
    partner = partner_of(town, owner)
    await partner.opens_home()
    await town.settled()
    return click_in_view(town, town.workspace.homes[partner.id], "settings.open")


async def _settings_form(town: Town, owner: Person) -> Gesture:
    partner = partner_of(town, owner)
    await partner.runs("#learning-team", "/ld", "settings")
    return filled(town, partner, response_hours="8")


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
