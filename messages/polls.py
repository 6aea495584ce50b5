"""Polls as Slack shows them: what is asked with its buttons, and the result."""

from slackblocks import Block

from bot.domain.polls_after import WILL_MAX
from bot.domain.polls_results import Outcome, PollView, QuestionView
from messages import polls_life
from messages.layout import bullets, prose, quoted
from messages.message import Message, message
from messages.polls_asked import foot, head
from messages.polls_choices import choices, label
from messages.polls_comments import comments
from messages.words import Words


def poll(words: Words, view: PollView) -> Message:
    """Return the poll as it stands now: open with its buttons, closed with its result."""
    closed = [] if view.is_open else [prose(words.mrkdwn("polls.closed", poll=view)), *leaders(words, view)]
    text = words.mrkdwn("polls.open_text" if view.is_open else "polls.closed_text", **told(words, view))
    said = [*closed, *_came_of_it(words, view), *comments(words, view), *polls_life.below(words, view)]
    foot_of_it = foot(words, view, polls_life.menu(words, view))
    return message(text, [*head(words, view), *_questions(words, view), *said, *foot_of_it])


def refused(words: Words, view: PollView, *, may_invite: bool) -> Message:
    """Return the DM that tells the owner how to get the poll into the channel, with what they wrote."""
    return _unseen(words, view, words.mrkdwn("polls.invite" if may_invite else "polls.elsewhere", poll=view))


def too_late(words: Words, view: PollView) -> Message:
    """Return the DM that tells the owner that the poll was never asked, with what they wrote."""
    return _unseen(words, view, words.mrkdwn("polls.too_late", poll=view))


def leaders(words: Words, view: PollView) -> list[Block]:
    """Return what was chosen most in a poll with one question; of a scale, whose mean says more, nothing."""
    if view.is_survey or view.questions[0].average or view.outcome not in (Outcome.WINNER, Outcome.TIE):
        return []
    said = words.plain(f"polls.{view.outcome}_label", poll=view)
    return [bullets(said, [label(words, choice, view.questions[0]) for choice in view.leaders])]


def told(words: Words, view: PollView) -> dict[str, object]:
    """Return what a notification says of a poll."""
    first = view.questions[0]
    return {
        "poll": view,
        "average": f"{first.average:.1f}" if first.average else "",
        "options": [label(words, choice, first) for choice in first.choices],
        "leaders": [label(words, choice, first) for choice in view.leaders],
    }


def _unseen(words: Words, view: PollView, text: str) -> Message:
    return message(text, [prose(text), *(block for each in view.questions for block in _written(words, each))])


def _written(words: Words, question: QuestionView) -> list[Block]:
    asked = quoted(words.plain("polls.question_label"), question.text)
    options = [choice.text for choice in question.choices if choice.text]
    return [asked, bullets(words.plain("polls.options_label"), options)] if options else [asked]


def _questions(words: Words, view: PollView) -> list[Block]:
    if not view.is_survey:
        return choices(words, view, view.questions[0])
    if len(view.questions) == 1:
        return []
    return [bullets(words.plain("polls.questions_label", poll=view), [each.text for each in view.questions])]


def _came_of_it(words: Words, view: PollView) -> list[Block]:
    if not view.came_of_it:
        return []
    return [quoted(words.plain("polls_after.we_will_heading"), view.came_of_it, WILL_MAX)]
