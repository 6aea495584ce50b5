"""The polls to begin from, in the words of this installation."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.domain.detective import FlowError
from bot.domain.polls_library import Template, parse

HERE: Final = Path(__file__).parent
FOLDER: Final = "polls"


def load(language: str = "en", own: Path | None = None) -> tuple[Template, ...]:
    """Read the templates of `language`, in the order of their names.

    Files `polls/*.toml` in the folder `own` replace those of the same file name, and add to the others. Raises
    FlowError, which names each file that can't be used and everything that is wrong in it.
    """
    files = {path.name: path for folder in (HERE / language, own) for path in files_in(folder)}
    found, mistakes = [], []
    for path in files.values():
        try:
            found.append(read(path))
        except FlowError as error:
            mistakes.append(str(error))
    if mistakes:
        raise FlowError(mistakes)
    return tuple(sorted(found, key=lambda template: template.name.casefold()))


def files_in(folder: Path | None) -> list[Path]:
    """Return the files of templates in a folder of wording, in the order of their names."""
    return sorted((folder / FOLDER).glob("*.toml")) if folder else []


def read(path: Path) -> Template:
    """Read one template; raises FlowError, which names the file and everything that is wrong with it."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.stem)
    except FlowError as error:
        raise FlowError(error.mistakes, str(path), "a poll") from error
    except UnicodeDecodeError as error:
        raise FlowError(["It is not saved as UTF-8. Please save it in that encoding."], str(path), "a poll") from error
    except OSError as error:
        raise FlowError([f"It can't be read: {error.strerror}."], str(path), "a poll") from error


def names(library: Sequence[Template]) -> Mapping[str, str]:
    """Return what the menu calls each template, by its id."""
    return {template.id: template.name for template in library}
