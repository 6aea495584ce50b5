"""What people do in the forms of a poll that they put together."""

from typing import Any

from bot.practice import Person
from bot.practice.model import Json
from tests.practice.town import Town


async def chooses(person: Person, field: str, option: str) -> None:
    """Choose in a field of the top form that tells the bot at once."""
    modal = person.modals[-1]
    block = next(each for each in modal["blocks"] if each["block_id"] == field)
    await person.clicks(modal, block["element"]["action_id"], option=option, block=field)


async def presses(town: Town, person: Person, step: str, option: str | None = None) -> None:
    """Use a button or a menu of the top form, and wait until all that it brings is shown."""
    await person.clicks(person.modals[-1], f"polls_compose.{step}", option=option)
    await town.settled()


async def picks(town: Town, person: Person, place: int, option: str) -> None:
    """Choose from the menu beside a question of the list, counted from 1."""
    blocks = [each for each in person.modals[-1]["blocks"] if _action(each) == "polls_compose.item"]
    await person.clicks(person.modals[-1], "polls_compose.item", option=option, block=blocks[place - 1]["block_id"])
    await town.settled()


async def adds(town: Town, person: Person, **values: Any) -> None:
    """Add a question in the form on top, filled in."""
    await presses(town, person, "add")
    kind = values.pop("kind", None)
    if kind:
        await chooses(person, "kind", kind)
        await town.settled()
    person.fill(**values)
    assert await person.submits() == {}
    await town.settled()


def listed(person: Person) -> list[str]:
    """The questions in the list, as they are numbered."""
    return [each["text"]["text"] for each in person.modals[-1]["blocks"] if _action(each) == "polls_compose.item"]


def fields(person: Person) -> list[str]:
    """The fields of the top form."""
    return [each["block_id"] for each in person.modals[-1]["blocks"] if each["type"] == "input"]


def held(person: Person, field: str) -> Any:
    """What a text field or a menu of the top form holds."""
    state = next(iter(person.modals[-1]["state"]["values"][field].values()))
    return state["selected_option"]["value"] if "selected_option" in state else state["value"]


def _action(block: Json) -> str | None:
    found: str | None = (block.get("accessory") or {}).get("action_id")
    return found
