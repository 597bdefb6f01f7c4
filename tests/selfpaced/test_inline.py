"""check, hint, solution and progress in a real IPython shell."""

import re
from collections import Counter

import pytest

from grader import NotYet, check, hint
from grader.exercises import find_exercise
from grader.selfpaced import Workspace, inline

WRONG = "def confusion_at(scores, labels, threshold): return 1, 2, 3, 4"
HOSTILE = "def confusion_at(s, y, t): return '<script>alert(1)</script>'"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """Return a workspace that the notebook lies in."""
    made = Workspace.create(tmp_path / "my-course")
    unit = made.root / "1-scores-to-decisions"
    unit.mkdir()
    monkeypatch.chdir(unit)
    return made


@pytest.mark.parametrize(
    "exercise_id", ["confusion-at", "f1-from-counts", "exercise-1"]
)
def test_right_answer_is_shown_and_raises_nothing(run_cell, right, exercise_id):
    """A right answer is said to be right, as text and as HTML."""
    run_cell(right[exercise_id])
    cell = run_cell(f'check("{exercise_id}")')
    assert cell.error is None
    assert cell.text.startswith(f"Correct: {exercise_id}")
    assert "Correct" in cell.html
    assert cell.printed == ""


def test_visible_checks_promise_no_marks(run_cell, right):
    """A right function is told that grading asks more; a right value has no more."""
    run_cell(right["confusion-at"] + right["exercise-1"])
    assert "grading asks further" in run_cell('check("confusion-at")').text
    assert "grading asks further" not in run_cell('check("exercise-1")').text


@pytest.mark.parametrize(
    "answer", ["", "confusion_at = ...", WRONG, HOSTILE, "confusion_at = 5"]
)
def test_not_yet_is_one_plain_line(run_cell, answer):
    """What is not right is shown, then one line without a traceback."""
    run_cell(answer)
    cell = run_cell('check("confusion-at")')
    assert isinstance(cell.error, NotYet)
    assert len(cell.displayed) == 1
    lines = cell.printed.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("NotYet: confusion-at")
    assert "Traceback" not in cell.printed
    assert "\x1b" not in cell.printed


def test_learner_s_markup_is_escaped_in_the_cell(run_cell):
    """What a function returns is shown, not run, by the browser."""
    run_cell(HOSTILE + "\ndef best_f1_threshold(s, y): return '<b>', '<i>'")
    for exercise_id in ("confusion-at", "best-f1-threshold"):
        page = run_cell(f'check("{exercise_id}")').html
        assert set(re.findall(r"</?(\w+)", page)) <= {"div", "strong", "code"}


def test_untouched_answer_is_not_an_error_of_the_learner(run_cell):
    """The released stub returns nothing: that is not attempted, not wrong."""
    run_cell(
        "def confusion_at(scores, labels, threshold):\n    # your code here\n    ..."
    )
    assert run_cell('check("confusion-at")').text.startswith("Not attempted yet")


@pytest.mark.parametrize("body", ["tp = 1", "print('tp')", "[s for s in scores]"])
def test_a_missing_return_is_no_untouched_answer(run_cell, body):
    """Who wrote code and forgot the return is told of the return."""
    run_cell(f"def confusion_at(scores, labels, threshold):\n    {body}")
    text = run_cell('check("confusion-at")').text
    assert text.startswith("Not yet")
    assert "is a return missing?" in text


def test_an_interrupted_check_is_one_plain_line(run_cell):
    """Who stops an endless function sees no traceback of ours."""
    run_cell("def confusion_at(s, y, t):\n    raise KeyboardInterrupt")
    cell = run_cell('check("confusion-at")')
    assert isinstance(cell.error, NotYet)
    assert "stopped before your code came to an end" in cell.printed
    assert len(cell.printed.strip().splitlines()) == 1


@pytest.mark.parametrize("call", ["check", "hint", "solution"])
def test_a_call_without_an_exercise_names_those_there_are(run_cell, call):
    """Forgetting the id is answered with the ids."""
    cell = run_cell(f"{call}()")
    assert isinstance(cell.error, NotYet)
    assert "confusion-at, f1-from-counts" in cell.printed


