"""The solved unit, its prose and outputs, and the data that it measures."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
from scipy.special import softmax

from lessons import data, figures

UNIT = "2-measuring-calibration"
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
def shown(notebook):
    """Return what each code cell has put out, as plain text."""
    return {
        cell.id: "".join(
            output.get("text") or output.get("data", {}).get("text/plain", "")
            for output in cell.outputs
        )
        for cell in notebook.cells
        if cell.cell_type == "code"
    }


@pytest.fixture(scope="session")
def parts():
    """Return the notebook's 1,000 parts."""
    return figures.inspect_parts(1000, rng=np.random.default_rng(4))


@pytest.fixture(scope="session")
def digits():
    """Return confidence and correctness of the calibration images."""
    outputs = data.load_digits_logits().calibration
    probs = softmax(outputs.logits, axis=1)
    return probs.max(axis=1), probs.argmax(axis=1) == outputs.labels


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
