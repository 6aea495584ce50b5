"""The states of a planned message, and who may send it when."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from bot.domain.outbox import LEASE, LND, REFRESH_GAP, SETTLE, UNADDRESSED, Claimed, Post, Priority, State
from bot.services import outbox, outbox_claims, settings
from bot.store import outbox as stored
from bot.store.engine import Store
from bot.store.outbox import Outgoing
from bot.store.settings import Workspace
from tests.bot.conftest import NOW, TEAM

OTHER = "T0OTHER"
SECOND = timedelta(seconds=1)


async def test_a_key_that_was_planned_before_stays_as_it_is(workspace: Store) -> None:
    await _plan(workspace, "a", "C1", due_at=NOW)
    await _plan(workspace, "a", "C2", due_at=NOW + SECOND)
    row = await _row(workspace, "a")
    assert (row.recipient, row.due_at) == ("C1", NOW)


async def test_a_message_is_not_sent_before_it_is_due(workspace: Store) -> None:
    await _plan(workspace, "a", "C1", due_at=NOW + SECOND)
    assert await _claim(workspace, NOW) == []
    assert await _keys(workspace, NOW + SECOND) == ["a"]


async def test_what_one_worker_took_no_other_gets_while_the_lease_lasts(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    assert await _keys(workspace, NOW) == ["a"]
    assert await _keys(workspace, NOW + LEASE - SECOND) == []


async def test_two_programs_never_take_the_same_message(workspace: Store, database_url: str) -> None:
    for number in range(20):
        await _plan(workspace, f"m{number}", f"C{number}")
    other = Store(database_url)
    takes = [store.run(outbox_claims.claim, TEAM, NOW, 3) for _ in range(5) for store in (workspace, other)]
    taken = [claimed.key for batch in await asyncio.gather(*takes) for claimed in batch]
    await asyncio.to_thread(other.close)
    assert len(taken) == len(set(taken))
    assert len(taken) >= 15


async def test_after_the_lease_the_message_is_taken_again_and_may_be_there_already(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    [first] = await _claim(workspace, NOW)
    [second] = await _claim(workspace, NOW + LEASE)
    assert (first.uncertain, second.uncertain) == (False, True)
    assert second.first_tried_at == NOW


async def test_a_recipient_gets_one_message_after_the_other(workspace: Store) -> None:
    await _plan(workspace, "first", "C1")
    await _plan(workspace, "second", "C1", now=NOW + SECOND)
    [first] = await _claim(workspace, NOW + SECOND)
    assert await _claim(workspace, NOW + SECOND) == []
    await workspace.run(outbox.sent, first, "C1", "1.0", NOW + SECOND)
    assert (first.key, await _keys(workspace, NOW + SECOND)) == ("first", ["second"])


async def test_answers_to_people_go_before_the_timetable(workspace: Store) -> None:
    await _plan(workspace, "planned", "C1", priority=Priority.PLANNED)
    await _plan(workspace, "answer", "C1", now=NOW + SECOND)
    assert await _keys(workspace, NOW + SECOND) == ["answer"]


async def test_a_reply_waits_until_what_it_replies_to_is_said(workspace: Store) -> None:
    await _plan(workspace, "recap", "C1", due_at=NOW + SECOND)
    await _plan(workspace, "plan", "C1", thread="recap")
    assert await _claim(workspace, NOW) == []
    [recap] = await _claim(workspace, NOW + SECOND)
    await workspace.run(outbox.sent, recap, "C1", "1.5", NOW + SECOND)
    [plan] = await _claim(workspace, NOW + SECOND)
    assert (plan.key, plan.thread_ts) == ("plan", "1.5")


@pytest.mark.parametrize("end", [State.DEAD, State.CANCELLED, State.EXPIRED])
async def test_what_follows_a_message_that_came_to_nothing_waits_no_longer(workspace: Store, end: State) -> None:
    await _plan(workspace, "recap", "C1")
    await _plan(workspace, "plan", "C2", after="recap")
    [recap] = await _claim(workspace, NOW)
    await workspace.run(outbox.close, recap, end, "because")
    assert await _keys(workspace, NOW) == ["plan"]


async def test_a_message_in_doubt_is_looked_for_only_after_slack_had_time_to_show_it(
    workspace: Store,
) -> None:
    await _plan(workspace, "a", "C1")
    [claimed] = await _claim(workspace, NOW)
    await workspace.run(outbox.doubt, claimed, "http_500", NOW)
    assert await _claim(workspace, NOW + SETTLE - SECOND) == []
    [again] = await _claim(workspace, NOW + SETTLE)
    assert (again.uncertain, again.attempts) == (True, 1)


async def test_a_message_that_was_surely_refused_for_now_is_no_doubtful_one(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    [claimed] = await _claim(workspace, NOW)
    await workspace.run(outbox.again, claimed, NOW + 30 * SECOND, "ratelimited")
    assert await _claim(workspace, NOW + 29 * SECOND) == []
    [again] = await _claim(workspace, NOW + 30 * SECOND)
    assert again.uncertain is False


async def test_a_message_held_back_is_not_sent_until_its_time(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    [claimed] = await _claim(workspace, NOW)
    await workspace.run(outbox.hold, claimed, NOW + timedelta(days=1))
    assert await _claim(workspace, NOW + timedelta(hours=23)) == []
    [again] = await _claim(workspace, NOW + timedelta(days=1))
    assert again.uncertain is False


async def test_what_was_called_off_is_never_sent(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    await workspace.run(outbox.cancel, TEAM, "a", "no longer true")
    assert await _claim(workspace, NOW + LEASE) == []


async def test_what_is_being_sent_can_not_be_called_off(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    await _claim(workspace, NOW)
    await workspace.run(outbox.cancel, TEAM, "a", "too late")
    assert (await _row(workspace, "a")).state == State.SENDING


async def test_a_posted_message_is_updated_once_a_second_at_most(workspace: Store) -> None:
    await _post(workspace, "a")
    await workspace.run(outbox.refresh, TEAM, "a", NOW)
    assert await _claim(workspace, NOW + REFRESH_GAP / 2) == []
    [update] = await _claim(workspace, NOW + REFRESH_GAP)
    assert update.is_refresh


async def test_many_changes_in_a_second_become_one_update(workspace: Store) -> None:
    await _post(workspace, "a")
    for _ in range(50):
        await workspace.run(outbox.refresh, TEAM, "a", NOW)
    [update] = await _claim(workspace, NOW + REFRESH_GAP)
    await workspace.run(outbox.sent, update, "C1", "1.0", NOW + REFRESH_GAP)
    assert await _claim(workspace, NOW + LEASE) == []


async def test_a_change_during_an_update_is_shown_by_the_next_one(workspace: Store) -> None:
    await _post(workspace, "a")
    await workspace.run(outbox.refresh, TEAM, "a", NOW)
    [update] = await _claim(workspace, NOW + REFRESH_GAP)
    await workspace.run(outbox.refresh, TEAM, "a", NOW + REFRESH_GAP)
    await workspace.run(outbox.sent, update, "C1", "1.0", NOW + REFRESH_GAP)
    assert await _claim(workspace, NOW + REFRESH_GAP) == []
    assert await _keys(workspace, NOW + 2 * REFRESH_GAP) == ["a"]


async def test_a_change_while_the_message_is_posted_is_shown_by_an_update(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    [claimed] = await _claim(workspace, NOW)
    await workspace.run(outbox.refresh, TEAM, "a", NOW)
    await workspace.run(outbox.sent, claimed, "C1", "1.0", NOW)
    assert await _keys(workspace, NOW + REFRESH_GAP) == ["a"]


async def test_a_refused_update_leaves_the_message_said(workspace: Store) -> None:
    await _post(workspace, "a")
    await workspace.run(outbox.refresh, TEAM, "a", NOW)
    [update] = await _claim(workspace, NOW + REFRESH_GAP)
    await workspace.run(outbox.close, update, State.DEAD, "message_not_found")
    assert (await _row(workspace, "a")).state == State.SENT
    assert await _claim(workspace, NOW + LEASE) == []


@pytest.mark.parametrize(
    ("change", "values"),
    [
        (outbox.again, (NOW, "ratelimited")),
        (outbox.hold, (NOW,)),
        (outbox.give_back, ()),
        (outbox.doubt, ("http_500", NOW)),
        (outbox.close, (State.DEAD, "because")),
    ],
)
async def test_what_a_worker_finds_after_it_lost_the_message_changes_nothing(
    workspace: Store, change: Callable[..., None], values: tuple[Any, ...]
) -> None:
    await _plan(workspace, "a", "C1")
    [late] = await _claim(workspace, NOW)
    [other] = await _claim(workspace, NOW + LEASE)
    await workspace.run(outbox.sent, other, "C1", "1.0", NOW + LEASE)
    await workspace.run(change, late, *values)
    row = await _row(workspace, "a")
    assert (row.state, row.reason, row.uncertain, row.lease_until) == (State.SENT, None, False, None)


async def test_messages_to_the_learning_team_wait_until_it_has_a_place(workspace: Store) -> None:
    await _plan(workspace, "card", LND)
    assert await _claim(workspace, NOW) == []
    await workspace.run(_settle_in, "C0LEARNING")
    [claimed] = await _claim(workspace, NOW + UNADDRESSED)
    assert claimed.to == "C0LEARNING"


async def test_a_worker_takes_nothing_of_another_workspace(workspace: Store) -> None:
    await workspace.run(settings.install, OTHER, "U0TOUCHPOINT", "", ())
    await _plan(workspace, "a", "C1")
    await workspace.run(outbox.plan, OTHER, Post("b", "kind", "C1"), NOW, NOW)
    assert await _keys(workspace, NOW) == ["a"]
    assert await _keys(workspace, NOW + LEASE) == ["a"]
    assert [each.key for each in await workspace.run(outbox_claims.claim, OTHER, NOW, 20)] == ["b"]


async def test_a_worker_brings_no_message_of_another_workspace_up_to_date(workspace: Store) -> None:
    await _post(workspace, "a")
    await workspace.run(outbox.refresh, TEAM, "a", NOW)
    assert await workspace.run(outbox_claims.claim, OTHER, NOW + REFRESH_GAP, 20) == []
    assert await _keys(workspace, NOW + REFRESH_GAP) == ["a"]


async def test_what_was_given_back_is_taken_at_once_and_is_no_doubtful_one(workspace: Store) -> None:
    await _plan(workspace, "a", "C1")
    [claimed] = await _claim(workspace, NOW)
    await workspace.run(outbox.give_back, claimed)
    [again] = await _claim(workspace, NOW)
    assert (again.uncertain, again.attempts) == (False, 0)


async def test_an_update_that_was_given_back_is_taken_at_once(workspace: Store) -> None:
    await _post(workspace, "a")
    await workspace.run(outbox.refresh, TEAM, "a", NOW)
    [claimed] = await _claim(workspace, NOW + REFRESH_GAP)
    await workspace.run(outbox.give_back, claimed)
    [again] = await _claim(workspace, NOW + REFRESH_GAP)
    assert (again.is_refresh, (await _row(workspace, "a")).state) == (True, State.SENT)


@pytest.mark.parametrize(
    ("back", "values"), [(outbox.give_back, ()), (outbox.again, (NOW + SETTLE, "ratelimited"))], ids=["stop", "429"]
)
async def test_what_may_be_there_stays_in_doubt_and_can_not_be_called_off_when_it_is_put_back(
    workspace: Store, back: Callable[..., None], values: tuple[Any, ...]
) -> None:
    await _plan(workspace, "a", "C1")
    [first] = await _claim(workspace, NOW)
    await workspace.run(outbox.doubt, first, "http_500", NOW)
    [second] = await _claim(workspace, NOW + SETTLE)
    await workspace.run(back, second, *values)
    await workspace.run(outbox.cancel, TEAM, "a", "no longer true")
    [third] = await _claim(workspace, NOW + SETTLE)
    assert third.uncertain


async def test_thousands_that_are_due_do_not_hold_up_a_claim(workspace: Store) -> None:
    for slice_ in range(8):
        await workspace.run(_add_many, slice_ * 500, 500)
    began = monotonic()
    assert await _claim(workspace, NOW)
    assert monotonic() - began < 0.5


async def _plan(store: Store, key: str, to: str, due_at: datetime = NOW, now: datetime = NOW, **more: Any) -> None:
    await store.run(outbox.plan, TEAM, Post(key, "kind", to, **more), max(due_at, now), now)


async def _claim(store: Store, now: datetime) -> list[Claimed]:
    return await store.run(outbox_claims.claim, TEAM, now, 20)


async def _keys(store: Store, now: datetime) -> list[str]:
    return [claimed.key for claimed in await _claim(store, now)]


async def _post(store: Store, key: str) -> None:
    await _plan(store, key, "C1")
    [claimed] = await _claim(store, NOW)
    await store.run(outbox.sent, claimed, "C1", "1.0", NOW)


async def _row(store: Store, key: str) -> Outgoing:
    row = await store.read(stored.by_key, TEAM, key)
    assert row
    return row


def _add_many(session: Session, first: int, number: int) -> None:
    common = {"team_id": TEAM, "kind": "kind", "priority": Priority.BULK, "due_at": NOW, "created_at": NOW}
    rows = [common | {"key": f"m{each}", "recipient": f"C{each % 50}"} for each in range(first, first + number)]
    session.execute(insert(Outgoing), rows)


def _settle_in(session: Session, channel: str) -> None:
    session.get_one(Workspace, TEAM).lnd_channel = channel
