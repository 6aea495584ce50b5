"""Score how alike the needs of a data set are, each with each of the others.

Use: python -m tests.bench.needs NEEDS > scores.jsonl
     python -m tests.bench.needs --threshold
NEEDS holds one JSON object a line, of which only `id` and `text` are looked at. A line is written for each need:
{"id": …, "scores": {id of another: score}}. With --threshold, prints the score from which on the program says that
two needs are similar.
"""

import json
import sys
from pathlib import Path

from bot.matching import THRESHOLD, Matcher


def main(asked: str) -> None:
    """Write the scores of each need, or the threshold."""
    if asked == "--threshold":
        print(THRESHOLD)
        return
    needs = [json.loads(line) for line in Path(asked).read_text(encoding="utf-8").splitlines() if line.strip()]
    ids = [need["id"] for need in needs]
    table = Matcher().scores([str(need["text"]) for need in needs])
    for one, row in zip(ids, table.tolist(), strict=True):
        others = {other: score for other, score in zip(ids, row, strict=True) if other != one}
        print(json.dumps({"id": one, "scores": others}))


if __name__ == "__main__":
    main(sys.argv[1])
