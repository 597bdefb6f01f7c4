"""The make of unit 1: ids, metadata, rhythm, and nothing given away."""

import ast
import re
from pathlib import Path
from statistics import median

import nbformat
import pytest

UNIT = "1-scores-to-decisions"
NOTEBOOK = Path(__file__).parents[2] / "solutions" / UNIT / f"{UNIT}.ipynb"
POINTS = {
    "confusion-at": 4,
    "f1-from-counts": 3,
    "best-f1-threshold": 6,
    "youden-thresholds": 2,
    "exercise-1": 5,
}
SIGNATURES = {
    "confusion-at": ("confusion_at", ["scores", "labels", "threshold"]),
    "f1-from-counts": ("f1_from_counts", ["tp", "fp", "fn"]),
    "best-f1-threshold": ("best_f1_threshold", ["scores", "labels"]),
    "youden-thresholds": ("youden_thresholds", ["scores", "labels"]),
}
REGION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)


@pytest.fixture(scope="module")
def notebook():
    """Return the solved unit."""
    return nbformat.read(NOTEBOOK, as_version=4)


@pytest.fixture(scope="module")
def cells(notebook):
    """Return the cells by id."""
    return {cell.id: cell for cell in notebook.cells}


def test_notebook_is_valid_and_stable(notebook):
    """It is nbformat 4.5, runs on python3, and holds nothing of the run."""
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec == {
        "name": "python3",
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    assert notebook.metadata.language_info == {"name": "python"}
    assert not any("execution" in cell.metadata for cell in notebook.cells)


def test_cell_ids_are_words(notebook):
    """Every cell has its own readable name."""
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) for name in ids)


@pytest.mark.parametrize("exercise", POINTS)
def test_exercise_has_answer_and_check(notebook, cells, exercise):
    """The answer cell stands right above its locked check, which has the points."""
    order = [cell.id for cell in notebook.cells]
    assert order.index(f"{exercise}-check") == order.index(exercise) + 1
    common = {"schema_version": 3, "task": False}
    assert cells[exercise].metadata["nbgrader"] == common | {
        "grade": False,
        "solution": True,
        "locked": False,
        "grade_id": exercise,
    }
    check = cells[f"{exercise}-check"]
    assert check.metadata["nbgrader"] == common | {
        "grade": True,
        "solution": False,
        "locked": True,
        "points": POINTS[exercise],
        "grade_id": f"{exercise}-check",
    }
    assert check.source == f'check("{exercise}")'
    for cell in (cells[exercise], check):
        assert cell.metadata["tags"] == ["raises-exception"]
    assert f'hint("{exercise}")' in cells[f"{exercise}-text"].source


def test_only_exercises_have_nbgrader_metadata(notebook):
    """Predictions and provided cells are plain cells."""
    marked = {cell.id for cell in notebook.cells if "nbgrader" in cell.metadata}
    assert marked == {name + end for name in POINTS for end in ("", "-check")}


@pytest.mark.parametrize("exercise", SIGNATURES)
def test_function_keeps_its_signature_without_the_solution(cells, exercise):
    """Blanked, the cell is one documented function of the promised name."""
    blanked = REGION.sub("# your code here", cells[exercise].source)
    (function,) = ast.parse(blanked).body
    name, arguments = SIGNATURES[exercise]
    assert function.name == name
    assert [argument.arg for argument in function.args.args] == arguments
    assert "Returns" in ast.get_docstring(function)
    assert len(function.body) == 1


def test_value_exercise_is_blank_without_the_solution(cells):
    """Blanked, Exercise 1 leaves three names that hold an ellipsis."""
    space = {}
    exec(REGION.sub("", cells["exercise-1"].source), space)  # noqa: S102 (our own cell)
    assert [space[name] for name in ("ex1_threshold", "ex1_f1", "ex1_matrix")] == (
        [...] * 3
    )


def test_no_solution_line_stands_elsewhere(notebook):
    """No line of a solution is repeated outside its region."""
    regions = [REGION.search(cell.source) for cell in notebook.cells]
    lines = {
        line.strip()
        for region in regions
        if region
        for line in region[1].splitlines()
        if len(line.strip()) > 12
    }
    outside = "\n".join(REGION.sub("", cell.source) for cell in notebook.cells)
    assert lines
    assert not [line for line in lines if line in outside]


def test_example_1_is_not_solved_before_exercise_1(notebook):
    """The answer 0.55 with F1 0.75 appears only after Exercise 1's check."""
    order = [cell.id for cell in notebook.cells]
    before = notebook.cells[: order.index("exercise-1-check")]
    shown = "\n".join(
        cell.source + "".join(str(o.get("data", "")) for o in cell.get("outputs", []))
        for cell in before
    )
    shown = re.sub(r"base64,[A-Za-z0-9+/=]+", "", shown)
    assert "0.75 at 0.55" not in shown
    assert "up to and including 0.55" not in shown
    assert "0.750000" not in shown


def test_predictions_are_left_to_the_learner(notebook):
    """Every prediction is an ellipsis, and a later cell meets it."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    predictions = [
        (place, re.match(r"my_\w+", source)[0])
        for place, source in enumerate(sources)
        if source.startswith("my_")
    ]
    assert len(predictions) >= 8
    for place, name in predictions:
        assert "..." in sources[place].split("#")[0]
        assert any(name in source for source in sources[place + 1 : place + 2])


def test_no_provided_cell_calls_hint_or_solution(notebook):
    """Hints and solutions are asked for by the learner alone."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert not re.search(r"\b(hint|solution)\(", cell.source)


def test_imports_stand_in_one_cell(notebook):
    """One cell imports everything that the unit uses."""
    importing = [
        cell.id
        for cell in notebook.cells
        if cell.cell_type == "code" and re.search(r"^(from|import) ", cell.source, re.M)
    ]
    assert importing == ["imports"]


def test_rhythm_of_the_cells(notebook):
    """Prose cells have a median of at most 70 words, code cells of 8 lines."""
    prose = [len(c.source.split()) for c in notebook.cells if c.cell_type == "markdown"]
    code = [len(c.source.splitlines()) for c in notebook.cells if c.cell_type == "code"]
    assert median(prose) <= 70
    assert median(code) <= 8
    assert max(prose) <= 120


def test_every_stored_picture_has_words(notebook):
    """Each image in the stored outputs has an alternative text and plain text."""
    pictures = [
        output.data
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "<img" in output.get("data", {}).get("text/html", "")
    ]
    assert len(pictures) >= 8
    for data in pictures:
        assert re.search(r'<img alt="[^"]{40,}"', data["text/html"])
        assert len(data["text/plain"]) >= 40


def test_last_cell_shows_progress_and_is_not_compared(cells, notebook):
    """Progress differs from learner to learner, so nbval leaves its output out."""
    assert notebook.cells[-1].source == "progress()"
    assert cells["progress"].metadata["tags"] == ["nbval-ignore-output"]
