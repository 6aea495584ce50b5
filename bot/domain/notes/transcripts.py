"""Transcripts of calls: who speaks and when, written in many ways, made into one turn a line."""

import re
from collections.abc import Iterator

CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?: ?[AaPp]\.?[Mm]\.?)?"
WHO = r"(?P<who>[^\W\d_][^\s:<>|\[\]()]{0,30}(?: [^\s:<>|\[\]()]{1,30}){0,3}?)"
ROLE = r"(?: ?(?:\([^()\n]{1,40}\)|\| ?[^\s|:]{1,30}(?: [^\s|:]{1,30}){0,2}))?"
CUE = re.compile(r"\s*\d{1,2}:\d\d(?::\d\d)?[.,]\d{3} -+> .{0,200}$")  # "00:01:25.700 --> 00:01:27.320"
NUMBER = re.compile(r"\s*\d{1,6}\s*$")
VOICE = re.compile(r"\s*<v(?:\.\w+)? (?P<who>[^<>\n]{1,60})>(?P<said>.*?)(?:</v>)?\s*$")  # "<v Priya Shah>hello</v>"
TIMED = re.compile(  # "[00:12] Priya: hello", "10:31 AM From Priya to Everyone : hello"
    rf"\s*(?:\*\*)?[\[(]?{CLOCK}[\])]?(?:\*\*)?\s+(?:[-–—]\s+)?(?:\*\*)?"
    rf"(?:From )?{WHO}{ROLE}(?: to [^:\n]{{1,60}})? ?:(?:\*\*)?\s+(?P<said>\S.*)"
)
SPOKEN = re.compile(rf"\s*{WHO}{ROLE}:\s+(?P<said>\S.*)")  # in subtitles: "Priya | Sales: hello"
AHEAD = re.compile(  # "Priya Shah  0:12" above what she says
    rf"\s*(?:\*\*)?{WHO}{ROLE}(?:\*\*)?(?:\s{{1,4}}|\s?[|,–—-]\s?)[\[(]?{CLOCK}[\])]?\s*:?\s*$"
)
FEWEST_TURNS = 3


def turns_of(text: str) -> str:
    """The text with each turn of a transcript as a line "[name=Priya] ..."; any other text stays as it is."""
    lines = text.splitlines()
    if any(CUE.match(line) for line in lines[:20]):
        return "\n".join(_subtitled(lines))
    if sum(TIMED.match(line) is not None for line in lines) >= FEWEST_TURNS:
        return "\n".join(_timed(line) for line in lines)
    if sum(AHEAD.match(line) is not None for line in lines) >= FEWEST_TURNS:
        return "\n".join(_announced(lines))
    return text


def _turn(who: str, said: str) -> str:
    return f"[name={who.strip()}] {said.strip()}"


def _timed(line: str) -> str:
    found = TIMED.match(line)
    return _turn(found["who"], found["said"]) if found else line


def _subtitled(lines: list[str]) -> Iterator[str]:
    who, said = "", ""
    for line in lines:
        if CUE.match(line) or NUMBER.match(line) or not line.strip() or line.startswith(("WEBVTT", "NOTE")):
            continue
        found = VOICE.match(line) or SPOKEN.match(line)
        if found and found["who"] != who:
            if said:
                yield said
            who, said = found["who"], _turn(found["who"], found["said"])
        else:
            said = f"{said} {(found['said'] if found else line).strip()}".strip()
    if said:
        yield said


def _announced(lines: list[str]) -> Iterator[str]:
    said = ""
    for line in lines:
        if found := AHEAD.match(line):
            if said:
                yield said
            said = _turn(found["who"], "")
        elif said and line.strip():
            said = f"{said.rstrip()} {line.strip()}"
        else:
            if said and not said.endswith("] "):
                yield said
                said = ""
            yield line
    if said:
        yield said
