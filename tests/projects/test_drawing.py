"""Splits and intervals that a project draws, and what meets a prediction."""

import doctest
import importlib
import math
import pkgutil

import numpy as np
import pytest
from scipy.stats import bootstrap

from lessons import projects
from lessons.projects import (
    Unusable,
    add_up,
    draw_split,
    meet_measured,
    with_interval,
)

MODULES = [
    f"lessons.projects.{found.name}"
    for found in pkgutil.iter_modules(projects.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_print_what_they_say(name):
    """Every example in a docstring runs and prints what stands below it."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def rng(seed=0):
    """Return a generator of random numbers."""
    return np.random.default_rng(seed)


@pytest.mark.parametrize("n", [2, 3, 100])
@pytest.mark.parametrize("share", [0.01, 0.5, 0.8, 0.99])
def test_a_split_shares_out_every_row_once(n, share):
    """Both sides are filled, together they are all rows, and the share is met."""
    rows = draw_split(n, calibration=share, rng=rng())
    assert sorted(np.concatenate(rows).tolist()) == list(range(n))
    assert min(map(len, rows)) >= 1
    assert abs(len(rows.calibration_rows) - share * n) <= 1
    assert all(np.array_equal(side, np.sort(side)) for side in rows)


def test_a_split_tears_no_group_apart():
    """Rows of one group stay together, however the groups are called."""
    names = np.array(list("abcde"))[rng(1).integers(0, 5, 60)]
    rows = draw_split(60, groups=names, rng=rng())
    sides = [set(names[side]) for side in rows]
    assert sides[0] | sides[1] == set("abcde")
    assert not sides[0] & sides[1]


def test_a_split_follows_its_seed():
    """The same seed draws the same rows, another draws others."""
    first, again, other = (draw_split(50, rng=rng(s)) for s in (0, 0, 1))
    assert np.array_equal(first.test_rows, again.test_rows)
    assert not np.array_equal(first.test_rows, other.test_rows)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ({"n": 1}, "n must allow two sides; got 1 to share out"),
        ({"n": 4, "groups": [1, 1, 1, 1]}, "groups must allow two sides; got 1"),
        ({"n": 4, "groups": [1, 2]}, "groups must have one entry for each of the 4"),
        ({"n": 4, "calibration": 0}, "calibration must lie between 0 and 1; got 0"),
        ({"n": 4, "calibration": 1.5}, "calibration must lie between 0 and 1; got 1.5"),
        ({"n": 4, "calibration": math.nan}, "between 0 and 1; got nan"),
    ],
)
def test_a_split_that_cannot_be_drawn_is_refused(call, words):
    """The message names the argument and its value."""
    with pytest.raises(Unusable) as caught:
        draw_split(rng=rng(), **call)
    assert words in str(caught.value)


def test_interval_agrees_with_scipys_percentile_bootstrap():
    """Both ends are near those of another library, up to the luck of the draw."""
    sample = rng(3).normal(size=400)
    mine = with_interval(np.mean, sample, rng=rng(4))
    theirs = bootstrap(
        (sample,), np.mean, n_resamples=4000, method="percentile", rng=rng(5)
    ).confidence_interval
    assert mine.value == sample.mean()
    assert (mine.low, mine.high) == pytest.approx(tuple(theirs), abs=0.012)


def test_arrays_are_drawn_together():
    """A row keeps its partner: differences of equal arrays never move."""
    sample = rng(3).normal(size=50)
    metric = lambda a, b: float(np.abs(a - b).sum())  # noqa: E731 (a learner's)
    assert with_interval(metric, sample, sample, rng=rng()) == (0, 0, 0)


def test_an_infinite_nll_stays_infinite():
    """Infinity is a value of a metric, and an end of its interval."""
    found = with_interval(lambda p: -np.log(p).mean(), np.array([1.0, 1.0]), rng=rng())
    assert found.value == 0
    with np.errstate(divide="ignore"):
        found = with_interval(lambda p: -np.log(p).mean(), [0.0, 1.0], rng=rng())
    assert (found.value, found.high) == (math.inf, math.inf)


@pytest.mark.parametrize(
    ("metric", "arrays", "words"),
    [
        (np.mean, (), "arrays must be filled and of one length; got the lengths []"),
        (np.mean, ([],), "got the lengths [0]"),
        (np.mean, (..., [1]), "got the lengths [0, 1]"),
        (np.mean, ([1, 2], [1]), "got the lengths [2, 1]"),
        (
            lambda _: None,
            ([1],),
            "metric must return one number; got None. Is a return",
        ),
        (lambda _: ..., ([1],), "got Ellipsis"),
        (lambda a: a, ([1, 2],), "got array([1, 2])"),
        (lambda _: math.nan, ([1],), "got nan"),
        (lambda _: "0.5", ([1],), "got '0.5'"),
    ],
)
def test_an_interval_that_cannot_be_computed_is_refused(metric, arrays, words):
    """Blanks that a learner hands over are named, not averaged."""
    with pytest.raises(Unusable) as caught:
        with_interval(metric, *arrays, rng=rng())
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "measured", [0.17, (0.17, 0.1, 0.2), {"ece": [0.17, 0.1, 0.2]}]
)
def test_a_prediction_meets_what_was_measured(measured):
    """A number, a tuple and a dictionary are all read."""
    words = repr(meet_measured(0.16, measured, "ECE", within=0.03, between=(0, 1)))
    assert words == "You said 0.16. ECE: 0.17. Your prediction holds."
    assert "No prediction yet" in repr(meet_measured(..., measured, "ECE"))


@pytest.mark.parametrize("measured", [..., None, {}, {"ECE": ...}, (..., 1, 2), "", ()])
def test_a_prediction_waits_while_nothing_is_measured(measured):
    """Whatever is blank is waited for."""
    assert "waits for ECE" in repr(meet_measured(0.1, measured, "ECE"))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ({"A": 4, "B": 4}, "8 of 8 points, by your own eyes. Every criterion is full"),
        (
            {"A": 1, "B": 1, "C": 2.5},
            "4.5 of 12 points, by your own eyes. The lowest: A",
        ),
        ({"A": 0, "B": ...}, "0 of 8 points so far. Still to judge: B."),
        ({"A": 5, "B": 3}, "points from 0 to 4, not A: 5."),
        ({"A": -1}, "not A: -1."),
        ({"A": True}, "not A: True."),
        ({"A": "four"}, "not A: 'four'."),
    ],
)
def test_points_are_added_up(points, words):
    """The sum, what is open, and what is no number of points."""
    assert words in repr(add_up(points))
