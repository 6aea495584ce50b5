"""Play notes of a data set through the whole main job on the practice workspace, and print what people read.

Use: python -m tests.bench.play_notes DATASET [ID…]
DATASET holds one JSON object a line, with `id`, `text`, `meeting_date` and `format`; without ids, its first five are
played. A partner posts each with a mention on the day of the meeting and confirms the draft as it is; then the clock
moves on until all three touchpoints are said.
"""

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.practice import Person
from bot.practice.blocktext import Reader
from bot.practice.company import Member
from bot.store.migrate import upgrade
from tests.practice.town import OFFICE, Town, town_of

PLAYED: Final = 5
LAST_DAY: Final = 10
LINK: Final = re.compile(r"<(https?://[^|<>]+)(?:\|[^<>]*)?>")
MENTION: Final = re.compile(r"<@([UW]\w+)")
SALES: Final = ("lena", "priya", "tom", "sofia", "maya")


def main(path: str, *wanted: str) -> None:
    """Play and print each note in turn."""
    notes = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    chosen = [note for note in notes if note["id"] in wanted] if wanted else notes[:PLAYED]
    for note in chosen:
        print(f"\n{'=' * 20} {note['id']} {'=' * 20}")
        asyncio.run(_play(note))


async def _play(note: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bot.db"
        upgrade(url)
        recordings = Path(folder) / "calls.jsonl", Path(folder) / "payloads.jsonl"
        async with town_of(url, recordings, begins=date.fromisoformat(note["meeting_date"])) as town:
            await _meet(town, note)
            print(town.read("#sales"), *(town.read(town.person(key)) for key in SALES), sep="\n\n")


async def _meet(town: Town, note: dict[str, Any]) -> None:
    await town.workspace.invite_bot("#sales", by="maya")
    for number, user in enumerate(dict.fromkeys(MENTION.findall(str(note["text"]))), 1):
        await town.workspace.hire(Member(f"guest{number}", f"Colleague{number} Known", id=user))
    await town.settled()
    lena = town.person("lena")
    await lena.says("#sales", "@Touchpoint " + _as_typed(note))
    await town.settled()
    await lena.clicks(lena.dm.messages[-1], "meetings.open")
    print("\n".join(_form(town, lena)), end="\n\n")
    print("refused:", await lena.submits(), end="\n\n")
    await town.settled()
    await _wait(town)


async def _wait(town: Town) -> None:
    today = OFFICE.today(town.clock.now())
    for day in (OFFICE.after(today, passed) for passed in range(1, LAST_DAY + 1)):
        for hour in (OFFICE.opens, OFFICE.closes):
            await town.move_to(OFFICE.at(day, hour))


def _as_typed(note: dict[str, Any]) -> str:
    """The words as somebody would type them: without what Slack's composer adds to links, and un-escaped once."""
    text = str(note["text"])
    if note.get("format") != "slack":
        return text
    return LINK.sub(r"\1", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _form(town: Town, person: Person) -> Iterator[str]:
    assert person.modal
    values = person.modal["state"]["values"]
    reader = Reader(town.workspace, ZoneInfo("Europe/Berlin"))
    for block in person.modal["blocks"]:
        if block["type"] != "input":
            yield from reader.blocks([block])
            continue
        [value] = [held for key, held in values[block["block_id"]]["value"].items() if key != "type"]
        yield f"{block['label']['text']}: {value or ''} {block.get('hint', {}).get('text', '')}"


if __name__ == "__main__":
    main(*sys.argv[1:])
