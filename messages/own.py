"""The wording of an installation: it goes before the original, and never stops a message."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, Template, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from messages.sandbox import Filters, Sandbox

log = logging.getLogger(__name__)
MAY_BE_EMPTY: Final = "_hint"
PLAIN: Final = ".txt.j2"
LABEL_MAX: Final = 2_000
READ_ELSEWHERE: Final = ("detective.toml", "approaches.toml", "polls/*.toml")


class OwnWording:
    """Renders the blocks that an installation worded anew."""

    def __init__(self, folder: Path, filters: Filters, texts: Mapping[str, type[str]]) -> None:
        """Read every template in `folder`; `texts` says for each kind of file what values become.

        A file that can't be read is left out, with one line in the log.
        """
        self._failed: set[str] = set()
        self._templates: dict[str, Template] = {}
        for kind, text in texts.items():
            sandbox = Sandbox(FileSystemLoader(folder), filters, text)
            for path in sorted(folder.glob(f"*.{kind}.j2")):
                self._read(sandbox, path)
        if not self._templates and not any(path.is_file() for name in READ_ELSEWHERE for path in folder.glob(name)):
            log.warning("no wording was read from %s", folder)

    def render(self, file: str, block: str, values: Mapping[str, Any]) -> str | None:
        """Return what a block of this file says; None where it is not worded anew, fails or says nothing."""
        template = self._templates.get(file)
        if template is None or block not in template.blocks:
            return None
        try:
            said = rendered(template, block, values)
        except Exception as error:
            self._tell(file, block, _why(error))
            return None
        if problem := _problem(file, block, said):
            self._tell(file, block, problem)
            return None
        return said

    def _read(self, sandbox: Sandbox, path: Path) -> None:
        try:
            self._templates[path.name] = sandbox.get_template(path.name)
        except Exception as error:
            log.warning("%s can't be used, so the original wording is: %s", path, _why(error))

    def _tell(self, file: str, block: str, why: str) -> None:
        """Say once of each block that it fails."""
        if (name := f"{file}: {block}") not in self._failed:
            self._failed.add(name)
            log.warning("the block %s of %s failed, so the original wording was used: %s", block, file, why)


def rendered(template: Template, block: str, values: Mapping[str, Any]) -> str:
    """Return what a block says, without the space around it."""
    return "".join(template.blocks[block](template.new_context(dict(values)))).strip()


def _problem(file: str, block: str, said: str) -> str | None:
    """Return why Slack would not take what was said."""
    if not said and not block.endswith(MAY_BE_EMPTY):
        return "it says nothing"
    return "it says too much for a label" if file.endswith(PLAIN) and len(said) > LABEL_MAX else None


def _why(error: Exception) -> str:
    """Return what is wrong, without any value of the message that was to be said."""
    if isinstance(error, TemplateSyntaxError):
        return f"line {error.lineno}: {error.message}"
    return str(error) if isinstance(error, SecurityError | UndefinedError) else type(error).__name__
