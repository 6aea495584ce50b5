"""The reader of meeting notes: rules only, one pass over the lines, nothing lost."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.notes import follow_ups, tables, takeaways, thanks
from bot.domain.notes.attendees import attendance, speakers
from bot.domain.notes.lines import lines_of
from bot.domain.notes.outline import Item, outline
from bot.domain.notes.owners import in_brackets, starts_with_task, trailing
from bot.domain.notes.people import People
from bot.domain.notes.promises import Promise, promises
from bot.domain.notes.reading import Contribution, FollowUp, Reading, Takeaway
from bot.domain.notes.sections import Kind, label_of
from bot.domain.notes.sentences import at_labels, sentences
from bot.domain.notes.wrapping import joined

STATED = frozenset({Kind.DECISIONS, Kind.LEARNINGS})
SHORT_DETAIL = 8  # words of a line below a task that gives its day


def read(text: str, met_on: date) -> Reading:
    """Read the notes of a meeting held on the local day `met_on`.

    `text` is Markdown or a Slack message un-escaped once. Every text is read, in time that grows with its length;
    what could not be placed is in `rest`.
    """
    items = list(outline(joined(list(lines_of(text)))))
    present = attendance(items)
    spoke = speakers(items)
    people = People.of(text, [*present.names, *spoke])
    reader = Reader(people, met_on, ticks_are_done=any(item.box == "open" for item in items))
    listed = {id(item) for item in present.items}
    for item in items:
        if id(item) not in listed:
            reader.take(item)
    return reader.reading(tuple(present.names or spoke))


@dataclass(slots=True)
class Reader:
    """What has been understood so far, and what later lines need to know of earlier ones."""

    people: People
    met_on: date
    ticks_are_done: bool
    takeaways: list[Takeaway] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    made: dict[int, int] = field(default_factory=dict)
    speakers: dict[int, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)

    def reading(self, attendees: tuple[str, ...]) -> Reading:
        """All that was understood, each thing once."""
        credited = [Contribution(takeaway.said_by, takeaway.text) for takeaway in self.takeaways if takeaway.said_by]
        return Reading(
            tuple(dict.fromkeys(self.takeaways)),
            tuple(dict.fromkeys(self.follow_ups)),
            tuple(dict.fromkeys([*self.contributions, *credited])),
            attendees,
            tuple(self.rest),
        )

    def take(self, item: Item) -> None:
        """Understand one line."""
        if item.is_heading:
            self._heading(item)
        elif not item.text:
            self.rest.extend([] if item.labelled else [item.raw])
        elif values := tables.cells(item.text):
            self._table_line(item, values)
        elif self._is_done(item) or self._is_group(item):
            self.rest.append(item.raw)
        elif not self._detail(item):
            self._task(item, item.text, item.extra) if self._is_task(item) else self._prose(item)

    def _heading(self, item: Item) -> None:
        owners, text = trailing(item.text, self.people)
        if owners and starts_with_task(text):
            self._add(item, [follow_ups.follow_up(text, owners, self.met_on)])

    def _table_line(self, item: Item, values: list[str]) -> None:
        if places := tables.columns(values):
            self.columns = places
            return
        row = tables.row(values, self.columns, self.people)
        if row is None or row.done:
            self.rest.append(item.raw)
            return
        made = follow_ups.follow_up(f"{row.text} (by {row.due})" if row.due else row.text, row.owners, self.met_on)
        self._add(item, [made])
