"""What the calibration figures compute, against hand work and independent code."""

import doctest
import importlib

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss, log_loss

from grader import reference
from lessons import figures
from lessons.figures._bins import sort_into_bins, uniform_edges
from lessons.figures._calibration_tables import _ece_of_rows
from lessons.figures._proper import (
    brier_parts,
    brier_score,
    mean_nll,
    recalibrated,
)


@pytest.mark.parametrize("name", ["_bins", "_proper", "_inspection", "_reliability"])
def test_docstring_examples_hold(name):
    """Every example in a docstring runs and shows what it says."""
    module = importlib.import_module(f"lessons.figures.{name}")
    assert doctest.testmod(module).failed == 0


def random_parts(seed):
    """Return 80 parts, many on the edges of tenths, 0 and 1 among them."""
    rng = np.random.default_rng(seed)
    probs = np.concatenate([[0.0, 1.0], rng.integers(0, 21, 78) / 20])
    return probs, rng.random(80) < 0.4


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("closed", ["left", "right"])
def test_bins_agree_with_the_reference(seed, closed):
    """Counts, means, shares and ECE are those of the course's reference."""
    probs, labels = random_parts(seed)
    edges = uniform_edges(10)
    mine = sort_into_bins(probs, labels, edges, closed=closed)
    curve = reference.reliability_curve(probs, labels, bin_edges=edges, closed=closed)
    assert mine.count.tolist() == curve.count.tolist()
    assert mine.mean_prob == pytest.approx(curve.mean_prob, nan_ok=True)
    assert mine.positive_rate == pytest.approx(curve.positive_rate, nan_ok=True)
    assert mine.ece == pytest.approx(
        reference.expected_calibration_error(
            probs, labels, bin_edges=edges, closed=closed
        )
    )


def test_a_phantom_bin_takes_the_last_edge_alone():
    """The part at p = 1 stands apart, everything else as under the course's rule."""
    bins = sort_into_bins(
        [0.2, 0.5, 1.0, 1.0], [0, 1, 1, 0], [0, 0.5, 1], closed="phantom"
    )
    assert bins.count.tolist() == [1, 1, 2]
    # 1/4·.2 + 1/4·.5 + 2/4·.5
    assert bins.ece == pytest.approx(0.425)


def test_intervals_are_those_of_scipys_exact_test():
    """Clopper and Pearson's ends, at no, some and all positives."""
    probs = np.repeat([0.1, 0.3, 0.5, 0.7], [4, 6, 8, 1])
    labels = np.repeat([0, 1, 1, 0, 1], [4, 6, 3, 5, 1])
    bins = sort_into_bins(probs, labels, [0, 0.2, 0.4, 0.6, 0.8, 1])
    low, high = bins.interval()
    for i, (positives, count) in enumerate([(0, 4), (6, 6), (3, 8), (1, 1)]):
        exact = binomtest(positives, count).proportion_ci(0.95, method="exact")
        assert (low[i], high[i]) == pytest.approx((exact.low, exact.high))
    assert (low[4], high[4]) == (0, 1)
    assert bins.honest().tolist() == [True, False, True, True, True]


def test_scores_agree_with_scikit_learn():
    """Brier score, NLL and the curve without bins are scikit-learn's."""
    rng = np.random.default_rng(3)
    probs, labels = rng.integers(1, 20, 200) / 20, rng.random(200) < 0.5
    assert brier_score(probs, labels) == pytest.approx(brier_score_loss(labels, probs))
    assert mean_nll(probs, labels) == pytest.approx(log_loss(labels, probs))
    at, rate = recalibrated(probs, labels)
    fitted = IsotonicRegression().fit(probs, labels).predict(at)
    assert rate == pytest.approx(fitted)


@pytest.mark.parametrize("seed", range(3))
def test_brier_parts_agree_with_the_reference_and_add_up(seed):
    """MCB, DSC and UNC are the reference's, and give the Brier score."""
    probs, labels = random_parts(seed)
    parts = brier_parts(probs, labels)
    assert parts == pytest.approx(reference.brier_decomposition(probs, labels))
    total = parts.miscalibration - parts.discrimination + parts.uncertainty
    assert total == pytest.approx(brier_score(probs, labels))


def test_the_model_and_its_honest_twin_rank_alike():
    """Three times the honest log-odds: another number, the same order."""
    parts = figures.inspect_parts(500, rng=np.random.default_rng(1))
    order = np.argsort(parts.honest_probs)
    assert np.all(np.diff(parts.probs[order]) >= 0)
    odds = parts.honest_probs / (1 - parts.honest_probs)
    assert parts.probs == pytest.approx(odds**3 / (1 + odds**3))


def test_honest_scores_have_less_ece_on_more_parts():
    """The study has a row a size, and its mean falls with the size."""
    study = figures.study_honest((50, 5000), repeats=30, rng=np.random.default_rng(2))
    assert study.ece.shape == (2, 30)
    assert study.ece[0].mean() > 3 * study.ece[1].mean()
    assert repr(study) == "ECE of honest scores on 50, 5,000 parts, 30 times each"


def test_the_ece_of_many_rows_is_that_of_each():
    """The bootstrap's fast form gives what the bins give row by row."""
    rng = np.random.default_rng(6)
    tops, hits = rng.integers(0, 31, (7, 60)) / 30, rng.random((7, 60)) < 0.7
    each = [
        sort_into_bins(t, h, uniform_edges(15)).ece
        for t, h in zip(tops, hits, strict=True)
    ]
    assert _ece_of_rows(tops, hits.astype(float), 15) == pytest.approx(each)


