"""Exercise best-f1-threshold: search the observed scores."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from grader import reference
from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import (
    STRICT,
    STRICT_WORDS,
    calls,
    draw_scores,
    rounded_slips,
    slip,
    slips,
)
from grader.exercises.exercise import Exercise, Part, Probe, Reading, Silent
from grader.exercises.reading import decision, numbers

__all__ = ["BEST_F1_THRESHOLD"]


def _best_f1(probe: Probe) -> tuple[float, float]:
    scores, labels = probe.args or ()
    best = reference.best_f_beta_threshold(scores, labels)
    return best.value, best.objective


def _read_best_f1(probe: Probe, value: Any) -> Reading:
    threshold, f1 = numbers(value, "the answer", ("threshold", "F1"))
    scores, _ = probe.args or ()
    return decision(scores, threshold), f1


def _draw_best_f1(rng: np.random.Generator) -> Sequence[Probe]:
    while True:
        scores, labels = draw_scores(rng, 24)
        if len(wrong.search(scores, labels, wrong.f1, within=0.02)[1]) == 1:
            args = (scores, labels)
            return (Probe("best_f1_threshold", args, "freshly drawn data"),)


def _search_f1(
    objective: Callable[[wrong.Counts], float],
    pick: int,
    s: Any,
    y: Any,
    **options: Any,
) -> tuple[float, float]:
    _, found = wrong.search(s, y, objective, **options)
    chosen = found[pick]
    strict = options.get("strict", False)
    return chosen, wrong.f1(wrong.counts(s, y, chosen, strict=strict))


_GRID = np.arange(11) / 10


def _on_grid(pick: int, s: Any, y: Any) -> tuple[float, float]:
    """Say nothing where it matters whether the grid has 0 and 1 in it."""
    found = _search_f1(wrong.f1, pick, s, y, candidates=_GRID)
    if found != _search_f1(wrong.f1, pick, s, y, candidates=_GRID[1:-1]):
        raise Silent("the grid's ends")
    return found


def _first_in_the_data(s: Any, y: Any) -> tuple[float, float]:
    best, found = wrong.search(s, y, wrong.f1)
    return next(float(t) for t in s if float(t) in found), best


def _youden(s: Any, y: Any) -> tuple[float, float]:
    if len(set(np.asarray(y).tolist())) == 1:
        raise Silent("one class only")
    return _search_f1(wrong.youden, -1, s, y)


_STRICT_ANSWER = partial(_search_f1, wrong.f1, -1, strict=True)

_ELEVEN = [0.97, 0.93, 0.71, 0.48, 0.47, 0.41, 0.32, 0.21, 0.18, 0.17, 0.07]
_ELEVEN_LABELS = [1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0]
# The best step is narrower than 0.01: a grid with that step walks over it.
_NARROW = [0.729, 0.368, 0.4099, 0.4994, 0.3925, 0.2035]
_NARROW += [0.7411, 0.6417, 0.3053, 0.5412, 0.3935, 0.7802]
_NARROW_LABELS = [1, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1]
_TIE = [0.92, 0.74, 0.63, 0.52, 0.37, 0.21]
_TIE_LABELS = [1, 0, 0, 1, 0, 0]

BEST_F1_THRESHOLD = Exercise(
    id="best-f1-threshold",
    title="The threshold that maximises F1",
    asks="best_f1_threshold(scores, labels) -> (threshold, f1)",
    parts=(
        Part("threshold", 3, "the threshold"),
        Part("f1", 2, "its F1"),
        Part("ties", 1, "ties and repeated scores; inputs unchanged"),
    ),
    components=("threshold", "f1"),
    published=(
        *calls(
            "best_f1_threshold",
            "",
            ("eleven parts", (_ELEVEN, _ELEVEN_LABELS)),
            (
                "ten parts, unsorted",
                (
                    [0.61, 0.33, 0.97, 0.58, 0.91, 0.76, 0.42, 0.84, 0.49, 0.69],
                    [1, 0, 1, 0, 0, 0, 1, 1, 0, 1],
                ),
            ),
            ("twelve parts with four decimals", (_NARROW, _NARROW_LABELS)),
        ),
        *calls(
            "best_f1_threshold",
            "ties",
            ("two thresholds tie", (_TIE, _TIE_LABELS)),
            ("a tie, smallest score first", ([0.23, 0.41, 0.72, 0.93], [1, 0, 0, 1])),
            ("no defect at all", ([0.54, 0.93, 0.22], [0, 0, 0])),
        ),
    ),
    graded=(
        *calls(
            "best_f1_threshold",
            "",
            (
                "a clear gap between the classes",
                ([0.99, 0.98, 0.05, 0.04, 0.03], [1, 1, 0, 0, 0]),
            ),
            (
                "labels as booleans",
                (
                    np.array([0.15, 0.85, 0.35, 0.65, 0.25]),
                    np.array([False, True, True, False, False]),
                ),
            ),
            (
                "few positives",
                (
                    [0.29, 0.92, 0.86, 0.45, 0.77, 0.73, 0.4, 0.35, 0.09, 0.34, 0.27],
                    [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0],
                ),
            ),
        ),
        *calls(
            "best_f1_threshold",
            "ties",
            (
                "repeated scores",
                ([0.74, 0.74, 0.74, 0.43, 0.43, 0.12], [1, 0, 1, 1, 0, 0]),
            ),
            (
                "equal scores of both classes at the top",
                (
                    np.array([0.83, 0.83, 0.83, 0.52, 0.52, 0.21]),
                    np.array([0, 1, 0, 1, 1, 0]),
                ),
            ),
            ("one class only", ([0.93, 0.54, 0.22], [1, 1, 1])),
            ("no defect at all", ([0.22, 0.54, 0.31], [False, False, False])),
            ("a tie in no order", ([0.37, 0.92, 0.21, 0.52, 0.74], [0, 1, 0, 1, 0])),
            ("integer scores that tie", ([9, 7, 6, 5, 3, 2], [1, 0, 0, 1, 0, 0])),
        ),
    ),
    draw=_draw_best_f1,
    expected=_best_f1,
    read=_read_best_f1,
    fingerprint=lambda _, value: numbers(value, "the answer", ("threshold", "F1")),
    slips=(
        slip(STRICT, STRICT_WORDS, _STRICT_ANSWER),
        *slips(
            "coarse-grid",
            "Your thresholds lie on a grid with step 0.1. F1 changes only at the "
            "observed scores: try each of those, and nothing is missed.",
            partial(_on_grid, 0),
            partial(_on_grid, -1),
        ),
        slip(
            "default-half",
            "Your threshold is always 0.5, the habit. It is one candidate among the "
            "observed scores, and here not the best.",
            lambda s, y: (0.5, wrong.f1(wrong.counts(s, y, 0.5))),
        ),
        slip(
            "maximises-accuracy",
            "Your threshold is the one with the highest accuracy. Accuracy counts "
            "every fine part that was left alone; F1 does not: compare thresholds by "
            "F1.",
            partial(_search_f1, wrong.accuracy, -1),
        ),
        slip(
            "maximises-youden",
            "Your threshold is the one with the highest Youden's J. That is the next "
            "exercise: here compare thresholds by F1.",
            _youden,
        ),
        slip(
            "smallest-on-ties",
            "Where two thresholds have the same F1 you take the smaller. The larger is "
            "asked for: look at the comparison that replaces the best so far, and at "
            "the direction in which you walk.",
            partial(_search_f1, wrong.f1, 0),
        ),
        slip(
            "first-in-the-data",
            "Where two thresholds have the same F1 you take the one that comes first "
            "in the data. Scores may come in any order; the larger is asked for.",
            _first_in_the_data,
        ),
        slip(
            "swapped-pair",
            "Your two numbers have changed places: the threshold comes first, then F1.",
            lambda s, y: _search_f1(wrong.f1, -1, s, y)[::-1],
        ),
        *rounded_slips(partial(_search_f1, wrong.f1, -1), item=1),
    ),
    hints=(
        "F1 can only change where a part changes sides, so it is enough to try each "
        "observed score as the threshold.",
        "For each candidate count with `confusion_at`, compute with `f1_from_counts`, "
        "and keep the best pair so far. On a tie the larger threshold wins.",
        "Walk from the largest score down (`sorted(…, reverse=True)`) and replace the "
        "best only by an F1 that is larger by more than 1e-9. Start below 0, so that "
        "even an F1 of 0 replaces it.",
    ),
    builds_on=("confusion-at", "f1-from-counts"),
)
