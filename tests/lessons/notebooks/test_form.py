"""The make of every unit: ids, metadata, rhythm, and nothing given away."""

import ast
import re
from pathlib import Path
from statistics import median

import nbformat
import pytest

from .forms import FORMS

REGION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)


def every(table):
    """Parametrise a test over the exercises in one table of all units' forms."""
    pairs = [
        (unit, exercise)
        for unit, form in FORMS.items()
        for exercise in getattr(form, table)
    ]
    return pytest.mark.parametrize(("unit", "exercise"), pairs, indirect=["unit"])


def units_with(table):
    """Parametrise a test over the units whose form has this table."""
    units = [unit for unit, form in FORMS.items() if getattr(form, table)]
    return pytest.mark.parametrize("unit", units, indirect=True)


@pytest.fixture(scope="module", params=FORMS)
def unit(request):
    """Return the name of a unit, of one after the other."""
    return request.param


@pytest.fixture(scope="module")
def form(unit):
    """Return what the unit's notebook holds."""
    return FORMS[unit]


def test_every_unit_has_its_form():
    """A new unit is looked at too; the quick test has tests of its own."""
    solutions = Path(__file__).parents[3] / "solutions"
    units = {
        path.name
        for path in solutions.iterdir()
        if (path / f"{path.name}.ipynb").is_file()
    }
    assert set(FORMS) == units - {"8-quick-test"}


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


@every("points")
def test_exercise_has_answer_and_check(notebook, cells, form, exercise):
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
        "points": form.points[exercise],
        "grade_id": f"{exercise}-check",
    }
    assert check.source == f'check("{exercise}")'
    for cell in (cells[exercise], check):
        assert cell.metadata["tags"] == ["raises-exception"]
    assert f'hint("{exercise}")' in cells[f"{exercise}-text"].source


@every("by_hand")
def test_answer_in_words_is_one_graded_cell(cells, form, exercise):
    """Answer and points are one prose cell with a region; its text has the rubric."""
    cell = cells[exercise]
    assert cell.cell_type == "markdown"
    assert cell.metadata["nbgrader"] == {
        "grade": True,
        "solution": True,
        "locked": False,
        "task": False,
        "schema_version": 3,
        "points": form.by_hand[exercise],
        "grade_id": exercise,
    }
    assert len(REGION.findall(cell.source)) == 1
    assert REGION.sub("", cell.source).strip() == ""
    rubric = re.search(
        r"<details><summary>Rubric, (\d+) points</summary>\n\n(.+?)\n\n</details>",
        cells[f"{exercise}-text"].source,
        re.DOTALL,
    )
    assert int(rubric[1]) == form.by_hand[exercise]
    each = [int(points) for points in re.findall(r"\*\*(\d+) points?\*\*", rubric[2])]
    assert sum(each) == form.by_hand[exercise]
    assert f'hint("{exercise}")' in cells[f"{exercise}-text"].source


@every("by_hand")
def test_answer_in_words_stands_right_below_its_text(notebook, exercise):
    """The learner writes where the question ends; no check cell pretends to mark."""
    order = [cell.id for cell in notebook.cells]
    assert order.index(exercise) == order.index(f"{exercise}-text") + 1
    assert f"{exercise}-check" not in order


def test_only_exercises_have_nbgrader_metadata(notebook, form):
    """Predictions and provided cells are plain cells; unit 0 has no others."""
    marked = {cell.id for cell in notebook.cells if "nbgrader" in cell.metadata}
    checked = {name + end for name in form.points for end in ("", "-check")}
    assert marked == checked | set(form.by_hand)


@units_with("points")
def test_points_table(prose, notebook):
    """The table, title and texts tell the points of the check cells."""
    points_of = {
        cell.metadata["nbgrader"]["grade_id"].removesuffix("-check"): cell.metadata[
            "nbgrader"
        ]["points"]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    rows = re.findall(r"\| `([\w-]+)` \| (\w+) \| (\d+) \| (\d+) \|", prose["points"])
    assert {name: int(points) for name, _, _, points in rows} == points_of
    assert f"{sum(points_of.values())} points" in prose["title"]
    for name, level, minutes, points in rows:
        unit = "point" if points == "1" else "points"
        claim = f"({level} · {minutes} minutes · {points} {unit})"
        assert claim in prose[name + "-text"]


@every("signatures")
def test_function_keeps_its_signature_without_the_solution(cells, form, exercise):
    """Blanked, the cell is one documented function of the promised name."""
    blanked = REGION.sub("# your code here", cells[exercise].source)
    (function,) = ast.parse(blanked).body
    name, arguments = form.signatures[exercise]
    assert function.name == name
    assert [argument.arg for argument in function.args.args] == arguments
    assert "Returns" in ast.get_docstring(function)
    assert len(function.body) == 1


@every("values")
def test_value_exercise_is_blank_without_the_solution(cells, form, exercise):
    """Blanked, the cell leaves its names holding an ellipsis."""
    space = {}
    exec(REGION.sub("", cells[exercise].source), space)  # noqa: S102 (our own cell)
    names = form.values[exercise]
    assert [space[name] for name in names] == [...] * len(names)


@units_with("points")
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


def test_predictions_and_blanks_are_left_to_the_learner(code, form):
    """Every prediction holds an ellipsis and runs, and the next cell meets it."""
    sources = [cell.source for cell in code]
    asked = [place for place, s in enumerate(sources) if s.startswith("my_")]
    assert len(asked) >= form.predictions
    for place in asked:
        assert "..." in sources[place].split("#")[0]
        exec(sources[place], {})  # noqa: S102 (our own cell)
        for name in re.findall(r"my_\w+", sources[place].split("=")[0]):
            assert name in sources[place + 1]


@units_with("signatures")
def test_nothing_of_a_later_cell_needs_an_answer(code, form):
    """Provided cells call no function that the learner writes."""
    names = "|".join(name for name, _ in form.signatures.values())
    written = re.compile(rf"(?<![\w.])({names})\(")
    provided = [cell.source for cell in code if "nbgrader" not in cell.metadata]
    assert not [source for source in provided if written.search(source)]


def test_no_provided_cell_calls_hint_or_solution(code):
    """Hints and solutions are asked for by the learner alone."""
    for cell in code:
        assert not re.search(r"\b(hint|solution)\(", cell.source)


def test_imports_stand_in_one_cell(code):
    """One cell imports everything that the unit uses."""
    importing = [c.id for c in code if re.search(r"^(from|import) ", c.source, re.M)]
    assert importing == ["imports"]


def test_rhythm_of_the_cells(prose, code, form):
    """Prose cells have a median of at most 70 words, code cells of 8 lines."""
    words = [len(text.split()) for text in prose.values()]
    lines = [len(cell.source.splitlines()) for cell in code]
    assert median(words) <= 70
    assert max(words) <= 120
    assert sum(words) <= form.words
    assert median(lines) <= 8
    assert max(lines) <= form.code_lines


def test_every_stored_picture_has_words(notebook, form):
    """Each image in the stored outputs has an alternative text and plain text."""
    pictures = [
        output.data
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if "<img" in output.get("data", {}).get("text/html", "")
    ]
    least, most = form.pictures
    assert least <= len(pictures) <= most
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
