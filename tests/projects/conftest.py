"""Notebooks of projects, run cell by cell in this process."""

import ast
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "lessons" / "projects"


@pytest.fixture(autouse=True)
def without_a_screen():
    """Draw into memory, and close what was drawn."""
    plt.switch_backend("agg")
    yield
    plt.close("all")


class Run:
    """What running a notebook gave.

    Attributes
    ----------
    names : dict
        The notebook's names at the end.
    values : dict
        The last value of each code cell, by its id.
    """

    def __init__(self, cells, filled):
        self.names, self.values = {"__name__": "__main__"}, {}
        for cell in cells:
            if cell.cell_type == "code":
                source = filled.get(cell.id, cell.source)
                self.values[cell.id] = _value_of(source, self.names)


def _value_of(source, names):
    """Run a cell; return what its last expression gives, or None."""
    *first, last = ast.parse(source).body
    is_value = isinstance(last, ast.Expr)
    body = ast.Module(first if is_value else [*first, last], [])
    exec(compile(body, "<cell>", "exec"), names)  # noqa: S102 (our own cells)
    if not is_value:
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307


@pytest.fixture(scope="session")
def read_project():
    """Return what reads a project's notebook."""
    return lambda name: nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


@pytest.fixture(scope="session")
def run_project(read_project):
    """Return what runs a project with some cells filled in, up to one if asked."""

    def run_project(name, filled=None, **more):
        return Run(read_project(name).cells, {**(filled or {}), **more})

    return run_project
