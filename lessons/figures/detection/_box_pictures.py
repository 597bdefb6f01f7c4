"""Two boxes and their overlap, and suppression one box after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from lessons.data import PART_CLASSES, TrayScenes
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FLAGGED,
    INK,
    LINE,
    ORANGE,
    add_axes,
    picture,
    plain,
)
from lessons.figures.detection._boxes import overlaps, suppress
from lessons.figures.detection._found import NMS_IOU
from lessons.figures.detection._looks import add_tray, draw_box, name_box


def box_pair(box_a: Sequence[float], box_b: Sequence[float]) -> Picture:
    """Draw two boxes, what they have in common, and their IoU.

    Parameters
    ----------
    box_a, box_b : sequence of four float
        x1, y1, x2, y2; y grows downwards, as in an image.
    """
    a, b = np.asarray(box_a, float), np.asarray(box_b, float)
    share = float(overlaps(a, b)[0, 0])
    corner, far = np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])
    common = float(np.prod(np.maximum(far - corner, 0)))
    areas = [float(np.prod(box[2:] - box[:2])) for box in (a, b)]
    union = sum(areas) - common
    low, high = np.minimum(a, b)[:2], np.maximum(a, b)[2:]

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.09, 0.2, 0.5, 0.76)
        if common:
            axes.add_patch(
                Rectangle(
                    (corner[0], corner[1]),
                    *(far - corner),
                    facecolor=FLAGGED,
                    edgecolor=LINE,
                    hatch="//",
                )
            )
        for box, colour, line, name in ((a, BLUE, "-", "A"), (b, ORANGE, "--", "B")):
            axes.add_patch(
                Rectangle(
                    (box[0], box[1]),
                    *(box[2:] - box[:2]),
                    fill=False,
                    edgecolor=colour,
                    linestyle=line,
                    linewidth=2.2,
                )
            )
            at = (box[0], box[1]) if name == "A" else (box[2], box[3])
            axes.annotate(
                name,
                at,
                xytext=(5, -13) if name == "A" else (-13, 5),
                textcoords="offset points",
                fontsize=11,
                color=colour,
            )
        axes.set(
            xlim=(low[0] - 0.5, high[0] + 0.5),
            ylim=(high[1] + 0.5, low[1] - 0.5),
            aspect="equal",
            xlabel="x",
            ylabel="y, downwards",
        )
        words = (
            f"A has area {plain(areas[0])}, B {plain(areas[1])}",
            f"in common: {plain(common)} (hatched)",
            f"union: {_sum(areas, common)} = {plain(union)}",
            "",
            f"IoU = {plain(common)}/{plain(union)} = {plain(share)}",
        )
        figure.text(0.64, 0.82, "\n".join(words), fontsize=9.5, color=INK, va="top")

    alt = (
        f"Box A, area {plain(areas[0])}, and box B, area {plain(areas[1])}, have "
        f"{plain(common)} in common. Their union is {plain(union)}, so their IoU "
        f"{plain(common)}/{plain(union)} = {plain(share)}."
    )
    return picture(250, draw, alt)


def _sum(areas: Sequence[float], common: float) -> str:
    """Return the union as a sum in words."""
    return f"{plain(areas[0])} + {plain(areas[1])} − {plain(common)}"


def nms_at_work(
    trays: TrayScenes, number: int, name: str, *, nms_iou: float = NMS_IOU
) -> Picture:
    """Draw one class's raw boxes, what the best one drops, and what is kept at last.

    Parameters
    ----------
    trays : TrayScenes
        Those with an image are numbered from 0.
    number : int
        Of the tray.
    name : str
        The class; it has boxes there.
    nms_iou : float
        Boxes that overlap a better one by more are dropped.
    """
    raw = trays.raw.in_scene(number)
    ours = raw.classes == PART_CLASSES.index(name)
    boxes, scores = raw.boxes[ours], raw.scores[ours]
    best = int(scores.argmax())
    dropped = overlaps(boxes[best], boxes)[0] > nms_iou
    dropped[best] = False
    kept = suppress(boxes, scores, nms_iou)
    n_dropped = int(dropped.sum())
    waiting = len(boxes) - n_dropped - 1

    def draw(figure: Figure) -> None:
        titles = (
            f"{len(boxes)} raw boxes",
            f"the best drops {n_dropped}",
            f"{len(kept)} kept",
        )
        for column, title in enumerate(titles):
            place = (0.015 + 0.327 * column, 0.03, 0.316)
            axes = add_tray(figure, place, trays.images[number])
            axes.set_title(title, fontsize=10, color=INK)
            if column == 0:
                for box in boxes:
                    draw_box(axes, box, BLUE, "-", 0.8)
            elif column == 1:
                for box, is_dropped in zip(boxes, dropped, strict=True):
                    if is_dropped:
                        draw_box(axes, box, ORANGE, "--", 0.8)
                draw_box(axes, boxes[best], BLUE, "-", 2.0)
                name_box(axes, boxes[best], f"{scores[best]:.3f}", BLUE)
            else:
                for place_kept in kept:
                    draw_box(axes, boxes[place_kept], BLUE, "-", 2.0)
                    words = f"{scores[place_kept]:.3f}"
                    name_box(axes, boxes[place_kept], words, BLUE)

    alt = (
        f"Suppression of the {name} boxes on one tray at IoU {plain(nms_iou)}. Of "
        f"{len(boxes)} raw boxes the best, {scores[best]:.3f}, drops {n_dropped}; "
        f"{waiting} wait. At last {len(kept)} are kept, with scores "
        f"{', '.join(f'{scores[place]:.3f}' for place in kept)}."
    )
    return picture(250, draw, alt)
