"""A bot that is told to end while much is due: it ends soon, and the next one says the rest."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sqlalchemy import insert

from bot.domain.outbox import Priority, State
from bot.practice import Fault
from bot.store.outbox import Outgoing
from tests.databases import Sqlite
from tests.faults.bots import HURRIED, REAL
from tests.faults.company import SALES, Company, company_of
from tests.faults.ledger import all_is_said, of_posts

DUE: Final = 300
ROOMS: Final = 30
ENDS_WITHIN: Final = 5.0


async def test_a_bot_with_much_to_say_in_one_channel_ends_soon_and_the_next_says_the_rest(
    sqlite_databases: Sqlite, tmp_path: Path
) -> None:
    with sqlite_databases.fresh() as url:
        async with company_of(url, tmp_path, words=HURRIED) as company:
            [bot] = company.bots
            await bot.begin()
            _plan(company, [company.workspace.conversation(SALES).id] * DUE)
            await company.until(lambda: _states(company, State.SENT) >= DUE // 10)
            assert await _seconds_to_end(company) < ENDS_WITHIN
            assert _states(company, State.SENDING) == 0
            assert _states(company, State.DUE) > 0
            await bot.begin()
            await company.until(lambda: all_is_said(company))
            said = of_posts(company)
            assert (said.is_clean, said.number) == (True, DUE), said


async def test_what_waits_for_its_turn_is_given_back_when_the_bot_ends(
    sqlite_databases: Sqlite, tmp_path: Path
) -> None:
    with sqlite_databases.fresh() as url:
        async with company_of(url, tmp_path, words=REAL, rooms=ROOMS) as company:
            [bot] = company.bots
            await bot.begin()
            company.server.faults.append(Fault("chat.postMessage", "before", "429", retry_after=120))
            rooms = [company.workspace.conversation(f"#room-{number}").id for number in range(ROOMS)]
            _plan(company, rooms)
            await company.until(lambda: any(row.attempts for row in company.rows(Outgoing)))
            await company.until(lambda: _states(company, State.SENDING) > 0)
            assert await _seconds_to_end(company) < ENDS_WITHIN
            assert _states(company, State.SENDING) == 0
            assert _states(company, State.DUE) == ROOMS - _states(company, State.SENT) > 0
            await bot.begin()
            await company.until(lambda: all_is_said(company) or _states(company, State.SENT) >= ROOMS - 1)
            searched = [call for call in company.workspace.calls if call.method == "conversations.history"]
            assert (of_posts(company).doubled, searched) == (0, [])


async def _seconds_to_end(company: Company) -> float:
    began = monotonic()
    assert await company.bots[0].stop() == 0
    return monotonic() - began


def _states(company: Company, state: State) -> int:
    return sum(row.state == state for row in company.rows(Outgoing))


def _plan(company: Company, channels: list[str]) -> None:
    """Have one message due in each of the channels named, which may be the same."""
    now = datetime.now(UTC) - timedelta(seconds=1)
    common: dict[str, Any] = {
        "team_id": company.workspace.team_id, "kind": "settings.not_there", "priority": Priority.BULK,
        "due_at": now, "created_at": now,
    }  # fmt: skip
    rows = [
        common | {"key": f"m{number}", "recipient": channel, "refs": {"channel": channel}}
        for number, channel in enumerate(channels)
    ]
    with company.change() as session:
        session.execute(insert(Outgoing), rows)
        session.commit()
