"""Unit 7's expected answers by hand and by SciPy, and what is probed."""

import math

import numpy as np
import pytest
from scipy.stats import entropy

from grader.checking import Outcome, graded_probes
from grader.exercises import find_exercise

from ..probing import expected, fixed_args
from .right_ways import RIGHT

SEEDS = range(8)


def test_report_by_hand():
    """Group a: .25·… and so on; 0.5 flags, and 1 lies in the last bin."""
    # a: .5 (1, right), .25 (0, right): one bin each, gaps .5 and .25, mean .375.
    # b: 1 (1, right), .75 (0, wrong): one bin, promised .875, came .5.
    report = expected(
        "subgroup-report",
        [0.5, 1.0, 0.25, 0.75],
        [1, 1, 0, 0],
        ["a", "b", "a", "b"],
        [0, 0.5, 1],
    )
    assert report == {"a": (2, 1.0, 0.375), "b": (2, 0.5, 0.375)}


def test_psi_by_hand():
    """Halves become one quarter and three: (1/4)·ln 3, as -ln(1/2) + ln(3/2)."""
    old, new = [0.2, 0.8], [0.1, 0.6, 0.7, 0.9]
    assert expected("psi", old, new, [0, 0.5, 1]) == pytest.approx(math.log(3) / 4)
    # All moves from one bin to the other: 2·(1 - 1e-6)·ln 1e6.
    gone = 2 * (1 - 1e-6) * math.log(1e6)
    assert expected("psi", [0.2], [0.8], [0, 0.5, 1]) == pytest.approx(gone)
    # Outside counts in the end bins.
    assert expected("psi", [-3, 7], [0.1, 0.9], [0, 0.5, 1]) == 0


def test_groups_by_hand():
    """An error at the limit is no reason, a size at the limit is enough."""
    report = {"a": (30, 0.9, 0.05), "b": (30, 0.9, 0.06), "c": (29, 0.9, 0.5)}
    assert expected("needs-recalibration", report, 0.05, 30) == ["b"]
    assert expected("needs-recalibration", report, 0.04, 29) == ["a", "b", "c"]


@pytest.mark.parametrize("seed", SEEDS)
def test_psi_agrees_with_scipy_where_bins_are_filled(seed):
    """PSI is the sum of both relative entropies."""
    for probe in graded_probes(find_exercise("psi"), seed):
        if probe.part == "formula":
            old, new, edges = probe.args
            r, c = (np.histogram(v, edges)[0] / len(v) for v in (old, new))
            theirs = entropy(r, c) + entropy(c, r)
            assert expected("psi", *probe.args) == pytest.approx(theirs, abs=1e-12)


def test_reports_are_probed_where_ways_differ():
    """0.5 itself, values on edges, empty bins, one group, groups of one part."""
    args = fixed_args("subgroup-report")
    assert sum(0.5 in np.asarray(a[0]) for a in args) >= 2
    assert any(1 in np.asarray(a[0]) and 1 in np.asarray(a[3]) for a in args)
    sizes = [np.unique(a[2], return_counts=True)[1].tolist() for a in args]
    assert any(len(s) == 1 for s in sizes)
    assert any(set(s) == {1} for s in sizes)
    assert {type(a[2]) for a in args} == {list, np.ndarray}
    assert {np.asarray(a[2]).dtype.kind for a in args} == {"U", "i"}
    assert any(np.asarray(a[1]).dtype == bool for a in args)
    unsorted = [list(dict.fromkeys(np.asarray(a[2]).tolist())) for a in args]
    assert any(names != sorted(names) for names in unsorted)


def test_samples_are_probed_where_ways_differ():
    """Outside below and above, empty in one and in both, unequal sizes and widths."""
    args = fixed_args("psi")
    edges = [np.asarray(a[2], dtype=float) for a in args]
    assert any(np.min(a[1]) < e[0] for a, e in zip(args, edges, strict=True))
    assert any(np.max(a[0]) > e[-1] for a, e in zip(args, edges, strict=True))
    assert any(np.ptp(np.diff(e)) > 0.04 for e in edges)
    assert any(len(a[0]) > len(a[1]) for a in args)
    assert any(np.asarray(a[0]).dtype.kind == "i" for a in args)
    counts = [
        [np.bincount(np.digitize(v, e[1:-1]), minlength=len(e) - 1) for v in a[:2]]
        for a, e in zip(args, edges, strict=True)
    ]
    assert any(((r == 0) & (c == 0)).any() for r, c in counts)
    assert any(((r == 0) & (c > 0)).any() for r, c in counts)
    assert any(((r > 0) & (c == 0)).any() for r, c in counts)


def test_names_of_numpy_s_types_are_names(graded):
    """Groups out of np.unique are NumPy's own texts and numbers: they count."""
    source = RIGHT["subgroup-report"]["arrays"]
    assert "np.unique" in source
    assert graded("subgroup-report", source).outcome is Outcome.CORRECT


def test_groups_are_probed_where_ways_differ():
    """Both limits met exactly, none named, all named, names that are numbers."""
    args = fixed_args("needs-recalibration")
    named = [expected("needs-recalibration", *a) for a in args]
    assert any(not names for names in named)
    assert any(
        len(names) == len(a[0]) > 1 for names, a in zip(named, args, strict=True)
    )
    rows = [(row, limit, n) for report, limit, n in args for row in report.values()]
    assert any(row[2] == limit and row[0] == n for row, limit, n in rows)
    assert any(isinstance(name, int) for names in named for name in names)
