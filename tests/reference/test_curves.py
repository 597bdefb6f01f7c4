"""ROC and precision-recall curves, and the areas under them."""

import numpy as np
import pytest
from sklearn import metrics

from grader.reference import (
    auroc,
    average_precision,
    precision_recall_curve,
    roc_curve,
)

from .brute_force import counts_at, pairs_won, step_area
from .card import LABELS, SCORES
from .strategies import for_all, scored_labels

Data = tuple[list[float], list[int]]


def test_areas_of_the_card() -> None:
    """AUROC .75 (12 of 16 pairs); AP .830357 = (1 + 1 + 3/4 + 4/7) / 4."""
    assert auroc(SCORES, LABELS) == 0.75
    assert average_precision(SCORES, LABELS) == pytest.approx(0.830357, abs=5e-7)
    by_hand = (1 + 1 + 3 / 4 + 4 / 7) / 4
    assert average_precision(SCORES, LABELS) == pytest.approx(by_hand, rel=1e-15)


def test_roc_curve_of_the_card() -> None:
    """The curve starts at (0, 0) for the threshold inf, then one point a score."""
    curve = roc_curve(SCORES, LABELS)
    assert curve.thresholds.tolist() == [np.inf, *SCORES]
    assert (4 * curve.tpr).tolist() == [0, 1, 2, 2, 3, 3, 3, 4, 4]
    assert (4 * curve.fpr).tolist() == [0, 0, 0, 1, 1, 2, 3, 3, 4]


def test_pr_curve_of_the_card_has_no_invented_end_point() -> None:
    """There are eight points for eight scores, descending, and no (1, 0)."""
    curve = precision_recall_curve(SCORES, LABELS)
    assert curve.thresholds.tolist() == SCORES
    assert curve.recall.tolist() == [0.25, 0.5, 0.5, 0.75, 0.75, 0.75, 1.0, 1.0]
    assert curve.precision[0] == 1.0
    assert curve.precision[-1] == 0.5


def test_equal_scores_are_one_point() -> None:
    """Parts with equal scores are flagged together, whatever their order."""
    for labels in ([1, 0, 1, 0], [0, 1, 1, 0]):
        curve = precision_recall_curve([0.5, 0.5, 0.7, 0.1], labels)
        assert curve.thresholds.tolist() == [0.7, 0.5, 0.1]
        assert curve.precision.tolist() == [1.0, 2 / 3, 0.5]


def test_constant_scores_have_an_area_of_one_half() -> None:
    """Scores that say nothing have AUROC 1/2 and AP equal to the prevalence."""
    assert auroc([0.3] * 5, [1, 0, 0, 1, 0]) == 0.5
    assert average_precision([0.3] * 5, [1, 0, 0, 1, 0]) == 0.4


def test_negative_zero_equals_zero() -> None:
    """−0.0 and 0.0 are one score."""
    assert auroc([-0.0, 0.0], [1, 0]) == 0.5
    assert precision_recall_curve([-0.0, 0.0], [1, 0]).thresholds.tolist() == [0.0]
    assert not np.signbit(precision_recall_curve([-0.0], [1]).thresholds[0])


def test_straight_pieces_of_the_roc_are_kept() -> None:
    """A point in the middle of a straight piece is a threshold too."""
    assert len(roc_curve([4, 3, 2, 1], [1, 1, 1, 0]).thresholds) == 5


def test_perfect_and_inverted_rankings() -> None:
    """A perfect ranking has area 1, an inverted one 0."""
    assert auroc([3, 2, 1, 0], [1, 1, 0, 0]) == 1.0
    assert auroc([3, 2, 1, 0], [0, 0, 1, 1]) == 0.0
    assert average_precision([3, 2, 1, 0], [1, 1, 0, 0]) == 1.0


def test_all_positive_labels_have_a_pr_curve() -> None:
    """With positives only, precision is 1 at every threshold and AP is 1."""
    assert precision_recall_curve([0.2, 0.9], [1, 1]).precision.tolist() == [1.0, 1.0]
    assert average_precision([0.2, 0.9], [1, 1]) == 1.0


