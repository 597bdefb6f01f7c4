"""Marks come from probes, with their words, whatever a submission brings."""

import json

import pytest

from grader.classroom.demo_class import FULL
from grader.marking import clean_outputs, mark, rebuild
from grader.running import Limits

LIMITS = Limits(cell_seconds=1.0, ask_seconds=1.0)


@pytest.fixture
def mark_cells(master, as_cells):
    """Return a function that marks plain cells and gives results by exercise."""

    def marked(cells, seed=1):
        notebook = rebuild(master, as_cells(cells))
        results = mark(notebook, seed, LIMITS)
        return {result.exercise_id: result for result in results}, notebook

    return marked


def replace(cells, exercise, source):
    """Put another answer into the cells."""
    for cell in cells:
        if cell["id"] == exercise:
            cell["source"] = source
    return cells


def test_the_solution_earns_everything(mark_cells, submission):
    """The course's own answers are right on every probe, for several seeds."""
    for seed in range(3):
        results, _ = mark_cells(submission, seed)
        assert {name: r.points for name, r in results.items()} == FULL


def test_nothing_earns_nothing(mark_cells):
    """A notebook without answers is told as not attempted."""
    results, _ = mark_cells([])

    assert {str(r.outcome) for r in results.values()} == {"not-attempted"}
    assert sum(r.points for r in results.values()) == 0


def test_the_verdict_stands_in_the_check_cells_outputs(mark_cells, submission):
    """Words first, then the bare points that nbgrader reads as the mark."""
    wrong = "def confusion_at(s, y, t):\n    return 0, 0, 0, 0"
    _, notebook = mark_cells(replace(submission, "confusion-at", wrong))
    outputs = {c.id: c.outputs for c in notebook.cells if c.id.endswith("-check")}

    words, points = outputs["f1-from-counts-check"]
    assert words.data["text/plain"].startswith("Correct: f1-from-counts (3 of 3")
    assert points.data == {"text/plain": "3"}
    assert outputs["confusion-at-check"][1].data == {"text/plain": "0"}


@pytest.mark.parametrize(
    "coin",
    [
        "import random\nlucky = lambda: random.random() < 0.5",
        "import time\nlucky = lambda: time.time_ns() // 1000 % 2",
        "n = [0]\ndef lucky():\n    n[0] += 1\n    return n[0] % 2",
    ],
    ids=["coin", "clock", "counter"],
)
def test_luck_earns_nothing(mark_cells, submission, coin):
    """Answers that change from one question to the next are flagged, not marked."""
    source = f"""
{coin}
def f1_from_counts(tp, fp, fn):
    right = 2 * tp / (2 * tp + fp + fn) if tp else 0.0
    return right if lucky() else right + 1
"""
    results, _ = mark_cells(replace(submission, "f1-from-counts", source))
    result = results["f1-from-counts"]

    assert result.points == 0
    assert "in two ways" in " ".join(result.notes)


def test_a_changing_kind_of_answer_is_only_unsteady(mark_cells, submission):
    """A number now and a list then spoil one exercise, not the submission."""
    source = """
seen = []
def f1_from_counts(*args):
    seen.append(1)
    return [0.5] if len(seen) % 3 else 0.5
"""
    results, _ = mark_cells(replace(submission, "f1-from-counts", source))

    assert results["f1-from-counts"].points == 0
    assert results["confusion-at"].points == FULL["confusion-at"]


def test_no_answer_quotes_what_was_asked_before(mark_cells, submission):
    """One exercise cannot tell in words what another's graded probes were."""
    remember = submission[[c["id"] for c in submission].index("confusion-at")]
    remember["source"] += """
_right, seen = confusion_at, []
def confusion_at(*args):
    seen.append(str(args))
    return _right(*args)
"""
    leak = "def f1_from_counts(*args):\n    raise ValueError(seen[-1])"
    _, notebook = mark_cells(replace(submission, "f1-from-counts", leak))
    written = str([c.outputs for c in notebook.cells if c.id == "f1-from-counts-check"])

    assert "raised ValueError" in written
    assert "[3, 1, 4, 1, 5]" not in written
    # Shown is the last published probe of confusion-at, and none after it.
    assert "0.9, 0.2, 0.7" in written.replace("array([", "").replace("  ", " ")


