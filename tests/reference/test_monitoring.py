"""Monitoring: groups, drift, a changed share of positives."""

import math

import numpy as np
import pytest
from hypothesis import strategies as st
from scipy import stats

from grader.reference import (
    adjust_for_prior,
    clopper_pearson_interval,
    clopper_pearson_lower,
    estimate_prior,
    expected_calibration_error,
    ks_statistic,
    needs_recalibration,
    population_stability_index,
    sigmoid,
    subgroup_report,
)

from .strategies import for_all, scored_labels

# --- groups ----------------------------------------------------------------------


def test_subgroup_report_by_hand() -> None:
    """Camera a: 3 of 4 right, gap .15; camera b: p = .5 flags, both wrong."""
    probs = [0.9, 0.9, 0.9, 0.9, 0.5, 0.4]
    labels = [1, 1, 1, 0, 0, 1]
    report = subgroup_report(
        probs, labels, ["a"] * 4 + ["b"] * 2, bin_edges=[0, 0.5, 1]
    )
    a, b = report["a"], report["b"]
    assert (a.n, a.accuracy) == (4, 0.75)
    assert a.ece == pytest.approx(0.15, abs=1e-15)
    assert (b.n, b.accuracy) == (2, 0.0)
    assert b.ece == pytest.approx(0.5 * 0.5 + 0.5 * 0.6, abs=1e-15)
    assert (a[0], a[1], a[2]) == (a.n, a.accuracy, a.ece)
    assert a.ece_interval is None


def test_groups_keep_their_order_and_kind() -> None:
    """Groups may be numbers, and come in the order of their first part."""
    report = subgroup_report([0.1, 0.9, 0.2], [0, 1, 0], [7, 3, 7])
    assert list(report) == [7, 3]
    assert [row.n for row in report.values()] == [2, 1]


def test_accuracy_intervals_are_clopper_and_pearson() -> None:
    """The interval is SciPy's exact one, also where all or none are right."""
    for k, n in ((3, 4), (0, 5), (5, 5), (90, 100)):
        exact = stats.binomtest(k, n).proportion_ci(0.9, method="exact")
        found = clopper_pearson_interval(k, n, level=0.9)
        assert found == pytest.approx((exact.low, exact.high), abs=1e-10)
    assert clopper_pearson_interval(0, 0, level=0.9) == (0.0, 1.0)
    report = subgroup_report([0.9] * 4, [1, 1, 1, 0], ["a"] * 4, level=0.9)
    exact = stats.binomtest(3, 4).proportion_ci(0.9, method="exact")
    assert report["a"].accuracy_interval == pytest.approx(
        (exact.low, exact.high), abs=1e-10
    )


def test_counts_of_one_byte_do_not_wrap() -> None:
    """255 trials without a success are 256 in the formula: more than a byte holds."""
    bounds = clopper_pearson_lower(np.uint8([0, 255]), np.uint8(255), confidence=0.9)
    # All of n right: the bound solves L^n = 1 − 0.9.
    assert bounds.tolist() == [0.0, pytest.approx(0.1 ** (1 / 255))]
    one = clopper_pearson_lower(np.uint8(1), np.uint8(255), confidence=0.9)
    # One of n or more: 1 − (1 − L)^n = 0.1.
    assert one == pytest.approx(1 - 0.9 ** (1 / 255))


def test_error_intervals_are_seeded() -> None:
    """With a generator there is an interval of the error, the same every time."""
    rng = np.random.default_rng(1)
    probs = rng.random(200)
    labels, groups = rng.random(200) < probs, rng.integers(0, 2, 200)
    reports = [
        subgroup_report(
            probs, labels, groups, n_resamples=50, rng=np.random.default_rng(3)
        )
        for _ in range(2)
    ]
    assert reports[0] == reports[1]
    low, high = reports[0][0].ece_interval
    assert 0.0 < low < high < 1.0


def test_groups_of_different_kinds_stay_apart() -> None:
    """1 and "1" are two groups; NumPy's own strings become Python's."""
    report = subgroup_report([0.1, 0.9, 0.2], [0, 1, 0], [1, "1", 1])
    assert [(group, row.n) for group, row in report.items()] == [(1, 2), ("1", 1)]
    names = list(subgroup_report([0.1], [0], list(np.array(["a"]))))
    assert [type(name) for name in names] == [str]


