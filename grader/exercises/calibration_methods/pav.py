"""Exercise pav: the nearest sequence that never falls."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, shaped

__all__ = ["PAV"]


def _right(values: Any) -> list[float]:
    fit: list[float] = reference.pool_adjacent_violators(values).tolist()
    return fit


def _expected_pav(probe: Probe) -> list[float]:
    return _right(*(probe.args or ()))


def _read_pav(probe: Probe, value: Any) -> Reading:
    (values,) = probe.args or ()
    return shaped(value, "the answer", np.shape(values))


def _draw_pav(rng: np.random.Generator) -> Sequence[Probe]:
    rising = np.round(np.linspace(0, 2, 14) + 0.4 * rng.normal(size=14), 3)
    noise = np.round(rng.normal(size=9), 3)
    # Three falls in a row, each of which reaches further back than the one before.
    far = np.round(np.array([1, 2, 3, 2.2, 1.1, -0.4]) + 0.2 * rng.random(6), 3)
    labels = (rng.random(18) < np.linspace(0.2, 0.8, 18)).astype(int)
    return (
        Probe("pav", (far,), "freshly drawn, falling far", "cascades"),
        Probe("pav", (rising,), "freshly drawn, rising with noise", "cascades"),
        Probe("pav", (noise.tolist(),), "freshly drawn noise", "cascades"),
        Probe("pav", (labels,), "freshly drawn labels", "forms"),
    )


def _floats(values: Any) -> list[float]:
    return [float(v) for v in np.asarray(values, dtype=float)]


def _one_pass(values: Any) -> list[float]:
    """Average neighbours that fall, from left to right, and never look back."""
    fit = _floats(values)
    for i in range(len(fit) - 1):
        if fit[i] > fit[i + 1]:
            fit[i] = fit[i + 1] = (fit[i] + fit[i + 1]) / 2
    return fit


def _runs_pooled(values: Any) -> list[float]:
    """Average each falling run of the data once, and never look back."""
    given = _floats(values)
    starts = [0, *(i for i in range(1, len(given)) if given[i] >= given[i - 1])]
    ends = [*starts[1:], len(given)]
    blocks = [given[a:b] for a, b in zip(starts, ends, strict=True)]
    return [sum(block) / len(block) for block in blocks for _ in block]


def _merged_once(values: Any) -> list[float]:
    """Merge a value with the block before it at most once: `if` for `while`."""
    blocks: list[list[float]] = []
    for value in _floats(values):
        blocks.append([value])
        if len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [*blocks[-1], *last]
    return [sum(block) / len(block) for block in blocks for _ in block]


def _pooled(mean: Callable[[list[float]], float], values: Any) -> list[float]:
    """Pool by another kind of mean of a block's values."""
    blocks: list[list[float]] = []
    for value in _floats(values):
        blocks.append([value])
        while len(blocks) > 1 and mean(blocks[-2]) > mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [*blocks[-1], *last]
    return [mean(block) for block in blocks for _ in block]


