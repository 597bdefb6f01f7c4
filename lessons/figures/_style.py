"""One look for all figures: paper, ink, and pairs told apart without colour."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real
from typing import TypeGuard

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

from lessons.figures._outputs import Picture

PAPER = "#fbf9f4"
INK = "#222222"
FAINT = "#6b6b6b"
LINE = "#cfcabd"
FLAGGED = "#f3e6cf"
# Okabe and Ito's palette: safe for the common kinds of colour blindness.
ORANGE = "#d55e00"
ORANGE_WORDS = "#b84d00"  # the same for words, which need more contrast
BLUE = "#0072b2"
GREEN = "#007a5a"  # their bluish green, darkened so that thin lines keep contrast
PURPLE = "#8a4b78"  # their reddish purple, darkened likewise

WIDTH = 640
DPI = 110
DENSITY = 2  # image pixels for each pixel on the page: sharp on dense screens too
COLOURS = (INK, FAINT, LINE, ORANGE, ORANGE_WORDS, BLUE, GREEN, PURPLE)
STEPS = 9  # of each colour towards its ground, for the soft edges of lines and letters
GREYS = 48  # shades from ink to paper where a figure holds a camera's image


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn: colour, marker and line style say the same thing."""

    colour: str
    marker: str
    line: str = "-"


DEFECT = Look(ORANGE, "o")
GOOD = Look(BLUE, "s")
# Curves that are compared, up to three.
SERIES = (Look(ORANGE, "D", "-"), Look(BLUE, "o", "--"), Look(PURPLE, "s", ":"))


def new_figure(height: int) -> Figure:
    """Return an empty figure of the course's width and the given height in pixels."""
    return Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)


def add_axes(
    figure: Figure, left: float, bottom: float, width: float, height: float
) -> Axes:
    """Add axes in the course's style; the four numbers are shares of the figure."""
    axes = figure.add_axes((left, bottom, width, height), facecolor=PAPER)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)
    axes.tick_params(colors=INK, labelcolor=INK, labelsize=8, length=3)
    axes.xaxis.label.set(color=INK, fontsize=9)
    axes.yaxis.label.set(color=INK, fontsize=9)
    return axes


def mark_point(
    axes: Axes, x: float, y: float, look: Look, *, size: float = 8, zorder: float = 5
) -> None:
    """Draw one point of a series, larger than its others, with a rim of paper."""
    axes.plot(x, y, look.marker, ms=size, color=look.colour, mec=PAPER, zorder=zorder)


def name_series(axes: Axes, look: Look, words: str) -> None:
    """Name a series in the legend by its line and marker, which are drawn apart."""
    axes.plot([], [], look.line, marker=look.marker, color=look.colour, label=words)


_drawn = True


def describe_only() -> None:
    """Give figures from now on by their text alternative alone.

    Drawing takes most of a unit's time, and a grader shows the stored figures.
    """
    global _drawn  # noqa: PLW0603 (one switch for a whole process)
    _drawn = False


def is_described_only() -> bool:
    """Say whether figures give their text alternative alone."""
    return not _drawn


def picture(
    height: int,
    draw: Callable[[Figure], None],
    alt: str,
    note: str = "",
    *,
    greys: bool = False,
) -> Picture:
    """Return a picture of the course's width that `draw` fills.

    Where figures are only described nothing is drawn: `alt` must not need it.
    The words `note` stand above the picture. With `greys` it keeps the shades
    between ink and paper that a camera's image has.
    """
    if not _drawn:
        return Picture(b"", alt, WIDTH, height, note)
    figure = new_figure(height)
    draw(figure)
    return finish(figure, alt, note, greys=greys)


def finish(figure: Figure, alt: str, note: str = "", *, greys: bool = False) -> Picture:
    """Render the figure as a PNG of twice its size on the page, without a date in it.

    The words `note` stand above the picture; `greys` as for `picture`.
    """
    width, height = (round(inches * DPI) for inches in figure.get_size_inches())
    size = width * DENSITY, height * DENSITY
    png = _png(figure, *size, greys=greys) if _drawn else b""
    return Picture(png, alt, width, height, note)


def _palette(*, greys: bool) -> Image.Image:
    """Return every colour of the course, each in steps from the paper beneath it."""
    ramps = [(colour, PAPER, STEPS) for colour in COLOURS]
    ramps.append((INK, FLAGGED, STEPS))
    if greys:
        ramps.append((INK, PAPER, GREYS))
    mixes = [
        np.linspace(to_rgb(under), to_rgb(over), steps) for over, under, steps in ramps
    ]
    entries = np.round(255 * np.vstack([to_rgb("white"), *mixes])).astype(int)
    palette = Image.new("P", (1, 1))
    palette.putpalette(entries.ravel().tolist())
    return palette


def _png(figure: Figure, width: int, height: int, *, greys: bool) -> bytes:
    """Return the figure as a PNG in the course's palette: small, its colours exact."""
    drawn, stream = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="raw", dpi=DPI * DENSITY, facecolor=PAPER)
    full = Image.frombytes("RGBA", (width, height), drawn.getvalue()).convert("RGB")
    few = full.quantize(palette=_palette(greys=greys), dither=Image.Dither.NONE)
    few.save(stream, format="PNG")
    return stream.getvalue()


def is_number(value: object) -> TypeGuard[Real]:
    """Tell whether a learner's value is one finite number; True and False are not."""
    kind = isinstance(value, Real) and not isinstance(value, bool | np.bool_)
    return kind and math.isfinite(value)  # type: ignore[arg-type]


def cut_words(value: float) -> str:
    """Return a threshold with two decimals, and with more only where it has more.

    Examples
    --------
    >>> cut_words(0.8), cut_words(0.535), cut_words(2 / 3)
    ('0.80', '0.535', '0.667')
    """
    short = f"{value:.2f}"
    return short if abs(float(short) - value) < 1e-9 else f"{value:.3f}"


def plain(value: float, decimals: int = 3) -> str:
    """Return a number as people write it: at most so many decimals, no idle zeros.

    Examples
    --------
    >>> plain(0.55), plain(2 / 3), plain(1.0), plain(0.9)
    ('0.55', '0.667', '1', '0.9')
    """
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