def test_untouched_values_are_spoken_of_as_values(run_cell):
    """A value does not return anything, so the words do not say so."""
    run_cell("ex1_threshold = ex1_f1 = ex1_matrix = None")
    text = run_cell('check("exercise-1")').text
    assert text.startswith("Not attempted yet")
    assert "return" not in text


def test_slip_is_named_in_the_cell(run_cell):
    """A known slip's words come at once, without hidden probes."""
    run_cell("""
def confusion_at(scores, labels, threshold):
    f = [s > threshold for s in scores]
    p = list(zip(f, labels))
    n = lambda a, b: sum(x == a and bool(y) == b for x, y in p)
    return n(True, True), n(True, False), n(False, True), n(False, False)
""")
    assert "score > threshold" in run_cell('check("confusion-at")').text


def test_wrong_function_below_is_named(run_cell, right):
    """A search over a wrong count is told to mend the count first."""
    run_cell(WRONG + right["f1-from-counts"] + right["best-f1-threshold"])
    text = run_cell('check("best-f1-threshold")').text
    assert "mend confusion-at first" in text
    assert "mend f1-from-counts" not in text


def test_check_reads_the_notebook_not_the_caller(run_cell, right):
    """Names come from the notebook; a namespace of one's own can be given."""
    run_cell(right["confusion-at"])
    wrong = "check('confusion-at', namespace={'confusion_at': lambda *a: None})"
    assert isinstance(run_cell(wrong).error, NotYet)
    assert run_cell("check('confusion-at')").error is None


def test_check_outside_ipython_reads_its_caller(capsys, monkeypatch):
    """In a plain script the caller's names are read and the words printed."""
    monkeypatch.setattr(inline, "_shell", lambda: None)
    ex1_threshold, ex1_f1, ex1_matrix = 0.55, 0.75, (3, 1, 1, 3)
    check("exercise-1")
    assert capsys.readouterr().out.startswith("Correct: exercise-1")
    assert (ex1_threshold, ex1_f1, ex1_matrix) == (0.55, 0.75, (3, 1, 1, 3))


@pytest.mark.parametrize("call", ["check", "hint", "solution"])
def test_unknown_exercise_is_a_plain_line(run_cell, call):
    """A typing error names what there is, in one line."""
    cell = run_cell(f'{call}("confusion")')
    assert isinstance(cell.error, NotYet)
    assert cell.printed.startswith("NotYet: no exercise 'confusion'; there are: ")
    assert len(cell.printed.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "exercise_id", ["confusion-at", "exercise-1", "best-f1-threshold", "nonsense"]
)
def test_under_plain_nbgrader_check_always_fails(
    run_cell, right, monkeypatch, workspace, exercise_id
):
    """Without our configuration no answer earns marks, the right ones included."""
    run_cell("\n".join(right.values()))
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    cell = run_cell(f'check("{exercise_id}")')
    assert isinstance(cell.error, NotYet)
    assert "nbgrader_config.py" in str(cell.error)
    assert cell.displayed == []
    assert len(cell.printed.strip().splitlines()) == 1
    assert list(workspace.events()) == []


