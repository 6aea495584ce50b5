"""Whoever holds everything that is stored, logged and shown can't tell who voted what, no better than by chance."""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

import pytest

from bot import directory
from bot.store.backup import backup
from tests.practice.attacker import Attacker
from tests.practice.crowd import crowd, crowd_of
from tests.practice.polling import asked, button, closed, shown
from tests.practice.town import Town

VOTERS: Final = 120
KNOWN: Final = 60
EVERY: Final = 40
OPTIONS: Final = ("Role play", "Call review")
FAR_FROM_CHANCE: Final = 0.8  # of 60 guesses: more than four and a half standard deviations above one half


@pytest.fixture
async def told(database_url: str, recordings: tuple[Path, Path]) -> AsyncIterator[Town]:
    """A town with 120 more people who vote, and as many who don't."""
    async with crowd_of(database_url, recordings, 2 * VOTERS, bots=1) as town:
        await directory.refresh(town.bot.deps, town.workspace.team_id)
        yield town


@pytest.mark.parametrize(("mode", "is_secret"), [("named", False), ("confidential", True), ("anonymous", True)])
async def test_an_attacker_who_has_it_all_guesses_the_votes_of_named_polls_alone(
    told: Town, mode: str, is_secret: bool, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.INFO)
    post, rng, attacker = await asked(told, "lena", mode=mode), Random(7), Attacker(told.url)
    voters = rng.sample(crowd(told), VOTERS)
    votes, held = {user: rng.randrange(2) for user in voters}, list[bytes]()
    for place, (user, option) in enumerate(votes.items()):
        caplog.clear()
        await told.person(user).clicks(post, "polls.vote", button(post, OPTIONS[option]))
        attacker.look(user, shown(told), caplog.messages)
        held.append(" ".join(caplog.messages).encode())
        if place % EVERY == 0:
            held += [*attacker.files(), *_backup(told, tmp_path / f"{place}.db")]
    await told.settled()
    await closed(told, told.person("lena"), post)
    await told.move_by(timedelta(seconds=1))
    known = dict(rng.sample(sorted(votes.items()), KNOWN))
    guesses = attacker.guesses(known)
    right = sum(guesses[user] == votes[user] for user in guesses) / len(guesses)
    assert (right < FAR_FROM_CHANCE) == is_secret, f"{right:.0%} right"
    held += [*attacker.files(), *_backup(told, tmp_path / "last.db")]
    parts = ([repr(attacker.before).encode()], held)
    recognised = max(_recognised(set(voters), rng.sample(crowd(told), 2 * VOTERS), part) for part in parts)
    assert (recognised < FAR_FROM_CHANCE) == (mode == "anonymous"), f"{recognised:.0%} of the voters recognised"


def _backup(town: Town, file: Path) -> list[bytes]:
    """What the operator's own backup holds; of PostgreSQL there is none of the bot's own."""
    if not town.url.startswith("sqlite"):
        return []
    backup(town.url, file)
    return [file.read_bytes()]


def _recognised(voters: set[str], everybody: Sequence[str], held: Sequence[bytes]) -> float:
    """How many of the second half are rightly said to have voted or not, by how often people are found in what is held,
    when that is known of the first half."""
    found = {user: sum(each.count(user.encode()) for each in held) for user in everybody}
    known, unknown = everybody[:VOTERS], everybody[VOTERS:]
    seen = Counter((found[user], user in voters) for user in known)
    return sum((seen[found[user], True] > seen[found[user], False]) == (user in voters) for user in unknown) / VOTERS