@pytest.mark.parametrize("unit", ["ns", "D"])
def test_groups_may_be_dates(unit: str) -> None:
    """A date in any unit names a group, nanoseconds too."""
    days = np.array(["2024-05-01", "2024-05-02", "2024-05-01"], f"datetime64[{unit}]")
    report = subgroup_report([0.1, 0.9, 0.2], [0, 1, 0], days)
    assert list(report) == [days[0], days[1]]
    assert [row.n for row in report.values()] == [2, 1]


@for_all(scored_labels(probs=True))
def test_one_group_is_the_whole(data: tuple[list[float], list[int]]) -> None:
    """A single group has the accuracy and error of all parts."""
    row = subgroup_report(*data, ["all"] * len(data[0]))["all"]
    assert row.ece == expected_calibration_error(*data)
    right = sum((p >= 0.5) == y for p, y in zip(*data, strict=True))
    assert row.accuracy == right / len(data[0])


def test_needs_recalibration_by_hand() -> None:
    """Above the limit and large enough; equality is enough for n, not for ece."""
    report = {
        "fine": (90, 0.9, 0.02),
        "bad": (30, 0.9, 0.12),
        "small": (29, 0.9, 0.30),
        "edge": (90, 0.9, 0.05),
        "worse": (90, 0.9, 0.31),
    }
    assert needs_recalibration(report, 0.05, 30) == ["bad", "worse"]
    assert needs_recalibration({}, 0.05, 30) == []


# --- drift -----------------------------------------------------------------------


def test_psi_by_hand() -> None:
    """Shares .5 .5 against .25 .75: (.25)·ln 2 + .25·ln 1.5 = .25·ln 3."""
    reference, current = [0.1, 0.2, 0.8, 0.9], [0.1, 0.6, 0.7, 0.8]
    found = population_stability_index(reference, current, bin_edges=[0, 0.5, 1])
    assert found == pytest.approx(0.25 * math.log(3), rel=1e-14)


def test_empty_bins_are_floored_without_renormalising() -> None:
    """Shares 1 and 0 against 0 and 1: 2·(1 − 1e-6)·ln(1e6)."""
    found = population_stability_index([0.1], [0.9], bin_edges=[0, 0.5, 1])
    assert found == pytest.approx(2 * (1 - 1e-6) * math.log(1e6), rel=1e-12)


def test_values_beyond_the_edges_join_the_end_bins() -> None:
    """−5 counts in the first bin, 7 in the last; an edge belongs to the bin above."""
    outside = population_stability_index(
        [-5, 0.2, 0.5, 7], [0.1, 0.2, 0.3, 7], bin_edges=[0, 0.5, 1]
    )
    inside = population_stability_index(
        [0.1, 0.2, 0.5, 0.9], [0.1, 0.2, 0.3, 0.9], bin_edges=[0, 0.5, 1]
    )
    assert outside == inside == pytest.approx(0.25 * math.log(3), rel=1e-14)


def test_edges_of_any_size_hold_values_of_any_size() -> None:
    """Half and half became all in the upper bin, however wide the bins are."""
    huge = population_stability_index(
        [-1.7e308, 1.7e308], [1.7e308], bin_edges=[-1.7e308, 0, 1.7e308]
    )
    assert huge == population_stability_index([-1, 1], [1], bin_edges=[-1, 0, 1])


def test_psi_of_a_sample_with_itself_is_zero() -> None:
    """Nothing moved: exactly 0, with deciles of the reference as bins."""
    sample = np.random.default_rng(0).random(500)
    assert population_stability_index(sample, sample) == 0.0
    assert population_stability_index(sample, sample**2) > 0.1


def test_ks_by_hand() -> None:
    """(1 2) and (2 3) differ by 1/2 at 1 and at 2; apart they differ by 1."""
    assert ks_statistic([1, 2], [2, 3]) == 0.5
    assert ks_statistic([1, 2], [3, 4, 5]) == 1.0
    assert ks_statistic([1, 2], [2, 1]) == 0.0


@for_all(scored_labels(), scored_labels())
def test_ks_is_scipys_and_symmetric(
    one: tuple[list[float], list[int]], other: tuple[list[float], list[int]]
) -> None:
    """The largest gap between SciPy's distribution functions, in either order."""
    found = ks_statistic(one[0], other[0])
    here, there = stats.ecdf(one[0]).cdf, stats.ecdf(other[0]).cdf
    everywhere = [*one[0], *other[0]]
    theirs = np.abs(here.evaluate(everywhere) - there.evaluate(everywhere)).max()
    assert found == pytest.approx(theirs, abs=1e-12)
    assert ks_statistic(other[0], one[0]) == pytest.approx(found, abs=1e-15)


