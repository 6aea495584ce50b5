"""What has happened so far, told from the workspace alone, whoever did it and in whatever words."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Any, Final

from bot.practice import Message, Person, Workspace
from bot.practice.forms import elements
from messages.words import Words

Json = dict[str, Any]

CARD, TAKE, ASK, ANALYSE, RECOMMEND = (f"requests.{verb}" for verb in ("read", "take", "ask", "analyse", "recommend"))
ANSWER, AGREE, TALK = "requests.answer", "requests.agree", "requests.talk"
DRAFT, VOTE, DONE, HELP = "meetings.open", "polls.vote", "followups.done", "followups.help"
RECAP, PLAN, THANKS = "recap", "plan", "thanks"
KINDS: Final = {RECAP: "recap", PLAN: "plan", THANKS: "acknowledgement"}
MENTION: Final = re.compile(r"<@(\w+)>")
MOMENT: Final = re.compile(r"<!date\^(\d+)\^")
VOTES_ARE_SHOWN: Final = "█"
words: Final = cache(Words)


def said(workspace: Workspace) -> list[Message]:
    """Return what the app has written, oldest first."""
    rooms = list(workspace.conversations.values())
    return sorted((each for room in rooms for each in room.messages if each.bot), key=lambda message: message.ts)


def buttons(blocks: list[Json], action_id: str) -> list[Json]:
    """Return the elements with this action, in their order."""
    return [element for _, element in elements(blocks) if element["action_id"] == action_id]


def offering(workspace: Workspace, action_id: str) -> list[Message]:
    """Return the messages that offer an action, oldest first."""
    return [message for message in said(workspace) if buttons(message.blocks, action_id)]


def touchpoints(workspace: Workspace, which: str) -> list[Message]:
    """Return the recaps, action plans or acknowledgements that were posted, oldest first."""
    title = words().plain(f"touchpoints.{which}_title")
    return [message for message in said(workspace) if _title(message) == title]


def writer(workspace: Workspace, callback_id: str) -> Person | None:
    """Return who has this form open as the one to be sent next."""
    stacks = [stack for stack in workspace.modals.values() if stack]
    open_for = [stack[-1].user for stack in stacks if stack[-1].body["callback_id"] == callback_id]
    return workspace.as_person(open_for[0]) if open_for else None


def moments(blocks: list[Json]) -> list[datetime]:
    """Return the moments that are named in blocks, in UTC, in the order of reading."""
    return [datetime.fromtimestamp(int(found), UTC) for found in MOMENT.findall(json.dumps(blocks))]


def coming(home: list[Json]) -> Iterator[tuple[str, datetime]]:
    """Give key and moment of each touchpoint that a partner's App Home announces, from its blocks."""
    for announced, block in pairwise(home):
        for button in buttons([block], "touchpoints.preview"):
            yield button["value"], moments([announced])[-1]


def cards(workspace: Workspace) -> list[Message]:
    """Return the triage cards of all requests, oldest first; other messages about a request carry no title."""
    return [message for message in offering(workspace, CARD) if _title(message)]


def undecided(workspace: Workspace) -> list[Message]:
    """Return the cards of the requests that wait for a proposal, oldest first."""
    return [card for card in cards(workspace) if buttons(card.blocks, ASK)]


def requester(card: Message) -> str:
    """Return the user id of who brought a request."""
    return str(MENTION.findall(card.text)[0])


def looked_after_by(card: Message) -> str | None:
    """Return the user id of the partner whom a card names, if it names one."""
    stated = [block["text"]["text"] for block in card.blocks if block["type"] == "section"]
    return next(iter(MENTION.findall(" ".join(stated))), None)


def is_analysed(card: Message) -> bool:
    """Say whether a partner has said what the problem is, and nothing is missing before a recommendation."""
    return words().plain("requests.reframed_label") in json.dumps(card.blocks) and bool(buttons(card.blocks, RECOMMEND))


