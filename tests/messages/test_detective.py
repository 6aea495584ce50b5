"""The questions of an installation replace ours, and a file that can't be used is named with what is wrong."""

from pathlib import Path
from typing import Final

import pytest

from bot.domain.detective import FlowError
from messages.detective import load

ONE: Final = """
[[question]]
id = "why"
step = "gap"
cell = "none"
ask = "Wie läuft es?"
why = "It helps."
"""


def own(folder: Path, content: bytes) -> Path:
    (folder / "detective.toml").write_bytes(content)
    return folder


def test_a_file_of_its_own_replaces_ours(tmp_path: Path) -> None:
    assert [each.ask for each in load(own=own(tmp_path, ONE.encode())).questions] == ["Wie läuft es?"]


def test_a_file_as_windows_saves_it_is_read(tmp_path: Path) -> None:
    saved = ONE.replace("\n", "\r\n").encode("utf-8-sig")
    assert [each.id for each in load(own=own(tmp_path, saved)).questions] == ["why"]


def test_a_folder_without_one_leaves_ours(tmp_path: Path) -> None:
    assert load(own=tmp_path) == load()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (ONE.replace("why =", "wy =").encode(), "Question “why”: why is missing. Please write it."),
        (b"what?", "This is not TOML: "),
        (ONE.encode("latin-1"), "It is not saved as UTF-8. Please save it in that encoding."),
        (b"", "there is no question in it"),
    ],
    ids=["a mistake", "no TOML", "another encoding", "empty"],
)
def test_a_file_that_cannot_be_used_is_named_in_one_line(tmp_path: Path, content: bytes, why: str) -> None:
    with pytest.raises(FlowError) as refused:
        load(own=own(tmp_path, content))
    assert str(tmp_path / "detective.toml") in str(refused.value)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "detective.toml").mkdir()
    with pytest.raises(FlowError, match=r"detective\.toml can't be used as the list of questions\. It can't be read"):
        load(own=tmp_path)
