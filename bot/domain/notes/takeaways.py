"""What was decided or learned, and who said it."""

import re

from bot.domain.notes.people import People, called
from bot.domain.notes.words import TEAMS

DECIDED = re.compile(
    r"\b(?:(?<!\bas )agreed|decided|resolved (?:that|to|by)|(?:^|[:–-] )resolved"
    r"|conclude[sd]|elected|(?:is|was|are|were) nominated|agreeing to"
    r"|favou?red|rejected|voted|(?<!\[)vote(?! needed)|affirmed"
    r"|consensus|(?:our|the) conclusion|sense of the (?:room|meeting|group)|accepted unanimously|unanimously accepted"
    r"|(?:are|is|was|were|been|both|meetings?|calls?|sessions?) (?:now |unanimously )?"
    r"(?:accepted|adopted|cancell?ed|deferred|dropped|directed to|asked to)"
    r"|approving|charged the|stepp(?:ing|ed) down"
    r"|we(?:['’]ll| will)(?: still| now)? (?:use|keep|hold|stick|stay|go with)"
    r"|(?<!get )(?<!be )(?<!to )approved|(?:group|committee|board|team) (?:proposed|recommended)"
    r"|going with|(?:will|be|is|are|we|do|does) no longer(?! work)"
    r"|(?:we|there|team|committee|board|group|council) (?:will not|won['’]t)|for now|in favou?r of"
    r"|(?:time|date|day|venue) (?:was |has )?(?:changed|moved) to"
    r"|(?:postponed?|delayed|moved|on hold|confirmed) (?:to|until|for)"
    r"|(?<!that )(?<!which )will (?:now |continue to |always )?be (?:[a-z]{2,}ed|held|set up|put|kept|run|made|given)"
    r"|(?:is|are|was|were) (?:now )?(?:signed|confirmed|final)"
    r"|it looks like|recommendation is|(?<!and )let['’]?s (?!talk|discuss|see|just|wait))\b",
    re.IGNORECASE,
)  # "We agreed to start with role play", "The next talk will be held in May"
LEARNED = re.compile(
    r"\b(?:(?:we|i|team) (?:have |also |all |soon )?(?:learn(?:ed|t)|noticed|found out|discovered|reali[sz]ed)"
    r"|we (?:all )?(?:need|want|will want|must|cannot|can['’]t)(?! to (?:take a|thank|remind|welcome|say))"
    r"|(?:main|biggest|key|real) (?:challenge|obstacle|problem|issue|reason|concern|risk|blocker)s?"
    r" (?:is|are|was|were)"
    r"|it was (?:noted|reported|observed|recogni[sz]ed|announced|clarified|confirmed) that"
    r"|struggl(?:es?|ing) (?:with|to))\b",
    re.IGNORECASE,
)  # "The biggest obstacle is time"
SAID = re.compile(
    r"\s+(?:also |then |has |have )?"
    r"(?:(?:said|says|learned|learnt|heard|told us|found out)(?::|,? that)?"
    r"|(?:mentions|mentioned|notes|noted|points out|pointed out|states|stated|explains|explained|reports|reported"
    r"|observed|stressed|highlighted|confirmed|added|clarified|shared|found|informed us)(?::|,? that| how| why))"
    r"\s+(?=\S)"
)  # "Priya said that ..."
SPEAKER = re.compile(r"\s*:\s+|\s+[-–—]\s+")  # "Priya: ...", "Priya - ..."
TAG = re.compile(r"\[name=([^\[\]]+)\]\s*")  # "[name=Priya] ..."
SETTLED = re.compile(r"\b(?:decided|concluded|(?:it was|we|group|council|committee|board) agreed)\b", re.IGNORECASE)
MOTION = re.compile(r"\b(?:motions?|moved|moves|proposal|resolution)\b", re.IGNORECASE)
VOTED = re.compile(
    r"(?:the )?(?:motion |resolution |it )?(?:was |is )?"
    r"(?:(?:unanimously )?(?:carried|passed|seconded|approved|adopted|defeated|failed)"
    r"|second(?:ed)?(?: by)?\b|ayes|all (?:in favou?r|ayes)|votes?\b|in favou?r|unanimous|nays|abst|opposed|result\b)",
    re.IGNORECASE,
)  # "Seconded by Priya. Carried 12-2."
CARRIED = re.compile(
    r"\b(?:carried|passed|seconded|approved|adopted|defeated|failed|unanimous(?:ly)?)\b", re.IGNORECASE
)
ASKED = re.compile(
    r"(?:\?[\s\"”')]*|:)$"
    r"|\bask(?:s|ed)? (?:if|whether)\b"
    r"|^(?:do|does|did|should|shall|can|could|would|are|is|will) (?:we|i|you|they|there|it|this|that)\b",
    re.IGNORECASE,
)  # or announced: "We agreed:"
OPINION = re.compile(
    r"\b(?:should|could|would|maybe|might|perhaps|let['’]?s|i['’]?m|i am|sorry|glad|happy|hope)\b",
    re.IGNORECASE,
)
FORMAL = re.compile(  # "The minutes of the last meeting were approved"
    r"^(?:the |all )?(?:agenda|minutes)\b[^.;,]{0,80}\b(?:approved|accepted|adopted|agreed)"
    r"|^(?:approved?|approval of|accepted|adopted) (?:the |previous |last )*(?:agenda|minutes)\b",
    re.IGNORECASE,
)
EMOJI_AT_END = re.compile(r"(?:\s*:[a-z][a-z0-9_+-]*:)+$")
RECORD = re.compile(
    r"(?:presenters?|speakers?|(?:moved|proposed|seconded|prepared|written)(?: by)?|details?|background|rationale"
    r"|context|reason|status|chair|facilitator|scribe|document type|date|time)\s*:",
    re.IGNORECASE,
)  # "Presenter: Priya", of a card that tells of one thing in several lines
DOING = re.compile(r"(?:yesterday|today|tomorrow|last week|this week|working on|done|finished)\b", re.IGNORECASE)
OFFICES = frozenset(("Officer", "Manager", "Director", "Secretary", "Treasurer", "President"))
MOST_QUOTES = 8  # of more only what was decided or learned is a takeaway
FEWEST_TURNS = 3
VOTE_ALONE = re.compile(
    r"(?:passed|carried|postponed|approved|adopted|not applicable|n/?a|none|yes|no|tb[dc])[.!]?$", re.IGNORECASE
)
SHORTEST = 5  # words of a quote worth keeping


