"""Has recorded payloads judged by a checker of Slack's own types:

python -m tests.bot.practice.judging CHECK PAYLOADS
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bot.practice.amendments import Amendment, Json, amended, load

_TELLING = ("type", "subtype", "channel_type")


def distinct(lines: Iterable[Json]) -> list[Json]:
    """One payload of each shape: the same method, keys, kinds of values and Slack types."""
    return list({json.dumps([line["method"], shape(line["args"])], sort_keys=True): line for line in lines}.values())


def shape(node: Any, key: str = "") -> Any:
    """What the types see of a value: not which text it is, but whether it is text and whether it is empty."""
    if isinstance(node, dict):
        return {name: shape(value, name) for name, value in node.items()}
    if isinstance(node, list):
        return sorted({json.dumps(shape(item), sort_keys=True) for item in node})
    return node if key in _TELLING else [type(node).__name__, bool(node)]


def verdicts(check: Path, lines: list[Json]) -> dict[str, str]:
    """By judge, what each said of `lines`. Raises `RuntimeError` where none said anything."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        told = subprocess.run([check, file.name], capture_output=True, text=True)
    sections = re.split(r"^== ", told.stdout, flags=re.MULTILINE)[1:]
    if not sections:
        raise RuntimeError(f"the checker did not run: {told.stderr}")
    return {section.partition("\n")[0]: section for section in sections}


def complaints(section: str) -> dict[int, str]:
    """What a judge complains of, by place in the lines. Raises `RuntimeError` for one that did not finish."""
    found = re.findall(r"^\S+:(\d+): (.*)$", section, flags=re.MULTILINE)
    if not re.search(r"^\d+ passed, \d+ failed$", section, flags=re.MULTILINE):
        raise RuntimeError(f"this judge did not finish: {section}")
    return {int(number) - 1: text for number, text in found}


def problems(check: Path, lines: list[Json], amendments: list[Amendment]) -> list[str]:
    """What is wrong with the payloads beyond the exceptions, and which exceptions nothing needs."""
    needed, found = list[Amendment](), list[str]()
    for judge, section in verdicts(check, lines).items():
        before = complaints(section)
        own = [amendment for amendment in amendments if judge.startswith(amendment.judge)]
        after = complaints(verdicts(check, [amended(line, own) for line in lines])[judge])
        found += [f"{judge}: {text}\n    {json.dumps(lines[place])}" for place, text in after.items()]
        needed += [each for each in own if any(each.fits(lines[place]) for place in before)]
    return found + [f"not needed: {each.reason}" for each in amendments if each not in needed]


def main(check: str, payloads: str) -> int:
    """0 when every payload passes."""
    with Path(payloads).open(encoding="utf-8") as file:
        lines = distinct(map(json.loads, file))
    found = problems(Path(check), lines, load()) if lines else ["no payload was recorded"]
    print(*found, f"{len(lines)} kinds of payload, {len(found)} problems", sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
