"""Emoji by the names that Slack gives them."""

from __future__ import annotations

import re

import emoji

_NAMED = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?", re.IGNORECASE)
_FLAG = re.compile(r"flag-([a-z])([a-z])")
_LETTER_A, _TONE_1 = 0x1F1E6, 0x1F3FA


def named(name: str, tone: int | None = None) -> str | None:
    """The characters of `name` ("+1"), in skin tone 2 to 6 if one is given; None for a name nobody knows."""
    found = _flag(name) or next((shown for each in _spellings(name) if (shown := _known(each))), None)
    return found + chr(_TONE_1 + tone - 1) if found and tone else found


def shown(text: str) -> str:
    """Plain text with `:name:` as the emoji; unknown names stay as they are."""
    return _NAMED.sub(lambda found: named(found[1], int(found[2]) if found[2] else None) or found[0], text)


def _spellings(name: str) -> tuple[str, ...]:
    lower = name.lower()
    return lower, lower.replace("-", "_"), lower.removeprefix("large_")


def _known(name: str) -> str | None:
    written = f":{name}:"
    found = emoji.emojize(written, language="alias")
    return None if found == written else found


def _flag(name: str) -> str | None:
    found = _FLAG.fullmatch(name.lower())
    return "".join(chr(_LETTER_A + ord(letter) - ord("a")) for letter in found.groups()) if found else None
