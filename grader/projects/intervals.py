"""Whether a reported interval is the one that its rows give."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.projects.look import NotYetRight
from grader.reference import Interval, bootstrap_interval

__all__ = ["EXACT", "ROUNDED", "interval_of", "require_interval"]

EXACT = 1e-6  # the same number, but for the order of its sums
ROUNDED = 5e-4  # a number on paper has three decimals
_N_RESAMPLES = 1000
_SEED = 20  # of our own draws: the same work always gets the same answer
# The end of a bootstrap interval from 1,000 draws has a standard error of about 2 % of
# the interval's width, from 200 draws of 5 %: four of the latter are forgiven.
_OFF = 0.2
_NARROW, _WIDE = 0.6, 1.6


def interval_of(metric: Callable[..., float], *columns: Any) -> Interval:
    """Compute the percentile bootstrap interval of a metric over rows."""
    rng = np.random.default_rng(_SEED)
    return bootstrap_interval(metric, *columns, n_resamples=_N_RESAMPLES, rng=rng)


def require_interval(what: str, reported: Interval, computed: Interval) -> None:
    """Refuse an interval that is not the percentile bootstrap's, give or take chance.

    Parameters
    ----------
    what
        Of which number, for the words.
    reported, computed
        The learner's, and ours from the same rows.

    Raises
    ------
    NotYetRight
        If an end is off by more than a fifth of the width.
    """
    width = computed.high - computed.low
    allowed = _OFF * width + ROUNDED
    off = max(
        abs(reported.low - computed.low),
        abs(reported.high - computed.high),
    )
    if off <= allowed:
        return
    said = f"{what}: the number holds, but not its interval"
    ends = f"{reported.low:.3f} to {reported.high:.3f}"
    size = (reported.high - reported.low) / width if width else np.inf
    if size < _NARROW:
        why = (
            "is much narrower than what resampling these rows gives. Is it one "
            "standard error instead of 95 %? Were more rows drawn than there are?"
        )
    elif size > _WIDE:
        why = (
            "is much wider than what resampling these rows gives. Is it the spread of "
            "single rows instead of their mean's, or were fewer rows drawn?"
        )
    else:
        why = (
            "lies elsewhere than what resampling these rows gives. Take the 2.5 and "
            "97.5 percentiles of the draws themselves, unreflected and uncorrected."
        )
    raise NotYetRight(f"{said}: {ends} {why}")