def test_a_wrong_dependency_is_named(mark_cells, submission):
    """An answer that calls a wrong function of the learner's is told which."""
    wrong = "def f1_from_counts(tp, fp, fn):\n    return tp / (tp + fp + fn + 1)"
    results, _ = mark_cells(replace(submission, "f1-from-counts", wrong))
    notes = " ".join(results["best-f1-threshold"].notes)

    assert "f1_from_counts, which is not right yet: mend f1-from-counts" in notes
    assert "confusion_at" not in notes.replace("hidden", "")


@pytest.mark.parametrize(
    ("source", "outcome", "words"),
    [
        ("raise RuntimeError('x')", "raised", "raised RuntimeError"),
        ("while True: pass", "raised", "did not come to an end"),
        ("import os; os._exit(1)", "raised", "did not come to an end"),
        ("other_name = 1", "incorrect", "defines no f1_from_counts"),
        ("f1_from_counts = 3", "incorrect", "not a function"),
        ("def f1_from_counts(tp, fp, fn):\n    tp", "incorrect", "return missing"),
        ("def f1_from_counts(tp):\n    return 1", "raised", "TypeError"),
        ("def f1_from_counts(*a):\n    while True: pass", "raised", "to an end"),
        ("def f1_from_counts(*a):\n    exit()", "raised", "SystemExit"),
        ("def f1_from_counts(*a):\n    return object()", "incorrect", "a object"),
        ("this is no Python", "raised", "SyntaxError"),
    ],
)
def test_an_answer_that_fails_costs_its_own_points_only(
    mark_cells, submission, source, outcome, words
):
    """Outcome and words say what happened; the other answers keep their marks."""
    cells = replace(submission, "f1-from-counts", source)
    for name in ("best-f1-threshold", "exercise-1"):
        cells = [c for c in cells if c["id"] != name]
    results, _ = mark_cells(cells)

    assert str(results["f1-from-counts"].outcome) == outcome
    assert words in " ".join(results["f1-from-counts"].notes)
    assert results["confusion-at"].points == FULL["confusion-at"]
    assert results["youden-thresholds"].points == FULL["youden-thresholds"]


def test_an_answer_under_another_id_still_counts(mark_cells, submission):
    """Renamed ids and copied cells leave the function, and so the mark."""
    for number, cell in enumerate(submission):
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["metadata"] = {"nbgrader": {"grade_id": f"mine-{number}"}}
            cell["id"] = f"mine-{number}"
    results, _ = mark_cells(submission)

    assert {name: r.points for name, r in results.items()} == FULL


def test_an_unknown_exercise_fails_closed(master, submission, as_cells):
    """A check cell whose exercise the grader does not know earns nothing."""
    for cell in master.cells:
        if cell.id == "confusion-at-check":
            cell.metadata.nbgrader.grade_id = "no-such-exercise-check"
    results = mark(rebuild(master, as_cells(submission)), 1, LIMITS)
    unknown = next(r for r in results if r.exercise_id == "no-such-exercise")

    assert unknown.points == 0
    assert unknown.max_points == 4
    assert "nothing was marked" in unknown.notes[0]


