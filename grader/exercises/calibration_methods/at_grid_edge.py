"""Exercise at-grid-edge: whether the search ran into its end."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.exercises.building import calls, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import flattened, number

__all__ = ["AT_GRID_EDGE"]

_NAME = "at_grid_edge"
_NEAR = 1e-9


def _is_at_edge(grid: Any, best: float) -> bool:
    """Compare with the ends by value: the reference has no such function."""
    return any(abs(best - end) <= _NEAR for end in (np.min(grid), np.max(grid)))


def _expected_edge(probe: Probe) -> bool:
    return _is_at_edge(*(probe.args or ()))


def _draw_edge(rng: np.random.Generator) -> Sequence[Probe]:
    grid = np.round(rng.choice(np.arange(2, 60), size=7, replace=False) / 20, 2)
    ordered = np.sort(grid)
    inside = float(ordered[rng.integers(1, 6)])
    end = float(ordered[rng.choice([0, -1])])
    return (
        Probe(_NAME, (ordered.tolist(), inside), "a drawn grid, ascending", "edges"),
        Probe(_NAME, (ordered.tolist(), end), "a drawn grid, ascending", "edges"),
        Probe(_NAME, (grid, end), "a drawn grid in no order", "order"),
        Probe(_NAME, (grid, inside), "a drawn grid in no order", "order"),
    )


def _among(g: Any, best: float, within: float = _NEAR) -> bool:
    return bool((np.abs(np.asarray(g, dtype=float) - best) <= within).any())


def _by_position(g: Any, best: float) -> bool:
    return _among([g[0], g[-1]], best)


def _by_exact_position(g: Any, best: float) -> bool:
    return best in (g[0], g[-1])


def _by_index(g: Any, best: float) -> bool:
    return [*g].index(best) in (0, len(g) - 1)


def _by_sorted_index(g: Any, best: float) -> bool:
    return sorted(g).index(best) in (0, len(g) - 1)


def _within(slack: float) -> Callable[[Any, float], bool]:
    return lambda g, best: _among([min(g), max(g)], best, slack)


AT_GRID_EDGE = Exercise(
    id="at-grid-edge",
    title="Is the best at the grid's edge?",
    asks="at_grid_edge(grid, best) -> bool, whether best is the smallest or the "
    "largest of the grid",
    parts=(
        Part("edges", 1, "ascending grids"),
        Part("order", 1, "grids in no order, rounding; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            _NAME,
            "edges",
            ("the smallest of four", ([0.4, 0.8, 1.6, 3.2], 0.4)),
            ("the largest of four", ([0.4, 0.8, 1.6, 3.2], 3.2)),
            ("the second of four", ([0.4, 0.8, 1.6, 3.2], 0.8)),
            ("the third of a narrow grid", ([0.9, 0.9008, 0.91, 0.95, 1.4], 0.91)),
            ("the second of a narrow grid", ([0.9, 0.9008, 0.91, 0.95, 1.4], 0.9008)),
        ),
        *calls(
            _NAME,
            "order",
            ("the first of a grid in no order", ([1.5, 0.5, 2.5, 1.0, 2.0], 1.5)),
            ("the last of a grid in no order", ([1.5, 0.5, 2.5, 1.0, 2.0], 2.0)),
            ("the smallest, inside the list", ([1.5, 0.5, 2.5, 1.0, 2.0], 0.5)),
            ("the largest, inside the list", ([1.5, 0.5, 2.5, 1.0, 2.0], 2.5)),
            ("0.3 where the grid ends with 3 · 0.1", ([0.1, 0.2, 3 * 0.1], 0.3)),
        ),
    ),
    graded=(
        *calls(
            _NAME,
            "edges",
            ("an array, inside", (np.array([0.25, 0.5, 1.0, 2.0, 4.0]), 1.0)),
            ("an array, at its end", (np.array([0.25, 0.5, 1.0, 2.0, 4.0]), 4.0)),
            ("whole numbers, at the start", ([1, 2, 3, 4, 5], 1)),
            ("whole numbers, inside", ([1, 2, 3, 4, 5], 4)),
            ("whole numbers, at the end", ([1, 2, 3, 4, 5], 5.0)),
            ("a grid below 0", ([-1.5, -0.5, 0.0, 0.5], 0.0)),
        ),
        *calls(
            _NAME,
            "order",
            ("descending, inside", (np.array([3.0, 2.0, 1.0, 0.5]), 2.0)),
            ("descending, at the smallest", (np.array([3.0, 2.0, 1.0, 0.5]), 0.5)),
            ("descending, at the largest", ([3.0, 2.0, 1.0, 0.5], 3.0)),
            ("a rounded number a last bit above the smallest", ([0.3, 0.6], 3 * 0.1)),
            (
                "a rounded number a last bit above the largest",
                ([0.2, 0.1, 0.3], 3 * 0.1),
            ),
            (
                "a rounded number a last bit below the smallest",
                ([0.9, 3 * 0.1, 0.6], 0.3),
            ),
            ("a grid of one", ([1.25], 1.25)),
            ("the smallest twice", ([0.7, 1.4, 0.7, 2.1], 0.7)),
            ("an array in no order, inside", (np.array([2.0, 0.5, 1.0, 3.0]), 1.0)),
        ),
    ),
    draw=_draw_edge,
    expected=_expected_edge,
    read=lambda _, value: (number(value, "the answer (True or False)"),),
    fingerprint=lambda _, value: flattened(value),
    slips=(
        *slips(
            "ends-of-the-list",
            "You compare with the first and the last of the grid. A grid may be in no "
            "order: its edges are its smallest and its largest.",
            _by_position,
            _by_exact_position,
            _by_index,
        ),
        slip(
            "smallest-only",
            "You look at the smallest of the grid alone. A search can run into the "
            "largest as well.",
            lambda g, best: _among([min(g)], best),
        ),
        slip(
            "largest-only",
            "You look at the largest of the grid alone. A search can run into the "
            "smallest as well.",
            lambda g, best: _among([max(g)], best),
        ),
        *slips(
            "inside-for-edge",
            "Your answer is the opposite: True where the best lies inside the grid. "
            "Asked for is whether it lies at an edge.",
            lambda g, best: not _is_at_edge(g, best),
            lambda g, best: bool(min(g) < best < max(g)),
        ),
        *slips(
            "float-equality",
            "You compare with `==`, `<` or `in`, or look for the exact number. What is "
            "equal on paper can differ in the last bit: count a difference of at most "
            "1e-9 as equal.",
            lambda g, best: best in (min(g), max(g)),
            lambda g, best: bool(best <= min(g) or best >= max(g)),
            _by_sorted_index,
        ),
        *slips(
            "wide-tolerance",
            "You count a neighbour of the edge as the edge. Only a difference of at "
            "most 1e-9, the computer's rounding, counts as none.",
            *map(_within, (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)),
        ),
        slip(
            "always-true",
            "Your answer is True wherever the best lies, as it is to the question "
            "whether it is one of the grid. Asked for is whether it is the smallest or "
            "the largest of it.",
            _among,
        ),
        slip(
            "always-false",
            "Your answer is False even where the best is the smallest or the largest "
            "of the grid.",
            lambda *_: False,
        ),
        *slips(
            "which-edge-not-whether",
            "Your answer is a number or a list, not whether the best is at an edge. "
            "Return True or False.",
            lambda g, best: [_among([min(g)], best), _among([max(g)], best)],
            lambda g, best: int(np.argmin(np.abs(np.asarray(g) - best))),
        ),
        slip(
            "nothing-inside",
            "Inside the grid your function returns nothing. Return False there.",
            lambda g, best: _is_at_edge(g, best) or None,
        ),
    ),
    hints=(
        "The edges of a grid are its smallest and its largest value, wherever they "
        "stand in the list.",
        "`min(grid)` and `max(grid)` are the two values to compare with. Say yes "
        "where the distance `abs(best - edge)` is at most 1e-9.",
        "Return `abs(best - min(grid)) <= 1e-9 or abs(best - max(grid)) <= 1e-9`.",
    ),
)
