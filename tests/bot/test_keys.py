"""Keys of polls: what they lock can be read with them alone, and not at all once they are destroyed."""

import os
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from bot.keys import Keys, folder_of

ROOM = 400


def test_what_a_key_locked_it_unlocks_for_the_same_person_alone(keys: Keys) -> None:
    key = keys.make("a")
    locked = key.lock(b"no", "them", ROOM)
    assert key.unlock(locked, "them").rstrip() == b"no"
    for other, owner in ((key, "somebody else"), (keys.make("b"), "them")):
        with pytest.raises(InvalidTag):
            other.unlock(locked, owner)


def test_what_is_locked_shows_neither_how_long_it_is_nor_that_it_is_the_same(keys: Keys) -> None:
    key = keys.make("a")
    once, again, longest = (
        key.lock(b"no", "them", ROOM),
        key.lock(b"no", "them", ROOM),
        key.lock(b"x" * ROOM, "me", ROOM),
    )
    assert once != again
    assert len(once) == len(longest)
    with pytest.raises(ValueError, match="no room"):
        key.lock(b"x" * (ROOM + 1), "me", ROOM)


def test_a_person_goes_by_one_name_under_a_key_and_by_another_under_each_other_key(keys: Keys) -> None:
    one, other = keys.make("a"), keys.make("b")
    assert one.name_of("U0MAYA") == one.name_of("U0MAYA")
    assert len({one.name_of("U0MAYA"), one.name_of("U0TOM"), other.name_of("U0MAYA"), "U0MAYA"}) == 4
    assert "U0" not in repr(one) + one.name_of("U0MAYA")


def test_a_key_is_made_once_and_found_again_by_every_bot_that_shares_the_folder(tmp_path: Path) -> None:
    one, other = Keys(tmp_path / "keys"), Keys(tmp_path / "keys")
    assert one.get("a") is None
    assert one.make("a") == other.make("a") == other.get("a")


def test_only_its_owner_can_read_the_folder_and_no_draft_of_a_key_stays(tmp_path: Path) -> None:
    Keys(tmp_path / "keys").make("a")
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["a"]
    assert (tmp_path / "keys" / "a").stat().st_mode & 0o077 == 0


def test_a_destroyed_key_is_gone_from_the_disk_and_can_be_destroyed_again(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys.make("a")
    os.link(tmp_path / "keys" / "a", tmp_path / "kept")
    before = (tmp_path / "kept").read_bytes()
    keys.destroy("a")
    keys.destroy("a")
    assert keys.get("a") is None
    assert (tmp_path / "kept").read_bytes() != before


def test_what_stood_for_people_before_stands_for_them_under_a_key_made_from_that_secret(keys: Keys) -> None:
    secret = b"s" * 32
    assert keys.make("a", secret).name_of("U0MAYA") == keys.make("b", secret).name_of("U0MAYA")
    assert keys.make("a").lock(b"", "", 1) != keys.make("b").lock(b"", "", 1)


def test_keys_lie_beside_a_file_or_where_the_operator_wants_them() -> None:
    assert folder_of("sqlite:////data/touchpoint.db") == Path("/data/touchpoint.db.keys")
    assert folder_of("postgresql+psycopg://host/touchpoint") == Path("touchpoint.keys")
    assert folder_of("sqlite:///touchpoint.db", Path("/safe")) == Path("/safe")
