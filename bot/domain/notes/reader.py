"""The reader of meeting notes: rules only, one pass over the lines, nothing lost."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.notes import dates, tables, takeaways
from bot.domain.notes.attendees import assigned, attendance, speakers
from bot.domain.notes.dates import Viewpoint, due_in
from bot.domain.notes.follow_ups import follow_up, task, tasks
from bot.domain.notes.lines import lines_of
from bot.domain.notes.next_meeting import announced
from bot.domain.notes.outline import Item, outline, with_minutes_in_agenda
from bot.domain.notes.owners import in_brackets, starts_with_task
from bot.domain.notes.pages import lines_of_page
from bot.domain.notes.people import People
from bot.domain.notes.prose import Prose
from bot.domain.notes.reading import Findings, FollowUp, Reading
from bot.domain.notes.sections import Kind, label_of, may_be_sentence
from bot.domain.notes.sentences import at_labels
from bot.domain.notes.task_rules import TaskRules
from bot.domain.notes.thanks import is_thanks
from bot.domain.notes.transcripts import turns_of
from bot.domain.notes.wrapping import joined

SHORT_DETAIL = 8  # words of a line below a task that gives its day


def read(text: str, met_on: date, next_on: date | None = None, *, month_first: bool | None = None) -> Reading:
    """Read the notes of a meeting held on the local day `met_on`.

    `text` is Markdown, or a Slack message un-escaped once. Whatever the text, it is read, in time that grows with
    its length; what could not be placed is in `rest`. What is due by the next meeting is due on the day the notes
    give for it, else on `next_on`. "3/4" is read as the text itself shows, else by `month_first`, else as 3 April.
    """
    text = turns_of(lines_of_page(text))
    items = with_minutes_in_agenda(list(outline(list(joined(list(lines_of(text)))))))
    seen = Viewpoint(met_on, dates.puts_month_first(text) or (bool(month_first) and not dates.puts_day_first(text)))
    present = attendance(items)
    spoke = speakers(items, People.of(text, present.names))
    people = People.of(text, [*present.names, *present.initials, *spoke, *assigned(items)])
    reader = Reader(TaskRules(people, seen, ticks_are_done=any(item.box == "open" for item in items)))
    reader.keeps_quotes = not takeaways.is_talk([item.text for item in items], people)
    placed, absent = set(map(id, present.items)), set(map(id, present.missing))
    for item in items:
        if id(item) in absent:
            reader.findings.rest.append(item.raw)
        elif id(item) not in placed:
            reader.take(item)
    reader.findings.settle(announced(items, seen) or next_on)
    return reader.findings.reading(tuple(present.names or spoke))


@dataclass(slots=True)
class Reader:
    """What has been understood so far, and what later lines need to know of earlier ones, by the `id` of the item."""

    rules: TaskRules
    findings: Findings = field(default_factory=Findings)
    made: dict[int, int] = field(default_factory=dict)
    speakers: dict[int, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    keeps_quotes: bool = True

    @property
    def _people(self) -> People:
        return self.rules.people

    @property
    def _on(self) -> Viewpoint:
        return self.rules.on

    def take(self, item: Item) -> None:
        """Understand one line."""
        if item.is_heading:
            self._heading(item)
        elif item.opens_scope:
            self.findings.rest.extend([item.raw] if may_be_sentence(item.raw) else [])
        elif self._is_table_line(item):
            pass
        elif not item.text or self.rules.is_done(item) or self.rules.is_group(item):
            self.findings.rest.append(item.raw)
        elif not is_thanks(item.text) and self.rules.is_task(item, below_task=id(item.parent) in self.made):
            self._task(item, item.text, item.extra)
        elif not self._is_detail(item):
            self._prose(item)

    def _heading(self, item: Item) -> None:
        owners, text = in_brackets(item.text, self._people)
        if item.has_details and (item.kind is Kind.ACTIONS or starts_with_task(item.text)):
            self._task(item, item.text, "")
        elif starts_with_task(text) and any(map(self._people.knows, owners)):
            self.findings.follow_ups.append(follow_up(text, owners, self._on))

    def _is_table_line(self, item: Item) -> bool:
        values = tables.cells(item.raw)
        if places := tables.columns(values, of_tasks=item.kind is Kind.ACTIONS):
            self.columns = places
        elif values and (self.columns or item.text.startswith("|")):
            self._row(item, values)
        elif not tables.DASHES.match(item.raw):
            self.columns = {}
            return False
        return True

    def _row(self, item: Item, values: list[str]) -> None:
        row = tables.row(values, self.columns, self._people)
        if row and not row.done:
            day = due_in(f"by {row.due}", self._on.day, self._on.month_first)[0]
            self.findings.follow_ups.append(FollowUp(row.text, row.owners, day, row.due or None))
        elif row or not self._are_prose(item, values):
            self.findings.rest.append(item.raw)

    def _are_prose(self, item: Item, values: list[str]) -> bool:
        before, unplaced = self.findings.size(), len(self.findings.rest)
        for value in filter(None, values):
            Prose(item.kind, self._people, self._on, None, quoted=False).read(value, self.findings)
        if found := self.findings.size() != before:
            return found
        del self.findings.rest[unplaced:]
        return False

    def _task(self, item: Item, text: str, label: str) -> None:
        owners = self._people.listed(label) or self.rules.owners_above(item)
        self.made[id(item)] = len(self.findings.follow_ups)
        make = task if item.box else tasks
        self.findings.follow_ups.extend(make(text, owners, self._people, self._on))

    def _is_detail(self, item: Item) -> bool:
        """Take "Owner: Priya" or "by Friday" below a task as part of it, and say whether that was all of the line."""
        at = self.made.get(id(item.parent))
        if at is None or len(item.text.split()) > SHORT_DETAIL:
            return False
        made = self.findings.follow_ups[at]
        if item.labelled and item.kind is Kind.OWNER and not made.owners:
            self.findings.follow_ups[at] = replace(made, owners=self._people.assigned(item.text))
            return True
        is_due = item.labelled and item.kind is Kind.DUE
        day, words = due_in(f"by {item.text}" if is_due else item.text, self._on.day, self._on.month_first)
        if made.due_words is not None or not (words or is_due):
            return False
        self.findings.follow_ups[at] = replace(made, due_on=day, due_words=item.text if is_due else words)
        return is_due

    def _prose(self, item: Item) -> None:
        first, *labelled = at_labels(item.text)
        speaker, text = takeaways.speaker(first, self._people)
        if speaker:
            self.speakers[id(item)] = speaker
        before, unplaced = self.findings.size(), len(self.findings.rest)
        quoted = speaker is not None and not first.startswith("[")
        said_by = speaker or self._speaker_above(item)
        prose = Prose(item.kind, self._people, self._on, said_by, quoted, self.keeps_quotes, in_list=item.marked)
        prose.read(text, self.findings)
        if self.findings.size() == before and not labelled:
            self.findings.rest[unplaced:] = [item.raw]
        if len(self.findings.follow_ups) > before[0]:
            self.made[id(item)] = before[0]
        for piece in labelled:
            _, extra, left = label_of(piece)
            self._task(item, left, extra)

    def _speaker_above(self, item: Item) -> str | None:
        above = item.parent
        while above is not None:
            if id(above) in self.speakers:
                return self.speakers[id(above)]
            above = above.parent
        return None
