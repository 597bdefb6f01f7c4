"""The fast versions against the plain ones, where each could go wrong."""

import math
from dataclasses import astuple

import numpy as np
import pytest
from scipy import optimize

from grader.reference import (
    ImageDetections,
    ImageTruths,
    InvalidInput,
    TemperatureScaling,
    _pixel_counts,
    auroc,
    average_precision,
    best_cost_threshold,
    best_f_beta_threshold,
    coco_summary,
    precision_recall_curve,
    roc_curve,
    tune_pixel_threshold,
    youden_threshold,
)
from grader.reference import _packed_sweep as packed
from grader.reference._coco_pairs import matches_of_classes
from grader.reference._pixel_counts import CellCounter
from grader.reference._uniform_bins import uniform_bin_index
from grader.reference.bins import bin_index
from grader.reference.coco import summary_of_matches
from grader.reference.coco_matching import is_outside, matches_of_class
from grader.reference.detection_ap import checked_images
from grader.reference.isotonic import fit_isotonic, fit_isotonic_labels
from grader.reference.pixel_threshold import count_pixels
from grader.reference.pooling import pool, pool_with_a_stack
from grader.reference.sweep import sweep_thresholds

N = 80_000  # a few pieces of the packed sweep


def score_sets() -> dict[str, np.ndarray]:
    """Scores that try the packing: signs, ties, sizes, neighbours, long runs."""
    rng = np.random.default_rng(0)
    free = rng.random(N)
    ulps = 0.5 + np.spacing(0.5) * rng.integers(-3, 4, N)
    long_run = np.where(np.arange(N) < 70_000, 0.25, free)
    piece = packed._PIECE
    edge = np.repeat([0.75, 0.5, 0.25], [piece, piece, N - 2 * piece])
    return {
        "free": free,
        "signed": rng.normal(size=N),
        "signed and tied": rng.normal(size=N).round(1),
        "zeros of both signs": rng.choice([-0.0, 0.0, 0.5, -0.5], N),
        "zeros and nothing below": rng.choice([-0.0, 0.0, 0.5], N),
        "all zero": np.zeros(N),
        "all equal": np.full(N, 0.3),
        "neighbouring floats": ulps,
        "ones of both signs": rng.choice([-1.0, 1.0, np.nextafter(1.0, 0)], N),
        "just above 1": rng.choice([-1.0, 1.0, np.nextafter(1.0, 2)], N),
        "just below 2": np.nextafter(2.0, 0) - free * 1e-9,
        "two and above": 2.0 + free,
        "large": rng.normal(size=N) * 1e300,
        "huge and tiny": rng.choice([1e300, 1e-300, -5e-324, 5e-324, 1.0, -3.0], N),
        "subnormal": rng.integers(-50, 50, N) * 5e-324,
        "whole numbers": rng.integers(-1000, 1000, N).astype(float),
        "float32": rng.random(N, dtype=np.float32).astype(float),
        "a run across pieces": long_run,
        "runs that end with pieces": edge,
    }


@pytest.mark.parametrize("name", score_sets())
def test_packed_sweep_is_the_plain_sweep(name: str) -> None:
    """Thresholds and counts are the same, to the last bit."""
    scores = score_sets()[name]
    labels = np.random.default_rng(1).random(N) < 0.3
    plain, fast = sweep_thresholds(scores, labels), packed.whole_sweep(scores, labels)
    np.testing.assert_array_equal(fast.thresholds, plain.thresholds)
    assert not np.signbit(fast.thresholds[fast.thresholds == 0.0]).any()
    np.testing.assert_array_equal(fast.tp, plain.tp)
    np.testing.assert_array_equal(fast.fp, plain.fp)


@pytest.mark.parametrize("name", score_sets())
def test_packed_sweep_leaves_its_input_alone(name: str) -> None:
    """It works in memory of its own: arrays that cannot be written to will do."""
    scores, labels = score_sets()[name], np.random.default_rng(3).random(N) < 0.3
    before = scores.copy()
    scores.flags.writeable = labels.flags.writeable = False
    curve = roc_curve(scores, labels)
    auroc(scores, labels)
    np.testing.assert_array_equal(scores, before)
    assert not np.shares_memory(curve.thresholds, scores)


def test_a_short_curve_keeps_no_long_columns_alive() -> None:
    """With two distinct scores in many parts the memory of the sweep is given back."""
    scores = np.where(np.arange(N) < 5, 0.9, 0.1)
    curve = precision_recall_curve(scores, np.arange(N) % 2 == 0)
    assert curve.thresholds.base is None or curve.thresholds.base.size < 100


