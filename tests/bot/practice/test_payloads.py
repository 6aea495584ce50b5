"""Every kind of payload that the workspace sends, each at least once; the suite records them for Slack's own types."""

import pytest

from bot.practice import Person, PracticeServer, Workspace, administration
from bot.practice.company import Member
from bot.practice.facts import EVENT_SCOPES
from bot.practice.forms import STATE_KEYS
from tests.bot.practice.gallery import CHOSEN, FOUND, PICKED, TYPED, block, field, modal
from tests.bot.practice.tinybot import Json, TinyBot


async def opened(bot: TinyBot, person: Person, content: Json) -> Json:
    """The modal with this one block, open before the person."""
    await person.global_shortcut("anywhere")
    await bot.client.views_open(trigger_id=bot.done[-1]["trigger_id"], view=modal(content))
    assert person.modal
    return person.modal


def chosen(bot: TinyBot, kind: str) -> object:
    (action,) = bot.done[-1]["actions"]
    assert (action["type"], action["action_id"], action["block_id"]) == (kind, "any", "block")
    return action.get(STATE_KEYS.get(kind, "selected_option"), action.get("value"))


@pytest.fixture
async def in_sales(bot: TinyBot, workspace: Workspace) -> TinyBot:
    await workspace.invite_bot("#sales", by="maya")
    return bot


@pytest.mark.parametrize("kind", CHOSEN)
async def test_a_message_tells_what_was_chosen_in_it(
    in_sales: TinyBot, workspace: Workspace, maya: Person, kind: str
) -> None:
    sales = workspace.conversation("#sales")
    await in_sales.client.chat_postMessage(channel=sales.id, text="Choose", blocks=[block(kind)])
    await maya.clicks(sales.messages[-1], "any", option=CHOSEN[kind])
    assert chosen(in_sales, kind)
    assert in_sales.done[-1]["message"]["ts"] == sales.messages[-1].ts


@pytest.mark.parametrize("kind", CHOSEN)
async def test_a_modal_tells_what_was_chosen_in_it(bot: TinyBot, maya: Person, kind: str) -> None:
    view = await opened(bot, maya, block(kind))
    await maya.clicks(view, "any", option=CHOSEN[kind])
    assert chosen(bot, kind)
    assert bot.done[-1]["container"] == {"type": "view", "view_id": view["id"]}


@pytest.mark.parametrize("kind", TYPED)
async def test_a_modal_tells_what_was_typed_into_it(bot: TinyBot, maya: Person, kind: str) -> None:
    view = await opened(bot, maya, field(kind))
    await maya.clicks(view, "any", option=TYPED[kind])
    assert chosen(bot, kind) == TYPED[kind]
    await maya.submits()
    assert bot.done[-1]["view"]["state"]["values"]["block"]["any"][STATE_KEYS[kind]] == TYPED[kind]


@pytest.mark.parametrize("kind", PICKED)
async def test_a_submitted_modal_tells_what_was_picked_in_it(bot: TinyBot, maya: Person, kind: str) -> None:
    await opened(bot, maya, field(kind, telling=False))
    maya.fill(block=PICKED[kind])
    await maya.submits()
    [picked] = bot.done[-1]["view"]["state"]["values"]["block"]["any"][STATE_KEYS[kind]]
    assert (picked["name"], picked["size"]) == ("people.csv", 10)


@pytest.mark.parametrize("kind", FOUND)
async def test_a_menu_of_the_app_tells_what_was_searched_and_chosen(bot: TinyBot, maya: Person, kind: str) -> None:
    view = await opened(bot, maya, block(kind))
    assert await maya.searches("block", "remote") == ["Remote"]
    assert (bot.done[-1]["type"], bot.done[-1]["value"]) == ("block_suggestion", "remote")
    await maya.clicks(view, "any", option=FOUND[kind])
    assert chosen(bot, kind)