def open_questions(workspace: Workspace, card: Message) -> list[Message]:
    """Return what waits for the requester's answer about a request, oldest first."""
    about = f"{buttons(card.blocks, CARD)[0]['value']}:"
    found = [(message, buttons(message.blocks, ANSWER)) for message in offering(workspace, ANSWER)]
    return [message for message, [button] in found if button["value"].startswith(about)]


def promises(workspace: Workspace) -> list[tuple[Message, Json]]:
    """Return where each promise can be called kept, once for each promise: the message and its button."""
    found: dict[str, tuple[Message, Json]] = {}
    for message in offering(workspace, DONE):
        for button in buttons(message.blocks, DONE):
            found.setdefault(button["value"], (message, button))
    return list(found.values())


def requested(workspace: Workspace) -> bool:
    """Say whether a training request reached the learning team."""
    return bool(cards(workspace))


def answered(workspace: Workspace) -> bool:
    """Say whether somebody answered a question about their request: the answer stands below it then."""
    label = words().plain("requests_questions.answer_label")
    direct = [room.id for room in workspace.conversations.values() if room.kind == "im"]
    return any(label in json.dumps(each.blocks) for each in said(workspace) if each.channel in direct)


def consulted(workspace: Workspace) -> bool:
    """Say whether somebody answered, and somebody knows what L&D proposes and has agreed where that is asked for."""
    told = offering(workspace, TALK)
    return answered(workspace) and any(not buttons(each.blocks, AGREE) for each in told)


def noted(workspace: Workspace) -> bool:
    """Say whether meeting notes were read and wait for the partner's eyes, or are past that."""
    return bool(offering(workspace, DRAFT) or writer(workspace, "meetings.confirm")) or confirmed(workspace)


def confirmed(workspace: Workspace) -> bool:
    """Say whether a partner confirmed what the notes say.

    The message about the draft says so. Where the notes were tagged in the menu of a message there is none, but App
    Home announces the touchpoints, the app took the form, or the recap is there.
    """
    announced = any(any(coming(home.blocks)) for home in workspace.homes.values())
    return announced or _form_was_taken(workspace) or _is_said(workspace) or bool(touchpoints(workspace, RECAP))


def recapped(workspace: Workspace) -> bool:
    """Say whether anybody has seen a recap."""
    seen = list(workspace.last_read.values())
    recaps = touchpoints(workspace, RECAP)
    return any(recap.ts <= marks.get(recap.channel, "") for recap in recaps for marks in seen)


def planned(workspace: Workspace) -> bool:
    """Say whether an action plan stands in a channel."""
    return bool(touchpoints(workspace, PLAN))


def voted(workspace: Workspace) -> bool:
    """Say whether anybody voted in a poll: it shows the votes, or how many have voted so far."""
    shown = any(VOTES_ARE_SHOWN in json.dumps(each.blocks, ensure_ascii=False) for each in said(workspace))
    return shown or any(poll.edited for poll in offering(workspace, VOTE))


def thanked(workspace: Workspace) -> bool:
    """Say whether an acknowledgement stands in a channel."""
    return bool(touchpoints(workspace, THANKS))


def _is_said(workspace: Workspace) -> bool:
    lines = {
        words().mrkdwn("meetings.confirmed", channel_id=room) for room in workspace.conversations if room[0] == "C"
    }
    return any(message.text in lines for message in said(workspace))


def _form_was_taken(workspace: Workspace) -> bool:
    forms = [each for each in workspace.deliveries if each.name == "in.view_submission" and each.ack]
    taken = [each.payload["view"] for each in forms if each.ack and _closes(each.ack.body)]
    return any(view["callback_id"] == "meetings.confirm" for view in taken)


def _closes(answer: Any) -> bool:
    """Say whether an acknowledgement closes the form that was sent."""
    return not answer or "clear" in str(answer)


def _title(message: Message) -> str:
    first = message.blocks[0] if message.blocks else {}
    return str(first["text"]["text"]) if first.get("type") == "header" else ""
