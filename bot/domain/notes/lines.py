"""The lines of pasted notes: what each says once its bullet, box and mark-up are taken off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.notes import signs
from bot.domain.notes.markup import HTML_NAMES, INVISIBLE, plain

Box = Literal["open", "done", "tick"]

HEADING = re.compile(r"(#{1,6})(?:\s+|(?=\d+\. ?\w|[A-Z]))(?=[^\s#|])")  # "## Next steps", "##1. Video"
BULLET = re.compile(
    r"(?:-+>|=+>)\s+"  # "-> "
    r"|\d{1,4}/\d{1,4}-\d{1,3}\s+(?=[A-Z<@])"  # "12/26-3 ", the number of a minute
    r"|[-*+•◦‣▪▫●○∙·–→➡►▶](?:\s+|$)"  # "- ", "• "
    r"|\(?\d{1,3}[.)](?:\s+|$)"  # "1. ", "(2) "
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+"  # "1.2 "
    r"|\(?[a-z]\)\s+"  # "a) "
    rf"|(?:{signs.NUMBER})\s*"  # "1⃣ "
)
BOX = re.compile(
    r"(\[ ?\](?=\s)|☐|⬜|:white_large_square:)"
    r"|(\[[xX]\](?!\()|☑|☒|:ballot_box_with_check:)"
    r"|(✅|✔|:white_check_mark:|:heavy_check_mark:)"
)
SCRIBED = re.compile(  # "[10:02] <priya> ...", but no "<td> ..."
    r"(?:\[?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\]?\s+)?"
    rf"<(?!(?:{HTML_NAMES})>)([\w|.-]{{1,30}})>\s+(?=\S)",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\[\d{1,2}:\d\d(?::\d\d)?\]\s+(?=\S)")  # "[10:02] ..."
ABSENT = re.compile(r"(?<=[.;)]) +(?=(?:Apologies|Regrets|Absent|Excused|In attendance|Also present)\b[^.:\n]{0,20}:)")
BOLD_LINE = re.compile(r"(?:\*\*([^*]+)\*\*|__([^_]+)__|\*([^*]+)\*):?$")  # "*Decisions*", "**Actions:**"
BOLD_START = re.compile(r"(\*\*|__|\*)([^*_:]{2,40}):?\1:?\s+(?=\S)")  # "*Present* Ada, Grace"
RULE = re.compile(  # "---", ":::", "<!-- more -->", "[page]: https://a.example"
    r"(?:[-*_=] ?){2,}$|:{3,}|<!--.*-->$|```\w*$|\[[^\[\]]{1,60}\]:\s*<?https?://\S+$"
)
STRUCK = re.compile(r"~~?[^~]+~~?[.!]?$")  # "~send the deck~"
DEPTH = {"◦": 4, "○": 4, "▪": 8, "▫": 8}
BOLD_LEVEL = 7
MOST_TITLE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `raw` as written, `text` without marker and mark-up, `indent` in columns, `level` of a heading."""

    raw: str
    text: str
    indent: int = 0
    marked: bool = False
    box: Box | None = None
    level: int = 0
    after_blank: bool = False


def lines_of(text: str) -> Iterator[Line]:
    """The non-blank lines of a text; rules and fences have an empty `text`."""
    blank = True
    for raw in ABSENT.sub("\n", text).splitlines():
        seen = INVISIBLE.sub("", raw.expandtabs(4))
        if seen.strip():
            yield replace(_line(seen), raw=raw.strip(), after_blank=blank)
        blank = not seen.strip()


def _line(seen: str) -> Line:
    indent, body = len(seen) - len(seen.lstrip()), seen.strip().lstrip("> ")
    if not body or RULE.match(body):
        return Line("", "", indent)
    if found := HEADING.match(body):
        return Line("", _title(body[found.end() :].rstrip("# ")), level=len(found[1]))
    if (found := BOLD_LINE.match(body)) and not BULLET.match(body) and _is_title(body):
        return Line("", _title(found[1] or found[2] or found[3]), indent, level=BOLD_LEVEL)
    return _item(body, indent)


def _is_title(body: str) -> bool:
    return len(body.split()) <= MOST_TITLE_WORDS and body.rstrip("*_")[-1] not in ".!?"


def _title(text: str) -> str:
    title = plain(text)
    found = BULLET.match(title)
    return title[found.end() :] if found else title


def _item(body: str, indent: int) -> Line:
    body = CLOCK.sub("", SCRIBED.sub(r"[name=\1] ", body, count=1), count=1)
    rest, marked, box, depth = _unmarked(body)
    if STRUCK.match(rest):
        rest, box = rest.strip("~.!"), "done"
    text = plain(BOLD_START.sub(r"\2: ", rest, count=1)) if BOLD_START.match(rest) else plain(rest)
    return Line("", text, max(indent, depth), marked, box)


def _unmarked(body: str) -> tuple[str, bool, Box | None, int]:
    marked, box, depth = False, None, 0
    while True:
        if found := BULLET.match(body):
            marked, depth = True, max(depth, DEPTH.get(body[0], 0))
        elif box is None and (found := BOX.match(body)):
            box = _box(found)
        elif found := signs.ADORNMENT.match(body):
            pass
        else:
            return body, marked, box, depth
        body = body[found.end() :].lstrip()


def _box(found: re.Match[str]) -> Box:
    return "open" if found[1] else "done" if found[2] else "tick"
