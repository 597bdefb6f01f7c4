"""What the tests of the units and of the figures share.

A test module or folder about one unit says which in a fixture ``unit``; the rest
follows from it. The scope is the module because every folder has its own unit.
"""

import re
from pathlib import Path

import nbformat
import pytest
from matplotlib.text import Text

from lessons.figures import _style

SOLUTIONS = Path(__file__).parents[2] / "solutions"


@pytest.fixture(scope="module")
def notebook(unit):
    """Return the solved unit."""
    return nbformat.read(SOLUTIONS / unit / f"{unit}.ipynb", as_version=4)


@pytest.fixture(scope="module")
def cells(notebook):
    """Return the cells by id."""
    return {cell.id: cell for cell in notebook.cells}


@pytest.fixture(scope="module")
def code(notebook):
    """Return the code cells of the unit in their order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def prose(notebook):
    """Return the prose cells of the unit: id and text with single spaces."""
    return {
        cell.id: " ".join(cell.source.split())
        for cell in notebook.cells
        if cell.cell_type == "markdown"
    }


@pytest.fixture(scope="module")
def shown(code):
    """Return what each code cell has put out, as plain text."""
    return {
        cell.id: "".join(
            output.get("text") or output.get("data", {}).get("text/plain", "")
            for output in cell.outputs
        )
        for cell in code
    }


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
def numbered(prose):
    """Return the prose cells that hold a number."""
    return {cell for cell, text in prose.items() if re.search(r"\d[.,/]?\d", text)}


@pytest.fixture(scope="module")
def unseen(numbered, request):
    """Return the cells with a number that no module of the test's folder names."""
    here = "".join(p.read_text("utf-8") for p in request.path.parent.glob("*.py"))
    # Exercises' numbers and the table of points are looked at for every unit alike.
    elsewhere = {cell for cell in numbered if cell.endswith("-text")} | {"points"}
    return {cell for cell in numbered - elsewhere if f'"{cell}"' not in here}


@pytest.fixture
def drawn(monkeypatch):
    """Keep every figure that is finished, to look at its axes."""
    kept = []
    finish = _style.finish

    def keep(figure, alt, note="", **options):
        kept.append(figure)
        return finish(figure, alt, note, **options)

    monkeypatch.setattr(_style, "finish", keep)
    return kept


@pytest.fixture(scope="session")
def words_in():
    """Return what finds every word that is written in a figure."""

    def words_in(figure):
        return " ".join(text.get_text() for text in figure.findobj(Text))

    return words_in
