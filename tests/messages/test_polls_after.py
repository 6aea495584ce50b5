"""What is shown of a secret poll after its close gives no small group away, whatever was answered."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.domain.polls import Kind, Mode, Question
from bot.domain.polls_after import Ended
from bot.domain.polls_answers import COMMENT, Answer, Sheet
from bot.domain.polls_blueprint import questions_packed
from bot.domain.polls_results import PollView, counted, remarks
from bot.services import polls_views
from bot.store.polls import Poll
from messages import polls as in_channel
from messages import polls_after, polls_chart, polls_sheet
from messages.words import Words

NOW: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORDS: Final = Words()
FEWEST: Final = 5
BLOCK_ID: Final = re.compile(r"'block_id': '[0-9a-f-]{36}'")
ASKED: Final = (
    Question("Which?", options=("Talk", "Workshop")), Question("How clear?", Kind.SCALE), Question("Why?", Kind.TEXT),
)  # fmt: skip
POSSIBLE: Final[dict[int, tuple[Answer, ...]]] = {
    0: ((0,), (1,)), 1: ((0,), (2,), (4,)), 2: ("because", "no reason"), COMMENT: ("fine", "so so"),
}  # fmt: skip

Sheets = list[dict[int, Answer]]
people: Final = st.lists(
    st.fixed_dictionaries({}, optional={place: st.sampled_from(found) for place, found in POSSIBLE.items()}), max_size=8
)


def closed(sheets: Sheets, asked: Sequence[Question] = ASKED) -> PollView:
    """A confidential survey as its close left it."""
    every = [Sheet(sent=sheet) for sheet in sheets if sheet]
    poll = Poll(
        team_id="T0", id=1, channel_id="C0SALES00000", owner="U0MAYA00000", title="Our month", mode=Mode.CONFIDENTIAL,
        questions=questions_packed(asked), has_comments=True, closed_at=NOW, created_at=NOW, answers=len(every),
        counts=[asdict(counted(place, each, every, is_secret=True)) for place, each in enumerate(asked)],
        comments=remarks(every, is_secret=True),
    )  # fmt: skip
    return polls_views.view_of(Session(), poll)


def everything(view: PollView) -> str:
    """All that anybody is shown of it: in the channel, in the thread, on the chart, in the sheet, in private."""
    said = (in_channel.poll(WORDS, view), polls_after.result(WORDS, view), polls_after.ended(WORDS, Ended(view), NOW))
    shown = [(each.text, each.blocks, each.picture and each.picture.alt) for each in said]
    more = (polls_chart.panels(WORDS, view), polls_sheet.sheet(WORDS, view, {}), polls_after.form(WORDS, view))
    return BLOCK_ID.sub("", repr((shown, more)))


@settings(max_examples=50)
@given(people, st.data())
def test_what_few_people_answered_changes_nothing_that_is_shown(sheets: Sheets, data: st.DataObject) -> None:
    """Whatever those few had answered instead, all is shown just the same: so nothing shown can tell it."""
    few = [place for place in POSSIBLE if 0 < sum(place in sheet for sheet in sheets) < FEWEST]
    others = [
        {
            place: data.draw(st.sampled_from(POSSIBLE[place])) if place in few else answer
            for place, answer in sheet.items()
        }
        for sheet in sheets
    ]
    assert everything(closed(sheets)) == everything(closed(others))


@settings(max_examples=50)
@given(people.flatmap(lambda sheets: st.tuples(st.just(sheets), st.permutations(sheets))))
def test_it_is_shown_alike_in_whatever_order_people_answered(pair: tuple[Sheets, Sheets]) -> None:
    one, other = pair
    assert everything(closed(one)) == everything(closed(other))


@settings(max_examples=50)
@given(people, st.data())
def test_each_answer_alone_tells_nothing_of_the_others_of_the_same_person(sheets: Sheets, data: st.DataObject) -> None:
    """Answers to one question are dealt anew among those who gave one: nothing shown ties two questions together."""
    place = data.draw(st.sampled_from(tuple(POSSIBLE)))
    holders = [number for number, sheet in enumerate(sheets) if place in sheet]
    dealt = data.draw(st.permutations(holders))
    others = [dict(sheet) for sheet in sheets]
    for number, source in zip(holders, dealt, strict=True):
        others[number][place] = sheets[source][place]
    assert everything(closed(sheets)) == everything(closed(others))
