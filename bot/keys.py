"""Keys that lock answers away: files of their own, so that no database, backup or log ever holds one."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.engine import make_url

HALF: Final = 32
NONCE: Final = 12
PRIVATE: Final = 0o700
OTHERS: Final = 0o077
ENDING: Final = ".keys"


@dataclass(frozen=True, slots=True)
class Key:
    """What stands for people, and what locks their words, as long as this key is there."""

    secret: bytes = field(repr=False)

    def name_of(self, user_id: str) -> str:
        """Return what stands for a person: the same each time, and nobody's name without the key."""
        return hmac.digest(self.secret[:HALF], user_id.encode(), hashlib.sha256).hex()

    def lock(self, text: bytes, owner: str, room: int) -> bytes:
        """Return `text` for the eyes of this key alone, tied to its `owner`; always `room` bytes and a few long.

        Raises ValueError for a text that has no room.
        """
        if len(text) > room:
            raise ValueError("there is no room for this")
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self.secret[HALF:]).encrypt(nonce, text.ljust(room), owner.encode())

    def unlock(self, locked: bytes, owner: str) -> bytes:
        """Return what was locked, with spaces to fill its room. Raises InvalidTag for what this key did not lock."""
        return AESGCM(self.secret[HALF:]).decrypt(locked[:NONCE], locked[NONCE:], owner.encode())


def folder_of(database_url: str, chosen: Path | None = None) -> Path:
    """Return the folder `chosen` for keys; by default it lies beside a SQLite file, else where the bot was started."""
    url = make_url(database_url)
    beside = f"{url.database}{ENDING}" if url.get_backend_name() == "sqlite" and url.database else f"touchpoint{ENDING}"
    return chosen or Path(beside)


class Keys:
    """A folder with a file a key. Bots that share a database share it."""

    def __init__(self, folder: Path) -> None:
        """Keep the keys in `folder`, which is made with the first of them."""
        self.folder = folder

    def get(self, name: str) -> Key | None:
        """Return the key of this name, if it is there."""
        try:
            return Key(self._file(name).read_bytes())
        except FileNotFoundError:
            return None

    def make(self, name: str, first_half: bytes = b"") -> Key:
        """Return the key of this name, made if it is not there; it is on the disk when this returns."""
        self.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        secret = first_half.ljust(HALF, b"\0") if first_half else secrets.token_bytes(HALF)
        draft = self.folder / f".{secrets.token_hex(8)}"
        _write(draft, secret + secrets.token_bytes(HALF))
        with suppress(FileExistsError):
            os.link(draft, self._file(name))
        draft.unlink()
        _settle(self.folder)
        return Key(self._file(name).read_bytes())

    def destroy(self, name: str) -> None:
        """Write over the key and take its file away, so that nothing it locked can be read; fine where it is gone."""
        file = self._file(name)
        try:
            with file.open("r+b") as opened:
                opened.write(secrets.token_bytes(2 * HALF))
                opened.flush()
                os.fsync(opened.fileno())
        except FileNotFoundError:
            return
        file.unlink(missing_ok=True)
        _settle(self.folder)

    def is_open_to_others(self) -> bool:
        """Say whether other users of this machine may look into the folder."""
        return self.folder.exists() and bool(self.folder.stat().st_mode & OTHERS)

    def _file(self, name: str) -> Path:
        return self.folder / name


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _settle(folder: Path) -> None:
    """Have the folder's change on the disk, too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
