"""What the title of a part of the notes, or the label before a line, says about what stands under it."""

import re
from enum import Enum, auto


class Kind(Enum):
    """What a section or a labelled line holds."""

    OTHER = auto()
    ATTENDEES = auto()
    ABSENT = auto()
    ACTIONS = auto()
    DECISIONS = auto()
    LEARNINGS = auto()
    THANKS = auto()
    AGENDA = auto()
    TOPICS = auto()
    DONE = auto()
    OWNER = auto()
    DUE = auto()


QUALIFIERS = (
    r"(?:(?:the|our|key|main|new|newly|open|agreed|outstanding|proposed|immediate|view|meeting|team|committee"
    r"|summary of|list of|all|big)\s+)*"
)
AFTER = (
    r"\s*(?:[(&/,+].*|(?:and|for|by|since|made|taken|agreed|recorded)\b.*|from (?:this|today|the meeting).*"
    r"|\w+ing\b.*)?"
)
TITLES: tuple[tuple[Kind, str], ...] = (
    (Kind.DONE, r"(?:done|completed|closed|finished)(?: (?:items|actions?|action items|tasks|todos))?"),
    (
        Kind.AGENDA,
        r"agenda(?: items?)?|(?:\w+ )?checklist|links?|resources?|references?|ideas?|parking lot"
        r"|upcoming meetings?",
    ),
    (
        Kind.TOPICS,
        r"topics?|questions?|q ?[&/] ?a|discussion(?: points?)?|updates?|notes|minutes"
        r"|need(?:s|ed)? .*|.* (?:needed|required)\b.*|(?:previous|last|old) .*"
        r"|(?:actions?|action items|tasks|todos) (?:from|of) (?:the )?(?:last|previous) .*",
    ),
    (
        Kind.ABSENT,
        r"regrets|apologies|absent|absences|absentees|not present|excused|(?:unable to|cannot) attend",
    ),
    (
        Kind.ATTENDEES,
        r"attendees?(?: list)?|attendance|attending|attended(?: by)?|presents?|participants?|members(?: present)?"
        r"|(?:those|people) present|in attendance|roll[- ]call|who (?:was (?:here|there)|attended)|on the call",
    ),
    (
        Kind.ACTIONS,
        r"actions?(?: items?| points?| steps?| list| plan| log)?|ais?|aps?|to[- ]?do['’]?s?(?: list)?"
        r"|next (?:steps?|actions?)|tasks?|follow[- ]?ups?(?: items?| actions?)?"
        r"|actionables?|actionable (?:items|steps)|deliverables?|homework|commitments?|assignments?|promises"
        r"|who does what",
    ),
    (
        Kind.DECISIONS,
        r"decisions?(?: log)?|decided|resolutions?|resolved|conclusions?|agreements?|agreed|outcomes?|consensus"
        r"|approved",
    ),
    (
        Kind.LEARNINGS,
        r"take-?aways?|learnings?|lessons?(?: learn(?:ed|t))?|insights?|highlights|findings|tl;?dr"
        r"|challenges?|obstacles?|pain points?|(?:key|main) points|what (?:we|i) (?:learn(?:ed|t)|heard)",
    ),
    (Kind.THANKS, r"thanks|thank you|kudos|shout-?outs?|appreciations?|acknowledge?ments?|credits|props"),
    (Kind.OWNER, r"owners?|who|assignees?|assigned(?: to)?|responsible|dri"),
    (Kind.DUE, r"due(?: date| by| on)?|deadline|when|by when|target date|eta"),
)
PATTERNS = tuple((kind, re.compile(QUALIFIERS + rf"(?:{words})", re.IGNORECASE)) for kind, words in TITLES)
ANY = re.compile(QUALIFIERS + rf"(?:{'|'.join(words for _, words in TITLES)})", re.IGNORECASE)
IN_BRACKETS = re.compile(r"(?:\s*\([^()]*\))?")
REST_OF_TITLE = re.compile(AFTER, re.IGNORECASE)
LABEL = re.compile(r"([^\s:][^:]{0,60}?)(?:\s*:(?!//)|\s+[-–—])(?:\s+|$)")  # "Action items: ", "Decision - "
NUMBER = re.compile(r"\s*(?:\([^()]*\)|[#\d]+)?")  # "(12)", " 3"
WHOSE = re.compile(r"\s+(?:for |on )?(?:<@|@|[A-Z]).*")  # "Action for Priya: ..."
FOR = re.compile(r"(?:for|on)\s+")
LEADING_NUMBER = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+")


def kind_of(title: str, *, alone: bool = False) -> Kind:
    """What stands under a title such as "Next steps", "1. Decisions" or, unless `alone`, "Actions for May"."""
    words = LEADING_NUMBER.sub("", title.strip(" \t*_:.#-–—"), count=1)[:80]
    if not ANY.match(words):
        return Kind.OTHER
    rest = IN_BRACKETS if alone else REST_OF_TITLE
    for kind, pattern in PATTERNS:
        if (found := pattern.match(words)) and rest.fullmatch(words, found.end()):
            return kind
    return Kind.OTHER


def label_of(text: str) -> tuple[Kind, str, str]:
    """Split "Action (Priya): send it" into what it labels, the label's extra ("Priya") and the rest."""
    found = LABEL.match(text)
    if not found or not ANY.match(found[1]):
        return Kind.OTHER, "", text
    for kind, pattern in PATTERNS:
        start = pattern.match(found[1])
        if start and _may_follow(kind, found[1], start.end()):
            return kind, FOR.sub("", found[1][start.end() :].strip(" ()"), count=1), text[found.end() :]
    return Kind.OTHER, "", text


def _may_follow(kind: Kind, label: str, at: int) -> bool:
    return bool(NUMBER.fullmatch(label, at) or (kind is Kind.ACTIONS and WHOSE.fullmatch(label, at)))
