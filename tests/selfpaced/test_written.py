"""An unfinished exercise that a later cell needs is named, whatever the cell is."""

import doctest

import pytest

from grader.selfpaced import written
from grader.selfpaced.written import called_names, names_in, value_source

NEEDED = "It calls confusion_at, which is not right yet: mend confusion-at first."
STUB = "def confusion_at(scores, labels, threshold):\n    # your code here\n    ..."
STEPS = """\
ex1_threshold, ex1_f1 = 0.55, 0.75
ex1_matrix = tuple(confusion_at([0.9], [1], 0.5))"""
RAISES = "ex1_threshold, ex1_f1 = confusion_at([0.9], [1], 0.5)"
IN_A_COMPREHENSION = """
def youden_thresholds(scores, labels):
    counts = [confusion_at(scores, labels, t) for t in sorted(set(scores))]
    return [tp for tp, fp, fn, tn in counts]"""


def test_a_function_that_is_called_in_a_comprehension_is_named(run_cell):
    """Python 3.11 keeps a comprehension's names apart from its function's."""
    run_cell(STUB + IN_A_COMPREHENSION)
    assert NEEDED in run_cell('check("youden-thresholds")').text


def test_a_cell_of_values_that_raised_is_no_untouched_one(run_cell):
    """It says that the cell raised, and which exercise it needs first."""
    run_cell(STUB)
    run_cell(RAISES)
    head, why, needed, _ = run_cell('check("exercise-1")').text.splitlines()
    assert head == "Not yet: your code raised an error: exercise-1 (0 of 5 points)"
    assert why.startswith("Its cell raised an error before it had set ex1_threshold")
    assert needed == NEEDED


def test_a_cell_that_left_its_placeholders_is_no_untouched_one(run_cell):
    """The released cell sets placeholders first; what stands below it then raised."""
    run_cell(STUB)
    run_cell("ex1_threshold = ex1_f1 = ex1_matrix = ...\n" + RAISES)
    head, why, needed, _ = run_cell('check("exercise-1")').text.splitlines()
    assert head == "Not yet: exercise-1 (0 of 5 points)"
    assert why.startswith("Still the placeholder `...`: ex1_threshold")
    assert needed == NEEDED


def test_values_that_are_half_there_name_what_they_need(run_cell):
    """Two of three values are set, and the third waits for a function."""
    run_cell(STUB)
    run_cell(STEPS)
    text = run_cell('check("exercise-1")').text
    assert text.startswith("Partly right: exercise-1")
    assert NEEDED in text


def test_values_on_paper_need_no_function(run_cell):
    """Who types numbers is told of no function that they never called."""
    run_cell(STUB)
    run_cell("ex1_threshold, ex1_f1, ex1_matrix = 0.52, 0.75, (3, 1, 1, 3)")
    assert "It calls" not in run_cell('check("exercise-1")').text


@pytest.mark.parametrize(
    "source", ["", "ex1_threshold = ...", "ex1_threshold = 1 +", "print('ex1_f1 = 1')"]
)
def test_what_was_not_begun_is_still_not_attempted(run_cell, source):
    """The placeholder, and a cell that is no Python, are no attempt that raised."""
    run_cell(source)
    assert run_cell('check("exercise-1")').text.startswith("Not attempted yet")


def test_a_call_that_gave_the_placeholder_is_not_attempted(run_cell):
    """The quick test's own call returns it until the learner submits."""
    run_cell("give = lambda: ...\nquick_test = give()")
    assert run_cell('check("quick-test")').text.startswith("Not attempted yet")


def test_the_placeholder_run_again_is_a_fresh_start(run_cell):
    """The last cell that sets the values counts, not the one before."""
    run_cell("ex1_threshold = 1 / 0")
    run_cell("ex1_threshold = ...")
    assert run_cell('check("exercise-1")').text.startswith("Not attempted yet")


def test_names_of_nested_code_are_found():
    """A lambda in a lambda is code of its own, three deep."""
    assert "abs" in called_names(lambda: [lambda: [abs(x) for x in ()]])
    assert called_names(3) == frozenset()


def test_only_a_shell_s_list_of_cells_is_read():
    """Whatever else a learner calls In is left alone."""
    assert value_source({"In": 3}, ["a"]) == ""
    assert value_source({"In": [None, "a = 1", "b = 2"]}, ["a"]) == "a = 1"
    assert names_in("a = f(b) +") == frozenset()


def test_the_examples_hold():
    """What the docstrings show is what comes out."""
    assert doctest.testmod(written) == (0, 2)
