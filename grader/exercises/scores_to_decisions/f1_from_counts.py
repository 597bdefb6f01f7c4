"""Exercise f1-from-counts: one number for precision and recall."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from grader import reference
from grader.exercises import wrong_sweeps as wrong
from grader.exercises.building import calls, rounded_slips, slip
from grader.exercises.exercise import Exercise, Part, Probe
from grader.exercises.reading import number

__all__ = ["F1_FROM_COUNTS"]


def _f1_of(probe: Probe) -> float:
    tp, fp, fn = probe.args or ()
    return reference.ConfusionMatrix(tp=tp, fp=fp, fn=fn, tn=0).f_beta()


def _draw_f1(rng: np.random.Generator) -> Sequence[Probe]:
    tp, fp, fn = (int(n) for n in rng.integers(1, 40, size=3))
    return (Probe("f1_from_counts", (tp, fp, fn), "freshly drawn counts", "formula"),)


def _unguarded(tp: int, fp: int, fn: int) -> float:
    precision, recall = tp / (tp + fp), tp / (tp + fn)
    return 2 * precision * recall / (precision + recall)


def _guarded_by(undefined: float, tp: int, fp: int, fn: int) -> float:
    return wrong.f1((tp, fp, fn, 0)) if tp else undefined


def _of_precision_and_recall(
    combine: Callable[[float, float], float], tp: int, fp: int, fn: int
) -> float:
    return combine(tp / (tp + fp), tp / (tp + fn)) if tp else 0.0


F1_FROM_COUNTS = Exercise(
    id="f1-from-counts",
    title="One number for precision and recall",
    asks="f1_from_counts(tp, fp, fn) -> F1, 0.0 when undefined",
    parts=(
        Part("formula", 2, "the formula"),
        Part("undefined", 1, "nothing flagged, nothing to find"),
    ),
    components=(),
    published=(
        *calls(
            "f1_from_counts",
            "formula",
            ("a worked case", (2, 3, 1)),
            ("every decision right", (5, 0, 0)),
            ("a value with many decimals", (4, 1, 2)),
        ),
        *calls(
            "f1_from_counts",
            "undefined",
            ("nothing flagged", (0, 0, 4)),
            ("nothing flagged and nothing to find", (0, 0, 0)),
        ),
    ),
    graded=(
        *calls(
            "f1_from_counts",
            "formula",
            ("many false alarms", (7, 41, 2)),
            ("many misses", (3, 1, 29)),
            ("large counts", (120_000, 30_000, 7_000)),
        ),
        *calls(
            "f1_from_counts",
            "undefined",
            ("only false alarms", (0, 6, 0)),
            ("all missed", (0, 2, 3)),
            ("no parts at all", (0, 0, 0)),
        ),
    ),
    draw=_draw_f1,
    expected=_f1_of,
    read=lambda _, value: (number(value, "F1"),),
    slips=(
        slip(
            "divides-by-zero",
            "With no true positive, precision or recall divides by zero. Decide that "
            "case first: F1 is then 0.0 here.",
            _unguarded,
        ),
        slip(
            "divides-by-zero-counts",
            "With nothing flagged and nothing to find the denominator is 0. Decide "
            "that case first: F1 is then 0.0 here.",
            lambda tp, fp, fn: 2 * tp / (2 * tp + fp + fn),
        ),
        slip(
            "undefined-is-nan",
            "Without true positives your function gives nan. nan compares as neither "
            "larger nor smaller, so a search for the best F1 stumbles over it: this "
            "course writes 0.0 for 0/0.",
            partial(_guarded_by, float("nan")),
        ),
        slip(
            "undefined-is-one",
            "Where nothing is flagged your function gives a perfect score. This course "
            "writes 0.0 for 0/0.",
            lambda tp, fp, fn: 1.0 if not tp + fp + fn else wrong.f1((tp, fp, fn, 0)),
        ),
        slip(
            "arithmetic-mean",
            "Your number is the plain average of precision and recall. F1 is their "
            "harmonic mean, which a single low value pulls down.",
            partial(_of_precision_and_recall, lambda p, r: (p + r) / 2),
        ),
        slip(
            "factor-two",
            "The factor 2 of the harmonic mean is missing: look at a case in which "
            "every decision is right.",
            partial(_of_precision_and_recall, lambda p, r: p * r / (p + r)),
        ),
        slip(
            "jaccard",
            "Your number is TP / (TP + FP + FN), the Jaccard index (IoU). F1 counts "
            "the true positives twice, above and below the line.",
            lambda tp, fp, fn: tp / (tp + fp + fn) if tp else 0.0,
        ),
        slip(
            "precision-alone",
            "Your number is the precision. F1 joins it with the recall.",
            partial(_of_precision_and_recall, lambda p, _: p),
        ),
        slip(
            "recall-alone",
            "Your number is the recall. F1 joins it with the precision.",
            partial(_of_precision_and_recall, lambda _, r: r),
        ),
        slip(
            "geometric-mean",
            "Your number is the geometric mean of precision and recall. F1 is their "
            "harmonic mean.",
            partial(_of_precision_and_recall, lambda p, r: (p * r) ** 0.5),
        ),
        *rounded_slips(lambda tp, fp, fn: wrong.f1((tp, fp, fn, 0))),
    ),
    hints=(
        "F1 is the harmonic mean of precision TP/(TP+FP) and recall TP/(TP+FN).",
        "Both fractions have TP on top. Put together they give "
        "2·TP / (2·TP + FP + FN): one division, and one case to look after.",
        "When TP, FP and FN are all 0 the denominator is 0: return 0.0 before you "
        "divide. With the single fraction no other case needs care.",
    ),
)