def speaker(text: str, people: People) -> tuple[str | None, str]:
    """Who speaks in "Priya: we lose deals late", and what they say; where attendees are listed, one of them."""
    if found := TAG.match(text):
        return called(found[1]), text[found.end() :]
    if RECORD.match(text):
        return None, text
    first = people.first(text)
    mark = SPEAKER.match(text, len(first)) if first else None
    if first.rsplit(" ", 1)[-1] in OFFICES:  # "Sales Director: Priya Shah"
        return None, text
    if not mark or first.casefold() in TEAMS or len(people.listed(first)) != 1:
        return None, text
    is_listed = people.knows(first) or (":" in mark[0] and not people.known)
    return (called(first), text[mark.end() :]) if is_listed else (None, text)


def is_talk(lines: list[str], people: People) -> bool:
    """Whether the notes tell a talk word by word: many turns, or people who ask one another."""
    turns = [line for line in lines if speaker(line, people)[0]]
    asks = any(_asks(turn) for turn in turns)
    return len(turns) > MOST_QUOTES or (len(turns) >= FEWEST_TURNS and asks)


def said_by(sentence: str, people: People) -> str | None:
    """Who said it in "Priya mentioned that deals are lost late"."""
    first = people.first(sentence)
    if not first or not SAID.match(sentence, len(first)):
        return None
    names = people.listed(first)
    return names[0] if names else None


def is_announcement(sentence: str) -> bool:
    """Whether a sentence but asks for, or leads to, what comes next."""
    return _asks(sentence)


def is_decision(sentence: str, *, in_talk: bool = False) -> bool:
    """Whether a sentence states a decision or, unless it is but what somebody says `in_talk`, a learning."""
    if _asks(sentence) or RECORD.match(sentence) or FORMAL.search(sentence):
        return False
    voted = MOTION.search(sentence) and CARRIED.search(sentence)
    return bool(voted or DECIDED.search(sentence) or (not in_talk and LEARNED.search(sentence)))


def is_record(line: str) -> bool:
    """Whether a line but tells something about the decision it stands by, such as who moved it."""
    return RECORD.match(line) is not None


def is_empty(text: str, people: People) -> bool:
    """Whether what stands among decisions but names people, or a vote without what was voted on."""
    return VOTE_ALONE.match(text) is not None or bool(people.listed(text.rstrip(".")))


def is_settled(sentence: str) -> bool:
    """Whether a sentence says in so many words that something was decided."""
    return SETTLED.search(sentence) is not None


def motions(sentences: list[str]) -> list[str]:
    """The sentences, those that tell how a motion went put together with the one that brings it."""
    told: list[str] = []
    for sentence in sentences:
        if told and VOTED.match(sentence) and MOTION.search(told[-1]):
            told[-1] = f"{told[-1]} {sentence}"
        else:
            told.append(sentence)
    return told


def is_quote(sentence: str) -> bool:
    """Whether what somebody said is a statement to keep: no question, opinion, pleasantry or mere topic."""
    if DOING.match(sentence):  # what somebody is busy with
        return False
    words = [word for word in sentence.split() if "://" not in word]
    return not _asks(sentence) and not OPINION.search(sentence) and len(words) >= SHORTEST


def _asks(sentence: str) -> bool:
    return ASKED.search(EMOJI_AT_END.sub("", sentence)) is not None
