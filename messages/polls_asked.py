"""The head and the foot of a poll: who asks what and why, under which promise, and what can be done besides voting."""

from slackblocks import Block, Element, RichText, RichTextLink, RichTextUser

from bot.domain.polls import REASON_MAX
from bot.domain.polls_results import PollView
from messages.layout import button, buttons, paragraph, small
from messages.message import short
from messages.polls_answers import ANSWER
from messages.polls_options import ADD
from messages.words import Words

LAST_TIME_SHOWN = 300


def head(words: Words, view: PollView) -> list[Block]:
    """Return who asks, what and why, what becomes known of an answer, and what came of the poll before this one."""
    said: list[RichText | RichTextUser | RichTextLink] = [
        RichTextUser(view.owner),
        RichText(f" {words.plain('polls_asked.asks')}\n"),
        RichText(view.question, bold=True),
    ]
    if view.reason:
        said.append(RichText(f"\n{short(view.reason, REASON_MAX)}"))
    rules = small(words.mrkdwn("polls_asked.rules", poll=view, question=view.questions[0]))
    return [paragraph(said), *_last_time(words, view), rules]


def foot(words: Words, view: PollView, more: Element | None) -> list[Block]:
    """Return how many answered and until when an open poll takes answers, and the row of buttons under any poll."""
    turnout = [small(words.mrkdwn("polls_asked.turnout", poll=view))] if view.is_open else []
    row = [*(_steps(words, view) if view.is_open else []), *([more] if more else [])]
    return [*turnout, buttons(*row)] if row else turnout


def _last_time(words: Words, view: PollView) -> list[Block]:
    if not view.last_time or not view.is_open:
        return []
    label = RichText(f"{words.plain('polls_asked.last_time')} ", bold=True)
    return [paragraph([label, RichText(short(view.last_time, LAST_TIME_SHOWN))])]


def _steps(words: Words, view: PollView) -> list[Element]:
    if view.is_survey:
        return [button(words.plain("polls.answer_button"), ANSWER, str(view.id), primary=True)]
    add = [button(words.plain("polls_options.add_button"), ADD, str(view.id))] if view.takes_options else []
    comment = [button(words.plain("polls_answers.comment_button"), ANSWER, str(view.id))] if view.has_comments else []
    return [*add, *comment]
