"""The approaches that suit each kind of department, in the words of this installation."""

from pathlib import Path
from typing import Final

from bot.domain.approaches import Approach, parse
from bot.domain.detective import FlowError

HERE: Final = Path(__file__).parent
FILE: Final = "approaches.toml"


def load(language: str = "en", own: Path | None = None) -> tuple[Approach, ...]:
    """Read the approaches of `language`, or those of the file `approaches.toml` in the folder `own` if there is one.

    Raises FlowError, which names the file and everything that is wrong with it.
    """
    path = own / FILE if own and (own / FILE).exists() else HERE / language / FILE
    try:
        return parse(path.read_text(encoding="utf-8-sig"))
    except FlowError as error:
        raise FlowError(error.mistakes, str(path)) from error
    except UnicodeDecodeError as error:
        raise FlowError(["It is not saved as UTF-8. Please save it in that encoding."], str(path)) from error
    except OSError as error:
        raise FlowError([f"It can't be read: {error.strerror}."], str(path)) from error
