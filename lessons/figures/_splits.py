"""The data split: which images serve which step of the work."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from lessons.figures._outputs import Note, Picture
from lessons.figures._predictions import NONE_YET, SURPRISE
from lessons.figures._style import (
    BLUE,
    FAINT,
    FLAGGED,
    INK,
    ORANGE_WORDS,
    PAPER,
    add_axes,
    picture,
)

# Each part: left, width, its name, what it is for.
PARTS = (
    (0.0, 44.0, "training", "fit the model"),
    (46.0, 30.0, "calibration", "2 measure\n3 calibrate\n4 choose the threshold"),
    (78.0, 22.0, "test", "report, once"),
)
HATCHES = ("", "//", "..")
ALT = (
    "Diagram of the data split. Labelled images fall into three parts that share no "
    "image (step 1): training, on which the model is fitted; calibration, on which you "
    "measure (step 2), calibrate (step 3) and choose the threshold (step 4); test, on "
    "which you report once. Below them live images, by batch, lighting and camera: "
    "step 5, validate that all of it stays true. When it drifts, an arrow leads back "
    "from the live images to calibration: refit."
)


def data_splits() -> Picture:
    """Draw the three parts of the labelled data and the five steps that they serve."""

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.02, 0.02, 0.96, 0.96)
        axes.set(xlim=(-1, 101), ylim=(0, 60))
        axes.set_axis_off()
        _write(
            axes, 0, 56.5, "1  hold out: labelled images in three parts that share none"
        )
        for (left, width, name, use), hatch in zip(PARTS, HATCHES, strict=True):
            _draw_part(axes, left, width, name, hatch)
            _arrow(axes, (left + width / 2, 39.5), (left + width / 2, 35.5))
            _draw_use(axes, left, width, use)
        axes.add_patch(
            Rectangle(
                (0, 2.5), 100, 10, facecolor=PAPER, edgecolor=FAINT, linewidth=1.2
            )
        )
        _write(axes, 2, 7.5, "5  validate on live images: batches, lighting, cameras")
        _arrow(axes, (61, 12.5), (61, 19.5), colour=ORANGE_WORDS)
        _write(axes, 63, 16, "drift? refit", colour=ORANGE_WORDS)

    return picture(300, draw, ALT)


def meet_split(choice: object) -> Note:
    """Say of a part of the labelled data whether the threshold is chosen on it.

    Parameters
    ----------
    choice : object
        "training", "calibration" or "test"; `...` when there is none yet.
    """
    words = {
        "calibration": "Your prediction holds: the model has not seen these images, "
        "and nothing is reported on them.",
        "training": "You said training. The model has seen these images, and its "
        f"scores flatter it there: choose on calibration. {SURPRISE}",
        "test": "You said test. Then nothing is left that could tell whether the "
        f"choice was good: choose on calibration. {SURPRISE}",
    }
    if choice is ...:
        return Note(NONE_YET)
    said = choice.strip().lower() if isinstance(choice, str) else ""
    one_of = f"Choose one of {', '.join(words)}, in quotes, not {choice!r}."
    return Note(words.get(said, one_of))


def _draw_part(axes: Axes, left: float, width: float, name: str, hatch: str) -> None:
    """Draw one part of the labelled images; its hatch tells it apart without colour."""
    axes.add_patch(
        Rectangle(
            (left, 40),
            width,
            12,
            facecolor=FLAGGED if name == "calibration" else PAPER,
            edgecolor=BLUE,
            linewidth=1.4,
            hatch=hatch,
            hatch_linewidth=0.4,
        )
    )
    axes.text(
        left + width / 2,
        46,
        name,
        ha="center",
        va="center",
        fontsize=11,
        color=INK,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 2.5},
    )


def _draw_use(axes: Axes, left: float, width: float, use: str) -> None:
    """Draw what a part is for."""
    axes.add_patch(
        FancyBboxPatch(
            (left + 0.6, 20.6),
            width - 1.2,
            13.8,
            boxstyle="round,pad=0.6",
            facecolor=PAPER,
            edgecolor=FAINT,
            linewidth=1.0,
        )
    )
    axes.text(
        left + width / 2,
        27.5,
        use,
        ha="center",
        va="center",
        fontsize=9.5,
        color=INK,
        linespacing=1.4,
    )


def _arrow(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str = INK,
) -> None:
    """Draw an arrow."""
    axes.annotate(
        "",
        end,
        start,
        arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 1.3},
    )


def _write(axes: Axes, x: float, y: float, words: str, colour: str = INK) -> None:
    """Write words from a point to the right."""
    axes.text(x, y, words, va="center", fontsize=9.5, color=colour)
