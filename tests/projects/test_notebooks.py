"""The make of every project's notebook, and that it runs with nothing filled in."""

import re
from pathlib import Path
from statistics import median

import nbformat
import pytest

from grader.projects import PROJECTS, ProjectReport, Standing
from lessons import projects

FOLDER = Path(projects.__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module", params=NAMES)
def name(request):
    """Return the name of a project, of one after the other."""
    return request.param


@pytest.fixture(scope="module")
def notebook(name, read_project):
    """Return the project's notebook as it is released."""
    return read_project(name)


@pytest.fixture(scope="module")
def code(notebook):
    """Return its code cells by id."""
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


@pytest.fixture(scope="module")
def prose(notebook):
    """Return its prose by id, with single spaces."""
    return {
        cell.id: " ".join(cell.source.split())
        for cell in notebook.cells
        if cell.cell_type == "markdown"
    }


def test_every_project_can_be_checked():
    """Each notebook has its self-check, and no self-check lacks its notebook."""
    assert set(NAMES) == set(PROJECTS)


def test_notebook_is_valid_and_holds_nothing_of_a_run(notebook):
    """It is nbformat 4.5 on python3, without outputs, counts or a trace of nbgrader."""
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata == {
        "kernelspec": {
            "name": "python3",
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
        },
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        assert cell.metadata == {}
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None


def test_cell_ids_are_words(notebook):
    """Every cell has its own readable name."""
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) for name in ids)


def test_imports_stand_in_one_cell(code):
    """One cell imports everything that the provided cells use."""
    importing = [i for i, c in code.items() if re.search("^(from|import) ", c.source)]
    assert importing == ["imports"]


def test_rhythm_of_the_cells(prose, code):
    """Prose cells have a median of at most 70 words, code cells of 8 lines."""
    words = [len(text.split()) for text in prose.values()]
    lines = [len(cell.source.splitlines()) for cell in code.values()]
    assert median(words) <= 70
    assert max(words) <= 120
    assert median(lines) <= 8
    assert max(lines) <= 10


def test_predictions_are_met_before_they_are_explained(notebook, code):
    """Each guess is an ellipsis that a later cell meets by its name."""
    ids = list(code)
    guesses = [i for i in ids if i.startswith("predict-")]
    assert len(guesses) >= 3
    for guess in guesses:
        guessed, _, rest = code[guess].source.partition(" = ")
        assert rest.startswith("...")
        later = [code[i].source for i in ids[ids.index(guess) + 1 :]]
        assert any(f"projects.meet_measured({guessed}," in source for source in later)
    asked = [cell.id for cell in notebook.cells if "*Your words here.*" in cell.source]
    assert len(asked) >= 4


def test_rubric_has_five_criteria_of_four_points(name, code, prose, run_project):
    """Each criterion says what 4, 2 and 0 look like; the sum is 20."""
    points = run_project(name).names["my_points"]
    assert len(points) == 5
    for criterion in points:
        text = prose[f"rubric-{criterion.lower()}"]
        assert text.startswith(f"**{criterion}.**")
        assert re.findall(r"\*(\d)\*:", text) == ["4", "2", "0"]
    assert "20 points" in prose["rubric"]
    assert "20 points" in prose["title"]


def test_every_step_is_checked_where_it_ends(name, code):
    """After each step its own check, at the end the whole."""
    checks = re.findall(
        r"check_project\(PROJECT(?:, \"([\w-]+)\")?\)",
        "\n".join(cell.source for cell in code.values()),
    )
    assert checks == [*PROJECTS[name].steps, ""]
    assert f'PROJECT = "{name}"' in code["imports"].source


def test_nothing_is_marked_and_that_is_said(prose):
    """The text tells who gives the points, and that nothing is written."""
    assert "marks nothing and writes nothing" in prose["how"]
    assert "you give them" in prose["how"]


def test_it_runs_with_nothing_filled_in(name, run_project):
    """Every cell runs; what is missing is called open or waiting, and no more."""
    run = run_project(name)
    reports = [v for v in run.values.values() if isinstance(v, ProjectReport)]
    assert len(reports) == len(PROJECTS[name].steps) + 1
    kind = {finding.standing for report in reports for finding in report.findings}
    assert kind == {Standing.HOLDS, Standing.OPEN, Standing.WAITS}
    assert not any(report.is_done for report in reports)
    for cell, value in run.values.items():
        if cell.startswith("meet-"):
            assert "waits for" in repr(value)
    assert "0 of 20 points so far" in repr(run.values["my-points"])
