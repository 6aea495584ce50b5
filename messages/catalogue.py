"""The catalogue as Slack shows it: a resource in a few words, and what an import came to."""

from typing import Final

from slackblocks import Block, RichText, RichTextLink

from bot.domain.catalogue import ResourceView
from bot.domain.catalogue_merging import Imported
from messages.layout import bullets, paragraph, prose, small
from messages.message import Message, message, short
from messages.words import Words

SEARCH: Final = "catalogue.search"
ADD: Final = "catalogue.add"
ADDED: Final = "catalogue.added"
CHANGE: Final = "catalogue.change"
CHANGED: Final = "catalogue.changed"
RETIRE: Final = "catalogue.retire"
BRING_BACK: Final = "catalogue.bring_back"
IMPORT: Final = "catalogue.import"
IMPORTED: Final = "catalogue.imported"
EXPORT: Final = "catalogue.export"

LINE_MAX: Final = 150
Line = list[RichText | RichTextLink]


def resource_line(words: Words, resource: ResourceView) -> Line:
    """Return a resource in a few words: its title, a link where it has an address, and what kind it is."""
    facts = short(words.plain("catalogue.facts", resource=resource), LINE_MAX)
    if resource.address:
        return [RichTextLink(resource.address, resource.title, bold=True), RichText(f" · {facts}")]
    return [RichText(resource.title, bold=True), RichText(f" · {facts}")]


def resource_block(words: Words, resource: ResourceView) -> Block:
    """Return a resource with what it is good for and its topics."""
    more = {"good_for": resource.good_for, "topics": ", ".join(resource.topics)}
    lines = [words.plain(f"catalogue.{field}_line", text=short(text, LINE_MAX)) for field, text in more.items() if text]
    return paragraph([*resource_line(words, resource), *(RichText(f"\n{line}") for line in lines)])


def imported(words: Words, imported: Imported) -> Message:
    """Return what an import came to, with the first lines that could not be read."""
    text = words.mrkdwn("catalogue.imported", imported=imported)
    return message(text, imported_blocks(words, imported))


def imported_blocks(words: Words, imported: Imported) -> list[Block]:
    """Return the same for a modal."""
    blocks = [prose(words.mrkdwn("catalogue.imported", imported=imported))]
    if imported.troubles:
        told = [words.plain(f"catalogue.trouble_{each.what}", line=each.line) for each in imported.troubles]
        blocks.append(bullets(words.plain("catalogue.troubles", count=imported.unread), told))
    if (hidden := imported.unread - len(imported.troubles)) > 0:
        blocks.append(small(words.mrkdwn("catalogue.more_troubles", count=hidden)))
    return blocks
