"""What is said becomes findable while the bot goes on."""

from collections.abc import Collection, Iterator

from sqlmodel import Session

from bot.domain.matching import Description
from bot.matching import Matcher
from bot.services import matching
from bot.store.matching import TextVector
from scheduler.matching import AT_ONCE, index
from tests.practice.town import Town

ASKED = Description("Sellers grant every discount.")


class Catalogue:
    """Some resources, by number."""

    def __init__(self, *titles: str) -> None:
        self.titles = list(titles)

    def __call__(
        self, session: Session, team_id: str, kind: str, ids: Collection[int] | None
    ) -> Iterator[tuple[int, Description]]:
        """Give the resources, all or those asked for."""
        for number, title in enumerate(self.titles if kind == "resource" else []):
            if ids is None or number in ids:
                yield number, Description(title)


async def test_what_was_said_is_found_after_a_tick(town: Town) -> None:
    deps, matcher, catalogue = town.bot.deps, Matcher(), Catalogue("Fire drills", "Negotiating discounts")
    await index(deps, matcher, catalogue, town.bot.team_id)
    found = await deps.read(matching.nearest, matcher, catalogue, town.bot.team_id, "resource", ASKED)
    assert [match.ref_id for match in found] == [1]


async def test_much_that_is_said_at_once_becomes_findable_little_by_little(town: Town) -> None:
    matcher, catalogue = Matcher(), Catalogue(*(f"Lesson {number}" for number in range(AT_ONCE + 1)))
    for kept in (AT_ONCE, AT_ONCE + 1, AT_ONCE + 1):
        await index(town.bot.deps, matcher, catalogue, town.bot.team_id)
        assert len(town.rows(TextVector)) == kept


async def test_what_is_taken_back_is_forgotten(town: Town) -> None:
    matcher, catalogue = Matcher(), Catalogue("Fire drills")
    await index(town.bot.deps, matcher, catalogue, town.bot.team_id)
    catalogue.titles.clear()
    await index(town.bot.deps, matcher, catalogue, town.bot.team_id)
    assert town.rows(TextVector) == []
