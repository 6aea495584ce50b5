"""Compares what the practice workspace holds of Slack's methods with Slack's reference, one JSON file a method:

python -m tests.bot.practice.reference FOLDER
"""

import json
import sys
from pathlib import Path

from bot.practice.facts import METHODS, Fact
from bot.practice.refusals import OF_METHOD
from tests.bot.practice.tinybot import Json


def differences(folder: Path) -> list[str]:
    """What the reference says otherwise; a method that it lacks raises `FileNotFoundError`."""
    return [told for method, fact in METHODS.items() for told in _of_method(method, fact, folder)]


def _of_method(method: str, fact: Fact, folder: Path) -> list[str]:
    told: Json = json.loads((folder / f"{method}.json").read_text(encoding="utf-8"))
    documented = told.get("errors") or {}
    found = [f"{error} is not documented" for error in OF_METHOD.get(method, ()) if error not in documented]
    if told["rate_limits"] != f"t{fact.tier}":
        found.append(f"its rate is {told['rate_limits']}")
    if bool(told.get("json_input_supported")) != fact.reads_json:
        found.append("reads JSON" if told.get("json_input_supported") else "reads forms only")
    return [f"{method}: {text}" for text in found]


if __name__ == "__main__":
    found = differences(Path(sys.argv[1]))
    print(*found, f"{len(METHODS)} methods, {len(found)} differences", sep="\n")
    sys.exit(bool(found))
