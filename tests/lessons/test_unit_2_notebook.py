"""The make of unit 2: ids, metadata, rhythm, and nothing given away."""

import ast
import re
from pathlib import Path
from statistics import median

import nbformat
import pytest

UNIT = "2-measuring-calibration"
NOTEBOOK = Path(__file__).parents[2] / "solutions" / UNIT / f"{UNIT}.ipynb"
POINTS = {"reliability-bins": 3, "ece": 5, "brier": 2, "mean-nll": 2, "top-label": 2}
SIGNATURES = {
    "reliability-bins": ("reliability_bins", ["probs", "labels", "edges"]),
    "ece": ("ece", ["probs", "labels", "edges"]),
    "brier": ("brier", ["probs", "labels"]),
    "mean-nll": ("mean_nll", ["probs", "labels"]),
    "top-label": ("top_label", ["prob_matrix", "labels"]),
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
    assert notebook.metadata == {
        "kernelspec": {
            "name": "python3",
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
        },
        "language_info": {"name": "python"},
    }
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


@pytest.mark.parametrize(
    ("exercise", "words"),
    {
        "reliability-bins": [
            "in the order of the edges",
            "Edges increase and cover all probabilities",
            "left-closed, `[low, high)`; the last is closed on both sides",
            "not its midpoint",
            "An empty bin stays in the list, as `(0, nan, nan)`",
            "leave them as they are",
        ],
        "ece": [
            "left-closed, the last closed on both sides, the edges cover all values",
            "probability of a defect with the outcome",
            "count / n",
            "an empty bin adds nothing",
            "at least one part",
            "Don't round",
        ],
        "brier": ["binary form", "No root, no rounding", "at least one part"],
        "mean-nll": [
            "mean, not the sum",
            "natural logarithm",
            "no clipping",
            "0 · log 0 counts as 0",
            "Certain and wrong costs inf",
        ],
        "top-label": ["class numbers from 0", "On ties the first class", "or 1/0"],
    }.items(),
)
def test_exercise_texts_say_every_convention(cells, exercise, words):
    """Two honest answers never disagree, because the text settles each choice."""
    text = " ".join(cells[f"{exercise}-text"].source.split())
    assert [phrase for phrase in words if phrase not in text] == []


def test_predictions_and_blanks_are_left_to_the_learner(notebook):
    """Every prediction holds an ellipsis and runs, and the next cell meets it."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    asked = [place for place, s in enumerate(sources) if s.startswith("my_")]
    assert len(asked) >= 9
    for place in asked:
        assert "..." in sources[place].split("#")[0]
        exec(sources[place], {})  # noqa: S102 (our own cell)
        for name in re.findall(r"my_\w+", sources[place].split("=")[0]):
            assert name in sources[place + 1]


def test_nothing_of_a_later_cell_needs_an_answer(notebook):
    """Provided cells call no function that the learner writes."""
    written = re.compile(
        rf"(?<![\w.])({'|'.join(n for n, _ in SIGNATURES.values())})\("
    )
    provided = [
        cell.source
        for cell in notebook.cells
        if cell.cell_type == "code" and "nbgrader" not in cell.metadata
    ]
    assert not [source for source in provided if written.search(source)]


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
    # Read at 180 words a minute, beside the exercises, ten stops and nine figures.
    assert sum(prose) <= 2400


def test_every_stored_picture_has_words(notebook):
    """Each image in the stored outputs has an alternative text and plain text."""
    pictures = [
        output.data
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "<img" in output.get("data", {}).get("text/html", "")
    ]
    assert len(pictures) >= 7
    for data in pictures:
        assert re.search(r'<img alt="[^"]{40,}"', data["text/html"])
        assert len(data["text/plain"]) >= 40


def test_no_stored_output_names_a_widget_model(notebook):
    """The still picture is kept, the model of a session that is over is not."""
    kinds = {
        kind
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        for kind in output.get("data", {})
    }
    assert kinds == {"text/html", "text/plain"}


def test_last_cell_shows_progress_and_is_not_compared(cells, notebook):
    """Progress differs from learner to learner, so nbval leaves its output out."""
    assert notebook.cells[-1].source == "progress()"
    assert cells["progress"].metadata["tags"] == ["nbval-ignore-output"]
