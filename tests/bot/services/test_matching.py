"""What is similar in a workspace, as it stands in the database now."""

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import pytest
from sqlmodel import Session

from bot.domain.matching import Description, Match
from bot.matching import Matcher
from bot.services import matching, matching_index
from bot.store import matching as rows
from bot.store.engine import Store
from tests.bot.conftest import TEAM

OTHER_TEAM = "T0OTHER"
DISCOUNTS = Description("Reps give discounts away.")
MEETINGS = Description("Meetings take hours and nothing is decided.")
ASKED = Description("Sellers grant every discount.")


@dataclass
class Said:
    """What stands in the tables of requests, resources and mentors: a workspace, a kind, an id and a description."""

    rows: list[tuple[str, str, int, Description]] = field(default_factory=list)

    def __call__(
        self, session: Session, team_id: str, kind: str, ids: Collection[int] | None
    ) -> Iterator[tuple[int, Description]]:
        for team, of_kind, ref_id, described in self.rows:
            if (team, of_kind) == (team_id, kind) and (ids is None or ref_id in ids):
                yield ref_id, described


@pytest.fixture
def matcher() -> Matcher:
    """A matcher that has seen nothing yet."""
    return Matcher()


async def test_what_means_nearly_the_same_is_found_with_its_reason(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", 1, DISCOUNTS), (TEAM, "request", 2, MEETINGS)])
    await _index(store, matcher, said)
    [match] = await _nearest(store, matcher, said)
    assert (match.kind, match.ref_id) == ("request", 1)
    assert [(reason.kind, reason.words) for reason in match.reasons] == [
        ("topic", ("negotiating",)),
        ("words", ("discounts",)),
    ]


async def test_the_same_question_has_the_same_answer(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", number, DISCOUNTS) for number in (5, 3, 4, 2)])
    await _index(store, matcher, said)
    answers = [await _nearest(store, each, said) for each in (matcher, matcher, Matcher())]
    assert [[match.ref_id for match in answer] for answer in answers] == [[2, 3, 4]] * 3
    assert answers[0] == answers[1] == answers[2]


async def test_nobody_sees_another_workspace(store: Store, matcher: Matcher) -> None:
    said = Said([(OTHER_TEAM, "request", 1, DISCOUNTS)])
    await _index(store, matcher, said, OTHER_TEAM)
    assert await _nearest(store, matcher, said) == []
    assert await store.read(rows.of_text, TEAM, matching.digest(matcher.model, DISCOUNTS)) is None


async def test_each_kind_is_looked_at_by_itself(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", 1, DISCOUNTS), (TEAM, "mentor", 1, Description("discounts"))])
    await _index(store, matcher, said)
    assert [match.kind for match in await _nearest(store, matcher, said, "mentor")] == ["mentor"]
    assert await _nearest(store, matcher, said, "resource") == []


async def test_what_is_excluded_is_not_shown_and_comes_back_later(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", 1, DISCOUNTS), (TEAM, "request", 2, DISCOUNTS)])
    await _index(store, matcher, said)
    for exclude, shown in (({1}, [2]), ({1, 2}, []), (set(), [1, 2])):
        found = await store.read(matching.nearest, matcher, said, TEAM, "request", ASKED, exclude=exclude)
        assert [match.ref_id for match in found] == shown


async def test_something_with_several_descriptions_is_found_once_by_the_best(store: Store, matcher: Matcher) -> None:
    topics = ("public speaking", "discounts", "granting discounts")
    said = Said([(TEAM, "mentor", 7, Description(topic)) for topic in topics])
    await _index(store, matcher, said)
    [match] = await _nearest(store, matcher, said, "mentor")
    assert match.reasons[-1].words == ("granting discounts",)


async def test_what_is_not_worked_out_yet_is_not_found(store: Store, matcher: Matcher) -> None:
    assert await _nearest(store, matcher, Said([(TEAM, "request", 1, DISCOUNTS)])) == []


async def test_what_was_changed_or_taken_back_is_not_found_by_what_it_said(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", 1, DISCOUNTS), (TEAM, "request", 2, DISCOUNTS)])
    await _index(store, matcher, said)
    said.rows = [(TEAM, "request", 2, MEETINGS)]
    assert await _nearest(store, matcher, said) == []
    await _index(store, matcher, said)
    assert await store.read(rows.keys, TEAM, "request") == [(2, matching.digest(matcher.model, MEETINGS))]


async def test_what_another_bot_worked_out_is_found(store: Store, database_url: str, matcher: Matcher) -> None:
    said, other = Said([(TEAM, "request", 1, MEETINGS)]), Store(database_url)
    await _index(store, matcher, said)
    assert await _nearest(store, matcher, said) == []
    said.rows.append((TEAM, "request", 2, DISCOUNTS))
    await _index(other, Matcher(), said)
    await asyncio.to_thread(other.close)
    assert [match.ref_id for match in await _nearest(store, matcher, said)] == [2]


async def test_two_bots_may_work_out_the_same(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", 1, DISCOUNTS)])
    changes = await store.read(matching_index.changes, said, TEAM, matcher.model, 10)
    found = matching_index.worked_out(matcher, changes.missing)
    for _ in range(2):
        await store.run(matching_index.remember, TEAM, found, changes.gone)
    assert len(await store.read(rows.keys, TEAM, "request")) == 1


async def test_so_many_texts_are_worked_out_at_once_and_no_more(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", number, DISCOUNTS) for number in range(5)])
    changes = await store.read(matching_index.changes, said, TEAM, matcher.model, 3)
    assert [ref[1] for ref, _ in changes.missing] == [0, 1, 2]


async def test_another_model_reads_everything_anew(store: Store, matcher: Matcher) -> None:
    said = Said([(TEAM, "request", 1, DISCOUNTS)])
    await _index(store, matcher, said)
    changes = await store.read(matching_index.changes, said, TEAM, "a better one", 10)
    assert (len(changes.missing), len(changes.gone)) == (1, 1)


@pytest.mark.parametrize("text", ["", "\x00", "🙂", "\ud83d", "ⵣ" * 5_000, "word " * 5_000])
async def test_any_text_can_be_kept_and_asked_for(store: Store, matcher: Matcher, text: str) -> None:
    said = Said([(TEAM, "request", 1, Description(text, answers=(text,)))])
    await _index(store, matcher, said)
    await store.read(matching.nearest, matcher, said, TEAM, "request", Description(text))


async def _index(store: Store, matcher: Matcher, said: Said, team_id: str = TEAM) -> None:
    changes = await store.read(matching_index.changes, said, team_id, matcher.model, 100)
    found = matching_index.worked_out(matcher, changes.missing)
    await store.run(matching_index.remember, team_id, found, changes.gone)


async def _nearest(store: Store, matcher: Matcher, said: Said, kind: str = "request") -> list[Match]:
    return await store.read(matching.nearest, matcher, said, TEAM, kind, ASKED)
