"""The form of a new poll: short for one question, a list for several, and the way to everything else."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from slackblocks import (
    Block,
    Button,
    ContextBlock,
    DateTimePicker,
    PlainText,
    SectionBlock,
    StaticSelectMenu,
)

from bot.domain.polls import Mode, question_problems
from bot.domain.polls_drafts import DraftView, fitted, needs_work
from bot.domain.polls_results import PollView
from messages import forms, polls, polls_compose_fields
from messages.layout import PROSE_MAX, button, buttons, menu, prose, small, sure
from messages.message import short
from messages.pickers import offered, rooms
from messages.polls_compose_fields import described
from messages.polls_compose_ids import (
    ADD,
    DISCARD,
    DOWN,
    EDIT,
    ITEM,
    KIND,
    PREVIEW,
    REMOVE,
    RESUME,
    SETTINGS,
    SUBMIT,
    TEMPLATE,
    UP,
    about,
)
from messages.words import Words

NAME_SHOWN: Final = 150
QUESTION_SHOWN: Final = 300
UNSAID: Final = "…"
UNFINISHED: Final = "question_needs_work"
IN_SETTINGS: Final = ("reason", "opens_at")
SURE: Final = ("title", "text", "confirm", "deny")


def form(
    words: Words, draft: DraftView, templates: Mapping[str, str], earlier: DraftView | None, notes: Sequence[str]
) -> dict[str, Any]:
    """Return the form of a draft as it stands.

    `templates` are the names of what can be begun from, `earlier` is a draft that can be taken up instead, `notes` are
    plain sentences about what needs another look.
    """
    is_single = len(draft.ballot.questions) == 1
    blocks = [
        *([SectionBlock(PlainText(short("\n".join(notes), PROSE_MAX)))] if notes else []),
        *([_earlier(words, earlier)] if earlier else []),
        *([_templates(words, templates, is_single=is_single)] if templates else []),
        _channel(words, draft),
        *(_question(words, draft) if is_single else _questions(words, draft)),
        described(words, "mode", tuple(Mode), draft.ballot.mode),
        _closes_at(words, draft),
        *_summary(words, draft),
        buttons(*_steps(words, draft)),
    ]
    view = forms.modal(words, "polls_compose.form", SUBMIT, blocks, about=about(draft))
    return _own(view, draft)


def notes(words: Words, draft: DraftView, problems: Mapping[str, str]) -> list[str]:
    """Return a sentence about each thing that needs another look, by field: where it has no field in the form."""
    said = [_note(words, field, reason) for field, reason in problems.items() if reason != UNFINISHED]
    if UNFINISHED not in problems.values():
        return said
    for place, question in enumerate(draft.ballot.questions, 1):
        for reason in question_problems(fitted(question)).values():
            sentence = words.plain(f"notices.{reason}")
            said.append(words.plain("polls_compose.note_question", place=place, sentence=sentence))
    return said


def preview(words: Words, view: PollView) -> dict[str, Any]:
    """Return a poll as its channel would read it, with nothing to click."""
    shown = [block for block in polls.poll(words, view).blocks if block["type"] != "actions"]
    plain = [{name: value for name, value in block.items() if name != "accessory"} for block in shown]
    return forms.shown(words, "polls_compose.preview", plain)


def drafts(words: Words, draft: DraftView) -> list[Block]:
    """Return a draft as App Home lists it: one block."""
    return [SectionBlock(PlainText(_name(words, draft)), accessory=_go_on(words, draft))]


def discarded(words: Words) -> dict[str, Any]:
    """Return what stands where the form of a draft was that is gone."""
    return forms.page(words, "polls_compose.discarded", [prose(words.mrkdwn("polls_compose.discarded"))])


def _note(words: Words, field: str, reason: str) -> str:
    sentence = words.plain(f"notices.{reason}")
    label = words.plain(f"polls_compose.{field}_label") if field in IN_SETTINGS else ""
    return words.plain("polls_compose.note_setting", label=label, sentence=sentence) if label else sentence


def _own(view: dict[str, Any], draft: DraftView) -> dict[str, Any]:
    """Name the fields after the draft: into one of the same name Slack would carry what was typed for another."""
    for block in view["blocks"]:
        if block["type"] == "input":
            block["element"]["action_id"] += f".{draft.id}.{draft.edition}"
    return view


def _earlier(words: Words, draft: DraftView) -> Block:
    said = words.plain("polls_compose.earlier", name=_name(words, draft))
    return SectionBlock(PlainText(said), accessory=_go_on(words, draft))


def _go_on(words: Words, draft: DraftView) -> Button:
    return button(words.plain("polls_compose.resume_button"), RESUME, str(draft.id))


def _name(words: Words, draft: DraftView) -> str:
    return short(" ".join(draft.name.split()), NAME_SHOWN) or words.plain("polls_compose.nameless")


def _templates(words: Words, templates: Mapping[str, str], *, is_single: bool) -> Block:
    """Return the menu of the library; where it would replace a list of questions, it asks before."""
    picker = StaticSelectMenu(
        TEMPLATE, offered(templates), placeholder=PlainText(words.plain("polls_compose.template_placeholder"))
    )
    if not is_single:
        picker.confirm = sure(*(words.plain(f"polls_compose.template_{part}") for part in SURE))
    return prose(words.mrkdwn("polls_compose.template", is_single=is_single), picker)


def _channel(words: Words, draft: DraftView) -> Block:
    if draft.is_placed:
        return small(words.mrkdwn("polls_compose.channel", draft=draft))
    return forms.field_of(words, "polls_compose.channel_id", rooms(draft.ballot.channel_id or None), required=True)


def _question(words: Words, draft: DraftView) -> list[Block]:
    return polls_compose_fields.question(words, draft.ballot.questions[0], KIND)


def _questions(words: Words, draft: DraftView) -> list[Block]:
    title = forms.text(words, "polls_compose.title", value=draft.ballot.title, lines=False)
    listed = [block for place in range(len(draft.ballot.questions)) for block in _item(words, draft, place)]
    return [*title, *listed]


def _item(words: Words, draft: DraftView, place: int) -> list[Block]:
    question, last = draft.ballot.questions[place], len(draft.ballot.questions) - 1
    steps = [EDIT, *([UP] if place else []), *([DOWN] if place < last else []), REMOVE]
    more = menu(ITEM, {f"{step}:{place}": words.plain(f"polls_compose.{step}_button") for step in steps})
    text = short(" ".join(question.text.split()), QUESTION_SHOWN) or UNSAID
    kind = words.plain(f"polls_compose.kind_{question.kind}")
    about_it = words.plain("polls_compose.item", kind=kind, question=question, needs_work=needs_work(question))
    return [SectionBlock(PlainText(f"{place + 1}. {text}"), accessory=more), ContextBlock([PlainText(about_it)])]


def _closes_at(words: Words, draft: DraftView) -> Block:
    at = draft.ballot.closes_at
    picker = DateTimePicker(forms.VALUE, int(at.timestamp()) if at else None)
    hint = words.plain("polls_compose.closes_at_hint", draft=draft)
    return forms.labelled(words.plain("polls_compose.closes_at_label"), picker, "closes_at", hint=hint)


def _summary(words: Words, draft: DraftView) -> list[Block]:
    """Return what was set besides, in a line; nothing where nothing was."""
    said = words.mrkdwn("polls_compose.summary", ballot=draft.ballot)
    return [small(said)] if said else []


def _steps(words: Words, draft: DraftView) -> list[Button]:
    shown = [ADD, SETTINGS, PREVIEW] if draft.has_room else [SETTINGS, PREVIEW]
    steps = [button(words.plain(f"{step}_button"), step, str(draft.id)) for step in shown]
    return [*steps, _discard(words, draft)] if draft.revision else steps


def _discard(words: Words, draft: DraftView) -> Button:
    discard = button(words.plain("polls_compose.discard_button"), DISCARD, str(draft.id))
    discard.confirm = sure(*(words.plain(f"polls_compose.discard_{part}") for part in SURE))
    return discard