def _means_of_means(values: Any) -> list[float]:
    """Pool two blocks to the middle of their means, however many they hold."""
    blocks: list[tuple[float, int]] = []
    for value in _floats(values):
        blocks.append((value, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, n), (b, m) = blocks[-2:]
            blocks[-2:] = [((a + b) / 2, n + m)]
    return [mean for mean, n in blocks for _ in range(n)]


def _back_to_back(fit: Callable[[Any], Any], values: Any) -> list[float]:
    return _floats(fit(np.asarray(values, dtype=float)[::-1]))[::-1]


def _in_its_own_type(values: Any) -> list[float]:
    """Fill an array like the input, which cuts decimals off whole numbers."""
    return _floats(np.asarray(_right(values)).astype(np.asarray(values).dtype))


def _once_each(values: Any) -> list[float]:
    """Return one number a block, where two blocks never have the same."""
    return sorted(set(_right(values)))


def _middle(block: list[float]) -> float:
    return (max(block) + min(block)) / 2


PAV = Exercise(
    id="pav",
    title="Pool adjacent violators",
    asks="pav(values) -> the non-decreasing least-squares fit, as long as values",
    parts=(
        Part("pools", 1, "neighbours that fall"),
        Part("cascades", 1, "pools that reach further back"),
        Part("forms", 1, "equal values, whole numbers, labels; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "pav",
            "pools",
            ("one pair that falls", ([0.1, 0.4, 0.23, 0.7, 0.9],)),
            ("two pairs that fall", ([1.5, 0.8, 2.1, 3.7, 3.22],)),
        ),
        *calls(
            "pav",
            "cascades",
            ("three that fall in a row", ([0.2, 1.0, 0.74, 0.31, 1.3],)),
            ("a low last value", ([1.0, 2.13, 3.0, -0.9],)),
            ("high first values", ([0.9, 0.77, 0.14, 0.35, 0.2, 0.68],)),
        ),
        *calls(
            "pav",
            "forms",
            ("labels in the order of their scores", ([0, 1, 0, 1, 0, 0, 1, 1],)),
            (
                "whole numbers in an array",
                (np.array([1, 4, 3, 3, 7, 6, 9]),),
            ),
        ),
    ),
    graded=(
        *calls(
            "pav",
            "pools",
            ("a pair that falls below nothing", (np.array([-1.2, -0.3, -0.8, 0.4]),)),
            ("the first two fall", ([0.62, 0.41, 0.88],)),
            ("rising already", ([-0.5, 0.1, 0.35, 1.9],)),
        ),
        *calls(
            "pav",
            "cascades",
            ("falling all the way", ([5.1, 4.3, 2.2, 0.7],)),
            ("a low value after two pools", ([1.2, 0.9, 2.2, 1.7, 0.3, 2.5],)),
            (
                "a low value in the middle",
                (np.array([0.3, 0.5, 0.8, -1.6, 0.9, 0.85, 1.4]),),
            ),
            ("far from nothing", ([1000.5, 1003.1, 1001.2, 999.9, 1004.4],)),
        ),
        *calls(
            "pav",
            "forms",
            ("one value", ([0.37],)),
            ("all equal", ([0.6, 0.6, 0.6],)),
            ("equal values that have to fall", ([0.5, 0.9, 0.9, 0.2, 0.2, 1.1],)),
            ("rising whole numbers", ([-2, 0, 0, 3],)),
            ("labels in an array", (np.array([1, 0, 1, 1, 0, 0, 1, 0, 1, 1]),)),
            ("labels, one class only", ([1, 1, 1],)),
            ("labels from the wrong end", (np.array([1, 1, 0, 0, 0]),)),
        ),
    ),
    draw=_draw_pav,
    expected=_expected_pav,
    read=_read_pav,
    fingerprint=lambda _, value: flattened(value),
    slips=(
        slip(
            "running-maximum",
            "Your sequence never falls, but it keeps the highest so far, which leaves "
            "every later value too high. Neighbours that fall share their mean.",
            lambda v: np.maximum.accumulate(_floats(v)).tolist(),
        ),
        slip(
            "running-minimum",
            "Your sequence never falls, but it keeps the lowest that is still to come, "
            "which leaves every earlier value too low. Neighbours that fall share "
            "their mean.",
            lambda v: _back_to_back(np.minimum.accumulate, v),
        ),
        slip(
            "values-sorted",
            "Your values are sorted. Each place keeps its own value or the mean of its "
            "block: the order of the places belongs to the scores.",
            lambda v: sorted(_floats(v)),
        ),
        *slips(
            "no-look-back",
            "After two neighbours share a mean you go on. That mean may lie below what "
            "stands before it: look back, and pool again until nothing falls.",
            _one_pass,
            _runs_pooled,
            _merged_once,
        ),
        slip(
            "sizes-forgotten",
            "When two blocks become one, you take the middle of their means. A block "
            "counts by how many values it holds: take the mean of all of them.",
            _means_of_means,
        ),
        slip(
            "medians-for-means",
            "Your blocks get their median. Least squares asks for the mean.",
            lambda v: _pooled(lambda block: float(np.median(block)), v),
        ),
        slip(
            "middles-for-means",
            "Your blocks get the middle between their lowest and highest value. Least "
            "squares asks for the mean of all.",
            lambda v: _pooled(_middle, v),
        ),
        *slips(
            "never-rises",
            "Your sequence never rises. It should never fall: pool where the left "
            "block's mean is above the right one's.",
            lambda v: _back_to_back(_right, v),
            lambda v: [-x for x in _right(np.negative(_floats(v)))],
        ),
        slip(
            "whole-numbers-kept",
            "Where the values are whole numbers, so are your means: an array of whole "
            "numbers cuts the decimals off. Make it of floats.",
            _in_its_own_type,
        ),
        slip(
            "one-number-a-block",
            "Your answer has one number for each block. Asked for is one for each "
            "value: repeat a block's mean as often as it has values.",
            _once_each,
        ),
        slip(
            "one-mean-for-all",
            "Every place gets the same mean. Pool only where values fall, and leave "
            "the rest as it is.",
            lambda v: [sum(_floats(v)) / len(v)] * len(v),
        ),
        slip(
            "values-unchanged",
            "Your answer is what came in. Where it falls, neighbours have to share "
            "their mean.",
            _floats,
        ),
        *rounded_slips(_right),
    ),
    hints=(
        "Go from left to right. Where a value lies below the one before it, the two "
        "become a block, and both get the block's mean. That mean may in turn lie "
        "below what stands before it.",
        "Keep a list of blocks, each with its sum and its size. Append each value as a "
        "block of its own; while the mean of the last but one is above the mean of the "
        "last, merge the two by adding sums and sizes.",
        "At the end write each block's mean as often as its size says: `[s / n for s, "
        "n in blocks for _ in range(n)]`. The loop inside is `while len(blocks) > 1 "
        "and …`.",
    ),
)
