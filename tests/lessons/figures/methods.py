"""Unit 3's figures, as they are drawn here, and what they are drawn from."""

from functools import cache

import numpy as np

from lessons import data, figures

from .unit_figures import UnitFigures

__all__ = ["EDGES", "FIGURES", "GRID", "LABELS", "NAMED", "SIX", "parts", "study"]

SIX, LABELS = [2.2, 1.0, 0.2, -0.2, -1.0, -2.0], [1, 1, 1, 0, 0, 0]
GRID, EDGES = [0.5, 1.0, 1.5, 2.0], [0, 0.33, 0.66, 1]
NAMED = {"as they are": LABELS, "flipped": [1, 0, 1, 0, 0, 0]}


@cache
def study():
    """Return a small study of the methods."""
    sizes = (30, 300)
    return figures.study_methods(sizes, repeats=5, rng=np.random.default_rng(0))


@cache
def parts():
    """Return 300 parts of the lopsided line."""
    return figures.inspect_lopsided(300, rng=np.random.default_rng(1))


FIGURES = UnitFigures(
    {
        "curves": figures.temperature_curves,
        "valleys": lambda: figures.nll_valleys(SIX, NAMED, GRID),
        "NLL and ECE": lambda: figures.nll_and_ece(SIX, LABELS, EDGES),
        "maps": lambda: figures.calibration_maps(parts()),
        "sizes": lambda: figures.methods_against_size(study()),
        "digits": lambda: figures.temperature_diagram(
            data.load_digits_logits().calibration, 3.4
        ),
    }
)
