"""Exercise dice: how much two masks overlap."""

from collections.abc import Sequence

import numpy as np

from grader import reference
from grader.exercises.building import calls
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import flattened, number
from grader.exercises.segmentation.dice_slips import DICE_SLIPS
from grader.exercises.segmentation.drawing import draw_blobs, mask_of

__all__ = ["DICE"]


def _expected_dice(probe: Probe) -> float:
    return reference.dice(*(probe.args or ()))


def _draw_dice(rng: np.random.Generator) -> Sequence[Probe]:
    while True:
        pred, truth = draw_blobs(rng, (6, 8)), draw_blobs(rng, (6, 8))
        if 0 < (pred & truth).sum() < truth.sum() and pred.sum() != truth.sum():
            args = (pred.astype(int), truth.astype(int))
            return (Probe("dice", args, "freshly drawn masks", "overlap"),)


DICE = Exercise(
    id="dice",
    title="The overlap of two masks",
    asks="dice(pred, truth) -> Dice, 1.0 when both masks are empty",
    parts=(
        Part("overlap", 1, "the overlap of two masks"),
        Part("empty", 1, "empty masks, other forms; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "dice",
            "overlap",
            (
                "two masks of 3 by 4",
                (mask_of("##..", ".##.", "...#"), mask_of("#...", "###.", "..##")),
            ),
            (
                "a mask inside another",
                (mask_of("....", ".#..", ".#.."), mask_of(".##.", ".##.", ".##.")),
            ),
            ("the same pixel twice", (mask_of(".#"), mask_of(".#"))),
        ),
        *calls(
            "dice",
            "empty",
            ("both masks empty", (mask_of("...", "..."), mask_of("...", "..."))),
            ("nothing found", (mask_of("...", "..."), mask_of("..#", "..."))),
            ("nothing there", (mask_of("##.", "..."), mask_of("...", "..."))),
            (
                "arrays of booleans",
                (
                    np.array(mask_of(".#.", "##.", ".#."), dtype=bool),
                    np.array(mask_of("##.", "##.", "..#"), dtype=bool),
                ),
            ),
        ),
    ),
    graded=(
        *calls(
            "dice",
            "overlap",
            (
                "masks as arrays",
                (
                    np.array(mask_of("###..", "###..", ".....", "....#")),
                    np.array(mask_of(".....", ".###.", ".###.", "....#")),
                ),
            ),
            ("no pixel in common", (mask_of("#.#", "..."), mask_of(".#.", "#.#"))),
            ("the same mask twice", (mask_of("#.#", "##."), mask_of("#.#", "##."))),
            ("all flagged", (mask_of("####", "####"), mask_of("...#", ".#.#"))),
        ),
        *calls(
            "dice",
            "empty",
            (
                "both masks empty, as arrays of booleans",
                (np.zeros((3, 5), dtype=bool), np.zeros((3, 5), dtype=bool)),
            ),
            (
                "both masks empty, as arrays of whole numbers",
                (np.zeros((4, 2), dtype=int), np.zeros((4, 2), dtype=int)),
            ),
            ("one row, all of it missed", ([[0, 0, 0]], [[1, 1, 1]])),
            (
                "lists of booleans",
                (
                    [[True, False], [True, True], [False, False]],
                    [[False, False], [True, True], [True, False]],
                ),
            ),
            (
                "a list and an array of small whole numbers",
                (
                    mask_of("##.#", "#..#"),
                    np.array(mask_of("##..", ".###"), dtype=np.uint8),
                ),
            ),
            (
                "both masks full",
                (np.ones((8, 8), dtype=np.uint8), np.ones((8, 8), dtype=np.uint8)),
            ),
        ),
    ),
    draw=_draw_dice,
    expected=_expected_dice,
    read=lambda _, value: (number(value, "Dice"),),
    fingerprint=lambda _, value: flattened(value),
    slips=DICE_SLIPS,
    hints=(
        "You need three counts: the pixels that both masks flag, those that the "
        "prediction flags, and those that the truth flags.",
        "Turn both into arrays of booleans with `np.asarray(…, dtype=bool)`: then "
        "`pred & truth` is the overlap, and `.sum()` counts. What is left to divide "
        "by when nothing is flagged at all?",
        "Let `total = pred.sum() + truth.sum()`. Return 1.0 if `total` is 0, and "
        "`2 * (pred & truth).sum() / total` otherwise.",
    ),
)
