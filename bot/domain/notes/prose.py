"""Sentences that nobody marked as a task: the promises, decisions, quotes and thanks in them."""

from dataclasses import dataclass

from bot.domain.notes import takeaways, thanks
from bot.domain.notes.dates import Viewpoint
from bot.domain.notes.follow_ups import follow_up
from bot.domain.notes.owners import after_slash, in_brackets, todo_inside
from bot.domain.notes.people import People
from bot.domain.notes.promises import Promise, promises
from bot.domain.notes.reading import Findings, Takeaway
from bot.domain.notes.sections import UNSAID, Kind
from bot.domain.notes.sentences import sentences

STATED = frozenset({Kind.DECISIONS, Kind.LEARNINGS})


@dataclass(slots=True)
class Prose:
    """A line of prose: where it stands, who says it, and who made the last promise in it."""

    kind: Kind
    people: People
    on: Viewpoint
    speaker: str | None
    quoted: bool
    keeps_quotes: bool = True
    owners: tuple[str, ...] = ()
    in_list: bool = False

    def read(self, text: str, findings: Findings) -> None:
        """Put each sentence where it belongs."""
        if (takeaways.is_announcement(text) or takeaways.is_record(text)) and self.kind in STATED:
            self.kind = Kind.OTHER
        for sentence in self._pieces(text):
            if not self._promised(sentence, findings):
                self._tell(sentence, findings)
                self.owners = self.people.listed(self.people.first(sentence), strict=True) or self.owners

    def _pieces(self, text: str) -> list[str]:
        """The sentences; all of a listed decision as one, unless somebody promises something in it."""
        pieces = takeaways.motions(sentences(text))
        is_whole = self.in_list and self.kind in STATED and not any(promises(piece, self.people) for piece in pieces)
        return [text] if is_whole else pieces

    def _tell(self, sentence: str, findings: Findings) -> None:
        credited = self._credited(sentence, findings)
        if not credited or takeaways.is_decision(sentence):
            self._state(sentence, findings)

    def _promised(self, sentence: str, findings: Findings) -> bool:
        if marked := todo_inside(sentence, self.people):
            findings.follow_ups.append(follow_up(marked[1], marked[0], self.on))
            return True
        owners, told = in_brackets(sentence, self.people, told=True)
        if not owners:
            owners, told = after_slash(sentence, self.people)
        if owners:
            findings.follow_ups.append(follow_up(told, owners, self.on))
            return True
        made = [promise for promise in promises(sentence, self.people) if self._counts(promise, sentence)]
        if not made or self.kind in UNSAID:
            return False
        if (self.kind is Kind.DECISIONS and self.in_list) or (not made[0].before and takeaways.is_settled(sentence)):
            findings.takeaways.append(Takeaway(sentence, None))
        else:
            self._before(made[0].before, findings)
        for promise in made:
            self.owners = self._owners(promise, sentence)
            findings.follow_ups.append(follow_up(promise.text, self.owners, self.on))
        return True

    def _counts(self, promise: Promise, sentence: str) -> bool:
        if promise.pronoun in ("he", "she", "they"):
            return bool(self._owners(promise, sentence))
        return not sentence.endswith("?") or bool(promise.owners and not promise.before)

    def _owners(self, promise: Promise, sentence: str) -> tuple[str, ...]:
        if promise.owners or not promise.pronoun or promise.pronoun.startswith(("some", "one")):
            return promise.owners
        if promise.pronoun in ("he", "she", "they"):
            said = takeaways.said_by(sentence, self.people) or self._first(sentence)
            return (said,) if said else self.owners
        alone = promise.pronoun == "i" or (self.quoted and not promise.before)
        return (self.speaker,) if self.speaker and alone else ()

    def _first(self, sentence: str) -> str | None:
        """The one person a sentence begins with, of whom "he" in it speaks."""
        named = self.people.listed(self.people.first(sentence), strict=True)
        return named[0] if len(named) == 1 else None

    def _before(self, text: str, findings: Findings) -> None:
        if text and takeaways.is_decision(text):
            findings.takeaways.append(Takeaway(text, None))
        elif text:
            findings.rest.append(text)

    def _credited(self, sentence: str, findings: Findings) -> bool:
        credits = thanks.contributions(sentence, self.people)
        if not credits and self.kind is Kind.THANKS:
            credits = thanks.listed(sentence, self.people)
        findings.contributions.extend(credits)
        return bool(credits)

    def _is_decision(self, sentence: str) -> bool:
        return takeaways.is_decision(sentence, in_talk=self.speaker is not None and not self.keeps_quotes)

    def _state(self, sentence: str, findings: Findings) -> None:
        who = takeaways.said_by(sentence, self.people)
        quoted = self.keeps_quotes and (who or self.quoted) and takeaways.is_quote(sentence)
        stated = self.kind in STATED and not (
            takeaways.is_announcement(sentence) or takeaways.is_empty(sentence, self.people)
        )
        if stated or quoted or (self.kind not in UNSAID and self._is_decision(sentence)):
            findings.takeaways.append(Takeaway(sentence, who or (self.speaker if self.quoted else None)))
        else:
            findings.rest.append(sentence)
