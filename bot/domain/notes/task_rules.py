"""Which lines are tasks, which are done, and which but name what stands below them."""

import re
from dataclasses import dataclass

from bot.domain.notes.dates import Viewpoint, due_in
from bot.domain.notes.follow_ups import owned, trailing_owners
from bot.domain.notes.outline import Item
from bot.domain.notes.owners import leading, starts_with_task, trailing
from bot.domain.notes.people import People, is_everyone
from bot.domain.notes.promises import promises
from bot.domain.notes.sections import UNSAID, Kind
from bot.domain.notes.sentences import sentences
from bot.domain.notes.takeaways import speaker

FINISHED = re.compile(
    r"^[\[(]?(?:done|completed?|closed|finished)(?:[\])]|\s*[:–—]|\s-)"
    r"|(?:\s[-–—:]+\s*|:\s*|[\[(])(?:done|completed?|closed|finished)"
    r"(?:\s(?:on\s)?[\w/. -]{1,20})?[\])]?[.!]?$|\s(?:✅|✔|☑)$",
    re.IGNORECASE,
)  # "Priya to call them – DONE", "[done] call them"
ARROW = re.compile(r"(?:-+>|=+>|→|⇒|➡)")  # "-> Priya sends it"
VIEW = re.compile(r"(?:agree|see|know|understand|recall)\b", re.IGNORECASE)  # "Priya: agree with that"
BEFORE_LIST = re.compile(r"\s+(?:(?:is|are) )?(?:to|will|needs? to|should)$")  # "Priya to:" above what she does
DUE_WORD = re.compile(r"(?:due|by|before|until|no later)\b", re.IGNORECASE)
USER_ID = re.compile(r"[UW][A-Z0-9]{6,}")
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class TaskRules:
    """The rules for notes with these people; where open boxes occur too, `ticks_are_done`: else a tick is a bullet."""

    people: People
    on: Viewpoint
    ticks_are_done: bool

    def is_done(self, item: Item) -> bool:
        """Whether the line is a task that has been finished."""
        if FINISHED.search(item.text):
            return True
        if item.kind is Kind.DONE and not item.labelled:
            return item.box != "open"
        if item.box != "tick":
            return item.box == "done"
        return self.ticks_are_done or not self._has_owner_or_promise(item.text)

    def is_group(self, item: Item) -> bool:
        """Whether the line but names what the boxes or tasks below it are about."""
        below_is_task = item.has_boxes or (item.has_children and item.kind is Kind.ACTIONS and not item.box)
        if not below_is_task or item.text.endswith(":"):
            return below_is_task
        return not (
            item.labelled
            or starts_with_task(item.text)
            or self._has_owner_or_promise(item.text)
            or trailing(item.text, self.people)[0]
        )

    def is_task(self, item: Item, *, below_task: bool) -> bool:
        """Whether the line is a task; below another task only a line that starts with a verb of doing is one."""
        if item.kind in (Kind.ATTENDEES, Kind.ABSENT):
            return False
        if item.kind is Kind.CHECKLIST and not self._is_taken_on(item.text):
            return False
        if item.box or (item.labelled and item.kind is Kind.ACTIONS):
            return True
        if item.has_details:
            return item.kind is Kind.ACTIONS or starts_with_task(item.text)
        if item.kind is not Kind.ACTIONS:
            return item.kind not in UNSAID and self._is_assigned(item)
        if item.text.endswith((":", "?")) or item.text.startswith("http"):
            return False
        if len(item.text.split()) < FEWEST_WORDS or not (item.marked or self._reads_as_task(item.text)):
            return False
        return not below_task or starts_with_task(item.text)

    def owners_above(self, item: Item) -> tuple[str, ...]:
        """The people whom a line above names for all below it: "Priya:", "To be done by Priya and Sam:"."""
        above = item.parent
        while above is not None:
            label = BEFORE_LIST.sub("", above.text.rstrip(": "))
            titled = label != above.text
            owners = self.people.listed(label, strict=not titled)
            if owners or (titled and (owners := trailing(label, self.people)[0])):
                return owners
            above = above.parent
        return ()

    def _has_owner_or_promise(self, text: str) -> bool:
        return bool(promises(text, self.people) or leading(text, self.people)[0])

    def _reads_as_task(self, text: str) -> bool:
        return starts_with_task(text) or self._is_taken_on(text)

    def _is_taken_on(self, text: str) -> bool:
        """Whether a line tells who does it or by when."""
        if promises(text, self.people):
            return True
        owners, made = owned(text, self.people, self.on)
        return bool(owners or made.due_on)

    def _is_assigned(self, item: Item) -> bool:
        if item.text.endswith("?"):
            return False
        who, said = speaker(item.text, self.people)
        if who and not item.text.startswith("["):
            first = next(iter(sentences(said)), "")
            words = due_in(first, self.on.day, self.on.month_first)[1] or ""
            if first.endswith("?"):
                return False
            return bool((item.marked and starts_with_task(said) and not VIEW.match(said)) or DUE_WORD.match(words))
        if not item.marked:
            return False
        if ARROW.match(item.raw) and any(map(self._knows, leading(item.text, self.people)[0])):
            return True
        owners, made = trailing_owners(item.text, self.people, self.on)
        below = item.parent is not None and item.parent.text.endswith(":") and self.owners_above(item)
        return starts_with_task(made.text) and bool(below or any(map(self._knows, owners)))

    def _knows(self, owner: str) -> bool:
        return bool(USER_ID.fullmatch(owner)) or is_everyone(owner) or self.people.knows(owner)