def test_only_scores_without_a_lossless_scale_are_left_to_the_plain_sweep() -> None:
    """Powers of two serve every range but one that loses the smallest scores."""
    sets = score_sets()
    unpacked = {
        name for name, scores in sets.items() if packed._exponent_to_fit(scores) is None
    }
    assert unpacked == {"huge and tiny"}


@pytest.mark.parametrize("name", score_sets())
def test_results_do_not_depend_on_the_pieces(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Curves, areas and thresholds are the same in one piece and in many."""
    scores = score_sets()[name]
    labels = np.random.default_rng(2).random(N) < 0.4

    def everything() -> list:
        pr, roc = precision_recall_curve(scores, labels), roc_curve(scores, labels)
        return [
            *(pr.precision, pr.recall, pr.thresholds),
            *(roc.fpr, roc.tpr, roc.thresholds),
            auroc(scores, labels),
            best_f_beta_threshold(scores, labels),
            best_f_beta_threshold(scores, labels, beta=0.5),
            youden_threshold(scores, labels),
            best_cost_threshold(scores, labels, cost_fp=1, cost_fn=2),
            best_cost_threshold(scores, labels, cost_fp=0.1, cost_fn=0),
            average_precision(scores, labels),
        ]

    fast = everything()
    monkeypatch.setattr(packed, "_WORTH_PACKING", 10 * N)
    plain = everything()
    for one, other in zip(fast[:-1], plain[:-1], strict=True):
        np.testing.assert_array_equal(one, other)
    assert fast[-1] == pytest.approx(plain[-1], rel=1e-13)


def test_the_first_of_tied_pieces_wins() -> None:
    """F1 ties between pieces go to the larger score, and its interval is right.

    Blocks of 1 in 2 after a first positive: at the end of each, J is the same.
    """
    scores = np.arange(N, 0, -1.0)
    labels = np.arange(N) % 2 == 0
    found = youden_threshold(scores, labels)
    assert (found.value, found.interval[0]) == (float(N), float(N - 1))
    ends_piece = np.zeros(N, dtype=bool)
    ends_piece[: packed._PIECE] = True
    found = youden_threshold(scores, ends_piece)
    assert found.value == N - packed._PIECE + 1
    assert found.interval[0] == N - packed._PIECE
    assert found.objective == 1.0


def test_objectives_too_wide_for_64_bits_are_exact() -> None:
    """Long decimals make integers beyond 64 bits; ties are still ties."""
    scores = np.arange(10.0)
    found = best_cost_threshold(
        scores, [0] * 10, cost_fp=1e-9, cost_fn=123456789.123456789
    )
    assert found.value == math.inf
    labels = [1, 0] * 5
    one = best_f_beta_threshold(scores, labels, beta=1.0)
    assert best_f_beta_threshold(scores, labels, beta=1 + 1e-15).value == one.value
    tiny = best_cost_threshold(scores, labels, cost_fp=1e-30, cost_fn=1e30)
    assert (tiny.value, tiny.objective) == (0.0, 5e-30)


@pytest.mark.parametrize("n_bins", [*range(1, 65), 100, 1000, 4096])
@pytest.mark.parametrize("closed", ["left", "right"])
def test_uniform_bins_are_those_of_the_search(n_bins: int, closed: str) -> None:
    """Edges, their neighbours on both sides, 0 and 1 fall where a search puts them."""
    edges = np.arange(n_bins + 1) / n_bins
    rng = np.random.default_rng(n_bins)
    probs = np.concatenate(
        (
            edges,
            np.nextafter(edges, 0),
            np.minimum(np.nextafter(edges, 1), 1.0),
            np.linspace(0, 1, n_bins + 1),
            rng.random(500),
        )
    )
    found = uniform_bin_index(probs, edges, closed)
    np.testing.assert_array_equal(found, bin_index(probs, edges, closed))


@pytest.mark.parametrize("distinct", [3, 50, 5000, 10**9])
def test_compiled_pooling_is_the_stack(distinct: int) -> None:
    """SciPy's loop gives what the stack gives, with ties and weights."""
    rng = np.random.default_rng(distinct)
    values = rng.integers(0, distinct, 5000) / distinct + np.linspace(0, 0.5, 5000)
    weights = rng.integers(1, 9, 5000).astype(float)
    found = pool(values, weights)
    np.testing.assert_allclose(found, pool_with_a_stack(values, weights), atol=1e-12)
    assert np.all(np.diff(found) >= 0.0)
    unweighted = pool_with_a_stack(values, np.ones(5000))
    np.testing.assert_allclose(pool(values), unweighted, atol=1e-12)


def test_compiled_pooling_returns_what_does_not_fall() -> None:
    """Also with ties and weights, to the last bit, as the stack does."""
    rng = np.random.default_rng(0)
    values = np.sort(rng.choice(rng.random(900), 5000))
    weights = rng.random(5000)
    assert pool(values, weights).tolist() == values.tolist()
    assert pool_with_a_stack(values, weights).tolist() == values.tolist()


@pytest.mark.parametrize("digits", [1, 3, 12])
def test_isotonic_of_labels_is_isotonic_of_numbers(digits: int) -> None:
    """The packed sort gives the fit that the general one gives."""
    rng = np.random.default_rng(digits)
    scores = rng.normal(size=20_000).round(digits) + 0.0
    labels = rng.random(20_000) < 1 / (1 + np.exp(-scores))
    one = fit_isotonic_labels(scores, labels)
    other = fit_isotonic(scores, labels.astype(float))
    np.testing.assert_array_equal(one[0], other[0])
    np.testing.assert_allclose(one[1], other[1], atol=1e-12)


@pytest.mark.parametrize(
    "grid",
    [
        np.arange(101) / 100,
        np.array([0.5, 0.1, 0.9, 0.5]),
        np.array([0.0, 1.0, -3.0, 7.0]),
        np.array([1 / 8192, 2 / 8192, 1.5 / 8192]),
        np.nextafter([0.25, 0.5, 0.75], 1),
        np.nextafter([0.25, 0.5, 0.75], 0),
        (np.arange(40) + 0.5) / 65_536,  # where p is rounded to the next cell
        np.array([-1e300, -1e-9, -0.0, 5e-324, 1 + 1e-9, 1e300]),
        np.arange(127) / 126,  # one threshold more than codes of a byte can tell
    ],
)
@pytest.mark.parametrize("kind", ["free", "on the grid", "zeros and ones"])
def test_pixels_by_cells_are_pixels_one_by_one(
    grid: np.ndarray, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every pixel is counted at every threshold that it reaches, in any order.

    Codes are counted when 4096 are held, and the last 3983 are an odd number.
    """
    monkeypatch.setattr(_pixel_counts, "_HELD", 4096)
    rng = np.random.default_rng(4)
    probs = {
        "free": rng.random((299, 301)),
        "on the grid": np.clip(rng.choice(grid, (299, 301)), 0, 1),
        "zeros and ones": rng.integers(0, 2, (299, 301)).astype(float),
    }[kind]
    mask = rng.random(probs.shape) < 0.2
    counter = CellCounter(grid)
    counter.add(probs[:100], mask[:100])
    counter.add(probs[100:], mask[100:])
    for found, plain in zip(
        counter.counts(), count_pixels(probs, mask, grid), strict=True
    ):
        np.testing.assert_array_equal(found, plain)


@pytest.mark.parametrize("outside", [-1e-300, 1 + 1e-15, np.nan, np.inf, -1e300])
def test_a_pixel_outside_is_seen_in_any_block(outside: float) -> None:
    """One pixel of a large map outside [0, 1], first, between or last, is told."""
    mask = np.zeros((500, 500), dtype=bool)
    assert CellCounter(np.array([0.5])).add(np.zeros(mask.shape), mask)
    for where in ((0, 0), (200, 3), (499, 499)):
        probs = np.zeros(mask.shape)
        probs[where] = outside
        assert not CellCounter(np.array([0.5])).add(probs, mask)
        with pytest.raises(InvalidInput, match=rf"position \({where[0]}, {where[1]}\)"):
            tune_pixel_threshold([probs], [mask], [0.5])


@pytest.mark.parametrize(
    ("scale", "dtype"),
    [
        (1.0, np.float32),
        (1e-3, np.float32),
        (1e4, np.float32),
        (1.0, np.float64),
        (1e4, np.float64),
        (1e60, np.float64),  # beyond float32
    ],
)
def test_a_good_start_does_not_move_the_temperature(scale: float, dtype: type) -> None:
    """From few rows, and float32 input, the same root is reached, to 1e-9."""
    rng = np.random.default_rng(6)
    honest = rng.normal(size=(20_000, 5)) + 30
    labels = np.argmax(honest + rng.gumbel(size=honest.shape), axis=1)
    logits = (scale * honest).astype(dtype)
    wide = logits.astype(float) / scale
    label = wide[np.arange(len(wide)), labels]

    def slope(beta: float) -> float:
        weight = np.exp(beta * (wide - wide.max(axis=1, keepdims=True)))
        mean = (weight * wide).sum(axis=1) / weight.sum(axis=1)
        return float(np.mean(mean - label))

    beta = optimize.brentq(slope, 0.1, 10, xtol=1e-15, rtol=1e-14)
    found = TemperatureScaling().fit(logits, labels).temperature_
    assert found == pytest.approx(scale / beta, rel=1e-9)


def test_many_binary_logits_reach_the_stationary_point() -> None:
    """A hundred thousand binary logits: the root of the slope, to 1e-10."""
    rng = np.random.default_rng(7)
    logits = 3 * rng.normal(size=100_000)
    labels = rng.random(100_000) < 1 / (1 + np.exp(-logits / 2.5))

    def slope(beta: float) -> float:
        return float(np.mean((1 / (1 + np.exp(-beta * logits)) - labels) * logits))

    beta = optimize.brentq(slope, 0.1, 10, xtol=1e-15, rtol=1e-14)
    found = TemperatureScaling().fit(logits, labels).temperature_
    assert found == pytest.approx(1 / beta, rel=1e-10)


def coco_scenes(seed: int) -> tuple[list[ImageDetections], list[ImageTruths]]:
    """Crowded little scenes: ties of scores and overlaps, ignored truths, no boxes."""
    rng = np.random.default_rng(seed)
    detections, truths = [], []
    for _ in range(8):
        m, n = rng.integers(0, 9), rng.integers(0, 25)
        low = rng.integers(0, 4, (m, 2)) * 40.0
        boxes = np.hstack((low, low + rng.choice([20.0, 32.0, 60.0, 120.0], (m, 2))))
        truths.append(
            ImageTruths(boxes, rng.integers(0, 3, m), ignore=rng.random(m) < 0.2)
        )
        near = boxes[rng.integers(0, m, n)] if m else np.zeros((n, 4))
        moved = near + rng.choice([0.0, 0.0, 2.0, 6.0], (n, 4)) * [-1, -1, 1, 1]
        scores = rng.integers(0, 12, n) / 12
        detections.append(ImageDetections(moved, scores, rng.integers(0, 5, n)))
    return detections, truths


@pytest.mark.parametrize("seed", range(12))
def test_coco_in_steps_of_rank_is_coco_image_by_image(seed: int) -> None:
    """Every match, and all twelve figures, are those of the plain version."""
    images = checked_images(*coco_scenes(seed))
    names = sorted({int(name) for _, (_, classes, _) in images for name in classes})
    plain = [matches_of_class(images, name) for name in names]
    for one, other in zip(plain, matches_of_classes(images, names), strict=True):
        np.testing.assert_array_equal(one.scores, other.scores)
        np.testing.assert_array_equal(one.rank, other.rank)
        np.testing.assert_array_equal(one.is_true_positive, other.is_true_positive)
        np.testing.assert_array_equal(one.is_ignored, other.is_ignored)
        np.testing.assert_array_equal(one.n_truth, other.n_truth)
    np.testing.assert_array_equal(
        astuple(summary_of_matches(plain)), astuple(coco_summary(*coco_scenes(seed)))
    )


def test_only_a_hundred_detections_of_an_image_and_class_count() -> None:
    """The 101st is cut by both versions, also when it is the right one."""
    boxes = [[500, 500, 520, 520]] * 100 + [[0, 0, 50, 50]]
    scores = np.linspace(1, 0, 101)
    detections = [ImageDetections(boxes, scores, [0] * 101)]
    truths = [ImageTruths([[0, 0, 50, 50]], [0])]
    assert coco_summary(detections, truths).ap == 0.0
    images = checked_images(detections, truths)
    assert summary_of_matches([matches_of_class(images, 0)]).ar_100 == 0.0


def test_a_detection_between_two_truths_takes_the_later_one() -> None:
    """Equal overlaps with both: the later is taken, and missing for the next.

    The first detection has IoU 8/12 with both truths, the second only reaches the
    later. So one of two is found: precision 1 at the 51 levels up to recall 1/2.
    """
    truths = [ImageTruths([[0, 0, 10, 10], [4, 0, 14, 10]], [0, 0])]
    boxes = [[2, 0, 12, 10], [4, 0, 14, 10]]
    detections = [ImageDetections(boxes, [0.9, 0.8], [0, 0])]
    plain = summary_of_matches(
        [matches_of_class(checked_images(detections, truths), 0)]
    )
    assert coco_summary(detections, truths).ap_50 == pytest.approx(51 / 101, rel=1e-12)
    assert plain.ap_50 == pytest.approx(51 / 101, rel=1e-12)


def test_areas_on_a_bound_belong_to_both_sizes() -> None:
    """32² is small and medium, 96² medium and large; all sizes are in the first."""
    outside = is_outside(np.array([1024.0, 1024.5, 9216.0, 9216.5]))
    assert outside.astype(int).tolist() == [
        [0, 0, 0, 0],
        [0, 1, 1, 1],
        [0, 0, 0, 1],
        [1, 1, 0, 0],
    ]
