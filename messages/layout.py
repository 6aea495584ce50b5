"""The few shapes that messages are built from."""

from collections.abc import Iterable, Mapping, Sequence

from slackblocks import (
    ActionsBlock,
    Block,
    Button,
    ConfirmationDialogue,
    ContextBlock,
    Element,
    HeaderBlock,
    Markdown,
    Option,
    OverflowMenu,
    PlainText,
    RichText,
    RichTextBlock,
    RichTextLink,
    RichTextList,
    RichTextObject,
    RichTextQuote,
    RichTextSection,
    RichTextUser,
    SectionBlock,
)

from messages.message import short, short_markup
from messages.words import SLACK_ID

BUTTON_MAX = 75
HEADER_MAX = 150
CONTEXT_MAX = 2_000
PROSE_MAX = 3_000
QUOTE_MAX = 1_200
NAME_MAX = 80

Said = str | Sequence[RichText | RichTextUser | RichTextLink]


def header(text: str) -> Block:
    """Return a heading; plain text."""
    return HeaderBlock(short(text, HEADER_MAX))


def prose(mrkdwn: str, accessory: Element | None = None) -> Block:
    """Return a paragraph of our own words, which are Slack's mark-up already."""
    return SectionBlock(Markdown(short_markup(mrkdwn, PROSE_MAX)), accessory=accessory)


def small(mrkdwn: str) -> Block:
    """Return a line of small print, which is Slack's mark-up already."""
    return ContextBlock([Markdown(short_markup(mrkdwn, CONTEXT_MAX))])


def quoted(label: str, text: str, longest: int = QUOTE_MAX) -> Block:
    """Return somebody's own words under a bold label; nothing in them is read as mark-up."""
    said = RichTextQuote([RichText(short(text, longest))])
    return RichTextBlock([RichTextSection([RichText(label, bold=True)]), said])


def paragraph(parts: Sequence[RichText | RichTextUser | RichTextLink]) -> Block:
    """Return a paragraph of words, people and links; nothing in the words is read as mark-up."""
    return RichTextBlock([RichTextSection(list(parts))])


def bullets(label: str, items: Iterable[Said]) -> Block:
    """Return a list under a bold label; nothing in plain items is read as mark-up."""
    parts = [RichTextSection([RichText(item)] if isinstance(item, str) else list(item)) for item in items]
    shown: list[RichTextObject] = [RichTextSection([RichText(label, bold=True)])]
    return RichTextBlock([*shown, RichTextList("bullet", parts, offset=None)])


def who(person: str) -> RichText | RichTextUser:
    """Return a mention for a user id, and the name as it stands for anything else."""
    return RichTextUser(person) if is_user(person) else RichText(short(person, NAME_MAX))


def is_user(person: str) -> bool:
    """Say whether this names a Slack user (U… or W…) rather than somebody by name."""
    return person[:1] in {"U", "W"} and len(person) > 6 and SLACK_ID.fullmatch(person) is not None


def sure(title: str, text: str, confirm: str, deny: str) -> ConfirmationDialogue:
    """Return the question whether somebody is sure; plain text, cut at what Slack shows of it."""
    return ConfirmationDialogue(
        title=PlainText(short(title, 100)),
        text=PlainText(short(text, 300)),
        confirm=PlainText(short(confirm, 30)),
        deny=PlainText(short(deny, 30)),
    )


def buttons(*elements: Element) -> Block:
    """Return a row of buttons, and perhaps a menu."""
    return ActionsBlock(list(elements))


def button(text: str, action_id: str, value: str, *, primary: bool = False) -> Button:
    """Return a button; plain text, cut at what a button can show."""
    return Button(short(text, BUTTON_MAX), action_id, value=value, style="primary" if primary else None)


def menu(action_id: str, labels: Mapping[str, str]) -> OverflowMenu:
    """Return the three dots behind which up to five further steps wait, labels by value."""
    return OverflowMenu(
        action_id, [Option(PlainText(short(label, BUTTON_MAX)), value) for value, label in labels.items()]
    )