@for_all(scored_labels(both_classes=True))
def test_curves_and_areas_are_those_of_the_definition(data: Data) -> None:
    """Counting at each distinct score, in fractions, gives curves and areas."""
    scores, labels = data
    roc, pr = roc_curve(scores, labels), precision_recall_curve(scores, labels)
    assert pr.thresholds.tolist() == sorted(set(scores), reverse=True)
    for i, threshold in enumerate(pr.thresholds):
        tp, fp, fn, tn = counts_at(scores, labels, threshold)
        assert (roc.tpr[i + 1], roc.fpr[i + 1]) == (tp / (tp + fn), fp / (fp + tn))
        assert (pr.precision[i], pr.recall[i]) == (tp / (tp + fp), tp / (tp + fn))
    assert auroc(scores, labels) == float(pairs_won(scores, labels))
    exact = float(step_area(scores, labels))
    assert average_precision(scores, labels) == pytest.approx(exact, rel=1e-14)


@for_all(scored_labels(both_classes=True))
def test_order_of_the_parts_does_not_matter(data: Data) -> None:
    """Reversing the parts changes nothing, to the last bit."""
    scores, labels = data
    assert auroc(scores, labels) == auroc(scores[::-1], labels[::-1])
    there = precision_recall_curve(scores, labels)
    back = precision_recall_curve(scores[::-1], labels[::-1])
    assert there.precision.tolist() == back.precision.tolist()


def _samples() -> list[tuple[np.ndarray, np.ndarray]]:
    """Random, tied, tiny and degenerate data, from fixed seeds."""
    rng = np.random.default_rng(2024)
    free = (rng.normal(size=500), rng.integers(0, 2, 500))
    tied = (rng.integers(0, 7, 500) / 7, rng.integers(0, 2, 500))
    rare = (rng.random(1000), (np.arange(1000) % 100 == 3).astype(int))
    tiny = (np.array([0.4, 0.6]), np.array([1, 0]))
    flat = (np.full(9, 0.5), np.array([1, 0, 0] * 3))
    return [free, tied, rare, tiny, flat]


@pytest.mark.parametrize("scores, labels", _samples())  # noqa: PT006 - one pair
def test_agrees_with_scikit_learn(scores: np.ndarray, labels: np.ndarray) -> None:
    """Both curves and areas are scikit-learn's, where the conventions are."""
    roc, pr = roc_curve(scores, labels), precision_recall_curve(scores, labels)
    fpr, tpr, cuts = metrics.roc_curve(labels, scores, drop_intermediate=False)
    np.testing.assert_allclose(roc.fpr, fpr, atol=1e-15)
    np.testing.assert_allclose(roc.tpr, tpr, atol=1e-15)
    assert roc.thresholds.tolist() == cuts.tolist()
    precision, recall, cuts = metrics.precision_recall_curve(labels, scores)
    # scikit-learn lists the points upwards and appends (1, 0).
    np.testing.assert_allclose(pr.precision, precision[:-1][::-1], atol=1e-15)
    np.testing.assert_allclose(pr.recall, recall[:-1][::-1], atol=1e-15)
    assert pr.thresholds.tolist() == cuts[::-1].tolist()
    assert auroc(scores, labels) == pytest.approx(
        metrics.roc_auc_score(labels, scores), abs=1e-12
    )
    assert average_precision(scores, labels) == pytest.approx(
        metrics.average_precision_score(labels, scores), abs=1e-12
    )


def test_a_wide_range_of_scores_underflows_in_silence() -> None:
    """A caller who lets underflow raise is not disturbed: all negatives are below."""
    scores = np.append(np.full(4095, 1.1e-300), 1e300)
    with np.errstate(under="raise"):
        assert auroc(scores, np.append(np.zeros(4095), 1)) == 1.0
