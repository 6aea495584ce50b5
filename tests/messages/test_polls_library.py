"""The library of polls: an installation's files go before ours, and what is wrong in one is named."""

from pathlib import Path
from typing import Final

import pytest

from bot.doctor.questions import examine
from bot.domain.detective import FlowError
from bot.settings import Settings
from messages.polls_library import load

OURS: Final = {each.id for each in load()}
GOOD: Final = """
name = "Friday check"
title = "How was your week?"
reason = "To plan the next one."
mode = "anonymous"
repeat = "weekly"
[[question]]
ask = "How was it?"
kind = "scale"
[[question]]
ask = "What helped?"
kind = "multiple"
most = 2
options = ["Time", "People", "Tools"]
"""
WRONG: Final = {
    'mode = "anonymous"': 'mode = "annonymous"',
    'repeat = "weekly"': "open_days = 99\nreminder = 1",
    'kind = "scale"': 'kind = "scale"\noptions = ["1"]',
    "most = 2": "most = 9",
    '"Time", "People"': '"Time", " time"',
}
SAID: Final = (
    "there is no mode “annonymous”. Did you mean “anonymous”?",
    "open_days has to be between 1 and 60.",
    "reminder has to be true or false.",
    "a question of the kind “scale” has no options.",
    "most has to be between 1 and the number of options.",
    "two of the options read the same.",
)


def own(folder: Path, **files: str) -> Path:
    (folder / "polls").mkdir()
    for name, text in files.items():
        (folder / "polls" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def settings(folder: Path) -> Settings:
    return Settings.model_validate({"touchpoint_templates": folder})


def test_files_of_its_own_replace_ours_and_add_to_them(tmp_path: Path) -> None:
    found = {each.id: each.name for each in load(own=own(tmp_path, friday=GOOD, reaction=GOOD))}
    assert set(found) == {*OURS, "friday"}
    assert found["reaction"] == "Friday check"
    assert [each.wrong for each in examine(settings(tmp_path))] == ["", ""]


def test_every_mistake_of_every_file_is_named(tmp_path: Path) -> None:
    bad = GOOD
    for good, wrong in WRONG.items():
        bad = bad.replace(good, wrong)
    folder = own(tmp_path, friday=bad, monday="name =", tuesday=GOOD.partition("[[question]]")[0])
    with pytest.raises(FlowError) as refused:
        load(own=folder)
    told = str(refused.value)
    assert [each for each in SAID if each not in told] == []
    assert "monday.toml can't be used as a poll. This is not TOML" in told
    assert "there are 0 questions. Please write 2 to 10." in told
    assert len([each for each in examine(settings(folder)) if each.wrong]) == 3
