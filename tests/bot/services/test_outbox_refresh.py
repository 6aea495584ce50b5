"""A message that changes under several programs at once shows the last change in the end."""

import asyncio

from sqlmodel import Session

from bot.domain.outbox import REFRESH_GAP, Post
from bot.services import outbox, outbox_claims
from bot.store import outbox as stored
from bot.store.engine import Store
from tests.bot.conftest import NOW, TEAM

CHANGES = 40


async def test_no_change_is_lost_when_two_programs_ask_for_a_refresh_at_once(
    workspace: Store, database_url: str
) -> None:
    await _posted(workspace)
    await workspace.run(outbox.refresh, TEAM, "poll", NOW)
    await workspace.run(outbox_claims.claim, TEAM, NOW + REFRESH_GAP, 1)
    other = Store(database_url)
    asks = [store.run(outbox.refresh, TEAM, "poll", NOW) for _ in range(CHANGES) for store in (workspace, other)]
    await asyncio.gather(*asks)
    await asyncio.to_thread(other.close)
    assert await workspace.read(_wanted) == 2 * CHANGES + 1


async def test_a_crowd_of_changes_before_it_is_brought_up_to_date_is_shown_as_one(workspace: Store) -> None:
    await _posted(workspace)
    woken: list[bool] = []
    workspace.on_planned = lambda: woken.append(True)
    for _ in range(CHANGES):
        await workspace.run(outbox.refresh, TEAM, "poll", NOW)
    assert (await workspace.read(_wanted), woken) == (1, [])
    [claimed] = await workspace.run(outbox_claims.claim, TEAM, NOW + REFRESH_GAP, 1)
    await workspace.run(outbox.sent, claimed, "C1", "1.0", NOW + REFRESH_GAP)
    assert await workspace.run(outbox_claims.claim, TEAM, NOW + 2 * REFRESH_GAP, 1) == []
    for _ in range(2):
        await workspace.run(outbox.refresh, TEAM, "poll", NOW + 3 * REFRESH_GAP)
    assert woken == [True]


async def test_a_change_that_comes_while_the_message_is_brought_up_to_date_is_shown_next(
    workspace: Store, database_url: str
) -> None:
    await _posted(workspace)
    await workspace.run(outbox.refresh, TEAM, "poll", NOW)
    later = NOW + REFRESH_GAP
    [claimed] = await workspace.run(outbox_claims.claim, TEAM, later, 1)
    other = Store(database_url)
    shown = workspace.run(outbox.sent, claimed, "C1", "1.0", later)
    await asyncio.gather(shown, other.run(outbox.refresh, TEAM, "poll", later))
    await asyncio.to_thread(other.close)
    again = await workspace.run(outbox_claims.claim, TEAM, later + REFRESH_GAP, 1)
    assert [each.key for each in again] == ["poll"]


async def _posted(store: Store) -> None:
    await store.run(outbox.plan, TEAM, Post("poll", "any", "C1"), NOW, NOW)
    [claimed] = await store.run(outbox_claims.claim, TEAM, NOW, 1)
    await store.run(outbox.sent, claimed, "C1", "1.0", NOW)


def _wanted(session: Session) -> int:
    row = stored.by_key(session, TEAM, "poll")
    assert row
    return row.wanted
