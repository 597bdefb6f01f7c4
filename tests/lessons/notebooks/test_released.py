"""Every released notebook runs to its end as it is, and is kind about what is open."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

LESSONS = Path(__file__).parents[3] / "lessons"
UNITS = sorted(path.stem for path in LESSONS.glob("[0-9]-*/*.ipynb"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=UNITS)
def ran(request, tmp_path_factory):
    """Return the code cells of an untouched unit after a Run All, by id."""
    unit = request.param
    notebook = nbformat.read(LESSONS / unit / f"{unit}.ipynb", as_version=4)
    # A folder that is no workspace, so that nothing is kept of it.
    folder = {"metadata": {"path": str(tmp_path_factory.mktemp(unit))}}
    # A cell that raises without the tag `raises-exception` stops the run here.
    NotebookClient(notebook, timeout=120, resources=folder).execute()
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


def outputs_of(cells, kind):
    """Return the outputs of a kind, by cell."""
    found = {
        name: [output for output in cell.outputs if output.output_type == kind]
        for name, cell in cells.items()
    }
    return {name: outputs for name, outputs in found.items() if outputs}


def test_every_unit_is_released():
    """The list above is not empty, and no unit is left out."""
    solved = {path.stem for path in LESSONS.parent.glob("solutions/[0-9]-*/*.ipynb")}
    assert set(UNITS) == solved
    assert len(UNITS) >= 4


def test_only_checks_stop_and_in_one_line(ran):
    """No prediction, blank or exercise that is open breaks a cell of the course."""
    errors = outputs_of(ran, "error")
    assert errors
    for name, (error,) in errors.items():
        assert name.endswith("-check")
        assert error.ename == "NotYet"
        assert error.evalue == f"{exercise_of(ran[name])}, see above"
        assert error.traceback == [f"NotYet: {error.evalue}"]


def test_what_is_open_is_said_kindly(ran):
    """Each check says that nothing was attempted, and what the next step is."""
    checks = {name: c for name, c in ran.items() if c.source.startswith("check(")}
    for cell in checks.values():
        (shown,) = (o for o in cell.outputs if o.output_type == "display_data")
        text = shown.data["text/plain"]
        exercise = exercise_of(cell)
        assert text.startswith(f"Not attempted yet: {exercise} (0 of ")
        assert f'or run `hint("{exercise}")`' in text


def test_nothing_is_said_on_the_error_stream(ran):
    """No warning of a library reaches a learner who did nothing."""
    streams = outputs_of(ran, "stream")
    assert [
        n for n, all_ in streams.items() if any(o.name != "stdout" for o in all_)
    ] == []


def exercise_of(cell):
    """Return the exercise that a check cell asks after."""
    return cell.source.removeprefix('check("').removesuffix('")')
