"""The charts: when each rings."""

import re

import numpy as np
import pytest

from .by_hand import ece_of, honest_below


def test_charts(said, shown, scored):
    """All parts from week 8, C at once, A night in week 4 and from 8 on."""
    charts = dict(
        re.findall(
            r"(all parts|A day|A night|C tilted): (week.*?above the limit: [\w, ]+)\.",
            shown["weeks-figure"],
        )
    )
    above = {
        name: [int(w) for w in re.findall(r"\d+", text.split("above the limit: ")[1])]
        for name, text in charts.items()
    }
    late = [8, 9, 10, 11, 12]
    assert above == {
        "all parts": late,
        "A day": [],
        "A night": [4, *late],
        "C tilted": [7, *late],
    }
    rng = np.random.default_rng(3)
    for name, weeks in {
        "all parts": (1, 8),
        "A night": (4, 7),
        "C tilted": (7,),
    }.items():
        for week in weeks:
            group = None if name == "all parts" else name
            probs, labels = scored(group, week)
            pattern = rf"week {week} ([\d.]+) \(limit ([\d.]+)\)"
            ece, limit = map(float, re.search(pattern, charts[name]).groups())
            assert ece == pytest.approx(ece_of(probs, labels), abs=5e-4)
            assert limit == pytest.approx(honest_below(probs, rng), abs=0.006)
    said(
        "explain-weeks",
        f"Week {above['all parts'][0]}, and it says",
        f"with {ece_of(*scored('C tilted', 7)):.3f} in week 7",
        "A night rings in week 4",
        "From week 8 on",
    )
    said("predict-week", "C comes in week 7")