def test_no_graded_input_is_in_what_a_learner_reads(mark_cells, submission):
    """Verdicts on graded probes tell their kind, never their numbers."""
    wrong = """
def confusion_at(scores, labels, threshold):
    if len(scores) in (10, 4, 3) and threshold != 0.9:
        f = [s >= threshold for s in scores]
        y = [bool(v) for v in labels]
        z = list(zip(f, y))
        return tuple(z.count(k) for k in
                     [(True, True), (True, False), (False, True), (False, False)])
    return 0, 0, 0, 0
"""
    results, notebook = mark_cells(replace(submission, "confusion-at", wrong))
    result = results["confusion-at"]
    written = json.dumps([c for c in notebook.cells if c.id == "confusion-at-check"])

    assert result.points < 4
    assert "hidden ones did not" in result.notes[0]
    assert "0.95" not in written
    assert "0.35" not in written


@pytest.mark.parametrize(
    "leak",
    [
        "raise ValueError(repr(list(scores)))",
        "raise type(repr(list(scores)), (Exception,), {})",
        "return type(repr(list(scores)), (), {})()",
        "print(list(scores)); return list(scores)",
    ],
)
def test_no_graded_input_gets_out_in_an_error(mark_cells, submission, leak):
    """What a learner's error or class says of a graded probe is not repeated."""
    source = f"""
def confusion_at(scores, labels, threshold):
    if len(scores) == 7:
        {leak}
    f = [s >= threshold for s in scores]
    z = list(zip(f, map(bool, labels)))
    return tuple(z.count(k) for k in
                 [(True, True), (True, False), (False, True), (False, False)])
"""
    results, notebook = mark_cells(replace(submission, "confusion-at", source))
    written = json.dumps(notebook.cells)

    assert results["confusion-at"].points == 2
    assert "hidden ones did not: unsorted scores" in results["confusion-at"].notes[0]
    assert "0.95, 0.1" not in written


def test_figures_come_from_the_solved_notebook(notebooks, submission, as_cells):
    """A figure that came out alike is shown as stored; no other one is invented."""
    for cell in submission:
        if cell["id"] == "predict-cut-answer":
            cell["source"] = "my_cut = 0.7"
    notebook = rebuild(notebooks.released, as_cells(submission))
    mark(notebook, 1, LIMITS, notebooks.stored)
    shown = {
        cell.id: cell.outputs[0].data
        for cell in notebook.cells
        if cell.id in ("part-stairs", "meet-cut")
    }

    assert "data:image/png;base64," in shown["part-stairs"]["text/html"]
    assert list(shown["meet-cut"]) == ["text/plain"]
    assert "0.7" in shown["meet-cut"]["text/plain"]


def test_a_learners_outputs_keep_their_text_and_nothing_else():
    """Foreign fields, types and MIME types do not reach the marked notebook."""
    cleaned = clean_outputs(
        [
            {"output_type": "stream", "name": "stdout", "text": "x", "evil": 1},
            {"output_type": "stream", "name": ["a"], "text": {"b": 1}},
            {
                "output_type": "display_data",
                "data": {"text/plain": "t", "application/javascript": "alert(1)"},
                "metadata": {"a": 1},
            },
            {"output_type": "execute_result", "data": {"text/plain": 3}},
            {
                "output_type": "display_data",
                "data": {
                    "text/html": "<script>alert(1)</script>",
                    "text/markdown": "[x](javascript:alert(1))",
                    "image/svg+xml": "<svg onload='alert(1)'/>",
                    "image/png": "iVBOR",
                },
            },
            {"output_type": "error", "ename": 3, "traceback": "no list"},
            {"output_type": "update_display_data", "data": {}},
            {"output_type": {"a": 1}},
        ]
    )

    assert [dict(output) for output in cleaned] == [
        {"output_type": "stream", "name": "stdout", "text": "x"},
        {"output_type": "stream", "name": "stdout", "text": ""},
        {
            "output_type": "display_data",
            "data": {"text/plain": "t"},
            "metadata": {},
        },
        {
            "output_type": "execute_result",
            "data": {},
            "metadata": {},
            "execution_count": None,
        },
        {
            "output_type": "display_data",
            "data": {"image/png": "iVBOR"},
            "metadata": {},
        },
        {"output_type": "error", "ename": "", "evalue": "", "traceback": []},
    ]
