"""Looks at what project 1 fitted: the map, and the probabilities that it gives."""

import math
import warnings

import numpy as np

from grader.projects.look import Explain, NotYetRight, Waits
from grader.projects.reading import Floats, Rows, shown
from grader.projects.recalibrate.before_fitting import SAME
from grader.projects.recalibrate.work import TEMPERATURE, Recalibration, nll_of
from grader.reference import NoFiniteOptimum

__all__ = ["see_accuracy", "see_fit", "see_fitted_probs"]

_LOSS = 1e-3  # so much NLL above the lowest is as good as lowest
_CLOSE = 2e-3  # two temperatures so close, by ratio, are the same
_FAR = 1e-2  # and so far apart they are not


def see_fit(work: Recalibration) -> str:
    """Look at the map: a temperature is fitted again, other maps are taken by name."""
    if work.method != TEMPERATURE:
        raise Explain(
            f"You name {shown(work.method, 60)!r}, which is not fitted again here. "
            "Show that it saw the calibration rows alone, and why you prefer it to a "
            "temperature."
        )
    mine = work.temperature
    if mine <= 0:
        raise NotYetRight(
            f"`temperature` is {mine:g}. Only above 0 does it keep the order."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NoFiniteOptimum)
        best = work.fitted(work.calibration_rows)
        others = {
            "the test rows": work.fitted(work.test_rows).temperature_,
            "calibration and test rows together": work.fitted(
                np.concatenate([work.calibration_rows, work.test_rows])
            ).temperature_,
        }
    if best.optimum_ != "interior":
        raise Explain(
            "On your calibration rows no finite temperature above 0 is best: the NLL "
            f"goes on falling towards {best.temperature_:g}. Say so, and don't deploy "
            f"your {mine:g}: more rows, or ones that the model gets wrong, decide it."
        )
    _name_wrong_temperature(work, mine, best.temperature_, others)
    return (
        f"T = {mine:.4g} has the lowest NLL on the {len(work.calibration_rows):,} "
        f"calibration rows. {_softer(mine)}"
    )


def _name_wrong_temperature(
    work: Recalibration, mine: float, best: float, others: dict[str, float]
) -> None:
    """Refuse a temperature that is not the calibration rows' own."""
    said = f"`temperature` is {mine:.4g}"
    for whose, theirs in others.items():
        if _apart(mine, theirs) < _CLOSE and _apart(mine, best) > _FAR:
            raise NotYetRight(
                f"{said}: the NLL of {whose} is lowest there, not that of the "
                "calibration rows. Fit on `calibration_rows` alone."
            )
    lowest = _nll_at(work, best)
    if _nll_at(work, mine) <= lowest + _LOSS:
        return
    if _apart(mine, 1 / best) < _FAR:
        raise NotYetRight(
            f"{said}, but the probabilities are those of logits / T: it is upside "
            "down. Some libraries keep 1/T."
        )
    if work.is_binary and min(_apart(mine, best / 2), _apart(mine, 2 * best)) < _FAR:
        raise NotYetRight(
            f"{said}, off by a factor of 2: scikit-learn reads a binary logit z as the "
            "pair (−z, z)."
        )
    way = "larger" if mine < best else "smaller"
    raise NotYetRight(
        f"{said}; on the calibration rows a {way} one has a lower NLL. Widen or refine "
        "your grid, minimise the NLL and not the ECE, and look at your rows."
    )


def see_fitted_probs(work: Recalibration) -> str:
    """Look at the probabilities after the fit."""
    probs, rows = work.probs("probs_after"), work.test_rows
    before = work.raw(rows)
    if np.abs(probs - before).max() <= 1e-6:
        raise NotYetRight(
            "`probs_after` is `probs_before` again, number by number. Put the test "
            "rows' logits through what you fitted."
        )
    if work.method == TEMPERATURE:
        _require_scaled(work, probs, rows)
        return f"What the test rows' logits give at T = {work.temperature:.4g}."
    if work.is_binary and _turns_back(before, probs):
        raise Explain(
            "Some test rows change their order: where the raw probability rises, yours "
            "falls. A calibration map only rises. Say what yours does."
        )
    return (
        f"Probabilities of the {len(rows):,} test rows, from {shown(work.method, 60)}."
    )


def _require_scaled(work: Recalibration, probs: Floats, rows: Rows) -> None:
    """Refuse probabilities that are not those of logits / T."""
    mine = work.temperature
    if np.abs(probs - work.raw(rows, mine)).max() <= SAME:
        return
    said = f"`probs_after` is not what the test rows' logits give at T = {mine:.4g}."
    if np.abs(probs - work.raw(rows, 1 / mine)).max() <= SAME:
        raise NotYetRight(f"{said} They were multiplied by T: divide.")
    powers = work.raw(rows) / mine
    if np.abs(probs - powers).max() <= SAME:
        raise NotYetRight(
            f"{said} The probabilities were divided: divide the logits, then take the "
            "softmax or sigmoid."
        )
    raise NotYetRight(f"{said} Is it another T, or are they other rows?")


def see_accuracy(work: Recalibration) -> str:
    """Look whether the same class is decided for in every test row."""
    rows = work.test_rows
    try:
        probs = work.probs("probs_after")
    except NotYetRight as trouble:
        raise Waits("Looked at as soon as `probs_after` has its shape.") from trouble
    before, after = work.decided(work.raw(rows)), work.decided(probs)
    right_before, right_after = (
        float(np.mean(decided == work.labels[rows])) for decided in (before, after)
    )
    changed = int(np.sum(before != after))
    if not changed:
        return (
            f"{right_after:.3f} of {len(rows):,} test rows are right, before and "
            "after: no decision changed."
        )
    said = (
        f"{changed:,} of {len(rows):,} decisions changed, and accuracy from "
        f"{right_before:.3f} to {right_after:.3f}."
    )
    if work.method == TEMPERATURE:
        raise NotYetRight(
            f"{said} No temperature above 0 does that: are these the same rows in the "
            "same order, and were the logits divided before the softmax?"
        )
    raise Explain(
        f"{said} A temperature changes none; Platt, isotonic and maps with one number "
        "a class may. Say in your report what the change costs or earns."
    )


def _apart(one: float, other: float) -> float:
    """Return how far two temperatures are apart, by ratio."""
    if not (0 < one < math.inf and 0 < other < math.inf):
        return math.inf
    return abs(math.log(one / other))


def _nll_at(work: Recalibration, temperature: float) -> float:
    rows = work.calibration_rows
    return nll_of(work.given(work.raw(rows, temperature), rows))


def _softer(temperature: float) -> str:
    if temperature > 1:
        return "Above 1: the model was over-confident."
    return "Below 1: the model was under-confident."


def _turns_back(before: Floats, after: Floats) -> bool:
    """Say whether the second falls anywhere while the first rises."""
    order = np.argsort(before, kind="stable")
    rises = np.diff(before[order]) > SAME
    return bool(np.any(np.diff(after[order])[rises] < -SAME))
