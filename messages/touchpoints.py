"""The three touchpoints as a department reads them in its channel."""

from collections import defaultdict
from collections.abc import Callable, Sequence, Sized
from functools import partial
from typing import Final

from slackblocks import Block, RichText, RichTextUser

from bot.domain.followups import FollowUpView, Status
from bot.domain.meetings import MeetingView, Takeaway
from bot.domain.polls_results import PollView
from bot.domain.touchpoints_plan import Discussion, Suggestion
from bot.domain.touchpoints_thanks import Missed, Thanks
from messages.layout import bullets, header, paragraph, prose, small, who
from messages.message import Message, message, short
from messages.polls_choices import label
from messages.touchpoints_plan import suggested, voices
from messages.words import Words

ITEMS_MAX: Final = 20
ITEM_MAX: Final = 300
ROOM: Final = 9_500
AROUND_ITEM: Final = 150
SUGGESTED: Final = 3_000
INTRO_MAX: Final = 600
Line = list[RichText | RichTextUser]


def recap(words: Words, meeting: MeetingView, intro: str | None, *, has_plan: bool = True) -> Message:
    """Return the recap: what was learned, with who said it, and the next steps with owner and date.

    `intro` are the partner's own words before everything; `has_plan` says that an action plan follows.
    """
    text = words.mrkdwn("touchpoints.recap_text", meeting=meeting)
    longest = _longest(meeting.takeaways, meeting.follow_ups)
    blocks = [
        header(words.plain("touchpoints.recap_title")),
        *_intro(intro),
        prose(words.mrkdwn("touchpoints.recap_intro", meeting=meeting)),
    ]
    if meeting.takeaways:
        rest = partial(_notes_of, words, meeting.partner)
        blocks.append(_list(words, "learned", [_learned(each, longest) for each in meeting.takeaways], rest))
    if meeting.follow_ups:
        blocks.append(_list(words, "next_steps", [_step(words, meeting, each, longest) for each in meeting.follow_ups]))
    return message(text, [*blocks, small(words.mrkdwn("touchpoints.recap_next", has_plan=has_plan))])


def plan(
    words: Words, meeting: MeetingView, intro: str | None, suggestions: Sequence[Suggestion], discussion: Discussion,
    *, has_poll: bool, is_asked: bool,
) -> Message:  # fmt: skip
    """Return the action plan: where the next steps stand, what is suggested and why, and what the team says to it.

    It `has_poll` about where to start, which `is_asked` until it closes.
    """
    text = words.mrkdwn("touchpoints.plan_text", meeting=meeting)
    blocks = [header(words.plain("touchpoints.plan_title")), *_intro(intro), prose(text)]
    if meeting.follow_ups:
        longest = _longest(meeting.follow_ups, room=ROOM - SUGGESTED)
        steps = [_step(words, meeting, each, longest, state=True) for each in meeting.follow_ups]
        blocks.append(_list(words, "next_steps", steps))
    blocks += suggested(words, suggestions)
    invitation = words.mrkdwn("touchpoints.plan_invites", has_poll=has_poll, is_asked=is_asked)
    return message(text, [*blocks, small(invitation), *voices(words, meeting.id, discussion)])


def acknowledgement(
    words: Words, meeting: MeetingView, intro: str | None, poll: PollView | None, thanks: Thanks
) -> Message:
    """Return the acknowledgement: who gave what, what came of it, what L&D owes, and what is the team's own part."""
    text = words.mrkdwn("touchpoints.thanks_text", meeting=meeting)
    opening = prose(words.mrkdwn("touchpoints.thanks_intro", meeting=meeting))
    blocks = [header(words.plain("touchpoints.thanks_title")), *_intro(intro), opening]
    gave, (came, still), missed = _gave(meeting), _split(meeting), thanks.missed
    longest = _longest(gave, came, still, missed)
    if gave:
        blocks.append(_list(words, "gave", [_line(name, what, longest) for name, what in gave.items()]))
    if came:
        blocks.append(_list(words, "came", [_line(each.who, each.text, longest) for each in came]))
    if poll and poll.leaders:
        blocks.append(
            bullets(words.plain("touchpoints.chosen"), [label(words, each, poll.questions[0]) for each in poll.leaders])
        )
    if missed:
        blocks.append(_list(words, "missed", [_owed(words, each, longest) for each in missed]))
        blocks.append(prose(words.mrkdwn("touchpoints.thanks_sorry", count=len(missed))))
    if still:
        blocks.append(_list(words, "still_open", [_step(words, meeting, each, longest) for each in still]))
    part = words.mrkdwn("touchpoints.thanks_part", has_chosen=bool(poll and poll.leaders))
    return message(text, [*blocks, prose(part), prose(words.mrkdwn("touchpoints.thanks_next", meeting=meeting))])


def called_off(words: Words, meeting: MeetingView) -> Message:
    """Return what a touchpoint says once its meeting turned out not to have been one."""
    text = words.mrkdwn("touchpoints.called_off", meeting=meeting)
    return message(text, [prose(text)])


def _intro(intro: str | None) -> list[Block]:
    return [paragraph([RichText(short(intro, INTRO_MAX))])] if intro else []


def _split(meeting: MeetingView) -> tuple[list[FollowUpView], list[FollowUpView]]:
    done = [each for each in meeting.follow_ups if each.status == Status.DONE]
    return done, [each for each in meeting.follow_ups if each.status == Status.OPEN]


def _longest(*lists: Sized, room: int = ROOM) -> int:
    """Return how long each item may be for all of them to fit into what Slack takes as one message."""
    shown = sum(min(len(items), ITEMS_MAX) for items in lists)
    return min(ITEM_MAX, room // max(shown, 1) - AROUND_ITEM)


def _gave(meeting: MeetingView) -> dict[str, str]:
    gifts: defaultdict[str, list[str]] = defaultdict(list)
    for given in meeting.contributions:
        gifts[given.who].append(given.gave)
    return {name: "; ".join(gave) for name, gave in gifts.items()}


def _learned(takeaway: Takeaway, longest: int) -> Line:
    return _line(takeaway.said_by, takeaway.text, longest)


def _step(words: Words, meeting: MeetingView, each: FollowUpView, longest: int, *, state: bool = False) -> Line:
    """Return a follow-up with its day; one that was carried along may have been due before the meeting."""
    when = words.plain("touchpoints.by_day", day=each.due_on, met_on=meeting.met_on) if each.due_on else ""
    standing = words.plain("touchpoints.standing", follow_up=each) if state else ""
    tail = ", ".join(part for part in (when, standing) if part)
    return _line(each.who, each.text, longest, f" ({tail})" if tail else "")


def _owed(words: Words, each: Missed, longest: int) -> Line:
    return _line(each.who, each.text, longest, " " + words.plain("touchpoints.owed", missed=each))


def _line(person: str | None, text: str, longest: int, tail: str = "") -> Line:
    said = short(text, longest) + tail
    return [who(person), RichText(f": {said}")] if person else [RichText(said)]


def _notes_of(words: Words, partner: str, count: int) -> Line:
    return [RichText(words.plain("touchpoints.more_learned", count=count) + " "), who(partner)]


def _list(words: Words, label: str, lines: list[Line], rest: Callable[[int], Line] | None = None) -> Block:
    """Return a list; of a long one the `rest` is said by number, with where to find it."""
    shown: list[Line] = lines[:ITEMS_MAX]
    if hidden := len(lines) - len(shown):
        shown.append(rest(hidden) if rest else [RichText(words.plain(f"touchpoints.more_{label}", count=hidden))])
    return bullets(words.plain(f"touchpoints.{label}"), shown)
