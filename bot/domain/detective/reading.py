"""What somebody typed in answer to a question, read as one of its choices; nothing is read when in doubt."""

import re

from bot.domain.detective.flow import Question
from bot.domain.detective.wording import says, spoken, without

SENTENCE_END = re.compile(r"[.!?;\n]+")
WORDS_MOST = 12


def read_choice(question: Question, text: str) -> str | None:
    """Return the id of the choice that the first sentence of `text` says, None where none or several may be meant.

    A label, or a phrase it is `said_as`, counts as a whole; of phrases that overlap the longest does. Whoever adds a
    doubt ("but", "not" …) or writes more than a dozen words says something else than a choice.
    """
    sentence = spoken(SENTENCE_END.split(text.strip(), maxsplit=1)[0])
    read, rest = _read(question, sentence)
    is_doubtful = any(says(rest, doubt) for doubt in question.doubts)
    return read.pop() if len(read) == 1 and not is_doubtful and len(sentence.split()) <= WORDS_MOST else None


def _read(question: Question, sentence: str) -> tuple[set[str], str]:
    """Return the choices whose phrases stand in a sentence, and what of it is left without these phrases."""
    phrases = [(said, choice.id) for choice in question.choices for said in (choice.label, *choice.said_as)]
    found: set[str] = set()
    for phrase, choice_id in sorted(phrases, key=lambda each: len(spoken(each[0])), reverse=True):
        if says(sentence, phrase):
            found.add(choice_id)
            sentence = without(sentence, [phrase])
    return found, sentence
