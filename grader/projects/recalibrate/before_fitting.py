"""Looks at project 1 up to the fit: the arrays and the raw probabilities."""

import numpy as np

from grader.projects.look import NotYetRight
from grader.projects.reading import Floats
from grader.projects.recalibrate.work import Recalibration
from grader.projects.splits import require_no_twins

__all__ = ["SAME", "see_arrays", "see_raw_probs", "see_twins"]

SAME = 2e-3  # probabilities closer than this are the same, in half precision too


def see_arrays(work: Recalibration) -> str:
    """Look at logits and labels themselves."""
    n, labels = len(work.logits), work.labels
    each = "one logit" if work.is_binary else f"{work.logits.shape[1]:,} logits"
    if labels.min() == labels.max():
        raise NotYetRight(
            f"All {n:,} labels are {labels[0]}: with one class there is nothing to "
            "calibrate. Bring images of the others too."
        )
    return f"{n:,} images, {each} and one label each."


def see_twins(work: Recalibration) -> str:
    """Look for images that stand on both sides under two row numbers."""
    if work.is_binary:
        return "With one logit an image equal numbers prove nothing: not looked for."
    require_no_twins(work.logits, work.calibration_rows, work.test_rows)
    return "No test row has, number by number, the logits of a calibration row."


def see_raw_probs(work: Recalibration) -> str:
    """Look at the probabilities before anything is fitted."""
    probs, rows = work.probs("probs_before"), work.test_rows
    raw = work.raw(rows)
    if _same(probs, raw):
        return f"The {_link(work)} of the logits in the {len(rows):,} test rows."
    said = "`probs_before` is not what the logits in the test rows give."
    calibration = work.calibration_rows
    if len(calibration) == len(rows) and _same(probs, work.raw(calibration)):
        raise NotYetRight(f"{said} It is that of the calibration rows.")
    if _same(np.sort(probs, axis=None), np.sort(raw, axis=None)):
        raise NotYetRight(f"{said} The same numbers in another order: is it sorted?")
    if not work.is_binary and _same(probs, _columnwise(work.logits[rows])):
        raise NotYetRight(f"{said} The softmax went down the columns: take `axis=1`.")
    raise NotYetRight(
        f"{said} Take their {_link(work)}, with nothing else between: no temperature, "
        "no rounding, no other order."
    )


def _same(probs: Floats, others: Floats) -> bool:
    return probs.shape == others.shape and bool(np.abs(probs - others).max() <= SAME)


def _columnwise(logits: Floats) -> Floats:
    weights = np.exp(logits - logits.max(axis=0))
    return np.asarray(weights / weights.sum(axis=0))


def _link(work: Recalibration) -> str:
    return "sigmoid" if work.is_binary else "softmax"
