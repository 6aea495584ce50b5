"""Lists of follow-ups as Slack shows them: one's own, a department's, everybody's."""

import json
from typing import Any, Final

from slackblocks import Block, Option, PlainText, StaticSelectMenu

from bot.domain.followups import EVERYBODYS, MINE, FollowUpPage, Standing, Wish
from messages import followups, forms
from messages.followups_forms import ADD
from messages.layout import button, buttons, prose
from messages.message import short
from messages.words import Words

WHOSE: Final = "followups.whose"
STANDING: Final = "followups.standing"
TURN: Final = "followups.turn"
OPTION_MAX: Final = 75


def listed(words: Words, page: FollowUpPage) -> dict[str, Any]:
    """Return a page of a list, with menus that say which; which it is comes back with each click."""
    chosen = buttons(_whose(words, page), _standing(words, page.wish))
    blocks = [chosen, *_add(words, page), prose(words.mrkdwn("followups.listed", page=page))]
    named = page.wish.whose != MINE
    shown = [block for each in page.follow_ups for block in followups.items(words, [each], named=named)]
    return forms.page(words, "followups.list", [*blocks, *shown, *_position(words, page)], about=about(page.wish))


def about(wish: Wish) -> str:
    """Return how a view carries which list it shows."""
    return json.dumps({"whose": wish.whose, "standing": wish.standing, "start": wish.start})


def wished(about: str) -> Wish:
    """Return which list a view shows."""
    said = json.loads(about)
    return Wish(said["whose"], Standing(said["standing"]), said["start"])


def _whose(words: Words, page: FollowUpPage) -> StaticSelectMenu:
    labels = {MINE: words.plain("followups.mine")} | page.departments
    if page.sees_all:
        labels[EVERYBODYS] = words.plain("followups.everybodys")
    return _menu(WHOSE, labels, page.wish.whose)


def _standing(words: Words, wish: Wish) -> StaticSelectMenu:
    return _menu(STANDING, {each.value: words.plain(f"followups.list_{each}") for each in Standing}, wish.standing)


def _menu(action_id: str, labels: dict[str, str], value: str) -> StaticSelectMenu:
    options = [Option(PlainText(short(label, OPTION_MAX)), each) for each, label in labels.items()]
    chosen = next((option for option in options if option.value == value), None)
    return StaticSelectMenu(action_id, options, initial_option=chosen)


def _add(words: Words, page: FollowUpPage) -> list[Block]:
    return [buttons(button(words.plain("followups.add_button"), ADD, "list", primary=True))] if page.may_add else []


def _position(words: Words, page: FollowUpPage) -> list[Block]:
    if page.total <= len(page.follow_ups):
        return []
    turn = words.plain("followups.next_button" if page.next_start else "followups.first_button")
    count = {"first": page.wish.start + 1, "last": page.wish.start + len(page.follow_ups), "total": page.total}
    return [prose(words.mrkdwn("followups.position", **count), button(turn, TURN, str(page.next_start)))]