async def test_a_thread_and_an_ephemeral_message_tell_of_clicks(
    in_sales: TinyBot, workspace: Workspace, maya: Person
) -> None:
    root = await maya.says("#sales", "root")
    about: Json = {"channel": root.channel, "thread_ts": root.ts, "text": "Choose", "blocks": [block("button")]}
    await in_sales.client.chat_postMessage(**about)
    await maya.clicks(root.replies[-1], "any")
    assert in_sales.done[-1]["container"]["thread_ts"] == root.ts
    await in_sales.client.chat_postEphemeral(**about, user=maya.id)
    await maya.clicks(maya.ephemerals[-1], "any")
    assert in_sales.done[-1]["container"]["is_ephemeral"]


async def test_the_home_tab_tells_of_visits_and_clicks(bot: TinyBot, maya: Person, workspace: Workspace) -> None:
    await bot.client.views_publish(user_id=maya.id, view={"type": "home", "blocks": [block("button")]})
    assert maya.home
    await maya.clicks(maya.home, "any")
    assert bot.done[-1]["view"]["type"] == "home"
    await maya.opens_home()
    assert workspace.deliveries[-1].payload["event"]["view"]["id"] == maya.home["id"]


async def test_a_stack_of_modals_tells_when_it_is_cleared(bot: TinyBot, maya: Person) -> None:
    await opened(bot, maya, field("plain_text_input"))
    await maya.closes()
    assert (bot.done[-1]["type"], bot.done[-1]["is_cleared"]) == ("view_closed", False)
    await opened(bot, maya, field("plain_text_input"))
    await maya.closes(everything=True)
    assert (bot.done[-1]["type"], bot.done[-1]["is_cleared"]) == ("view_closed", True)


async def test_a_modal_over_another_names_it(bot: TinyBot, maya: Person) -> None:
    below = await opened(bot, maya, block("button"))
    await maya.clicks(below, "any")
    await bot.client.views_push(trigger_id=bot.done[-1]["trigger_id"], view=modal(field("plain_text_input")))
    maya.fill(block="typed")
    await maya.submits()
    assert bot.done[-1]["view"]["previous_view_id"] == below["id"]


async def test_every_event_that_can_be_subscribed_to_is_sent(
    bot: TinyBot, server: PracticeServer, workspace: Workspace, maya: Person
) -> None:
    for name in ("#sales", "#sales-leads"):
        room = workspace.conversation(name)
        await workspace.invite_bot(name, by="maya")
        post = await maya.says(name, "@Touchpoint hello")
        await maya.reacts(post, "bulb")
        await maya.unreacts(post, "bulb")
        reply = await maya.says(name, "reply", thread=post.ts)
        await bot.client.chat_postMessage(channel=room.id, text="both", thread_ts=post.ts, reply_broadcast=True)
        await maya.edits(reply, "better")
        await maya.shares(name, "notes.md", b"# Notes")
        await maya.deletes(reply)
        await maya.deletes(post)
        await workspace.archive(name)
        await administration.unarchive(workspace, room, maya.id)
        await workspace.rename(name, f"{name}-2")
        await workspace.remove_bot(f"{name}-2")
    await maya.writes_dm("hello")
    await maya.opens_home()
    await workspace.hire(Member("nina", "Nina Novak"))
    await workspace.deactivate("nina")
    await workspace.set_usergroup("learning-partners", ["lena"])
    await workspace.quiet()
    assert {subscription(event) for event in bot.heard} == set(EVENT_SCOPES)


def subscription(event: Json) -> str:
    surfaces = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
    return surfaces[event["channel_type"]] if event["type"] == "message" else str(event["type"])


async def test_a_command_and_both_kinds_of_shortcut_are_sent(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/shout", "hello")
    assert bot.done[-1]["command"] == "/shout"
    await maya.global_shortcut("anywhere")
    assert bot.done[-1]["type"] == "shortcut"
    await maya.message_shortcut("capture", await maya.says("#sales", "hello"))
    assert bot.done[-1]["type"] == "message_action"


def test_the_gallery_has_every_element_that_something_can_be_entered_in() -> None:
    assert set(CHOSEN) | set(FOUND) | set(TYPED) | set(PICKED) == set(STATE_KEYS) | {"button", "overflow"}
