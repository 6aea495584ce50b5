"""Charts as PNG. Matplotlib is loaded with the first one: it would hold up the start of the bot."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Any, Final

from messages.charts import GROUND, THICK, WIDTH, Box, Line, Panel, Typeface, laid_out

DOTS: Final = 140
POINTS: Final = 72
FIXED: Final = 64
MEASURED_AT: Final = 100

_one_at_a_time: Final = Lock()


def drawn(panels: Sequence[Panel]) -> bytes:
    """Return a PNG of these panels, one below the other; to be called off the event loop.

    One is drawn at a time, for Matplotlib's letters are not made for several threads.
    """
    with _one_at_a_time:
        from matplotlib.figure import Figure

        marks, depth = laid_out(panels, _typeface())
        figure, written = Figure((WIDTH, depth), DOTS, facecolor=GROUND), BytesIO()
        for mark in marks:
            _put(figure, mark, depth)
        figure.savefig(written, format="png")
        return written.getvalue()


def _put(figure: Any, mark: Line | Box, depth: float) -> None:
    from matplotlib.patches import Rectangle

    inches = figure.dpi_scale_trans
    if isinstance(mark, Box):
        corner = (mark.x, depth - mark.y - THICK)
        figure.add_artist(Rectangle(corner, mark.width, THICK, color=mark.colour, linewidth=0, transform=inches))
        return
    look = {"color": mark.colour, "size": mark.size, "font": _font(is_bold=mark.is_bold), "va": "center"}
    figure.text(mark.x, depth - mark.y, mark.text, transform=inches, parse_math=False, **look)


def _typeface() -> Typeface:
    plain, bold = _face(is_bold=False), _face(is_bold=True)
    return Typeface(partial(_width, plain), partial(_width, bold), plain.get_charmap().keys())


def _width(face: Any, text: str) -> float:
    """Return how wide a text is in inches, written one point high."""
    face.set_size(MEASURED_AT, POINTS)
    face.set_text(text, 0)
    width, _ = face.get_width_height()
    return float(width) / FIXED / MEASURED_AT / POINTS


def _face(*, is_bold: bool) -> Any:
    from matplotlib.font_manager import get_font

    return get_font(_file(is_bold=is_bold))


def _font(*, is_bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_file(is_bold=is_bold))


def _file(*, is_bold: bool) -> str:
    """Return where the letters are that come with Matplotlib: whatever this machine has, charts look the same."""
    from matplotlib import get_data_path

    return f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if is_bold else ''}.ttf"
