"""Where notes come from: a message, a thread of several, files of text, and what each may hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.notes import due_in

FILE_BYTES_MAX = 160_000
FILES_MAX = 5
TITLE_WORDS = 4
READABLE = (".txt", ".text", ".md", ".markdown")
LOOKED_AT = 4_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MENTION = re.compile(r"^\s*<@\w+(\|[^>]*)?>[\s:,]*")
BULLETS = r"(?:[-*+•◦▪–]\s+|\d{1,2}[.)]\s+|\[[ x]?\]\s+|☐\s*)*"
MYSELF = re.compile(
    rf"^(\s*{BULLETS})(?:I(?=\s+(?:will|shall|to)\b|['’]ll\b)|me(?=\s+to\s|\s*:))",
    re.MULTILINE | re.IGNORECASE,
)
LISTED = re.compile(r"(\s*(?:[-*•◦▪]|\d{1,2}[.)])\s+)(?=\S)")
TITLED = re.compile(r"\s*#|.*:\s*$|\s*\*[^*]+\*\s*$")
NEXT = re.compile(r"\bnext (?:meeting|call|session|catch-?up|weekly)\b(?:\W+(?:is|will be|on|at))*\W+(.{3,60})", re.I)


@dataclass(frozen=True, slots=True)
class Wrote:
    """A message of a thread: who wrote it, and its words."""

    user_id: str
    text: str


def thread(messages: Sequence[Wrote], note_taker: str) -> str:
    """Return the notes that a thread makes, in order; what others than the note-taker said bears their id in front."""
    return "\n\n".join("\n".join(_lines(each, note_taker)) for each in messages if each.text.strip())


def without_mention(text: str) -> str:
    """Return a message without the mention of the bot that it begins with."""
    return MENTION.sub("", text, count=1).strip()


def told_by(text: str, writer: str) -> str:
    """Return notes in which somebody who promises something as `I` or `me` is named: their writer."""
    return MYSELF.sub(rf"\g<1><@{writer}>", text)


def next_meeting(notes: str, met_on: date) -> date | None:
    """Return the local day on which the notes say that one meets next, if it comes after `met_on`."""
    days = (due_in(f"by {found[1]}", met_on)[0] or due_in(found[1], met_on)[0] for found in NEXT.finditer(notes))
    return next((day for day in days if day and day > met_on), None)


def problem_of_file(name: str, size: int) -> str | None:
    """Return why a file can't be read as notes, by its name and its size in bytes; None where it can be tried."""
    if not name.lower().endswith(READABLE):
        return "notes_file_unreadable"
    return "notes_too_long" if size > FILE_BYTES_MAX else None


def decoded(content: bytes) -> str | None:
    """Return the text of a file, in the encodings that editors write; None where it is no text."""
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return None if _is_garbled(text) else text


def _encoding(content: bytes) -> str:
    """Return the encoding that a file says it has, or that its zeros tell: UTF-16 is full of them."""
    if content.startswith(UTF_16):
        return "utf-16"
    beginning = content[:LOOKED_AT]
    for encoding, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(beginning) > 1 and beginning[start::2].count(0) * 2 > len(beginning[start::2]):
            return encoding
    return "utf-8-sig"


def _is_garbled(text: str) -> bool:
    """Say whether this is no text: binary files are full of characters that nobody types."""
    odd = sum(not (each.isprintable() or each.isspace()) or each == "\ufffd" for each in text[:LOOKED_AT])
    return "\x00" in text or odd * 10 > len(text[:LOOKED_AT])


def _lines(message: Wrote, note_taker: str) -> Iterator[str]:
    """Put the writer before each line of somebody else; below a title of theirs the lines stand as they wrote them."""
    lines = [line for line in told_by(message.text, message.user_id).splitlines() if line.strip()]
    if message.user_id == note_taker:
        yield from lines
        return
    titled = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        mark = LISTED.match(line)
        heads_a_list = mark is None and LISTED.match(following) and len(line.split()) <= TITLE_WORDS
        titled = titled or bool(TITLED.match(line) or heads_a_list)
        start = mark.end() if mark else 0
        said, writer = line[start:].lstrip(), f"<@{message.user_id}>"
        yield line if titled or said.startswith(writer) else f"{line[:start]}{writer}: {said}"
