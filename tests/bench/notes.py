"""Read every meeting note of a labelled data set and write what was understood, to be scored.

Use: python -m tests.bench.notes DATASET > predictions.jsonl
DATASET holds one JSON object a line; only `id`, `text`, `meeting_date` and `format` are looked at. Text of format
"slack" is escaped as Slack sends it, and un-escaped here as the program does at its edge.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bot.domain.notes import Reading, read


def main(path: str) -> None:
    """Write one line of predictions for each note."""
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        note = json.loads(line)
        reading = read(_text(note), date.fromisoformat(note["meeting_date"]))
        print(json.dumps(_prediction(note["id"], reading), ensure_ascii=False))


def _text(note: dict[str, Any]) -> str:
    text = str(note["text"])
    if note.get("format") != "slack":
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _prediction(note_id: str, reading: Reading) -> dict[str, Any]:
    return {
        "id": note_id,
        "takeaways": [takeaway.text for takeaway in reading.takeaways],
        "actions": [
            {
                "text": follow_up.text,
                "owners": list(follow_up.owners),
                "due_date": follow_up.due_on.isoformat() if follow_up.due_on else None,
            }
            for follow_up in reading.follow_ups
        ],
        "attendees": list(reading.attendees),
    }


if __name__ == "__main__":
    main(sys.argv[1])
