"""A good mean hides a bad camera: the groups, and the report by hand."""

import numpy as np
import pytest

from grader import reference
from lessons import data, figures

from .by_hand import ece_of, honest_below, numbers_in


def test_the_classifier_and_its_weeks(said, shift):
    """Twelve weeks, and camera C from week 7 on."""
    weeks = np.unique(shift.live.week)
    first = shift.live.where(group="C tilted").week.min()
    assert len(weeks) == 12
    said("at-work", f"from week {first} under C")


def test_temperature(shown, temperature):
    """The notebook's own fit agrees with the reference's."""
    assert shown["fit"] == f"T = {temperature:.3f}\n"


def test_all_parts_look_fine(said, scored):
    """13,800 parts in five groups, ECE .025."""
    probs, labels = scored()
    assert len(data.LIVE_GROUPS) == 5
    said(
        "predict-worst",
        f"Over all {len(probs):,} live parts",
        f"(ten bins) is {ece_of(probs, labels):.3f}",
        given=["0.03"],
    )


def test_groups(said, shown, scored):
    """C .126 hidden in .025; A by night thrice A by day; B night a hair above."""
    ece = {group: ece_of(*scored(group)) for group in data.LIVE_GROUPS}
    size = {group: len(scored(group)[0]) for group in data.LIVE_GROUPS}
    tilted = next(r for r in shown["groups-table"].splitlines() if "C tilted" in r)
    low, high = numbers_in(tilted)[5:7]
    said(
        "explain-groups",
        f"All parts together: {ece_of(*scored()):.3f}.",
        f"Camera C: {ece['C tilted']:.3f}, interval {low:.3f} to {high:.3f}",
        f"{size['C tilted']:,} of {sum(size.values()):,} parts",
        f"camera A has {ece['A day']:.3f} by day, {ece['A night']:.3f} by night",
        f"{ece['B night']:.3f}: real",
        given=["95", "100"],
    )
    rng = np.random.default_rng(5)
    again = reference.bootstrap_interval(
        ece_of, *scored("C tilted"), n_resamples=300, rng=rng
    )
    assert [low, high] == pytest.approx(list(again), abs=0.005)


def test_black_marks(shown, scored):
    """Drawn again, honest scores stay below the same; only A day is within luck."""
    rng = np.random.default_rng(6)
    for line in shown["groups-table"].splitlines()[3:]:
        (group,) = (name for name in data.LIVE_GROUPS if name in line)
        probs, labels = scored(group)
        mark = numbers_in(line)[-1]
        assert mark == pytest.approx(honest_below(probs, rng), abs=0.003), group
        assert (ece_of(probs, labels) > mark) == (group != "A day")


def test_accuracy_is_another_story(said, scored):
    """B night: .921, where "always good" gets .904 with 9.6 % defects."""
    right = {
        g: np.mean((p >= 0.5) == y) for g in data.LIVE_GROUPS for p, y in [scored(g)]
    }
    assert max(right, key=right.get) == "B night"
    share = scored("B night")[1].mean()
    said(
        "accuracy-too",
        f"highest, {right['B night']:.3f}",
        f"{100 * share:.1f} %",
        f"gets {1 - share:.3f}",
    )


def test_worked_report(said):
    """N 4, accuracy 2/4; gaps |.3 − .5| and |.8 − .5|: (2·.2 + 2·.3)/4 = .25."""
    probs, labels = np.array([0.9, 0.7, 0.2, 0.4]), np.array([1, 0, 0, 1])
    report = reference.subgroup_report(
        probs, labels, ["left"] * 4, bin_edges=[0, 0.5, 1]
    )
    row = report["left"]
    assert (row.n, row.accuracy) == (4, 0.5)
    assert row.ece == pytest.approx(0.25)
    said(
        "worked-report",
        "p = 0.9, 0.7, 0.2, 0.4, with labels 1, 0, 0, 1",
        "[0, 0.5) and [0.5, 1]",
        "n = 4",
        "at 0.5 two of four",
        "accuracy 0.5",
        "mean 0.3, share of defects 0.5, gap 0.2",
        "high bin: 0.8, 0.5, gap 0.3",
        "(2 · 0.2 + 2 · 0.3) / 4 = 0.25",
    )


def test_faded_report(said, cells):
    """N 3, all right, and (1·.1 + 2·.3)/3 = .2333."""
    said("faded-report", "p = 0.8, 0.6, 0.1, labels 1, 1, 0")
    space = {}
    exec(cells["right-data"].source, space)  # noqa: S102 (our own cell)
    given = (space["right_probs"], space["right_labels"], space["two_bins"])
    assert "All three" in repr(figures.meet_group((3, 1.0, 0.2333), *given))
    assert "accuracy" in repr(figures.meet_group((3, 0.67, 0.2333), *given))
