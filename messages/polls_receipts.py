"""What people are told of their own vote, for their eyes only."""

from typing import Final

from slackblocks import Block

from bot.domain.polls import Kind
from bot.domain.polls_results import Receipt
from messages.layout import bullets, button, buttons, prose, small
from messages.message import Message, message
from messages.polls_choices import label
from messages.words import Words

WITHDRAW: Final = "polls.withdraw"


def receipt(words: Words, cast: Receipt) -> Message:
    """Return what somebody's vote is now, with the button that takes it back."""
    chosen = [label(words, cast.question.choices[place], cast.question) for place in cast.chosen]
    until = small(words.mrkdwn("polls_receipts.until", receipt=cast))
    if not chosen:
        said = words.mrkdwn("polls_receipts.withdrawn")
        return message(said, [prose(said), until])
    limit = cast.question.most if cast.question.kind == Kind.MULTIPLE else None
    shown: list[Block] = [bullets(words.plain("polls_receipts.label", receipt=cast, limit=limit), chosen), until]
    back = buttons(button(words.plain("polls_receipts.withdraw_button"), WITHDRAW, str(cast.poll_id)))
    return message(words.mrkdwn("polls_receipts.receipt", receipt=cast, chosen=chosen, limit=limit), [*shown, back])
