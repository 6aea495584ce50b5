"""What was decided or learned, and who said it."""

import re

from bot.domain.notes.people import People, called

DECIDED = re.compile(
    r"\b(?:agreed|decided|resolved|concluded|approved|elected|rejected|voted|affirmed|consensus|(?:our|the) conclusion"
    r"|going with|no longer|will not|won['’]t|(?:postponed?|delayed|moved) (?:to|until)|in favou?r of)\b",
    re.IGNORECASE,
)  # "We agreed to start with role play"
LEARNED = re.compile(r"\b(?:we|i|team) (?:have )?(?:learn(?:ed|t)|found out|discovered|reali[sz]ed)\b", re.IGNORECASE)
SAID = re.compile(
    r"\s+(?:also |then |has |have )?(?:said|says|mentioned|mentions|noted|notes|pointed out|points out|stated|explained"
    r"|reported|reports|learned|learnt|observed|stressed|highlighted|confirmed|added|told us|heard|found(?: out)?"
    r"|thinks|believes|feels|clarified)(?::|,? that)?\s+(?=\S)"
)  # "Priya said that ..."
SPEAKER = re.compile(r"\s*:\s+|\s+[-–—]\s+")  # "Priya: ...", "Priya - ..."
TAG = re.compile(r"\[name=([^\[\]]+)\]\s*")  # "[name=Priya] ..."
ASKED = re.compile(r"\?[\s\"”')]*$")
OPINION = re.compile(r"\b(?:should|could|would|maybe|might|perhaps|let['’]?s|i['’]?m|i am|sorry|glad|happy|hope)\b", re.IGNORECASE)
SHORTEST = 5  # words of a quote worth keeping


def speaker(text: str, people: People) -> tuple[str | None, str]:
    """Who speaks in "Priya: we lose deals late", and what they say."""
    if found := TAG.match(text):
        return called(found[1]), text[found.end() :]
    first = people.first(text)
    mark = SPEAKER.match(text, len(first)) if first else None
    if mark and len(people.listed(first)) == 1 and (":" in mark[0] or people.knows(first)):
        return called(first), text[mark.end() :]
    return None, text


def said_by(sentence: str, people: People) -> str | None:
    """Who said it in "Priya mentioned that deals are lost late"."""
    first = people.first(sentence)
    if not first or not SAID.match(sentence, len(first)):
        return None
    names = people.listed(first)
    return names[0] if names else None


def is_decision(sentence: str) -> bool:
    """Whether a sentence states a decision or a learning."""
    return not ASKED.search(sentence) and bool(DECIDED.search(sentence) or LEARNED.search(sentence))


def is_quote(sentence: str) -> bool:
    """Whether what somebody said is a statement to keep: no question, opinion, pleasantry or mere topic."""
    asked = ASKED.search(sentence) or sentence.endswith(":")
    return not asked and not OPINION.search(sentence) and len(sentence.split()) >= SHORTEST
