"""What the title of a part of the notes, or the label before a line, says about what stands under it."""

import re
from enum import Enum, auto

from bot.domain.notes import signs
from bot.domain.notes.words import VERBS


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
    CHECKLIST = auto()
    TOPICS = auto()
    DONE = auto()
    OWNER = auto()
    DUE = auto()


UNSAID = frozenset({Kind.AGENDA, Kind.CHECKLIST})  # what stands there was planned rather than said

QUALIFIERS = (
    r"(?:(?:the|our|key|main|new|newly|open|agreed|outstanding|proposed|immediate|view|meeting|team|committee"
    r"|summary of|list of|all|big)\s+)*"
)
AFTER = (
    r"\s*(?:[(&/,+].*|(?:and|for|on|by|since|made|taken|agreed|recorded)\b.*|from (?:this|today|the meeting).*"
    r"|to be (?:done|completed)"
    r"|\w+ing\b.*)?"
)
TITLES: tuple[tuple[Kind, str], ...] = (
    (Kind.DONE, r"(?:done|completed|closed|finished)(?: (?:items|actions?|action items|tasks|todos))?"),
    (
        Kind.AGENDA,
        r"agenda(?: items?)?|links?|resources?|references?|ideas?|parking lot"
        r"|upcoming meetings?",
    ),
    (Kind.CHECKLIST, r"(?:[\w-]+ ){0,2}check-?lists?(?: for .*)?"),
    (
        Kind.TOPICS,
        r"topics?|(?:open )?questions?|q ?[&/] ?a|discussion(?: points?)?|updates?|notes|minutes"
        r"|(?:actions?|action items|tasks|todos) (?:from|of) (?:the )?(?:last|previous) .*",
    ),
    (
        Kind.ABSENT,
        r"(?:[\w/&-]+ ){0,3}regrets|apologies(?: for absence)?|apols|absent|absences|absentees|not present|excused"
        r"|on leave|(?:unable to|cannot) attend|excusée?s|entschuldigt|(?:[\w/&]+ ){1,3}(?:absent|excused)"
        r"|(?:[\w/&]+ ){0,3}not (?:present|attending|in attendance)",
    ),
    (
        Kind.ATTENDEES,
        r"(?:[\w/&-]+ ){0,3}attendees?(?: list)?|(?:[\w/&-]+ ){0,3}attendance|attending|attended(?: by)?"
        r"|presents?|participants?|members(?: present)?"
        r"|(?:those|people) present|in attendance|(?:[\w/&]+ ){0,2}roll[- ]?call"
        r"|who (?:was (?:here|there)|attended|joined|came)|on the call|people|sign[- ]?ins?"
        r"|(?:[\w/&]+ ){1,3}(?<!to )(?:present|attending|in attendance)|guests?|observers|teilnehmer(?:innen)?|anwesend"
        r"|présents?",
    ),
    (
        Kind.ACTIONS,
        r"actions?(?: items?| points?| steps?| list| plan| log)?|ais?|aps?|to[- ]?do['’]?s?(?: list)?"
        r"|next (?:steps?|actions?|things?(?: to do)?)|things to do|tasks?|follow[- ]?ups?(?: items?| actions?)?"
        r"|actionables?|actionable (?:items|steps)|deliverables?|homework|commitments?|assignments?|promises"
        r"|who does what(?: by when)?|what happens next|what['’]?s next|who will do what",
    ),
    (
        Kind.DECISIONS,
        r"decisions?(?: log)?|agreed (?:procedures?|points?|approach|way forward)|decided"
        r"|resolutions?|resolved|conclusions?|agreements?|agreed|outcomes?|consensus"
        r"|approved|motions?|what (?:was|we|did we) (?:agreed?|decided?)",
    ),
    (
        Kind.LEARNINGS,
        r"take-?aways?|learnings?|lessons?(?: learn(?:ed|t))?|insights?|highlights|findings|tl;?dr"
        r"|challenges?|obstacles?|pain points?|(?:key|main) points|what (?:we|i) (?:learn(?:ed|t)|heard)|learn(?:ed|t)",
    ),
    (Kind.THANKS, r"thanks|thank you|kudos|shout-?outs?|appreciations?|acknowledge?ments?|credits|props"),
    (Kind.OWNER, r"owners?|who|assignees?|assigned(?: to)?|responsible(?: person| party)?|responsibility|dri"),
    (Kind.DUE, r"due(?: date| by| on)?|deadline|when|by when|target(?: date)?|eta|timeline"),
)
TOPIC = re.compile(  # what may also begin a sentence is a title only where a line is one by its looks
    r"needs? |needed |(?:\S+ ){1,3}(?:needed|required)\b|(?:previous|last|old) ", re.IGNORECASE
)
SHORT_TOPIC = re.compile(  # "Help or discussion needed", "Last time"
    r"(?!.*\b(?:is|are|was|were|be)\b)(?:\S+ ){1,4}(?:needed|required)(?:[;:,].*)?|(?:previous|last|old) \S+(?: \S+)?",
    re.IGNORECASE,
)
PATTERNS = tuple((kind, re.compile(QUALIFIERS + rf"(?:{words})", re.IGNORECASE)) for kind, words in TITLES)
ANY = re.compile(QUALIFIERS + rf"(?:{'|'.join(words for _, words in TITLES)})", re.IGNORECASE)
IN_BRACKETS = re.compile(r"(?:\s*\([^()]*\))?")
REST_OF_TITLE = re.compile(AFTER, re.IGNORECASE)
LABEL = re.compile(r"([^\s:][^:]{0,60}?)(?:\s*:(?!//)|\s+[-–—])(?:\s+|$)")  # "Action items: ", "Decision - "
NUMBER = re.compile(r"\s*(?:\([^()]*\)|[#\d-]+)?")  # "(12)", " 3", "-12"
DUE = re.compile(r"\s+((?:by|due|before|until)\b.*)", re.IGNORECASE)  # "TODO (Priya) by Friday: ..."
BRACKETED = re.compile(r"\[([A-Za-z][A-Za-z ]*)\](?!\()\s*:?\s*")  # "[ACTION] ..."
SHOUTED = re.compile(r"(ACTION|TODO|TO DO|DECISION|AGREED)(?: ITEM)?\s+(?=[A-Z][a-z]|[<@])")  # "ACTION Priya to ..."
BARE_TODO = re.compile(r"TODO\s+(?=[a-z]{2,} \w)")  # "TODO book the room"
FOR_SOMEBODY = re.compile(r"(?:TODO|ACTION|AP|AI)\s?\((<?@?[\w.| -]{1,30}>?)\)\s+(?=\S)")  # "TODO(@priya) send it"
HASHED = re.compile(
    r"#(?:(action|todo)|agreed|accepted|decision)\s+(?=\S)", re.IGNORECASE
)  # "#action priya to send it"
BRACKETABLE = frozenset({Kind.ACTIONS, Kind.DECISIONS, Kind.LEARNINGS})
CODE = re.compile(r"(?:([AD])\d{1,3}[.:)]|(A)[PI][ #-]?\d{1,4}[.:)]?)\s+(?:[-–—]\s+)?(?=\S)")  # "D1. ...", "AP125 ..."
CODES = {"A": Kind.ACTIONS, "D": Kind.DECISIONS}
SIGNS = tuple(
    (kind, re.compile(rf"(?:{pictures})\s*"))
    for kind, pictures in (
        (Kind.LEARNINGS, signs.LEARNED),
        (Kind.ACTIONS, signs.PROMISED),
        (Kind.THANKS, signs.GIVEN),
        (Kind.ATTENDEES, signs.PEOPLE),
    )
)
MOST_TITLE_WORDS = 10
WHOSE = re.compile(r"\s+(?:for |on )?(?:<@|@|[^\W\d_a-z]).*")  # "Action for Priya: ..."
FOR = re.compile(r"(?:for|on)\s+")
LEADING_NUMBER = re.compile(r"\(?\d{1,2}(?:\.\d{1,2})*[.)]?\s+")


