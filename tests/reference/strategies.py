"""Inputs that Hypothesis draws: small, tied, and with edges on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_FEW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    # A busy machine is no fault of the code.
    suppress_health_check=[HealthCheck.too_slow],
)


def for_all(*drawn: st.SearchStrategy[Any]) -> Callable[[Any], Any]:
    """Run a test on a few drawn inputs, the same ones every time."""
    return lambda test: _FEW(given(*drawn)(test))


# Few distinct values make ties; −0.0, 0.0 and neighbours of 1 make edges.
_TIED = st.sampled_from([-2.0, -0.0, 0.0, 0.25, 0.5, 0.5000000000000001, 1.0, 3.0])
_SPREAD = st.floats(-1e6, 1e6, allow_nan=False)
_TIED_PROBS = st.sampled_from([0.0, 0.1, 0.25, 0.3, 0.5, 0.75, 0.9, 1.0])
_SPREAD_PROBS = st.floats(0.0, 1.0, allow_nan=False)


@st.composite
def scored_labels(
    draw: st.DrawFn,
    *,
    probs: bool = False,
    both_classes: bool = False,
    max_size: int = 24,
) -> tuple[list[float], list[int]]:
    """Draw scores (or probabilities) and 0/1 labels of one length."""
    size = draw(st.integers(2 if both_classes else 1, max_size))
    values = [_TIED_PROBS, _SPREAD_PROBS] if probs else [_TIED, _SPREAD]
    score = draw(st.sampled_from(values))
    scores = draw(st.lists(score, min_size=size, max_size=size))
    labels = draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
    if both_classes:
        labels[0], labels[-1] = 0, 1
    return scores, labels
