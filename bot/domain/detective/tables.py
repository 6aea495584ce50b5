"""One table of a file of questions: gives what is asked of it, and notes what is wrong in plain words."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
SHORT = 80

T = TypeVar("T")


class Table:
    """Reads the values of one table; `where` names it in every sentence that is added to `mistakes`."""

    def __init__(self, where: str, values: Mapping[str, Any], mistakes: list[str]) -> None:
        self.where = where
        self._values = values
        self._mistakes = mistakes

    def wrong(self, sentence: str) -> None:
        """Note a mistake of this table."""
        self._mistakes.append(f"{self.where}: {sentence}")

    def only(self, *allowed: str) -> None:
        """Note every key that is not one of those `allowed`."""
        for key in self._values:
            if key not in allowed:
                self.wrong(f"“{key}” means nothing here. {suggestion(key, allowed)}")

    def names(self, key: str) -> bool:
        """Say whether a key is there, whatever its value."""
        return key in self._values

    def id(self) -> str:
        """Return the id; a mistake is noted where it is missing or could not be one."""
        value = self.text("id")
        if value and not ID.fullmatch(value):
            self.wrong(f"the id “{value}” has to be short: small letters, digits and _, a letter first.")
        return value

    def text(self, key: str, most: int = SHORT, *, required: bool = True) -> str:
        """Return the text of a key without the space around it, `most` characters long; empty where there is none."""
        value = self._typed(key, str, "a text in quotation marks", "").strip()
        if required and str(self._values.get(key, "")).strip() == "":
            self.wrong(f"{key} is missing. Please write it.")
        if len(value) > most:
            self.wrong(f"{key} has {len(value):,} characters, and {most:,} are the most. Please shorten it.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts that a key lists; none where it is not there."""
        values = self._typed(key, list, 'a list of texts: ["one", "two"]', [])
        if all(isinstance(value, str) and value.strip() for value in values):
            return tuple(value.strip() for value in values)
        self.wrong(f'{key} has to be a list of texts: ["one", "two"].')
        return ()

    def number(self, key: str) -> int:
        """Return the whole number of a key; zero where there is none."""
        return self._typed(key, int, "a whole number without quotation marks", 0)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return whether a key is true; the `default` where it is not there."""
        value = self._values.get(key, default)
        if isinstance(value, bool):
            return value
        self.wrong(f"{key} has to be true or false.")
        return default

    def one_of(self, key: str, allowed: Collection[str], *, required: bool = False) -> str:
        """Return the value of a key; a mistake is noted where it is none of those `allowed`."""
        value = self.text(key, required=required)
        if value and value not in allowed:
            self.wrong(f"there is no {key} “{value}”. {suggestion(value, allowed)}")
        return value if value in allowed else ""

    def lists(self, key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Go through a small table of lists: `{ could = ["yes", "some"] }`."""
        values = self._typed(key, dict, 'written as { question = ["choice"] }', {})
        inner = Table(f"{self.where}, {key}", values, self._mistakes)
        return ((name, inner.texts(name)) for name in values)

    def tables(self, key: str, named: str) -> Iterator["Table"]:
        """Go through the parts that a key lists; each is called what it is `named`, and its id or place."""
        values = self._typed(key, list, f"written as [[{key}]], one part each", [])
        for place, value in enumerate(values, start=1):
            if isinstance(value, dict):
                yield Table(f"{named} “{value.get('id', place)}”", value, self._mistakes)
            else:
                self.wrong(f"{key} has to be written as [[{key}]], one part each.")

    def _typed(self, key: str, kind: type[T], so: str, default: T) -> T:
        value = self._values.get(key, default)
        if isinstance(value, kind) and not isinstance(value, bool):
            return value
        self.wrong(f"{key} has to be {so}.")
        return default


def suggestion(word: str, allowed: Collection[str]) -> str:
    """Say what somebody may have meant, or what can be written."""
    close = get_close_matches(word, list(allowed), n=1)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"You can write: {', '.join(allowed)}." if allowed else "Please leave it out."