def test_under_nbgrader_validate_check_tells_the_truth(run_cell, right, monkeypatch):
    """Validation in the notebook is not grading: right is right, wrong is wrong."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    run_cell(right["confusion-at"])
    assert run_cell('check("confusion-at")').error is None
    run_cell(WRONG)
    assert isinstance(run_cell('check("confusion-at")').error, NotYet)


@pytest.mark.parametrize("where", ["workspace", "session"])
def test_hints_come_one_by_one_and_stay_at_the_third(run_cell, request, where):
    """1, 2, 3, and 3 again: in a workspace and in a session alike."""
    if where == "workspace":
        request.getfixturevalue("workspace")
    hints = find_exercise("confusion-at").hints
    for number in (1, 2, 3, 3, 3):
        text = run_cell('hint("confusion-at")').text
        assert text == f"Hint {number} of 3: {hints[number - 1]}"
    assert run_cell('hint("exercise-1")').text.startswith("Hint 1 of 3")


def test_running_all_cells_next_day_brings_no_hint_unasked(
    run_cell, workspace, monkeypatch
):
    """A new kernel shows the same hints in turn, and counts none of them twice."""
    for number in (1, 2):
        assert f"Hint {number} of 3" in run_cell('hint("confusion-at")').text
    monkeypatch.setattr(inline, "_session", [])
    monkeypatch.setattr(inline, "_hints_shown", Counter())
    for number in (1, 2):
        assert f"Hint {number} of 3" in run_cell('hint("confusion-at")').text
    assert [event.what for event in workspace.events()] == ["hint", "hint"]
    assert "Hint 3 of 3" in run_cell('hint("confusion-at")').text
    assert [event.what for event in workspace.events()] == ["hint"] * 3


def test_hint_is_escaped(run_cell):
    """A hint's comparison signs are text, not markup."""
    page = run_cell('hint("confusion-at")').html
    assert "score &gt;= threshold" in page


def test_solution_comes_after_an_attempt_only(run_cell):
    """Asking first, and a placeholder, bring no solution; a wrong answer does."""
    assert "First try it yourself" in run_cell('solution("confusion-at")').text
    run_cell('confusion_at = ...\ncheck("confusion-at")')
    assert "First try it yourself" in run_cell('solution("confusion-at")').text
    run_cell(WRONG)
    run_cell('check("confusion-at")')
    shown = run_cell('solution("confusion-at")')
    assert shown.text.startswith("def confusion_at(scores, labels, threshold):")
    assert "###" not in shown.text
    assert "First try" in run_cell('solution("f1-from-counts")').text


def test_solution_is_right(run_cell):
    """What is shown as a solution passes the check."""
    for exercise_id in ("confusion-at", "f1-from-counts", "best-f1-threshold"):
        name = find_exercise(exercise_id).published[0].name
        run_cell(f"import numpy as np\ndef {name}(*a): return 99")
        run_cell(f'check("{exercise_id}")')
        run_cell(run_cell(f'solution("{exercise_id}")').text)
        assert run_cell(f'check("{exercise_id}")').error is None


@pytest.mark.parametrize("word", ["off", "OFF", "0", "no"])
def test_class_can_turn_solutions_off(run_cell, monkeypatch, word):
    """With COURSE_SOLUTIONS=off not even an attempt brings a solution."""
    run_cell(WRONG)
    run_cell('check("confusion-at")')
    monkeypatch.setenv("COURSE_SOLUTIONS", word)
    shown = run_cell('solution("confusion-at")').text
    assert "turned off" in shown
    assert "def " not in shown


def test_next_step_is_a_hint_then_the_solution(run_cell):
    """After the third hint the words point to the solution."""
    run_cell(WRONG)
    assert 'hint("confusion-at")' in run_cell('check("confusion-at")').text
    for _ in range(3):
        run_cell('hint("confusion-at")')
    assert 'solution("confusion-at")' in run_cell('check("confusion-at")').text


def test_next_step_names_no_solution_where_there_is_none(run_cell, monkeypatch):
    """A class that turned solutions off does not send its learners to one."""
    monkeypatch.setenv("COURSE_SOLUTIONS", "off")
    run_cell(WRONG)
    for _ in range(3):
        run_cell('hint("confusion-at")')
    cell = run_cell('check("confusion-at")')
    assert "solution(" not in cell.text + cell.printed


def test_outside_a_workspace_nothing_is_written(run_cell, right, tmp_path, tree):
    """No call leaves a trace on disk: not here, not in the home folder."""
    before = tree(tmp_path)
    run_cell(right["confusion-at"])
    for call in (
        'check("confusion-at")',
        'check("exercise-1")',
        'hint("confusion-at")',
        'solution("confusion-at")',
        "progress()",
    ):
        run_cell(call)
    assert tree(tmp_path) == before


