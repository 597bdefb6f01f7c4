"""Unit 2's figures, as they are drawn here, and what they are drawn from."""

from functools import cache

import numpy as np

from lessons import figures

from .unit_figures import UnitFigures, has_names_or_titles

__all__ = ["EDGE_PARTS", "FIGURES", "parts"]

EDGE_PARTS = (
    np.repeat([0.7, 0.8, 0.9, 1.0], [3, 2, 2, 3]),
    [1, 1, 0, 1, 1, 1, 1, 1, 1, 0],
)
TWINS = np.repeat([0.45, 0.55], 50), np.repeat([1, 0, 1, 0], [15, 35, 35, 15])


@cache
def parts():
    """Return 1,000 parts of a model that is too sure."""
    return figures.inspect_parts(1000, rng=np.random.default_rng(4))


@cache
def study():
    """Return a small study of honest scores."""
    return figures.study_honest((50, 1000), repeats=20, rng=np.random.default_rng(0))


FIGURES = UnitFigures(
    drawings={
        "reliability": lambda: figures.reliability_diagram(
            parts().probs, parts().labels
        ),
        "reliability with CORP, 15 bins": lambda: figures.reliability_diagram(
            parts().probs, parts().labels, bins=15, corp=True
        ),
        "reliability, 100 bins": lambda: figures.reliability_diagram(
            parts().probs, parts().labels, bins=100, corp=True
        ),
        "reliability, reading B, edges": lambda: figures.reliability_diagram(
            [0.4, 0.9, 1.0], [False, True, True], bins=[0, 0.33, 0.66, 1], reading="B"
        ),
        "one part": lambda: figures.reliability_diagram([0.0], [0], bins=1, corp=True),
        "cancellation": lambda: figures.cancellation(
            *TWINS, coarse=[0.4, 0.6], fine=[0.4, 0.5, 0.6]
        ),
        "bin edges": lambda: figures.bin_edge_zoom(*EDGE_PARTS, [0.6, 0.8, 1.0]),
        "against bins": lambda: figures.ece_against_bins(
            {"this model": parts().probs, "honest scores": parts().honest_probs},
            parts().labels,
        ),
        "against size": lambda: figures.ece_against_size(study()),
    },
    says_axes=has_names_or_titles,
)
