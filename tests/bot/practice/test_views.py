"""`views.*`: what may be opened, stacked and changed."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice import Person, Workspace
from tests.bot.practice.calls import refusal
from tests.bot.practice.clock import Clock
from tests.bot.practice.tinybot import form, plain

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


@pytest.fixture
def trigger(workspace: Workspace, maya: Person) -> Callable[[], str]:
    """A fresh trigger id for something Maya just did."""
    return lambda: workspace.triggers.mint(maya.id)


async def test_an_opened_view_has_ids_and_a_hash(
    client: AsyncWebClient, trigger: Callable[[], str], maya: Person, workspace: Workspace
) -> None:
    view = (await client.views_open(trigger_id=trigger(), view=form("x")))["view"]
    assert maya.modal
    assert (view["id"], view["hash"], view["root_view_id"]) == (
        maya.modal["id"],
        maya.modal["hash"],
        view["id"],
    )
    assert (view["team_id"], view["app_id"]) == (workspace.team_id, workspace.app_id)
    assert view["state"]["values"]["problem"]["text"]["value"] == "x"


async def test_a_trigger_id_is_used_once_within_three_seconds(
    client: AsyncWebClient, trigger: Callable[[], str], clock: Clock
) -> None:
    first, late = trigger(), trigger()
    await client.views_open(trigger_id=first, view=form())
    assert (await refusal(client.views_open(trigger_id=first, view=form())))["error"] == "exchanged_trigger_id"
    assert (await refusal(client.views_open(trigger_id="1.2.x", view=form())))["error"] == "invalid_trigger_id"
    clock.pass_by(seconds=3.1)
    assert (await refusal(client.views_open(trigger_id=late, view=form())))["error"] == "expired_trigger_id"


async def test_trigger_ids_and_response_urls_are_forgotten_after_their_life(workspace: Workspace, clock: Clock) -> None:
    tickets = (workspace.triggers, workspace.response_urls)
    for _ in range(100):
        workspace.triggers.mint("U1")
        workspace.response_urls.mint("U1", "C1")
        clock.pass_by(minutes=5)
    assert [len(each) <= 10 for each in tickets] == [True, True]


async def test_a_refused_view_does_not_use_the_trigger_up(client: AsyncWebClient, trigger: Callable[[], str]) -> None:
    mine = trigger()
    assert (await refusal(client.views_open(trigger_id=mine, view={"type": "modal"})))["error"] == "invalid_arguments"
    await client.views_open(trigger_id=mine, view=form())


async def test_three_views_stack_and_no_more(client: AsyncWebClient, trigger: Callable[[], str], maya: Person) -> None:
    assert (await refusal(client.views_push(trigger_id=trigger(), view=form())))["error"] == "not_found"
    await client.views_open(trigger_id=trigger(), view=form())
    for _ in range(2):
        await client.views_push(trigger_id=trigger(), view=form())
    answer = await refusal(client.views_push(trigger_id=trigger(), view=form()))
    assert answer["error"] == "push_limit_reached"
    assert len(maya.modals) == 3


async def test_an_update_with_a_stale_hash_is_refused(client: AsyncWebClient, trigger: Callable[[], str]) -> None:
    view = (await client.views_open(trigger_id=trigger(), view=form()))["view"]
    await client.views_update(view_id=view["id"], hash=view["hash"], view=form())
    answer = await refusal(client.views_update(view_id=view["id"], hash=view["hash"], view=form()))
    assert answer["error"] == "hash_conflict"
    assert (await refusal(client.views_update(view_id="V0NONE", view=form())))["error"] == "not_found"


async def test_an_external_id_finds_a_view_and_is_given_once(
    client: AsyncWebClient, trigger: Callable[[], str]
) -> None:
    view = (await client.views_open(trigger_id=trigger(), view=form() | {"external_id": "request:1"}))["view"]
    updated = await client.views_update(external_id="request:1", view=form() | {"external_id": "request:1"})
    assert updated["view"]["id"] == view["id"]
    answer = await refusal(client.views_push(trigger_id=trigger(), view=form() | {"external_id": "request:1"}))
    assert answer["error"] == "duplicate_external_id"


async def test_the_home_tab_is_one_person_s_and_guarded_by_its_hash(client: AsyncWebClient, maya: Person) -> None:
    first = (await client.views_publish(user_id=maya.id, view=HOME))["view"]
    second = (await client.views_publish(user_id=maya.id, view=HOME, hash=first["hash"]))["view"]
    assert second["id"] == first["id"]
    answer = await refusal(client.views_publish(user_id=maya.id, view=HOME, hash=first["hash"]))
    assert answer["error"] == "hash_conflict"
    assert (await refusal(client.views_publish(user_id="U0NOBODY", view=HOME)))["error"] == "invalid_arguments"


async def test_a_home_tab_needs_to_be_switched_on(client: AsyncWebClient, workspace: Workspace, maya: Person) -> None:
    workspace.install({"features": {"app_home": {"home_tab_enabled": False}}})
    assert (await refusal(client.views_publish(user_id=maya.id, view=HOME)))["error"] == "not_enabled"


def asking(**changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (form() | changes).items() if value is not None}


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (asking(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (asking(submit=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/submit/text]"),
        (asking(close=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/close/text]"),
        (asking(title=None), "missing required field: title [json-pointer:/view]"),
        (asking(submit=None), "missing required field: submit, as the view has inputs [json-pointer:/view]"),
        (
            asking(private_metadata="x" * 3001),
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        (asking(callback_id="x" * 256), "must be less than 256 characters [json-pointer:/view/callback_id]"),
        (asking(external_id="x" * 256), "must be less than 256 characters [json-pointer:/view/external_id]"),
        (
            asking(blocks=[{"type": "divider"}] * 101),
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        (
            asking(blocks=[{"type": "table", "rows": []}]),
            "unsupported type: table [json-pointer:/view/blocks/0/type]",
        ),
        (HOME, "must be of type modal here [json-pointer:/view/type]"),
    ],
)
async def test_a_view_beyond_slacks_limits_is_refused_with_its_reason(
    client: AsyncWebClient, trigger: Callable[[], str], view: dict[str, Any], words: str, maya: Person
) -> None:
    answer = await refusal(client.views_open(trigger_id=trigger(), view=view))
    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {words}"]
    assert maya.modal is None


async def test_a_huge_view_is_too_large(client: AsyncWebClient, trigger: Callable[[], str]) -> None:
    blocks = [{"type": "section", "text": plain("é" * 3000)} for _ in range(45)]
    answer = await refusal(client.views_open(trigger_id=trigger(), view=asking(blocks=blocks, submit=None)))
    assert answer["error"] == "view_too_large"
