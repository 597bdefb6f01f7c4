"""Looks at the numbers that project 1 reports: NLL and ECE, before and after."""

from collections.abc import Callable
from functools import partial

import numpy as np

from grader.projects.intervals import ROUNDED, interval_of, require_interval
from grader.projects.look import Explain, NotYetRight, Waits
from grader.projects.numbers import refuse_number
from grader.projects.reading import Floats, Rows, as_reported, read_entry, read_estimate
from grader.projects.recalibrate.work import TEMPERATURE, Recalibration, ece_of, nll_of
from grader.reference import ReliabilityCurve, reliability_curve

__all__ = ["see_change", "see_ece", "see_nll"]

METRICS = ("NLL", "ECE")
_NEVER = {
    "before": "Take softmax or sigmoid in 64 bits: `logits.astype(float)`.",
    "after": (
        "Isotonic maps end at 0 and 1: clip them on purpose and say so, or take a "
        "temperature."
    ),
}


def see_nll(work: Recalibration, when: str) -> str:
    """Look at the NLL of the test rows, before or after."""
    rows, name = work.test_rows, f"probs_{when}"
    given = work.given(work.probs(name), rows)
    never = int(np.sum(given == 0))
    if never:
        raise NotYetRight(
            f"`{name}` gives {never:,} of the test rows' labels the probability 0, and "
            f"the NLL is infinite. {_NEVER[when]}"
        )
    value, entry = nll_of(given), f'{when}["NLL"]'
    mine = read_estimate(entry, read_entry(work.names, when, "NLL", METRICS))
    if abs(mine.value - value) > ROUNDED:
        refuse_number(entry, mine.value, _wrong_nlls(work, given, when))
    interval = interval_of(np.mean, -np.log(given))
    require_interval(entry, mine.interval, interval)
    return f"{as_reported(mine)}, on {len(rows):,} test rows."


def see_ece(work: Recalibration, when: str) -> str:
    """Look at the ECE of the test rows, before or after."""
    rows, bins = work.test_rows, work.bins
    pair = work.confidence(work.probs(f"probs_{when}"), rows)
    value, entry = ece_of(*pair, bins), f'{when}["ECE"]'
    mine = read_estimate(entry, read_entry(work.names, when, "ECE", METRICS))
    if abs(mine.value - value) > ROUNDED:
        refuse_number(entry, mine.value, _wrong_eces(work, when))
    interval = interval_of(partial(ece_of, bins=bins), *pair)
    require_interval(entry, mine.interval, interval)
    return f"{as_reported(mine)}, on {len(rows):,} test rows. {bins} bins."


def see_change(work: Recalibration) -> str:
    """Look whether the same rows cost less NLL after the fit, beyond luck."""
    rows = work.test_rows
    costs = [
        -np.log(work.given(work.probs(f"probs_{when}"), rows))
        for when in ("before", "after")
    ]
    saved = costs[1] - costs[0]
    low, high = interval_of(np.mean, saved)
    said = (
        f"Row by row the NLL changes by {saved.mean():+.3f}, 95 % interval {low:+.3f} "
        f"to {high:+.3f}, on {len(rows):,} rows that the fit has not seen."
    )
    if high < 0:
        return said
    if low > 0:
        raise Explain(
            f"{said} It became worse. Was the fit on other images, another camera, "
            "another time? Say so, and deploy nothing."
        )
    raise Explain(
        f"{said} The interval holds 0: that may be luck. Perhaps the model was honest "
        "already, or the rows are too few. Say which, and what you would do."
    )


def _wrong_nlls(
    work: Recalibration, given: Floats, when: str
) -> dict[str, Callable[[], float]]:
    """Return what a wrong NLL may be, by its words."""
    nll = nll_of(given)
    return {
        "their sum, not their mean": lambda: nll * len(given),
        "in bits: take the natural logarithm": lambda: nll / np.log(2),
        "to base 10: take the natural logarithm": lambda: nll / np.log(10),
        "without its minus sign": lambda: -nll,
        "−ln of the mean probability: take the logarithm first, then the mean": (
            lambda: -np.log(given.mean())
        ),
        "that of the calibration rows": lambda: nll_of(
            _given_at(work, work.calibration_rows, when)
        ),
        "that of all rows": lambda: nll_of(_given_at(work, _all_rows(work), when)),
        _other_words(when): lambda: nll_of(
            work.given(work.probs(f"probs_{_other(when)}"), work.test_rows)
        ),
    }


def _wrong_eces(work: Recalibration, when: str) -> dict[str, Callable[[], float]]:
    """Return what a wrong ECE may be, by its words."""
    rows, bins = work.test_rows, work.bins
    probs = work.probs(f"probs_{when}")
    curve = reliability_curve(*work.confidence(probs, rows), n_bins=bins)
    filled = curve.count > 0
    gap = np.abs(curve.gap[filled])
    signed = float(np.sum(curve.count[filled] * curve.gap[filled]) / len(rows))
    found: dict[str, Callable[[], float]] = {
        "the plain mean of the gaps: weight each by its bin's share of the rows": (
            lambda: float(gap.mean())
        ),
        "the largest gap: the ECE is their weighted mean": lambda: float(gap.max()),
        "the gaps added with their signs, which cancel": lambda: abs(signed),
        "in per cent: report a share": lambda: (
            100 * float(np.sum(gap * _weight(curve)))
        ),
        "that of the calibration rows": lambda: _ece_at(
            work, work.calibration_rows, when
        ),
        "that of all rows": lambda: _ece_at(work, _all_rows(work), when),
        _other_words(when): lambda: ece_of(
            *work.confidence(work.probs(f"probs_{_other(when)}"), rows), bins
        ),
    }
    for count in {10, 15, 20} - {bins}:
        found[f"that in {count} bins; `bins` says {bins}"] = partial(
            ece_of, *work.confidence(probs, rows), count
        )
    if work.is_binary:
        top = np.maximum(probs, 1 - probs), work.decided(probs) == work.labels[rows]
        words = "that of the top label's confidence; compare probability and outcome"
        found[words] = partial(ece_of, *top, bins)
    return found


def _weight(curve: ReliabilityCurve) -> Floats:
    count = curve.count[curve.count > 0]
    return np.asarray(count / count.sum())


def _given_at(work: Recalibration, rows: Rows, when: str) -> Floats:
    """Return what other rows would have been given, where a temperature tells."""
    return work.given(work.raw(rows, _temperature(work, when)), rows)


def _ece_at(work: Recalibration, rows: Rows, when: str) -> float:
    probs = work.raw(rows, _temperature(work, when))
    return ece_of(*work.confidence(probs, rows), work.bins)


def _temperature(work: Recalibration, when: str) -> float:
    """Return by what the logits are divided; a `Verdict` where no temperature is."""
    if when == "before":
        return 1.0
    if work.method != TEMPERATURE:
        raise Waits("Other maps are not fitted again here.")
    return work.temperature


def _all_rows(work: Recalibration) -> Rows:
    return np.arange(len(work.labels))


def _other(when: str) -> str:
    return "after" if when == "before" else "before"


def _other_words(when: str) -> str:
    return f"the one {_other(when)} the fit"