def test_gaps_table_puts_the_gaps_together_in_four_ways():
    """80 parts off by +.1 and 20 by -.3: .14, .20, .02, .30 by hand."""
    probs = np.repeat([0.9, 0.6], [80, 20])
    labels = np.repeat([1, 0, 1, 0], [64, 16, 18, 2])
    table = figures.gaps_table(probs, labels, [0, 0.25, 0.75, 1])  # one bin is empty
    assert [number for _, number in table.rows] == ["0.14", "0.20", "0.02", "0.30"]
    assert "−0.30 and +0.10" in table.caption


def test_honest_numbers_hold_what_was_measured():
    """Values by hand for four images; an interval holds its value."""
    confidence, correct = [0.9, 0.9, 0.6, 0.6], [True, False, True, True]
    table = figures.honest_numbers(
        confidence, correct, bins=2, rng=np.random.default_rng(0)
    )
    measured = {row[0]: [float(word) for word in row[1:]] for row in table.rows}
    assert measured["accuracy"][0] == 0.75
    assert measured["mean confidence"][0] == 0.75
    assert measured["ECE, 2 bins"][0] == 0.0  # .75 promised, .75 right
    for value, low, high in measured.values():
        assert low <= value <= high


CASTINGS = [0.1, 0.2, 0.3, 0.5, 0.9, 1.0], [0, 0, 1, 1, 0, 1], [0, 0.5, 1]


def test_bins_are_met_entry_by_entry():
    """A wrong entry is named and quoted, the right one is not shown."""
    lower = (3, 0.2, 1 / 3)
    assert repr(figures.meet_bins([lower, (3, 0.8, 2 / 3)], *CASTINGS)) == (
        "All bins are right."
    )
    assert repr(figures.meet_bins([lower, [3, 0.8, 0.67]], *CASTINGS)) == (
        "All bins are right."
    )
    note = repr(figures.meet_bins([lower, (2, 0.95, 0.5)], *CASTINGS))
    assert note.splitlines()[0] == "Bin 0.5 to 1, count: you have 2."
    assert "0.8" not in note
    assert "0.667" not in note


@pytest.mark.parametrize(
    ("upper", "words"),
    [
        ((2, 0.95, 0.5), "Who is in the bin?"),  # without 0.5: all three are wrong
        ((3, 0.75, 2 / 3), "the middle between the edges"),
        ((3, 0.7, 2 / 3), "of the probabilities in the bin"),
        ((3, 0.8, 1 / 3), "how many in the bin have label 1"),
    ],
)
def test_the_first_wrong_entry_of_a_bin_says_where_to_look(upper, words):
    """Who is in the bin is asked only where the count is wrong."""
    note = repr(figures.meet_bins([(3, 0.2, 1 / 3), upper], *CASTINGS))
    assert words in note.splitlines()[-1]
    assert note.count("Who is in the bin?") == (upper[0] != 3)


@pytest.mark.parametrize("odd", [..., 3, [], [(1, 2)] * 2, "ab", None])
def test_misshapen_bins_are_told_the_shape(odd):
    """What is not two triples hears what is wanted."""
    assert "2 bins are wanted" in repr(figures.meet_bins(odd, *CASTINGS))


def test_blanks_are_asked_for_kindly():
    """Ellipses left in place are no errors."""
    half = [(3, 0.2, 1 / 3), (..., ..., ...)]
    assert "Not all blanks" in repr(figures.meet_bins(half, *CASTINGS))
    rows, labels = [[0.7, 0.3], [0.5, 0.5]], [0, 1]
    note = figures.meet_top_label([0.7, ...], [True, ...], rows, labels)
    assert "Not all blanks" in repr(note)
    note = figures.meet_calibration(..., [0.5], [1], "NLL", hint="Look.")
    assert "Not filled in yet" in repr(note)


@pytest.mark.parametrize(
    ("metric", "parts", "right"),
    [
        ("ECE", ([0.4, 0.4], [0, 0]), 0.4),
        ("Brier score", ([0.6, 0.0], [0, 0]), 0.18),  # (.6² + 0²) / 2
        ("NLL", ([0.7, 1.0], [0, 1]), 0.602),  # (-ln .3 - ln 1) / 2
    ],
)
def test_measures_are_met_to_two_decimals(metric, parts, right):
    """What is right is named with its measure; twice as much gets the hint."""
    met = figures.meet_calibration(right, *parts, metric, hint="Look.")
    assert repr(met).startswith(f"Right: {metric} is {right}")
    met = figures.meet_calibration(2 * right, *parts, metric, hint="Look.")
    assert repr(met).startswith("Not yet: you have ")
    assert repr(met).endswith(". Look.")


def test_top_labels_are_met_row_by_row():
    """Confidence and verdict are judged apart; 1/0 is as good as True/False."""
    rows, labels = [[0.7, 0.2, 0.1], [0.3, 0.3, 0.4], [0.4, 0.4, 0.2]], [0, 1, 0]

    def met(confidence, correct):
        return repr(figures.meet_top_label(confidence, correct, rows, labels))

    assert met([0.7, 0.4, 0.4], [True, False, True]) == "All rows are right."
    assert met([0.7, 0.4, 0.4], [1, 0, 1]) == "All rows are right."
    assert met([0.7, 0.3, 0.4], [1, 0, 0]).splitlines()[:2] == [
        "Row 2, confidence: you have 0.3.",
        "Row 3, correct: you have 0.",
    ]
    assert "highest probability" in met([0.7, 0.3, 0.4], [1, 0, 0])
    assert met([0.7, 0.4, 0.4], [1, 1, 1]).splitlines() == [
        "Row 2, correct: you have 1.",
        "Correct means: the top label is the label. Classes are counted from 0.",
    ]
    assert "'yes'" in met([0.7, 0.4, 0.4], [1, 0, "yes"])
    assert "Two lists" in met([0.7], [True])
    assert "Two lists" in met(0.7, True)
