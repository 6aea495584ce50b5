"""Commands, modals and shortcuts, as a person meets them."""

import pytest

from bot.practice import ClientRefused, OperationTimeout, Person, Workspace
from bot.practice.acks import BadAck
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import TinyBot, form


async def test_a_command_opens_a_form_with_its_text(either: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request", "Fewer calls end in a meeting")
    assert maya.modal
    assert maya.modal["state"]["values"]["problem"] == {
        "text": {"type": "plain_text_input", "value": "Fewer calls end in a meeting"}
    }


async def test_errors_keep_what_was_typed(either: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request")
    maya.fill(problem="Hm", kind="skill")
    assert await maya.submits() == {"problem": "Say a little more."}
    assert maya.modal
    assert maya.modal_errors == {"problem": "Say a little more."}
    assert maya.modal["state"]["values"]["problem"]["text"]["value"] == "Hm"
    maya.fill(problem="Half of the first calls end without a next step")
    assert await maya.submits() == {}
    assert maya.modal is None


async def test_a_submission_carries_every_field_in_slacks_shape(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request")
    maya.fill(problem="A & B <now>", kind="Tool", due="2026-12-01", owner="priya", why=["skill", "tool"])
    maya.fill(where="#sales", count=12)
    await maya.submits()
    values = bot.done[-1]["view"]["state"]["values"]
    assert values["problem"]["text"]["value"] == "A & B <now>"
    assert values["kind"]["pick"]["selected_option"]["value"] == "tool"
    assert values["due"]["pick"] == {"type": "datepicker", "selected_date": "2026-12-01"}
    assert values["owner"]["pick"]["selected_user"] == bot.workspace.member("priya").id
    assert values["where"]["pick"]["selected_conversation"] == bot.workspace.conversation("#sales").id
    assert values["count"]["pick"] == {"type": "number_input", "value": "12"}
    assert [option["value"] for option in values["why"]["pick"]["selected_options"]] == ["skill", "tool"]


async def test_untouched_fields_are_sent_empty(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request", "enough words")
    await maya.submits()
    values = bot.done[-1]["view"]["state"]["values"]
    assert values["kind"]["pick"] == {"type": "static_select", "selected_option": None}
    assert values["why"]["pick"] == {"type": "checkboxes", "selected_options": []}


async def test_the_client_refuses_an_empty_required_field_and_a_long_one(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request")
    with pytest.raises(ClientRefused) as refused:
        await maya.submits()
    assert refused.value.blocks == ("problem",)
    maya.fill(problem="x" * 101, count="many")
    with pytest.raises(ClientRefused) as refused:
        await maya.submits()
    assert refused.value.blocks == ("problem", "count")


@pytest.mark.parametrize("fields", [{"kind": "neither"}, {"nowhere": "x"}])
async def test_nobody_can_enter_what_is_not_offered(bot: TinyBot, maya: Person, fields: dict[str, str]) -> None:
    await maya.runs("#sales", "/training-request")
    with pytest.raises(ClientRefused):
        maya.fill(**fields)


async def test_an_acknowledgement_can_push_a_view_and_closing_it_shows_the_one_below(
    bot: TinyBot, maya: Person
) -> None:
    await maya.runs("#sales", "/training-request", "push")
    await maya.submits()
    below, top = maya.modals
    assert top["previous_view_id"] == below["id"]
    assert top["root_view_id"] == below["id"]
    await maya.closes()
    assert maya.modal
    assert maya.modal["id"] == below["id"]
    assert bot.done[-1]["type"] == "view_closed"


async def test_an_acknowledgement_can_update_the_view(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request", "update")
    before = maya.modal
    await maya.submits()
    assert before
    assert maya.modal
    assert maya.modal["id"] == before["id"]
    assert maya.modal["hash"] != before["hash"]
    assert maya.modal["blocks"][0]["element"]["initial_value"] == "updated"


async def test_an_acknowledgement_can_clear_the_stack(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request", "push")
    await maya.submits()
    maya.fill(problem="clear")
    await maya.submits()
    assert maya.modals == []


async def test_errors_for_a_block_that_is_no_input_are_refused_as_slack_does(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request", "wrong")
    with pytest.raises(BadAck, match="nowhere"):
        await maya.submits()


async def test_what_is_typed_survives_an_update_of_the_same_field(bot: TinyBot, maya: Person) -> None:
    await maya.runs("#sales", "/training-request")
    maya.fill(problem="typed")
    assert maya.modal
    await bot.client.views_update(view_id=maya.modal["id"], view=form("another start"))
    assert maya.modal["state"]["values"]["problem"]["text"]["value"] == "typed"


async def test_a_command_can_answer_to_one_or_to_all(either: TinyBot, maya: Person, workspace: Workspace) -> None:
    ack = await maya.runs("#sales", "/shout", "psst & <hush>")
    assert ack.status == 200
    assert either.done[-1]["text"] == "psst &amp; &lt;hush&gt;"
    assert [message.ephemeral_to for message in maya.ephemerals] == [maya.id]
    await maya.runs("#sales", "/shout", "all")
    assert [m.text for m in workspace.conversation("#sales").messages] == ["ALL"]


@pytest.mark.usefixtures("unrecorded")
async def test_a_bad_answer_to_a_command_is_shown_for_what_it_is(bot: TinyBot, maya: Person) -> None:
    with pytest.raises(BadAck, match="invalid_blocks"):
        await maya.runs("#sales", "/shout", "badly")


async def test_a_command_works_where_the_app_is_no_member(bot: TinyBot, workspace: Workspace) -> None:
    await workspace.as_person("marcus").runs("#procurement", "/shout", "hello")
    assert bot.done[-1]["channel_name"] == "procurement"
    await workspace.as_person("marcus").runs("dm", "/shout", "hello")
    assert bot.done[-1]["channel_name"] == "directmessage"


async def test_shortcuts_reach_the_app(either: TinyBot, maya: Person) -> None:
    post = await maya.says("#sales", "We lose every second deal")
    await maya.message_shortcut("capture", post)
    assert either.done[-1]["type"] == "message_action"
    assert either.done[-1]["message"]["text"] == "We lose every second deal"
    await maya.global_shortcut("anywhere")
    assert either.done[-1]["type"] == "shortcut"


async def test_only_what_the_manifest_declares_can_be_run(bot: TinyBot, maya: Person, workspace: Workspace) -> None:
    workspace.install(
        {
            "features": {
                "slash_commands": [{"command": "/shout"}],
                "shortcuts": [{"callback_id": "anywhere", "type": "global"}],
            }
        }
    )
    await maya.runs("#sales", "/shout", "x")
    with pytest.raises(ClientRefused, match="not a valid command"):
        await maya.runs("#sales", "/training-request")
    with pytest.raises(ClientRefused, match="no message shortcut"):
        await maya.message_shortcut("anywhere", await maya.says("#sales", "x"))


async def test_a_person_learns_that_nobody_answers(workspace: Workspace, maya: Person) -> None:
    with pytest.raises(OperationTimeout, match="connection_failed"):
        await maya.runs("#sales", "/shout", "anyone?")


async def test_a_person_learns_that_the_app_fails(either: TinyBot, workspace: Workspace, maya: Person) -> None:
    either.silent, workspace.ack_timeout = True, 0.1
    with pytest.raises(OperationTimeout, match=r"http_timeout|http_error"):
        await maya.runs("#sales", "/shout", "anyone?")


async def test_the_home_tab_shows_what_was_published(
    bot: TinyBot, workspace: Workspace, maya: Person, clock: Clock
) -> None:
    await maya.opens_home()
    await workspace.until(lambda: maya.home)
    assert maya.home
    assert maya.home["blocks"][0]["text"]["text"] == "Welcome"
    assert workspace.read(maya.home) == "Welcome"
    assert workspace.as_person("priya").home is None