def test_outside_a_workspace_the_session_remembers(run_cell, right):
    """Progress shows this session's checks, and says that nothing is kept."""
    run_cell(right["confusion-at"])
    run_cell('check("confusion-at")')
    summary = run_cell("progress()").value
    assert summary.units[0].points == 4
    assert not summary.is_kept
    assert "this session only" in str(summary)


def test_in_a_workspace_the_events_are_there(run_cell, right, workspace, tree):
    """Checks, hints and solutions are recorded, with outcome, points and slips."""
    outside = tree(workspace.root.parent / "home")
    run_cell("""
def confusion_at(s, y, t):
    from sklearn.metrics import confusion_matrix as m
    tn, fp, fn, tp = m(y, np.asarray(s) >= t, labels=[0, 1]).ravel()
    return tp, fn, fp, tn
import numpy as np
""")
    run_cell('check("confusion-at")')
    run_cell('hint("confusion-at")')
    run_cell('solution("confusion-at")')
    run_cell(right["confusion-at"])
    run_cell('check("confusion-at")')
    events = list(workspace.events())
    assert [event.what for event in events] == ["check", "hint", "solution", "check"]
    assert {event.exercise for event in events} == {"confusion-at"}
    assert events[0].outcome in ("incorrect", "partial")
    assert events[0].slips == ("swapped-errors",)
    assert (events[-1].outcome, events[-1].points) == ("correct", 4.0)
    summary = run_cell("progress()").value
    assert summary.is_kept
    assert summary.units[0].points == 4
    assert tree(workspace.root.parent / "home") == outside
    assert inline._session == []


def test_not_yet_renders_as_one_line():
    """Every front end that asks an error for its lines gets one."""
    assert NotYet("a: b.")._render_traceback_() == ["NotYet: a: b."]


def test_hint_shows_words_and_returns_nothing(run_cell):
    """The last line of a cell shows a hint once."""
    cell = run_cell('hint("confusion-at")')
    assert cell.value is None
    assert len(cell.displayed) == 1


def test_calls_work_without_ipython(capsys, monkeypatch):
    """In a terminal the same words are printed."""
    monkeypatch.setattr(inline, "_shell", lambda: None)
    hint("confusion-at")
    assert capsys.readouterr().out.startswith("Hint 1 of 3")


EXITS = """
def best_f1_threshold(scores, labels):
    raise SystemExit(4)
"""


def test_an_answer_that_ends_the_process_has_raised(run_cell, workspace):
    """SystemExit is shown and recorded as an error like any other."""
    run_cell(EXITS)
    cell = run_cell('check("best-f1-threshold")')
    assert isinstance(cell.error, NotYet)
    assert "your code raised SystemExit: 4" in cell.text
    assert [event.outcome for event in workspace.events()] == ["raised"]


def test_a_record_that_cannot_be_written_hides_no_outcome(run_cell, right, workspace):
    """The verdict is shown, one line says it was not kept, the session remembers."""
    (workspace.root / ".course" / "events.jsonl").mkdir()
    run_cell(right["f1-from-counts"])
    cell = run_cell('check("f1-from-counts")')
    assert cell.error is None
    assert "Correct: f1-from-counts" in cell.text
    assert cell.text.count("Not recorded, it counts in this session only") == 1
    cell = run_cell('check("confusion-at")')
    assert isinstance(cell.error, NotYet)
    assert "Not attempted yet" in cell.text
    assert "3 of  20 points" in str(run_cell("progress()").value)


@pytest.mark.parametrize("call", ["check", "hint", "solution"])
@pytest.mark.parametrize("given", ['["a"]', "None", "confusion_at"])
def test_what_is_no_text_is_told_what_an_id_is(run_cell, call, given):
    """One line says what an exercise's id is, and quotes what came."""
    run_cell("confusion_at = {}")
    cell = run_cell(f"{call}({given})")
    assert isinstance(cell.error, NotYet)
    assert 'an exercise\'s id is text such as "confusion-at", not ' in cell.printed
