"""What people hear of a follow-up that changes hands, is given up, or waits for somebody who is not there."""

from collections.abc import Sequence
from typing import Final

from slackblocks import Block

from bot.domain.followups import FollowUpView, Status
from bot.domain.followups_changes import Kind, Step
from messages.followups import REASSIGN, SHOWN, TEXT_MAX, items, shown
from messages.layout import button, buttons, prose, quoted, small
from messages.message import Message, message
from messages.words import Words

ACCEPT: Final = "followups.accept"
DECLINE: Final = "followups.decline"
TAKE: Final = "followups.take"


def offered(words: Words, follow_up: FollowUpView, step: Step, *, has_keeper: bool) -> Message:
    """Return the question whether somebody takes a follow-up over; once it is theirs, the follow-up itself.

    It `has_keeper` while somebody keeps it who has not left.
    """
    if follow_up.owner == step.person:
        text = words.mrkdwn("followups.offered_taken", step=step)
        return message(text, [prose(text), *items(words, [follow_up])])
    if follow_up.offered_to != step.person or follow_up.status != Status.OPEN:
        text = words.mrkdwn("followups.offered_over", step=step)
        return message(text, [prose(text)])
    text = words.mrkdwn("followups.offered", follow_up=follow_up, step=step, has_keeper=has_keeper)
    accept = button(words.plain("followups.accept_button"), ACCEPT, str(follow_up.id), primary=True)
    decline = button(words.plain("followups.decline_button"), DECLINE, str(follow_up.id))
    return message(text, [prose(text), *_about(words, follow_up), buttons(accept, decline)])


def answered(words: Words, follow_up: FollowUpView, step: Step, *, has_keeper: bool) -> Message:
    """Return the DM that tells who asked, and who has or had it, whether somebody takes a follow-up over."""
    said = "declined" if step.kind == Kind.DECLINED else "taken"
    text = words.mrkdwn(f"followups.{said}", follow_up=follow_up, step=step, has_keeper=has_keeper)
    return message(text, [prose(text), *_about(words, follow_up)])


def given_up(words: Words, follow_up: FollowUpView, by: str) -> Message:
    """Return the DM that tells whoever waits for it that a follow-up was given up, and why."""
    text = words.mrkdwn("followups.given_up", follow_up=follow_up, by=by)
    why = quoted(words.plain("followups.why"), follow_up.reason or "-")
    return message(text, [prose(text), *_about(words, follow_up), why])


def absent(words: Words, owner: str, follow_ups: Sequence[FollowUpView], *, has_left: bool) -> Message:
    """Return the DM that tells a partner what waits for somebody who is away or has left."""
    waiting = [each for each in follow_ups if each.status == Status.OPEN and each.owner == owner]
    text = words.mrkdwn("followups.absent", owner=owner, open=len(waiting), has_left=has_left)
    blocks = [block for each in follow_ups[:SHOWN] for block in _waiting(words, each, owner)]
    hidden = len(follow_ups) - SHOWN
    more = [small(words.mrkdwn("followups.more", count=hidden))] if hidden > 0 else []
    return message(text, [prose(text), *blocks, *more])


def _waiting(words: Words, each: FollowUpView, owner: str) -> list[Block]:
    blocks = shown(words, each, TEXT_MAX, named=True)
    if each.owner != owner or each.status != Status.OPEN:
        return blocks
    take = button(words.plain("followups.take_button"), TAKE, str(each.id), primary=True)
    reassign = button(words.plain("followups.reassign_button"), REASSIGN, str(each.id))
    return [*blocks, buttons(take, reassign)]


def _about(words: Words, follow_up: FollowUpView) -> list[Block]:
    said = quoted(words.plain("followups.about"), follow_up.text)
    return [said, small(words.mrkdwn("followups.origin", follow_up=follow_up))]
