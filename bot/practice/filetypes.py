"""What Slack takes a file for, by the ending of its name."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote


class Kind(NamedTuple):
    """How Slack calls files with an ending, and how it keeps them: text that can be edited is a snippet."""

    filetype: str
    pretty: str
    mimetype: str
    mode: str = "hosted"


_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BINARY = Kind("binary", "Binary", "application/octet-stream")
_KINDS = {
    "csv": Kind("csv", "CSV", "text/csv", "snippet"),
    "docx": Kind("docx", "Word Document", _DOCUMENT),
    "gif": Kind("gif", "GIF", "image/gif"),
    "htm": Kind("html", "HTML", "text/html", "snippet"),
    "html": Kind("html", "HTML", "text/html", "snippet"),
    "jpeg": Kind("jpg", "JPEG", "image/jpeg"),
    "jpg": Kind("jpg", "JPEG", "image/jpeg"),
    "md": Kind("markdown", "Markdown (raw)", "text/plain", "snippet"),
    "pdf": Kind("pdf", "PDF", "application/pdf"),
    "png": Kind("png", "PNG", "image/png"),
    "txt": Kind("text", "Plain Text", "text/plain", "snippet"),
    "xlsx": Kind("xlsx", "Excel Spreadsheet", _SPREADSHEET),
}


def ending(name: str) -> str:
    """What stands after the last point of a file's name, in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def kind(name: str) -> Kind:
    """What a file of this name is."""
    return _KINDS.get(ending(name), _BINARY)


def in_address(name: str) -> str:
    """A file's name as Slack writes it in addresses: small letters, digits, points and hyphens, the rest as `_`."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "_" for sign in name.lower())


def attachment(name: str) -> str:
    """The `Content-Disposition` that makes a browser save a file under its own name."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
