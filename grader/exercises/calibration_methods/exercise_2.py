"""Exercise 2 of the card: six logits, four temperatures, three bins."""

import math
from typing import Any

from grader import reference
from grader.exercises.calibration_methods.exercise_2_slips import (
    CARD_EDGES,
    CARD_GRID,
    CARD_LABELS,
    CARD_LOGITS,
    EXERCISE_2_SLIPS,
)
from grader.exercises.calibration_methods.temperatures import cooled, cooled_nll
from grader.exercises.exercise import Exercise, Misshapen, Part, Probe, Reading
from grader.exercises.reading import kind, number

__all__ = ["EXERCISE_2"]

_NLL, _BEST = "ex2_nll", "ex2_best_T"
_ALL_FOUR = ", ".join(f"{t:g}" for t in CARD_GRID)


def _card_expected(probe: Probe) -> Any:
    nll = {t: cooled_nll(CARD_LOGITS, CARD_LABELS, t) for t in CARD_GRID}
    best = min(nll, key=nll.__getitem__)
    if probe.name in (_NLL, _BEST):
        return nll if probe.name == _NLL else best
    t = {"ex2_ece_before": 1.0, "ex2_ece_after": best}[probe.name]
    return reference.expected_calibration_error(
        cooled(CARD_LOGITS, t), CARD_LABELS, bin_edges=CARD_EDGES
    )


def _as_temperature(key: Any) -> float:
    """Read a key: a number, or the text of one; nan if it is none, or has no float."""
    try:
        return float(key)
    except (TypeError, ValueError, OverflowError):
        return math.nan


def _read_nll(value: Any) -> Reading:
    """Read {T: NLL} in the order of the card; further temperatures do no harm."""
    if not isinstance(value, dict):
        raise Misshapen(
            f"{_NLL} should be a dictionary {{T: NLL}} with T = {_ALL_FOUR}, "
            f"not {kind(value)}"
        )
    given = {_as_temperature(key): item for key, item in value.items()}
    missing = [t for t in CARD_GRID if t not in given]
    if missing:
        listed = ", ".join(f"{t:g}" for t in missing)
        raise Misshapen(f"{_NLL} has no entry for T = {listed}")
    return tuple(number(given[t], f"the NLL at T = {t:g}") for t in CARD_GRID)


def _read_card_raw(probe: Probe, value: Any) -> Reading:
    if probe.name == _NLL:
        return _read_nll(value)
    return (number(value, probe.name),)


def _read_card(probe: Probe, value: Any) -> Reading:
    reading = _read_card_raw(probe, value)
    if probe.name == _BEST and min(abs(reading[0] - t) for t in CARD_GRID) > 1e-6:
        raise Misshapen(
            f"{_BEST} should be one of the four temperatures {_ALL_FOUR}; "
            f"{reading[0]:g} is not"
        )
    return reading


EXERCISE_2 = Exercise(
    id="exercise-2",
    title="Exercise 2 of the card",
    asks="ex2_nll, ex2_best_T, ex2_ece_before, ex2_ece_after; ex2_nll = {T: NLL}",
    parts=(
        Part("nll", 2, "the mean NLL at each temperature"),
        Part("best", 2, "the best temperature"),
        Part("before", 1, "the ECE before, at T = 1"),
        Part("after", 1, "the ECE after, at the best T"),
    ),
    components=(),
    published=(
        Probe(_NLL, None, "the mean NLL by T", "nll"),
        Probe(_BEST, None, "the best T", "best"),
        Probe("ex2_ece_before", None, "the ECE before", "before"),
        Probe("ex2_ece_after", None, "the ECE after", "after"),
    ),
    graded=(),
    draw=lambda _: (),
    expected=_card_expected,
    read=_read_card,
    fingerprint=_read_card_raw,
    tolerance=5e-4,
    slips=EXERCISE_2_SLIPS,
    hints=(
        "For each of the four temperatures: divide the six logits by it, take the "
        "sigmoid of each, and the mean of -log of what was given to what happened. The "
        "lowest mean wins.",
        "For an ECE put the six probabilities into the three bins. In each bin take "
        "the mean probability and the share of label 1, and the distance between the "
        "two; weigh it by the bin's share of the six parts.",
        "`ex2_nll = {T: nll_at_temperature(logits, labels, T) for T in grid}` and "
        "`best_temperature` give the first two; `ece(sigmoid(logits / T), labels, "
        "edges)`, as written in unit 2, the others: at T = 1, then at the best T.",
    ),
    builds_on=("sigmoid", "nll-at-temperature", "best-temperature"),
)
