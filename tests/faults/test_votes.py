"""A company meeting votes at once, some twice, some change their mind, and the bot is killed in the middle."""

import asyncio
from collections import Counter
from pathlib import Path
from random import Random
from typing import Final

from bot.domain.polls import Question, poll_key
from bot.domain.polls_answers import unpacked
from bot.store.outbox import Outgoing
from bot.store.polls import Answers
from tests.faults.bots import HURRIED
from tests.faults.company import Company, company_of
from tests.faults.load import OPTIONS, Parcel, bring, open_polls, votes

VOTERS: Final = 2_000
TIMES: Final = (1, 1, 1, 1, 2)
CHANGES: Final = 500
KILLED_AFTER: Final = 700
LOOK_AGAIN: Final = 0.02
QUESTION: Final = Question("What first?", options=OPTIONS)


async def test_two_thousand_votes_with_duplicates_changes_and_a_kill_are_counted_exactly(
    database_url: str, tmp_path: Path
) -> None:
    rng = Random(5)
    async with company_of(database_url, tmp_path, words=HURRIED, voters=VOTERS) as company:
        await company.start()
        [poll] = await open_polls(company, 1)
        first = votes(company, [poll], company.crowd, rng)
        changed = votes(company, [poll], rng.sample(company.crowd, CHANGES), rng)
        clicks = rng.sample([*first, *changed], len(first) + len(changed))
        bringing = asyncio.create_task(bring(company, clicks, rng, times=TIMES))
        await company.until(lambda: len(company.rows(Answers)) >= KILLED_AFTER)
        await company.restart()
        await bringing
        wanted = Counter({each.effect: _option(each) for each in [*first, *changed]}.values())
        await company.until(lambda: _shown(company, poll) == [wanted[option] for option in range(len(OPTIONS))])
        kept = [unpacked(row.body).to(0, QUESTION) for row in company.rows(Answers)]
    assert Counter(kept) == Counter({(option,): count for option, count in wanted.items()})
    assert sum(wanted.values()) == VOTERS


def _option(click: Parcel) -> int:
    return int(click.payload["actions"][0]["value"].partition(":")[2])


def _shown(company: Company, poll_id: int) -> list[int]:
    """The votes of each option as the poll's message shows them."""
    [ts] = [row.ts for row in company.rows(Outgoing) if row.key == poll_key(poll_id)]
    lines = [block["elements"][0]["text"] for block in company.posted(ts).blocks if block["type"] == "context"]
    return [int(line.split()[1]) for line in lines if "vote" in line]