def kind_of(title: str, *, alone: bool = False) -> Kind:
    """What stands under a title such as "Next steps", "1. Decisions" or, unless `alone`, "Actions for May"."""
    words = LEADING_NUMBER.sub("", signs.ANY.sub("", title).strip(" \t*_:.?#-–—"), count=1)[:80]
    if SHORT_TOPIC.fullmatch(words) or (not alone and TOPIC.match(words)):
        return Kind.TOPICS
    if not ANY.match(words) or len(words.split()) > MOST_TITLE_WORDS:
        return Kind.OTHER
    rest = IN_BRACKETS if alone else REST_OF_TITLE
    for kind, pattern in PATTERNS:
        if (found := pattern.match(words)) and rest.fullmatch(words, found.end()):
            return kind
    return Kind.OTHER


def may_be_sentence(title: str) -> bool:
    """Whether what was taken for a title may say something of its own: "Volunteers needed for May"."""
    return (TOPIC.match(title) or SHORT_TOPIC.fullmatch(title)) is not None


def label_of(text: str) -> tuple[Kind, str, str]:
    """Split "Action (Priya): send it" into what it labels, the label's extra ("Priya") and the rest."""
    for kind, sign in SIGNS:
        if found := sign.match(text):
            return _worded(text[found.end() :]) or (kind, "", text[found.end() :])
    return _worded(text) or _marked(text) or (Kind.OTHER, "", text)


def _worded(text: str) -> tuple[Kind, str, str] | None:
    found = LABEL.match(text)
    if not found or not ANY.match(found[1]):
        return None
    label, due = found[1], ""
    if said := DUE.search(label):
        label, due = label[: said.start()], f" {said[1]}"
    for kind, pattern in PATTERNS:
        start = pattern.match(label)
        if kind is Kind.ATTENDEES and text[found.end() :].split(" ", 1)[0].casefold() in VERBS:
            continue  # "All members: read the plan"
        if start and (not due or kind is Kind.ACTIONS) and _may_follow(kind, label, start.end()):
            extra = FOR.sub("", label[start.end() :].strip(" ()"), count=1)
            return kind, extra, text[found.end() :] + due
    return None


def _marked(text: str) -> tuple[Kind, str, str] | None:
    if found := CODE.match(text):
        return CODES[found[1] or found[2]], "", text[found.end() :]
    if found := FOR_SOMEBODY.match(text):
        return Kind.ACTIONS, found[1], text[found.end() :]
    if found := BARE_TODO.match(text):
        return Kind.ACTIONS, "", text[found.end() :]
    if found := HASHED.match(text):
        return Kind.ACTIONS if found[1] else Kind.DECISIONS, "", text[found.end() :]
    found = BRACKETED.match(text) or SHOUTED.match(text)
    kind = kind_of(found[1], alone=True) if found else Kind.OTHER
    return (kind, "", text[found.end() :]) if found and kind in BRACKETABLE else None


def _may_follow(kind: Kind, label: str, at: int) -> bool:
    return bool(NUMBER.fullmatch(label, at) or (kind is Kind.ACTIONS and WHOSE.fullmatch(label, at)))
