"""The solved unit, its prose, and what asserts a cell's numbers."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from lessons import figures

UNIT = "1-scores-to-decisions"
NOTEBOOK = Path(__file__).parents[3] / "solutions" / UNIT / f"{UNIT}.ipynb"


@pytest.fixture(scope="session")
def notebook():
    """Return the solved unit."""
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="session")
def prose(notebook):
    """Return the prose cells of the unit: id and text with single spaces."""
    return {
        cell.id: " ".join(cell.source.split())
        for cell in notebook.cells
        if cell.cell_type == "markdown"
    }


@pytest.fixture(scope="session")
def said(prose):
    """Return what asserts that a cell makes these claims and has no other number."""

    def said(cell, *claims, given=()):
        rest = prose[cell]
        for claim in claims:
            assert claim in rest, f"{cell}: {claim!r}"
            rest = rest.replace(claim, " ")
        left = re.findall(
            r"(?<![\w.])\d[\d,]*\d(?:\.\d+)?|(?<![\w.])\d(?:\.\d+)?", rest
        )
        assert sorted(set(left) - set(given)) == [], cell

    return said


@pytest.fixture(scope="session")
def halves():
    """Return the simulated line of the notebook, as tuning and fresh half."""
    rng = np.random.default_rng(1)
    line = figures.simulate_line(100_000, prevalence=0.02, rng=rng)
    return line.split(50_000)
