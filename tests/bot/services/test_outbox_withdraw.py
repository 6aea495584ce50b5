"""Messages that are taken back: gone once, then due again as if they had never been said."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.domain.outbox import LEASE, REFRESH_GAP, SETTLE, Claimed, Post, State
from bot.services import outbox, outbox_claims
from bot.store import outbox as stored
from bot.store.engine import Store
from bot.store.outbox import Outgoing
from tests.bot.conftest import NOW, TEAM

SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(minutes=5)


async def test_a_message_that_is_taken_back_is_claimed_once_and_then_due_again(workspace: Store) -> None:
    await _said(workspace)
    await workspace.run(outbox.withdraw, TEAM, "recap", LATER)
    [removal] = await _claim(workspace, LATER)
    assert (removal.doing, removal.channel_id, removal.ts, removal.is_refresh) == ("remove", "C1", "1.0", False)
    assert await _claim(workspace, LATER) == []
    await workspace.run(outbox.removed, removal, LATER)
    row = await _row(workspace)
    assert (row.state, row.ts, row.sent_at, row.due_at) == (State.DUE, None, None, LATER)
    [again] = await _claim(workspace, LATER)
    assert (again.doing, again.uncertain) == ("post", False)
    await workspace.run(outbox.sent, again, "C1", "2.0", LATER)
    assert (await _row(workspace)).ts == "2.0"


async def test_what_replies_to_a_message_waits_while_that_is_taken_back(workspace: Store) -> None:
    await _said(workspace)
    await workspace.run(outbox.plan, TEAM, Post("plan", "any", "C2", thread="recap"), LATER, NOW)
    await workspace.run(outbox.withdraw, TEAM, "recap", LATER)
    assert [each.key for each in await _claim(workspace, LATER)] == ["recap"]


async def test_a_crash_or_a_lost_answer_only_means_that_it_is_tried_again(workspace: Store) -> None:
    await _said(workspace)
    await workspace.run(outbox.withdraw, TEAM, "recap", LATER)
    await _claim(workspace, LATER)
    [second] = await _claim(workspace, LATER + LEASE)
    assert (second.doing, second.ts) == ("remove", "1.0")
    await workspace.run(outbox.doubt, second, "internal_error", LATER + LEASE)
    assert await _claim(workspace, LATER + LEASE + SETTLE - SECOND) == []
    [third] = await _claim(workspace, LATER + LEASE + 2 * SETTLE)
    assert (third.doing, third.uncertain) == ("remove", False)


async def test_whoever_was_slow_to_take_it_away_changes_nothing_of_what_was_said_anew(workspace: Store) -> None:
    await _said(workspace)
    await workspace.run(outbox.withdraw, TEAM, "recap", LATER)
    [slow] = await _claim(workspace, LATER)
    [quick] = await _claim(workspace, LATER + LEASE)
    await workspace.run(outbox.removed, quick, LATER + LEASE)
    [anew] = await _claim(workspace, LATER + LEASE)
    await workspace.run(outbox.sent, anew, "C1", "2.0", LATER + LEASE)
    await workspace.run(outbox.removed, slow, LATER + LEASE)
    row = await _row(workspace)
    assert (row.state, row.ts) == (State.SENT, "2.0")


async def test_an_update_under_way_ends_first_and_does_not_bring_the_message_back(workspace: Store) -> None:
    await _said(workspace)
    await workspace.run(outbox.refresh, TEAM, "recap", LATER)
    [update] = await _claim(workspace, LATER)
    await workspace.run(outbox.withdraw, TEAM, "recap", LATER)
    assert await _claim(workspace, LATER) == []
    await workspace.run(outbox.sent, update, "C1", "1.0", LATER)
    [removal] = await _claim(workspace, LATER)
    assert removal.doing == "remove"


async def test_a_message_that_slack_does_not_let_us_take_away_stays_as_it_is(workspace: Store) -> None:
    await _said(workspace)
    await workspace.run(outbox.withdraw, TEAM, "recap", LATER)
    [removal] = await _claim(workspace, LATER)
    await workspace.run(outbox.close, removal, State.DEAD, "cant_delete_message")
    row = await _row(workspace)
    assert (row.state, row.ts, row.reason) == (State.SENT, "1.0", "cant_delete_message")


async def test_only_what_stands_in_slack_is_taken_back(workspace: Store) -> None:
    await workspace.run(outbox.plan, TEAM, Post("recap", "any", "C1"), LATER, NOW)
    await workspace.run(outbox.withdraw, TEAM, "recap", NOW)
    assert (await _row(workspace)).state == State.DUE


async def test_what_shows_where_a_message_stands_is_brought_up_to_date_when_it_was_said_and_taken_back(
    workspace: Store,
) -> None:
    await workspace.run(outbox.plan, TEAM, Post("note", "any", "U1"), NOW, NOW)
    [note] = await _claim(workspace, NOW)
    await workspace.run(outbox.sent, note, "D1", "0.5", NOW)
    await _said(workspace, shown_in="note")
    for undone in (False, True):
        if undone:
            await workspace.run(outbox.withdraw, TEAM, "recap", LATER)
            [removal] = await _claim(workspace, LATER)
            await workspace.run(outbox.removed, removal, LATER)
        [refreshed] = [each for each in await _claim(workspace, LATER + REFRESH_GAP) if each.key == "note"]
        await workspace.run(outbox.sent, refreshed, "D1", "0.5", LATER)


async def test_a_message_that_knows_when_it_changes_is_shown_anew_then(workspace: Store) -> None:
    await workspace.run(outbox.plan, TEAM, Post("recap", "any", "C1"), NOW, NOW)
    [claimed] = await _claim(workspace, NOW)
    await workspace.run(outbox.sent, claimed, "C1", "1.0", NOW, LATER)
    assert await _claim(workspace, LATER - SECOND) == []
    assert [each.is_refresh for each in await _claim(workspace, LATER)] == [True]


async def test_what_was_called_off_may_be_planned_again(workspace: Store) -> None:
    await workspace.run(outbox.plan, TEAM, Post("recap", "any", "C1"), NOW, NOW)
    await workspace.run(outbox.cancel, TEAM, "recap", "skipped")
    await workspace.run(outbox.restore, TEAM, "recap", LATER)
    assert [each.key for each in await _claim(workspace, LATER)] == ["recap"]
    await workspace.run(outbox.restore, TEAM, "recap", NOW)
    assert (await _row(workspace)).state == State.SENDING


async def _said(store: Store, shown_in: str | None = None) -> None:
    await store.run(outbox.plan, TEAM, Post("recap", "any", "C1", shown_in=shown_in), NOW, NOW)
    [claimed] = await _claim(store, NOW)
    await store.run(outbox.sent, claimed, "C1", "1.0", NOW)


async def _claim(store: Store, now: datetime) -> list[Claimed]:
    return await store.run(outbox_claims.claim, TEAM, now, 10)


async def _row(store: Store, key: str = "recap") -> Outgoing:
    def found(session: Session) -> Outgoing:
        row = stored.by_key(session, TEAM, key)
        assert row
        return row

    return await store.read(found)
