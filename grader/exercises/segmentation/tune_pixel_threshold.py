"""Exercise tune-pixel-threshold: one threshold for all pixels of many images."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, numbers
from grader.exercises.segmentation.drawing import draw_map, mask_of
from grader.exercises.segmentation.tune_slips import TUNE_SLIPS

__all__ = ["TUNE_PIXEL_THRESHOLD"]


def _expected_tuning(probe: Probe) -> tuple[float, float]:
    maps, masks, grid = probe.args or ((), (), ())
    best = reference.tune_pixel_threshold(maps, masks, grid)
    return best.threshold, best.dice


def _read_tuning(probe: Probe, value: Any) -> Reading:
    """Read the pair; a threshold so near to one of the grid counts as that one."""
    threshold, dice = numbers(value, "the answer", ("threshold", "Dice"))
    grid = (probe.args or ((), (), ()))[2]
    near = (float(t) for t in grid if abs(t - threshold) <= 1e-6 * abs(t))
    return next(near, threshold), dice


def _draw_images(
    rng: np.random.Generator, *shapes: tuple[int, int]
) -> tuple[Any, Any, Any]:
    """Draw images with one best threshold, clearly ahead of the others."""
    grid = [0.2, 0.35, 0.45, 0.5, 0.55, 0.65, 0.8]
    while True:
        images = [draw_map(rng, shape) for shape in shapes]
        maps, masks = (list(column) for column in zip(*images, strict=True))
        values = np.sort(reference.pooled_dice(maps, masks, grid))
        if values[-1] - values[-2] > 0.006:
            return maps, [mask.astype(int) for mask in masks], grid


def _draw_tuning(rng: np.random.Generator) -> Sequence[Probe]:
    alike = _draw_images(rng, (6, 7), (6, 7), (6, 7))
    mixed = _draw_images(rng, (6, 7), (5, 4), (3, 8))
    name, about = "tune_pixel_threshold", "freshly drawn maps"
    return (
        Probe(name, alike, about),
        Probe(name, mixed, f"{about} of several sizes", "ties"),
    )


_GRID = [0.3, 0.4, 0.5, 0.6, 0.7]
_TWO_MAPS = [
    [[0.37, 0.65, 0.17, 0.4], [0.4, 0.39, 0.35, 0.18], [0.57, 0.3, 0.53, 0.13]],
    [[0.38, 0.7, 0.3, 0.38], [0.75, 0.33, 0.6, 0.2], [0.45, 0.24, 0.42, 0.53]],
]
_TWO_MASKS = [mask_of("#...", "....", "###."), mask_of("...#", "....", "....")]
_THREE_IMAGES = (
    [
        [[0.66, 0.8, 0.65], [0.67, 0.13, 0.26]],
        [[0.7, 0.41, 0.09], [0.2, 0.2, 0.31]],
        [[0.36, 0.78, 0.43], [0.92, 0.65, 0.5]],
    ],
    [mask_of("..#", "#.."), mask_of("#..", "..."), mask_of("##.", "#.#")],
    [0.2, 0.35, 0.55, 0.65, 0.8],
)
# From 0.3 to 0.6 the same pixels are flagged, and 0.45 comes first.
_TIED = (
    [[[0.9, 0.1, 0.8], [0.1, 0.9, 0.05]], [[0.1, 0.7, 0.1, 0.95], [0.28, 0.1, 0, 0.1]]],
    [mask_of("#.#", ".#."), mask_of(".#..", "...#")],
    [0.25, 0.45, 0.3, 0.6, 0.5],
)

TUNE_PIXEL_THRESHOLD = Exercise(
    id="tune-pixel-threshold",
    title="One threshold for all pixels",
    asks="tune_pixel_threshold(prob_maps, masks, grid) -> (threshold, dice), pooled "
    "over all pixels",
    parts=(
        Part("threshold", 2, "the threshold"),
        Part("dice", 1, "its pooled Dice"),
        Part("ties", 1, "ties, images of several sizes; inputs unchanged"),
    ),
    components=("threshold", "dice"),
    published=(
        *calls(
            "tune_pixel_threshold",
            "",
            ("two images of 3 by 4", (_TWO_MAPS, _TWO_MASKS, _GRID)),
            ("three images of 2 by 3", _THREE_IMAGES),
        ),
        *calls(
            "tune_pixel_threshold",
            "ties",
            ("images of two sizes, thresholds that tie", _TIED),
        ),
    ),
    graded=(
        *calls(
            "tune_pixel_threshold",
            "",
            (
                "maps and masks as one array each",
                (
                    np.array(_TWO_MAPS)[:, ::-1],
                    np.array(_TWO_MASKS)[:, ::-1],
                    np.array(_GRID[::-1]),
                ),
            ),
            (
                "one image has no defect",
                (
                    [
                        np.array([[0.9, 0.6, 0.2], [0.7, 0.45, 0.1]]),
                        np.array([[0.55, 0.2, 0.1], [0.3, 0.6, 0.1]]),
                    ],
                    [np.array(mask_of("##.", "##.")), np.array(mask_of("...", "..."))],
                    [0.25, 0.4, 0.65, 0.85],
                ),
            ),
            (
                "one image, masks as lists of booleans",
                (
                    [[[0.15, 0.3, 0.62], [0.8, 0.41, 0.3]]],
                    [[[False, True, True], [True, False, False]]],
                    [0.3, 0.41, 0.62],
                ),
            ),
            (
                "probabilities that are whole numbers",
                (
                    [[[0, 1, 1], [0, 1, 0]], [[1, 0, 0], [0, 0, 0]]],
                    [mask_of(".##", "..."), mask_of("#..", "...")],
                    [0, 0.5],
                ),
            ),
        ),
        *calls(
            "tune_pixel_threshold",
            "ties",
            (
                "other pixels, the same Dice",
                (
                    [np.array([[0.9, 0.5], [0.5, 0.5]]), np.array([[0.1], [0.2]])],
                    [np.array(mask_of("##", "..")), np.array(mask_of(".", "."))],
                    [0.15, 0.4, 0.8],
                ),
            ),
            (
                "other pixels, the same Dice, the higher threshold first",
                (
                    [np.array([[0.9, 0.5], [0.5, 0.5]]), np.array([[0.1], [0.2]])],
                    [np.array(mask_of("##", "..")), np.array(mask_of(".", "."))],
                    np.array([0.15, 0.8, 0.4]),
                ),
            ),
            (
                "no defect in any image",
                (
                    [[[0.7, 0.9]], [[0.8], [0.75]]],
                    [mask_of(".."), mask_of(".", ".")],
                    [0.4, 0.3, 0.6],
                ),
            ),
            (
                "images of three sizes, booleans",
                (
                    [
                        np.array([[0.35, 0.8, 0.6], [0.1, 0.72, 0.4]]),
                        np.array([[0.9, 0.2, 0.52, 0.33]]),
                        np.array([[0.64], [0.15], [0.48]]),
                    ],
                    [
                        np.array(mask_of(".##", ".#."), dtype=bool),
                        np.array(mask_of("#.#."), dtype=bool),
                        np.array(mask_of("#", ".", "."), dtype=bool),
                    ],
                    [0.7, 0.5, 0.4, 0.3],
                ),
            ),
            ("one threshold", ([[[0.2, 0.7]]], [mask_of("##")], [0.5])),
        ),
    ),
    draw=_draw_tuning,
    expected=_expected_tuning,
    read=_read_tuning,
    fingerprint=lambda _, value: flattened(value),
    slips=TUNE_SLIPS,
    hints=(
        "For one threshold, count over all images: the pixels flagged and true, the "
        "pixels flagged, the pixels true. One division then gives its pooled Dice.",
        "Flatten each map and each mask and join them: `np.concatenate([np.ravel(m) "
        "for m in prob_maps])` is one long row of probabilities, whatever the sizes. "
        "Then each threshold is one call of `dice`, or one comparison and two sums.",
        "Walk through the grid in its own order with `flagged = probs >= t`, and "
        "replace the best pair only where the Dice is larger by more than 1e-9. Start "
        "below 0, so that even a Dice of 0 replaces it.",
    ),
    builds_on=("dice",),
)
