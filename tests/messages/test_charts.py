"""Charts: what a phone shows of them, in light and dark."""

import subprocess
import sys
from collections import Counter
from io import BytesIO
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from messages.charts import ACROSS, BAR, CUT, GROUND, INK, QUIET, TRACK, Bar, Panel, legible, wrapped
from messages.charts_drawing import _typeface, drawn

PANELS: Final = (
    Panel("What first, at $5^2$ each?", (Bar("Role play", 0.6, "12 votes · 60 %"), Bar("🎉", 0.25, "5 votes · 25 %"))),
    Panel(
        "How clear?", tuple(Bar(str(step), step / 5, f"{step} votes · 20 %") for step in range(1, 6)), "On average 3."
    ),
)
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0
WHITE, DARK = "#FFFFFF", "#1A1D21"


def test_a_chart_is_an_opaque_picture_as_wide_as_a_phone_shows_and_says_what_it_means_in_ink() -> None:
    image = Image.open(BytesIO(drawn(PANELS)))
    assert (image.format, image.size[0]) == ("PNG", 840)
    assert 500 < image.size[1] < 1_200
    assert image.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    seen = _colours(image)
    ground, darkest = seen.most_common(1)[0][0], min(seen, key=_luminance)
    assert (_hex(ground), _hex(darkest)) == (GROUND, INK)
    assert _contrast(ground, darkest) >= 2 * TEXT_CONTRAST
    assert {_hex(colour) for colour, _ in seen.most_common(3)} == {GROUND, TRACK, BAR}


@pytest.mark.parametrize(
    ("front", "back", "least"),
    [(INK, GROUND, TEXT_CONTRAST), (QUIET, GROUND, TEXT_CONTRAST), (BAR, TRACK, SHAPE_CONTRAST), (GROUND, DARK, 3.0)],
)
def test_what_stands_beside_each_other_can_be_told_apart(front: str, back: str, least: float) -> None:
    assert _contrast(_rgb(front), _rgb(back)) >= least


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_bar_is_as_long_as_its_share(share: float) -> None:
    seen = _colours(Image.open(BytesIO(drawn([Panel("?", (Bar("x", share, ""),))]))))
    filled, left = seen[_rgb(BAR)], seen[_rgb(TRACK)]
    assert filled / (filled + left) == pytest.approx(share, abs=0.02)


@given(st.text(max_size=300), st.floats(0.2, ACROSS))
def test_lines_fit_and_leave_nothing_out_unsaid(text: str, room: float) -> None:
    face = _typeface()
    readable = legible(text, face.letters)
    lines = wrapped(readable, room / 10, face.plain)
    assert len(lines) <= 2
    assert all(face.plain(line) * 10 <= room + 0.05 or len(line) <= 2 for line in lines)
    whole = "".join(lines).replace(" ", "")
    assert whole == readable.replace(" ", "") or (
        whole.endswith(CUT) and readable.replace(" ", "").startswith(whole[:-1])
    )


def test_the_bot_starts_without_loading_what_draws() -> None:
    loaded = "import bot.app, sys; sys.exit('matplotlib' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


def _colours(image: Image.Image) -> Counter[tuple[int, ...]]:
    found = image.convert("RGB").getcolors(image.size[0] * image.size[1]) or []
    return Counter({colour: count for count, colour in found if isinstance(colour, tuple)})


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(colour: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02X}" for part in colour)


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours as WCAG counts it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (p / 255 for p in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
