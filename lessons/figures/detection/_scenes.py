"""A tray: what lies on it, what the detector says, and what is left of that."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from lessons.data import PART_CLASSES, TrayScenes
from lessons.figures._outputs import Picture
from lessons.figures._style import BLUE, INK, ORANGE, PURPLE, cut_words, picture, plain
from lessons.figures.detection._kept import Kept, keep_on_tray
from lessons.figures.detection._looks import CLASS_LOOKS, add_tray, draw_box, name_box

HEIGHT = 358
KEPT_HEIGHT = 310
MOST_NAMED = 8  # boxes with words beside them; more would hide the tray


def tray_scene(trays: TrayScenes, number: int) -> Picture:
    """Draw a tray twice: with its parts, and with all that the detector says.

    Parameters
    ----------
    trays : TrayScenes
        Those with an image are numbered from 0.
    number : int
        Of the tray.
    """
    truths, raw = trays.truths.in_scene(number), trays.raw.in_scene(number)
    parts = [PART_CLASSES[place] for place in truths.classes]
    said = [PART_CLASSES[place] for place in raw.classes]

    def draw(figure: Figure) -> None:
        left = add_tray(figure, (0.025, 0.1, 0.455), trays.images[number])
        right = add_tray(figure, (0.52, 0.1, 0.455), trays.images[number])
        for box, name in zip(truths.boxes, parts, strict=True):
            look = CLASS_LOOKS[name]
            draw_box(left, box, look.colour, look.line, 1.8)
            name_box(left, box, name, look.colour)
        for box, name in zip(raw.boxes, said, strict=True):
            look = CLASS_LOOKS[name]
            draw_box(right, box, look.colour, look.line, 1.0)
        left.set_title(f"on the tray: {len(parts)} parts", fontsize=10, color=INK)
        right.set_title(f"said: {len(said)} raw boxes", fontsize=10, color=INK)
        handles = [
            left.plot([], [], color=look.colour, linestyle=look.line, label=name)[0]
            for name, look in CLASS_LOOKS.items()
        ]
        _legend(figure, handles, (0.25, 0.0), columns=3)

    alt = (
        f"One tray, twice. On it lie {len(parts)} parts: {_counted(parts)}. The "
        f"detector says {len(said)} raw boxes: {_counted(said)}; heaps of them lie on "
        "one part."
    )
    return picture(HEIGHT, draw, alt)


def tray_decisions(
    trays: TrayScenes, number: int, threshold: float, nms_iou: float
) -> Picture:
    """Draw what a score threshold and an NMS IoU keep on one tray.

    Parameters
    ----------
    trays : TrayScenes
        Those with an image are numbered from 0.
    number : int
        Of the tray.
    threshold : float
        Boxes at or above it are kept.
    nms_iou : float
        Boxes of one class that overlap a better one by more are dropped.
    """
    kept = keep_on_tray(trays, number, threshold, nms_iou)
    right, wrong = int(kept.hits.sum()), int((~kept.hits).sum())
    counts = f"{right} right, {wrong} false, {len(kept.missed)} missed"

    def draw(figure: Figure) -> None:
        axes = add_tray(figure, (0.015, 0.04, 0.44), trays.images[number])
        _draw_kept(axes, kept)
        words = (
            f"score ≥ {cut_words(threshold)}",
            f"NMS IoU {plain(nms_iou)}",
            "",
            f"{right} right (found a part)",
            f"{wrong} false",
            f"{len(kept.missed)} missed",
        )
        figure.text(0.5, 0.9, "\n".join(words), fontsize=10.5, color=INK, va="top")
        handles = [
            Line2D([], [], color=BLUE, linestyle="-", lw=1.8, label="right"),
            Line2D([], [], color=ORANGE, linestyle="--", lw=1.8, label="false"),
            Line2D([], [], color=PURPLE, linestyle=":", lw=1.8, label="missed part"),
        ]
        _legend(figure, handles, (0.49, 0.02))

    each = "; ".join(
        f"{name} {score:.2f}, {'right' if hit else 'false'}"
        for name, score, hit in list(
            zip(kept.names, kept.scores, kept.hits, strict=True)
        )[:MOST_NAMED]
    )
    more = "; and more" if len(kept.names) > MOST_NAMED else ""
    alt = (
        f"One tray with score threshold {cut_words(threshold)} and NMS IoU "
        f"{plain(nms_iou)}: {counts}. Kept, best first: {each or 'nothing'}{more}."
    )
    return picture(KEPT_HEIGHT, draw, alt)


def _draw_kept(axes: Axes, kept: Kept) -> None:
    """Draw right, false and missed boxes, named where they are few."""
    for box, name in zip(kept.missed, kept.missed_names, strict=True):
        draw_box(axes, box, PURPLE, ":", 1.8)
        name_box(axes, box, f"{name} missed", PURPLE)
    few = len(kept.names) <= MOST_NAMED
    # The best last, so that it lies on top.
    for place in range(len(kept.names))[::-1]:
        box, hit = kept.boxes[place], bool(kept.hits[place])
        colour, line = (BLUE, "-") if hit else (ORANGE, "--")
        draw_box(axes, box, colour, line, 1.8 if few else 1.0)
        if few:
            words = f"{kept.names[place]} {kept.scores[place]:.2f}"
            name_box(axes, box, words, colour, below=not hit)


def _legend(
    figure: Figure,
    handles: Sequence[Line2D],
    place: tuple[float, float],
    *,
    columns: int = 1,
) -> None:
    """Write the legend with its lower left corner at a place."""
    figure.legend(
        handles=handles,
        frameon=False,
        fontsize=9,
        labelcolor=INK,
        loc="lower left",
        bbox_to_anchor=place,
        handlelength=2.2,
        ncols=columns,
    )


def _counted(names: Sequence[str]) -> str:
    """Return how many there are of each class, in words.

    Examples
    --------
    >>> _counted(["nut", "washer", "washer"])
    '2 washers, 1 nut'
    """
    counts = [(names.count(name), name) for name in PART_CLASSES if name in names]
    return ", ".join(f"{n} {name}{'s' * (n > 1)}" for n, name in counts)
