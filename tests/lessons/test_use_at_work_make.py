"""The last page is made as the units are."""

import re
from statistics import median

import nbformat
import pytest

from .conftest import SOLUTIONS


@pytest.fixture(scope="module")
def notebook():
    """Return the page as it is released."""
    page = SOLUTIONS.parent / "lessons" / "use_at_work.ipynb"
    return nbformat.read(page, as_version=4)


def test_make_of_the_page(notebook):
    """It is nbformat 4.5 on python3, has words for ids, and holds nothing of a run."""
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info == {"name": "python"}
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) for name in ids)
    for cell in notebook.cells:
        assert cell.metadata == {}
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_rhythm_of_the_cells(prose, code):
    """Short prose, short code, and the imports in one cell."""
    words = [len(text.split()) for text in prose.values()]
    lines = [len(cell.source.splitlines()) for cell in code]
    assert (median(words) <= 70, max(words) <= 120) == (True, True)
    assert (median(lines) <= 8, max(lines) <= 12) == (True, True)
    importing = [c.id for c in code if re.search(r"^\s*(from|import) ", c.source, re.M)]
    assert importing == ["imports"]
