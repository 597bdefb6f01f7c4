"""The dial and its NLL: sigmoids, worked and half-done instances."""

import math
import re

import numpy as np

from .by_hand import nll, sigma

CASTINGS = [2, 1, -1.5], [1, 0, 0]
FIVE = [3, 2, -1, 2, -3], [1, 1, 0, 0, 0]
GRID = [0.5, 1, 2, 4]


def test_soft(said):
    """Logit 2.2 is .90, and .75 at T = 2; dividing p would give .45."""
    said(
        "predict-soft",
        f"logit 2.2, so p = {sigma(2.2):.2f}",
        "at T = 2",
        given=["0.05"],
    )
    said(
        "explain-soft",
        f"{sigma(2.2 / 2):.2f}. Not {sigma(2.2) / 2:.2f}:",
        "towards 0.5",
        "pass 0.5 at logit 0",
        "decisions at 0.5 stay",
        given=["1"],
    )
    said("one-dial", "One T above 0 for all parts", given=["1"])


def test_sigmoid_far_out(said):
    """The naive form is nan at 1000; both branches agree."""
    with np.errstate(over="ignore", invalid="ignore"):
        power = np.exp(np.float64(1000))
        assert np.isnan(power / (1 + power))
    other = math.exp(-2.2) / (1 + math.exp(-2.2))
    assert math.isclose(other, sigma(-2.2))
    said(
        "worked-sigmoid",
        f"σ(2.2) = {sigma(2.2):.3f}",
        f"σ(−2.2) = {sigma(-2.2):.3f}, together 1",
        given=["0", "1", "1000"],
    )
    said("faded-sigmoid", f"−1.2 / 0.5 = −{1.2 / 0.5}", given=["1.2", "0.5"])


def test_worked_nll(said, shown):
    """Two castings: .313 and .974 at T = 2, .127 and 1.313 at T = 1."""
    said(
        "worked-nll",
        f"σ(1) = {sigma(1):.3f}",
        f"−ln {sigma(1):.3f} = {nll([2], [1], 2):.3f}",
        f"1 − σ(0.5) = {1 - sigma(0.5):.3f}",
        f"−ln {1 - sigma(0.5):.3f} = {nll([1], [0], 2):.3f}",
        f"Mean: {nll([2, 1], [1, 0], 2):.3f}",
        f"cost {nll([2], [1], 1):.3f} and {nll([1], [0], 1):.3f}, "
        f"mean {nll([2, 1], [1, 0], 1):.3f}",
        given=["2", "1"],
    )
    said("faded-nll", "logit −1.5", "T = 2")
    said("stable-nll", "Never ln 0", "\\ln(1+e^{-z})", given=["0"])


def test_the_blank_shows_what_was_worked_out(cells):
    """The two costs in the learner's blank are those of the worked cell."""
    first, second = nll([2], [1], 2), nll([1], [0], 2)
    assert f"({first:.3f} + {second:.3f} + what?) / 3" in (
        cells["faded-nll-answer"].source
    )


def test_grid(said, shown):
    """Best of the grid: 1 for the castings, 2, which is hidden, for the five."""
    costs = [nll(*CASTINGS, t) for t in GRID]
    assert GRID[int(np.argmin(costs))] == 1
    assert re.findall(r"\d\.\d{3}", shown["grid-table"]) == [f"{c:.3f}" for c in costs]
    said(
        "try-grid",
        f"lowest NLL is {min(costs):.3f}, so the best T of this grid is 1",
    )
    five = [nll(*FIVE, t) for t in GRID]
    assert GRID[int(np.argmin(five))] == 2
    said(
        "faded-best",
        f"At 0.5, 1 and 4 their NLL is {five[0]:.3f}, {five[1]:.3f} and {five[3]:.3f}",
        "function about 2",
    )


def test_edge(said):
    """Grid and bests of the edge section are plain examples."""
    said("edge", "Grid 0.5, 1, 2, 4, best 1:", "Best 4:", "to 5 or to 500")
    said("faded-edge", "For 2 it")
