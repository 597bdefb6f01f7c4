"""A wrong answer that builds on a wrong function names that function."""

import pytest

from grader.checking import Outcome, Result, name_dependencies


def result_of(exercise_id, outcome, *notes):
    """Return a verdict on an exercise."""
    return Result(exercise_id, "A title", outcome, 0.0, 6.0, notes=notes)


def always(_):
    """Say yes to everything."""
    return True


def never(_):
    """Say no to everything."""
    return False


@pytest.mark.parametrize(
    "outcome", [Outcome.INCORRECT, Outcome.PARTIAL, Outcome.RAISED]
)
def test_wrong_answer_names_each_wrong_function_that_it_calls(outcome):
    """Both functions are named, in the unit's order, after what was observed."""
    result = name_dependencies(
        result_of("best-f1-threshold", outcome, "Observed."), always, never
    )
    assert result.notes[0] == "Observed."
    assert "confusion_at" in result.notes[1]
    assert "mend confusion-at first" in result.notes[1]
    assert "f1_from_counts" in result.notes[2]
    assert len(result.notes) == 3


def test_a_wrong_sum_over_wrong_bins_names_the_bins():
    """ECE builds on the bins: while those are wrong, they are to be mended first."""
    wrong = result_of("ece", Outcome.PARTIAL)
    (note,) = name_dependencies(wrong, "reliability_bins".__eq__, never).notes
    assert "calls reliability_bins" in note
    assert "mend reliability-bins first" in note


@pytest.mark.parametrize(
    "outcome", [Outcome.CORRECT, Outcome.NOT_ATTEMPTED, Outcome.NEEDS_MANUAL]
)
def test_other_outcomes_are_left_alone(outcome):
    """A right answer, or none, blames nothing."""
    result = result_of("best-f1-threshold", outcome)
    assert name_dependencies(result, always, never) is result


def test_functions_that_are_right_or_not_called_are_not_named():
    """Only a function that is called and wrong can be to blame."""
    result = result_of("best-f1-threshold", Outcome.INCORRECT)
    assert name_dependencies(result, always, always).notes == ()
    assert name_dependencies(result, never, never).notes == ()
    one = name_dependencies(result, "f1_from_counts".__eq__, never)
    assert len(one.notes) == 1
    assert "f1-from-counts" in one.notes[0]


def test_marks_and_slips_stay_as_they_were():
    """Naming a dependency adds words and changes nothing else."""
    before = result_of("youden-thresholds", Outcome.PARTIAL)
    after = name_dependencies(before, always, never)
    assert after.to_json() == before.to_json()
    assert after.parts == before.parts


@pytest.mark.parametrize("exercise_id", ["confusion-at", "an-essay"])
def test_exercises_that_build_on_nothing_have_nothing_to_name(exercise_id):
    """A first exercise, and one that this course does not know, pass through."""
    result = result_of(exercise_id, Outcome.INCORRECT)
    assert name_dependencies(result, always, never).notes == ()