# --- prior -----------------------------------------------------------------------


def test_prior_correction_by_hand() -> None:
    """From 30 % to 5 %: odds times (.05/.95)/(.3/.7)."""
    found = adjust_for_prior([0.5], old_prior=0.3, new_prior=0.05)
    odds = (0.05 / 0.95) / (0.3 / 0.7)
    assert found[0] == pytest.approx(odds / (1 + odds), rel=1e-14)


def test_an_unchanged_prior_changes_nothing() -> None:
    """Equal priors return the probabilities, 0 and 1 among them."""
    probs = [0.0, 0.2, 0.7, 1.0]
    found = adjust_for_prior(probs, old_prior=0.3, new_prior=0.3)
    np.testing.assert_allclose(found, probs, rtol=1e-15)


@for_all(
    st.lists(st.floats(0.01, 0.99), min_size=1, max_size=9),
    st.floats(0.05, 0.95),
    st.floats(0.05, 0.95),
)
def test_prior_correction_can_be_undone(
    probs: list[float], old: float, new: float
) -> None:
    """There and back again gives the same probabilities, and keeps the ranking."""
    there = adjust_for_prior(probs, old_prior=old, new_prior=new)
    back = adjust_for_prior(there, old_prior=new, new_prior=old)
    np.testing.assert_allclose(back, probs, rtol=1e-10)
    assert np.all(np.diff(there[np.argsort(probs)]) >= -1e-15)


def test_prior_is_estimated_without_labels() -> None:
    """Calibrated at 30 %, seen at 5 %: the estimate comes near 5 %."""
    rng = np.random.default_rng(2)
    labels = rng.random(40_000) < 0.05
    # Two normals at ±1.5: the log-odds at equal shares are 3·x.
    x = rng.normal(size=40_000) + np.where(labels, 1.5, -1.5)
    probs = sigmoid(3 * x + math.log(0.3 / 0.7))
    assert estimate_prior(probs, old_prior=0.3) == pytest.approx(0.05, abs=0.004)


def test_the_estimated_prior_is_a_fixed_point() -> None:
    """Adjusting to the estimate gives probabilities whose mean is the estimate."""
    probs = np.random.default_rng(3).beta(0.5, 1.0, 1000)
    found = estimate_prior(probs, old_prior=0.4)
    adjusted = adjust_for_prior(probs, old_prior=0.4, new_prior=found)
    assert adjusted.mean() == pytest.approx(found, abs=1e-9)


@pytest.mark.parametrize(
    ("probs", "expected"),
    [
        # Slope of the likelihood at 0 below 0: 48·.015/.2425 < 52·.015/.2575.
        ([0.485] * 52 + [0.515] * 48, 0.0),
        # At 1 above 0: .0105/.5105 > .01/.49.
        ([0.49] * 50 + [0.5105] * 50, 1.0),
        # .05/(.55 − .1 q) = .06/(.44 + .12 q): .022 + .006 q = .033 − .006 q.
        ([0.45] * 50 + [0.56] * 50, 11 / 12),
        ([0.5] * 3, 0.5),
        ([1.0] * 3, 1.0),
        ([0.0] * 3, 0.0),
    ],
)
def test_prior_is_found_where_em_is_slow(probs: list[float], expected: float) -> None:
    """Where the likelihood is almost flat the estimate is still its maximum."""
    found = estimate_prior(probs, old_prior=0.5)
    assert found == pytest.approx(expected, abs=1e-12)


def test_a_tiny_prior_can_be_left_and_kept() -> None:
    """From 1e-310 to itself nothing changes; to 1/2 all but a 0 becomes certain."""
    probs = [0.0, 0.5, 1.0]
    kept = adjust_for_prior(probs, old_prior=1e-310, new_prior=1e-310)
    assert kept.tolist() == probs
    left = adjust_for_prior(probs, old_prior=1e-310, new_prior=0.5)
    assert left.tolist() == [0.0, 1.0, 1.0]
    # Certain answers have nothing to adjust.
    assert estimate_prior([0.0, 1.0], old_prior=1e-310) == pytest.approx(0.5)
