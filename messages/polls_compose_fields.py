"""The fields of a poll's forms: one question, and the settings."""

from collections.abc import Sequence
from typing import Any, Final

from slackblocks import (
    Block,
    CheckboxGroup,
    DateTimePicker,
    InputBlock,
    Option,
    PlainText,
    RadioButtonGroup,
    StaticSelectMenu,
)

from bot.domain.polls import OPTIONS_MAX, Kind, Question, Rhythm
from bot.domain.polls_drafts import HAVE_OPTIONS, DraftView, offered
from messages import forms, pickers
from messages.layout import small
from messages.message import short
from messages.polls_compose_ids import NOTE, SETTLE, SKETCH, about
from messages.words import Words

ANY: Final = "any"
NEVER: Final = "never"
LIVE: Final = "live"
AT_CLOSE: Final = "at_close"


def question_form(words: Words, draft: DraftView, place: int, asked: Question) -> dict[str, Any]:
    """Return the form of one question of several."""
    name = "polls_compose.edit" if place < len(draft.ballot.questions) else "polls_compose.new"
    return forms.modal(words, name, NOTE, question(words, asked, SKETCH), about=about(draft, place))


def question(words: Words, asked: Question, kind_id: str) -> list[Block]:
    """Return the fields of a question: those that its kind has. Choosing another kind is told under `kind_id`."""
    return [
        *forms.text(words, "polls_compose.question", value=asked.text, required=True),
        _kind(words, asked.kind, kind_id),
        *(_options(words, asked) if asked.kind in HAVE_OPTIONS else []),
        *([_most(words, asked)] if asked.kind == Kind.MULTIPLE else []),
    ]


def settings_form(words: Words, draft: DraftView) -> dict[str, Any]:
    """Return the form of everything that a simple poll does not need."""
    ballot, opens_at = draft.ballot, draft.ballot.opens_at
    picker = DateTimePicker(forms.VALUE, int(opens_at.timestamp()) if opens_at else None)
    blocks = [
        *forms.text(words, "polls_compose.reason", value=ballot.reason),
        forms.field_of(words, "polls_compose.opens_at", picker),
        *_results(words, draft),
        _rhythm(words, ballot.rhythm),
        _extras(words, draft),
    ]
    return forms.modal(words, "polls_compose.settings", SETTLE, blocks, about=about(draft))


def described(words: Words, field: str, values: Sequence[str], value: str) -> Block:
    """Return radio buttons, each explained in a line below its label."""
    options = [_option(words, field, each) for each in values]
    chosen = next(option for option in options if option.value == value)
    return forms.field_of(
        words, f"polls_compose.{field}", RadioButtonGroup(forms.VALUE, options, initial_option=chosen), required=True
    )


def _option(words: Words, field: str, value: str) -> Option:
    label, line = (words.plain(f"polls_compose.{field}_{value}{part}") for part in ("", "_line"))
    return Option(PlainText(short(label, forms.OPTION_MAX)), value, PlainText(short(line, forms.OPTION_MAX)))


def _kind(words: Words, kind: Kind, kind_id: str) -> Block:
    options = pickers.offered({each: words.plain(f"polls_compose.kind_{each}") for each in Kind})
    chosen = next(option for option in options if option.value == kind)
    label = words.plain("polls_compose.kind_label")
    return InputBlock(label, StaticSelectMenu(kind_id, options, initial_option=chosen), True, block_id="kind")


def _options(words: Words, asked: Question) -> list[Block]:
    return forms.text(words, "polls_compose.options", value="\n".join(asked.options), required=True)


def _most(words: Words, asked: Question) -> Block:
    numbers = {str(each): str(each) for each in range(1, OPTIONS_MAX + 1)}
    labels = {ANY: words.plain("polls_compose.most_any")} | numbers
    return pickers.select(words, "polls_compose.most", labels, value=str(asked.most or ANY), required=True)


def _results(words: Words, draft: DraftView) -> list[Block]:
    """Return the choice that only a named poll has, or why there is none."""
    if draft.ballot.mode.is_secret:
        return [small(words.mrkdwn("polls_compose.results_at_close"))]
    value = LIVE if draft.ballot.is_live else AT_CLOSE
    return [forms.choice(words, "polls_compose.is_live", (LIVE, AT_CLOSE), value=value)]


def _rhythm(words: Words, rhythm: Rhythm | None) -> Block:
    labels = {each: words.plain(f"polls_compose.rhythm_{each}") for each in (NEVER, *Rhythm)}
    return pickers.select(words, "polls_compose.rhythm", labels, value=rhythm or NEVER, required=True)


def _extras(words: Words, draft: DraftView) -> Block:
    """Return the boxes to tick; their values are the fields of the poll."""
    labels = {each: words.plain(f"polls_compose.extras_{each}", draft=draft) for each in offered(draft.ballot)}
    boxes = pickers.offered(labels)
    ticked = [box for box in boxes if getattr(draft.ballot, box.value)]
    return forms.field_of(
        words, "polls_compose.extras", CheckboxGroup(forms.VALUE, boxes, initial_options=ticked or None)
    )
