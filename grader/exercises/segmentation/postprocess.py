"""Exercise postprocess: fill holes, then drop small regions."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, shaped
from grader.exercises.segmentation.drawing import draw_blobs, mask_of
from grader.exercises.segmentation.mask_slips import MASK_SLIPS

__all__ = ["POSTPROCESS"]


def _expected_mask(probe: Probe) -> list[list[bool]]:
    cleaned: list[list[bool]] = reference.postprocess(*(probe.args or ())).tolist()
    return cleaned


def _read_mask(probe: Probe, value: Any) -> Reading:
    return shaped(value, "the answer", np.shape((probe.args or ((),))[0]))


def _draw_postprocess(rng: np.random.Generator) -> Sequence[Probe]:
    mask = draw_blobs(rng, (11, 14)).astype(int)
    return calls("postprocess", "both", ("freshly drawn regions", (mask, 4)))


_RING = mask_of(
    ".........",
    ".###..##.",
    ".#.#..##.",
    ".###.....",
    ".......#.",
)

POSTPROCESS = Exercise(
    id="postprocess",
    title="Fill holes, drop small regions",
    asks="postprocess(mask, min_area) -> mask, holes filled, then smaller regions "
    "dropped, 4-connected",
    parts=(
        Part("holes", 1, "holes are filled"),
        Part("regions", 1, "small regions are dropped"),
        Part("both", 2, "both, in this order; other forms; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "postprocess",
            "holes",
            (
                "holes of one pixel and of many",
                (
                    mask_of(
                        "........",
                        ".###....",
                        ".#.####.",
                        ".###..#.",
                        "..##..#.",
                        "..#####.",
                    ),
                    2,
                ),
            ),
            (
                "bays, corners and a strip cut off",
                (
                    mask_of(
                        "..........#.",
                        ".##.####..#.",
                        "#.#.#..#..#.",
                        "###.#.....#.",
                        "....####..#.",
                        "..........#.",
                    ),
                    2,
                ),
            ),
        ),
        *calls(
            "postprocess",
            "regions",
            (
                "regions of one to six pixels",
                (
                    mask_of(
                        ".#.#.##",
                        "...#...",
                        ".###..#",
                        ".......",
                        "###..##",
                    ),
                    3,
                ),
            ),
            (
                "regions that touch at corners",
                (mask_of("##..#", "..#.#", ".##.#", "#...."), 3),
            ),
            ("nothing large enough", (mask_of("#..##", "....."), 4)),
        ),
        *calls(
            "postprocess",
            "both",
            ("a ring of eight pixels, nine once filled", (_RING, 9)),
            (
                "an island in a lake",
                (
                    mask_of(
                        "......#",
                        "#####..",
                        "#...#..",
                        "#.#.#..",
                        "#...#..",
                        "#####..",
                    ),
                    17,
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "postprocess",
            "holes",
            (
                "a ring in a ring, as an array",
                (
                    np.array(
                        mask_of(
                            ".......",
                            "#######",
                            "#.....#",
                            "#.###.#",
                            "#.#.#.#",
                            "#.###.#",
                            "#.....#",
                            "#######",
                        )
                    ),
                    1,
                ),
            ),
            (
                "holes at the rim, and bays there",
                (
                    mask_of(
                        "###.####",
                        "#.#.#..#",
                        "###.####",
                        "...#....",
                        "##.###.#",
                        ".####.##",
                        "##..####",
                    ),
                    1,
                ),
            ),
        ),
        *calls(
            "postprocess",
            "regions",
            (
                "lines and steps, as an array of booleans",
                (
                    np.array(
                        mask_of(
                            "####...#.",
                            "....#..##",
                            ".....#..#",
                            "##...##..",
                            ".#.#..##.",
                            "...#....#",
                        ),
                        dtype=bool,
                    ),
                    4,
                ),
            ),
            ("a region too many by one pixel", (mask_of("##.###.####.##"), 3)),
            (
                "regions of many shapes, some of the asked area",
                (
                    mask_of(
                        "##.#..###.",
                        "##.#..#...",
                        "...##.#.##",
                        ".#......##",
                        "###.####.#",
                    ),
                    5,
                ),
            ),
        ),
        *calls(
            "postprocess",
            "both",
            (
                "thin rings, thick spots",
                (
                    np.array(
                        mask_of(
                            "####.......",
                            "#..#..##...",
                            "#..#..##.#.",
                            "####......#",
                            "......###..",
                            ".##...#.#..",
                            ".#....###..",
                        ),
                        dtype=np.uint8,
                    ),
                    9,
                ),
            ),
            (
                "spots in a hole",
                (
                    mask_of(
                        "########.",
                        "#......#.",
                        "#.##.#.#.",
                        "#......#.",
                        "########.",
                        ".......##",
                    ),
                    3,
                ),
            ),
            ("nothing flagged", (mask_of("....", "....", "...."), 2)),
            ("everything flagged", (np.ones((3, 5), dtype=bool), 15)),
            ("an area that none reaches", (mask_of("###", "#.#", "###"), 10)),
            ("an area of 0", (mask_of("#.#.", "..#.", "#..."), 0)),
            (
                "lists of booleans",
                (
                    [
                        [True, True, True, False, True],
                        [True, False, True, False, False],
                        [True, True, True, False, True],
                    ],
                    2,
                ),
            ),
            ("one pixel", ([[1]], 1)),
        ),
    ),
    draw=_draw_postprocess,
    expected=_expected_mask,
    read=_read_mask,
    fingerprint=lambda _, value: flattened(value),
    slips=MASK_SLIPS,
    hints=(
        "Two steps, in this order. A hole is background from which no path of pixels "
        "that share a side leads to the border. A region is a set of flagged pixels "
        "that hang together through their sides.",
        "`scipy.ndimage` has both: `binary_fill_holes(mask)` fills, and `label(mask)` "
        "gives each region a number, joined through sides unless you ask otherwise. "
        "Count how often each number occurs.",
        "With `labelled, n = ndimage.label(filled)` and `area = "
        "np.bincount(labelled.ravel())`, keep the pixels with `area[labelled] >= "
        "min_area` that are flagged in the filled mask: number 0 is the background.",
    ),
)
