"""Exercise f-beta: how much more recall counts than precision."""

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import number

__all__ = ["F_BETA"]


def _right(precision: float, recall: float, beta: float) -> float:
    """Compute in fractions: the formula's parts are given as decimals."""
    p, r, weight = Fraction(precision), Fraction(recall), Fraction(beta) ** 2
    below = weight * p + r
    return float((1 + weight) * p * r / below) if below else 0.0


def _expected_f(probe: Probe) -> float:
    precision, recall, beta = probe.args or ()
    return _right(precision, recall, beta)


def _draw_f(rng: np.random.Generator) -> Sequence[Probe]:
    precision, recall = (float(x) for x in np.round(rng.uniform(0.05, 1, size=2), 3))
    beta = float(np.round(rng.uniform(0.3, 4), 2))
    args = (precision, recall, beta)
    return (Probe("f_beta", args, "freshly drawn numbers", "formula"),)


_Formula = Callable[[float, float, float], float]


def _guarded(formula: _Formula) -> _Formula:
    """Return a formula that is 0.0 where there is nothing to divide by."""
    return lambda p, r, beta: formula(p, r, beta) if p or r else 0.0


def _twice(formula: _Formula) -> tuple[_Formula, _Formula]:
    """Return a wrong formula with 0/0 looked after, and as it stands."""
    return _guarded(formula), formula


def _or(undefined: float) -> _Formula:
    """Return the right answer but for 0/0."""
    return lambda p, r, beta: _right(p, r, beta) if p or r else undefined


F_BETA = Exercise(
    id="f-beta",
    title="F-beta",
    asks="f_beta(precision, recall, beta) -> F-beta, 0.0 where it is 0/0",
    parts=(
        Part("formula", 1, "the formula"),
        Part("undefined", 1, "nothing found: precision or recall 0"),
    ),
    components=(),
    published=(
        *calls(
            "f_beta",
            "formula",
            ("recall counts more", (0.6, 0.35, 2)),
            ("precision counts more", (0.9, 0.3, 0.5)),
            ("both alike", (0.4, 0.7, 1)),
        ),
        *calls(
            "f_beta",
            "undefined",
            ("nothing found", (0.0, 0.0, 2)),
            ("nothing found, whole numbers", (0, 0, 1)),
        ),
    ),
    graded=(
        *calls(
            "f_beta",
            "formula",
            ("every decision right", (1, 1, 3)),
            ("a large beta", (0.2, 0.85, 10)),
            ("a small beta", (0.85, 0.2, 0.1)),
            ("equal precision and recall", (0.625, 0.625, 1.5)),
            ("a beta between whole numbers", (0.75, 0.45, 2.5)),
        ),
        *calls(
            "f_beta",
            "undefined",
            ("precision 0", (0.0, 0.5, 2)),
            ("recall 0", (0.5, 0.0, 0.5)),
            ("nothing found, a small beta", (0.0, 0.0, 0.5)),
        ),
    ),
    draw=_draw_f,
    expected=_expected_f,
    read=lambda _, value: (number(value, "F-beta"),),
    slips=(
        *slips(
            "beta-not-squared",
            "Your beta stands as it is. In F-beta it is squared, above the line and "
            "below.",
            *_twice(lambda p, r, b: (1 + b) * p * r / (b * p + r)),
        ),
        *slips(
            "beta-squared-once",
            "Your beta is squared in one place and not in the other. Look at both "
            "sides of the division.",
            *_twice(lambda p, r, b: (1 + b) * p * r / (b**2 * p + r)),
            *_twice(lambda p, r, b: (1 + b**2) * p * r / (b * p + r)),
        ),
        *slips(
            "precision-and-recall-swapped",
            "Your beta weighs the other of the two: with a beta above 1 your number "
            "goes with precision. Below the line beta² stands beside the precision.",
            *_twice(lambda p, r, b: (1 + b**2) * p * r / (b**2 * r + p)),
        ),
        *slips(
            "beta-ignored",
            "Your number is F1 whatever beta is. Let beta in: it says how much more "
            "recall counts than precision.",
            *_twice(lambda p, r, _: 2 * p * r / (p + r)),
        ),
        *slips(
            "factor-of-f1",
            "Above the line stands the factor of F1. It is 1 + beta² here, so that "
            "every decision right gives 1.",
            *_twice(lambda p, r, b: 2 * p * r / (b**2 * p + r)),
        ),
        *slips(
            "factor-missing",
            "The factor 1 + beta² above the line is missing: every decision right "
            "would not give 1.",
            *_twice(lambda p, r, b: p * r / (b**2 * p + r)),
        ),
        slip(
            "arithmetic-mean",
            "Your number is a weighted average of precision and recall. F-beta is a "
            "weighted harmonic mean, which a single low value pulls down.",
            lambda p, r, b: (p + b**2 * r) / (1 + b**2),
        ),
        *slips(
            "divides-by-zero",
            "Where nothing is found, with precision and recall 0, your function "
            "divides by zero. Decide that case first: F-beta is then 0.0 here.",
            lambda p, r, b: (1 + b**2) * p * r / (b**2 * p + r),
            lambda p, r, b: (1 + b**2) / (1 / p + b**2 / r),
        ),
        slip(
            "undefined-is-nan",
            "Where precision and recall are both 0 your function gives nan. A search "
            "for the best F-beta stumbles over it: this course writes 0.0 for 0/0.",
            _or(float("nan")),
        ),
        slip(
            "undefined-is-one",
            "Where nothing is found your function gives a perfect score. This course "
            "writes 0.0 for 0/0.",
            _or(1.0),
        ),
        *rounded_slips(_right),
    ),
    hints=(
        "F-beta is a weighted harmonic mean of precision and recall. With beta = 1 it "
        "is F1; a larger beta lets recall count more.",
        "Above the line: (1 + beta²) · precision · recall. Below the line: beta² times "
        "one of the two, plus the other. Which of them, if a large beta is to go with "
        "recall?",
        "beta² · precision + recall stands below the line. Return 0.0 first where that "
        "is 0, and divide afterwards.",
    ),
)
