"""What partners read of a message that could not be said, and what they can do about it."""

from typing import Final

from slackblocks import Button

from bot.domain.outbox import State
from bot.domain.stuck import StuckView
from messages.layout import button, buttons, is_user, prose
from messages.message import Message, message
from messages.words import SlackMarkup, Words

POST_NOW: Final = "stuck.post_now"
IT_IS_THERE: Final = "stuck.it_is_there"
LET_GO: Final = "stuck.let_go"


def told(words: Words, stuck: StuckView) -> Message:
    """Return the report on a stuck message, or, once a partner decided, what became of it."""
    what = words.plain("stuck.what", kind=stuck.kind)
    place = {"is_person": is_user(stuck.recipient), "is_channel": stuck.recipient[:1] in {"C", "G"}}
    where = SlackMarkup(words.mrkdwn("stuck.where", stuck=stuck, **place))
    text = words.mrkdwn(f"stuck.{stuck.state if stuck.is_waiting else 'settled'}", stuck=stuck, what=what, where=where)
    steps = [buttons(*_steps(words, stuck))] if stuck.is_waiting else []
    return message(text, [prose(text), *steps])


def _steps(words: Words, stuck: StuckView) -> list[Button]:
    other = (IT_IS_THERE, "there") if stuck.state == State.UNKNOWN else (LET_GO, "let_go")
    return [
        button(words.plain("stuck.post_now_button"), POST_NOW, stuck.id, primary=True),
        button(words.plain(f"stuck.{other[1]}_button"), other[0], stuck.id),
    ]
