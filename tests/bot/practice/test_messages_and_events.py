"""What people write, and what the app hears of it."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.practice import ClientRefused, OperationTimeout, Person, Workspace
from bot.practice.company import Member
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import TinyBot, card

BOT = "U0TOUCHPOINT"


def kinds(bot: TinyBot) -> list[str]:
    return [".".join(filter(None, (event["type"], event.get("subtype")))) for event in bot.heard]


@pytest.fixture
async def in_sales(bot: TinyBot, workspace: Workspace) -> TinyBot:
    await workspace.invite_bot("#sales", by="maya")
    bot.heard.clear()
    return bot


async def test_the_app_hears_who_invited_it(either: TinyBot, workspace: Workspace, maya: Person) -> None:
    await workspace.invite_bot("#sales", by="maya")
    assert either.heard[-1]["type"] == "member_joined_channel"
    assert either.heard[-1]["user"] == BOT
    assert either.heard[-1]["inviter"] == maya.id


async def test_nothing_is_heard_from_channels_the_app_is_not_in(bot: TinyBot, maya: Person) -> None:
    await maya.says("#sales", "@Touchpoint are you there?")
    assert bot.heard == []


async def test_a_mention_is_heard_twice_once_as_message(in_sales: TinyBot, maya: Person) -> None:
    post = await maya.says("#sales", "@Touchpoint we need training & <more>")
    assert sorted(kinds(in_sales)) == ["app_mention", "message"]
    for event in in_sales.heard:
        assert event["text"] == f"<@{BOT}> we need training &amp; &lt;more&gt;"
        assert event["ts"] == post.ts
        assert event["channel"] == post.channel


async def test_the_composer_knows_people_groups_channels_and_links(in_sales: TinyBot, maya: Person) -> None:
    post = await maya.says(
        "#sales", "@Priya and @Tom Becker, ask @learning-partners in #procurement: https://a.example/x."
    )
    workspace = in_sales.workspace
    assert post.text == (
        f"<@{workspace.member('priya').id}> and <@{workspace.member('tom').id}>, ask "
        f"<!subteam^S0PRACTICE1|@learning-partners> in <#{workspace.conversation('#procurement').id}|procurement>: "
        "<https://a.example/x>."
    )
    assert post.blocks[0]["type"] == "rich_text"


async def test_links_stand_for_themselves_whatever_stands_around_and_in_them(in_sales: TinyBot, maya: Person) -> None:
    post = await maya.says("#sales", "<https://a.example/x?y=1&z=2> and https://a.example/@maya")
    assert post.text == "&lt;<https://a.example/x?y=1&amp;z=2>&gt; and <https://a.example/@maya>"
    (section,) = post.blocks[0]["elements"]
    assert [run.get("url") for run in section["elements"]][1::2] == [
        "https://a.example/x?y=1&z=2",
        "https://a.example/@maya",
    ]


async def test_an_address_in_the_text_is_no_mention(in_sales: TinyBot, maya: Person) -> None:
    post = await maya.says("#sales", "mail me@priya.example, not @priyanka")
    assert post.text == "mail me@priya.example, not @priyanka"


async def test_edits_and_deletions_carry_what_was_before(in_sales: TinyBot, maya: Person) -> None:
    post = await maya.says("#sales", "first")
    await maya.edits(post, "second")
    await maya.deletes(post)
    assert kinds(in_sales) == ["message", "message.message_changed", "message.message_deleted"]
    changed, deleted = in_sales.heard[1:]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("first", "second")
    assert changed["message"]["edited"]["user"] == maya.id
    assert deleted["deleted_ts"] == post.ts
    assert post.deleted


async def test_a_deleted_message_with_replies_leaves_a_tombstone(
    in_sales: TinyBot, maya: Person, workspace: Workspace
) -> None:
    sales, post = workspace.conversation("#sales"), await maya.says("#sales", "root")
    reply = await maya.says("#sales", "reply", thread=post.ts)
    in_sales.heard.clear()
    await maya.deletes(post)
    (changed,) = in_sales.heard
    assert (changed["subtype"], changed["message"]["subtype"]) == ("message_changed", "tombstone")
    assert (changed["message"]["user"], changed["previous_message"]["text"]) == ("USLACKBOT", "root")
    assert [message.text for message in sales.messages] == ["This message was deleted.", "reply"]
    assert "Slackbot: This message was deleted." in workspace.read("#sales")
    await maya.deletes(reply)
    assert kinds(in_sales)[1:] == ["message.message_deleted", "message.message_deleted"]
    assert sales.messages == []


async def test_a_reply_can_be_shown_in_the_channel_too(in_sales: TinyBot, maya: Person, workspace: Workspace) -> None:
    post = await maya.says("#sales", "root")
    await in_sales.client.chat_postMessage(channel=post.channel, text="both", thread_ts=post.ts, reply_broadcast=True)
    history = await in_sales.client.conversations_history(channel=post.channel)
    assert [(m["text"], m.get("subtype")) for m in history["messages"]] == [
        ("both", "thread_broadcast"),
        ("root", None),
    ]


async def test_metadata_is_in_no_event(in_sales: TinyBot, workspace: Workspace) -> None:
    key = {"event_type": "poll", "event_payload": {"key": "poll:1"}}
    await in_sales.client.chat_postMessage(channel=workspace.conversation("#sales").id, text="x", metadata=key)
    await workspace.quiet()
    assert "metadata" not in workspace.deliveries[-1].payload["event"]


async def test_replies_name_their_thread(in_sales: TinyBot, maya: Person, workspace: Workspace) -> None:
    post = await maya.says("#sales", "root")
    reply = await workspace.as_person("priya").says("#sales", "reply", thread=post.ts)
    await maya.says("#sales", "reply to the reply", thread=reply.ts)
    assert [event.get("thread_ts") for event in in_sales.heard] == [None, post.ts, post.ts]
    assert in_sales.heard[1]["parent_user_id"] == maya.id
    assert [message.text for message in workspace.conversation("#sales").thread(post.ts)][1:] == [
        "reply",
        "reply to the reply",
    ]
    assert workspace.conversation("#sales").top_level == [post]


async def test_reactions_are_heard(in_sales: TinyBot, maya: Person) -> None:
    post = await maya.says("#sales", "idea")
    await maya.reacts(post, "bulb")
    await maya.reacts(post, "bulb")
    assert post.reactions == {"bulb": [maya.id]}
    await maya.unreacts(post, "bulb")
    assert kinds(in_sales) == ["message", "reaction_added", "reaction_removed"]
    assert in_sales.heard[1]["item"] == {"type": "message", "channel": post.channel, "ts": post.ts}


async def test_a_direct_message_is_a_message_and_no_mention(bot: TinyBot, maya: Person) -> None:
    await maya.writes_dm("hello @Touchpoint")
    assert [(event["type"], event["channel_type"]) for event in bot.heard] == [("message", "im")]
    assert [message.text for message in maya.dm.messages] == [f"hello <@{BOT}>"]


async def test_the_app_hears_its_own_posts(in_sales: TinyBot, workspace: Workspace) -> None:
    await in_sales.client.chat_postMessage(channel=workspace.conversation("#sales").id, text="mine")
    await workspace.quiet()
    delivered = [delivery.payload["event"] for delivery in workspace.deliveries][-1]
    assert delivered["bot_id"] == workspace.app.bot_id
    assert delivered["bot_profile"]["app_id"] == workspace.app_id


async def test_only_subscribed_events_with_their_scope_are_heard(in_sales: TinyBot, maya: Person) -> None:
    workspace = in_sales.workspace
    workspace.subscribed_events.discard("app_mention")
    await maya.says("#sales", "@Touchpoint one")
    assert kinds(in_sales) == ["message"]
    workspace.bot_scopes.discard("channels:history")
    await maya.says("#sales", "@Touchpoint two")
    assert kinds(in_sales) == ["message"]


async def test_what_administrators_do_is_heard(in_sales: TinyBot, workspace: Workspace) -> None:
    await workspace.rename("#sales", "#sales-and-marketing")
    await workspace.set_usergroup("learning-partners", ["lena"])
    await workspace.deactivate("tom")
    await workspace.hire(Member("nina", "Nina Novak"))
    await workspace.archive("#sales-and-marketing")
    await workspace.remove_bot("#sales-and-marketing")
    assert kinds(in_sales) == [
        "channel_rename",
        "subteam_members_changed",
        "user_change",
        "team_join",
        "channel_archive",
        "member_left_channel",
        "channel_left",
    ]
    assert in_sales.heard[2]["user"]["deleted"] is True
    with pytest.raises(ClientRefused, match="archived"):
        await workspace.as_person("maya").says("#sales-and-marketing", "hello?")


async def test_people_act_only_where_they_are(in_sales: TinyBot, workspace: Workspace, maya: Person) -> None:
    luis = workspace.as_person("luis")
    with pytest.raises(ClientRefused, match="not in"):
        await luis.says("#sales", "hello")
    post = await maya.says("#sales", "hello")
    with pytest.raises(ClientRefused, match="does not see"):
        await luis.reacts(post, "wave")
    await luis.joins("#sales")
    await luis.says("#sales", "hello")
    with pytest.raises(ClientRefused, match="cannot join"):
        await luis.joins("#sales-leads")


async def test_a_click_names_message_channel_and_button(in_sales: TinyBot, maya: Person, workspace: Workspace) -> None:
    sales = workspace.conversation("#sales")
    await in_sales.client.chat_postMessage(channel=sales.id, text="Card", blocks=card("A & B"))
    post = sales.messages[-1]
    await maya.clicks(post, "take")
    payload = in_sales.done[-1]
    assert payload["container"]["message_ts"] == post.ts
    assert payload["message"]["blocks"][0]["text"]["text"] == "A &amp; B"
    assert payload["actions"][0]["value"] == "1"
    await workspace.until(lambda: maya.ephemerals)
    assert maya.ephemerals[-1].text == "It is yours."
    await maya.clicks(post, "more", option="no")
    assert in_sales.done[-1]["actions"][0]["selected_option"]["value"] == "no"


async def test_nobody_clicks_what_they_do_not_see(in_sales: TinyBot, maya: Person, workspace: Workspace) -> None:
    sales = workspace.conversation("#sales")
    await in_sales.client.chat_postEphemeral(channel=sales.id, user=maya.id, text="Card", blocks=card("x"))
    with pytest.raises(ClientRefused, match="does not see"):
        await workspace.as_person("priya").clicks(maya.ephemerals[0], "take")
    with pytest.raises(ClientRefused, match="0 elements"):
        await maya.clicks(maya.ephemerals[0], "give")
    await maya.clicks(maya.ephemerals[0], "take")
    assert in_sales.done[-1]["container"]["is_ephemeral"] is True
    assert "message" not in in_sales.done[-1]


async def test_waiting_in_vain_shows_the_conversations(in_sales: TinyBot, maya: Person, clock: Clock) -> None:
    await maya.says("#sales", "the only message")
    with pytest.raises(SlackApiError):
        await in_sales.client.chat_postMessage(channel="C0NOWHERE", text="x")
    with pytest.raises(AssertionError) as told:
        await in_sales.workspace.until(lambda: False, timeout=0.05)
    assert "Maya Fernandes: the only message" in str(told.value)
    assert "chat.postMessage: channel_not_found" in str(told.value)


async def test_a_frozen_clock_still_orders_messages(bot: TinyBot, maya: Person) -> None:
    first, second = await maya.says("#sales", "1"), await maya.says("#sales", "2")
    assert float(first.ts) < float(second.ts)


async def test_a_speaker_learns_that_the_connected_app_fails(in_sales: TinyBot, maya: Person) -> None:
    in_sales.silent, in_sales.workspace.ack_timeout = True, 0.05
    with pytest.raises(OperationTimeout, match=r"in\.event"):
        await maya.says("#sales", "hello?")
