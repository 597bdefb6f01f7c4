"""The solved answers, changed in one place at a time, lose marks at grading."""

import pytest

from grader.checking import Outcome
from grader.exercises import find_exercise

from .all_cases import ALL_CASES, cases_of, every, solved_answers
from .mutating import mutants_of

SEEDS = (0, 1)

ANSWERS = {
    exercise: answer
    for cases in ALL_CASES
    for exercise, answer in solved_answers(cases.unit).items()
}
EQUIVALENT = dict(every("equivalents"))
MUTANTS = [
    (exercise, line, source)
    for exercise, answer in ANSWERS.items()
    for line, source in mutants_of(answer)
]
KNOWN = [m for m in MUTANTS if m[:2] in EQUIVALENT]
OTHERS = [m for m in MUTANTS if m[:2] not in EQUIVALENT]


def with_helpers(exercise_id, source):
    """Put the unit's earlier answers before one answer."""
    unit = [name for name in ANSWERS if name in cases_of(exercise_id).tasks]
    before = unit[: unit.index(exercise_id)]
    return "\n".join([*(ANSWERS[name] for name in before), source])


@pytest.mark.parametrize(("exercise_id", "task"), every("tasks"))
def test_solved_answer_is_right(graded, exercise_id, task):
    """Unchanged, every answer of the solved notebooks earns full marks."""
    result = graded(exercise_id, with_helpers(exercise_id, ANSWERS[exercise_id]))
    assert (result.outcome, result.points) == (Outcome.CORRECT, task.points)


@pytest.mark.parametrize(
    ("exercise_id", "line", "source"),
    [pytest.param(*m, id=f"{m[0]}: {m[1]}") for m in OTHERS],
)
def test_mutant_loses_marks(graded, exercise_id, line, source):
    """An answer that is wrong in one place is not taken for right."""
    source = with_helpers(exercise_id, source)
    results = [graded(exercise_id, source, seed) for seed in SEEDS]
    assert all(r.points < r.max_points for r in results), f"survived: {line}"


@pytest.mark.parametrize(
    ("exercise_id", "line", "source"),
    [pytest.param(*m, id=f"{m[0]}: {m[1]}") for m in KNOWN],
)
def test_equivalent_mutant_is_right(graded, exercise_id, line, source):
    """What the tables call equivalent indeed earns full marks."""
    result = graded(exercise_id, with_helpers(exercise_id, source))
    assert result.outcome is Outcome.CORRECT, f"caught after all: {line}"


def test_tables_of_equivalent_mutants_are_not_stale():
    """Every line of the tables is a mutant of today's answers, and has its reason."""
    assert set(EQUIVALENT) == {m[:2] for m in KNOWN}
    assert all(EQUIVALENT.values())


@pytest.mark.parametrize(("exercise_id", "task"), every("tasks"))
def test_there_are_mutants_of_every_function(exercise_id, task):
    """The changes reach comparisons, arithmetic and constants of all functions."""
    mutants = [name for name, _, _ in MUTANTS].count(exercise_id)
    if task.arguments is None:
        # Values may be had by calling functions: there is nothing to change.
        assert find_exercise(exercise_id).is_value
    else:
        assert mutants >= 5


def test_every_kind_of_change_is_made():
    """Comparisons, operators, signs, numbers and conditions all have alternatives."""
    source = "if a < 1 and b:\n    x = -y + 2\nelif c:\n    z |= True"
    lines = {line for line, _ in mutants_of(source)}
    assert {
        "if a >= 1 and b:",
        "if a < 2 and b:",
        "if a < 1 or b:",
        "x = y + 2",
        "x = -y - 2",
        "x = -y + 3",
        "elif not c:",
        "z &= True",
        "z |= False",
    } <= lines


def test_endless_answers_are_stopped(graded):
    """An answer that never ends is stopped, and judged as one that raised."""
    source = "def f1_from_counts(tp, fp, fn):\n    while True:\n        tp += 1"
    result = graded("f1-from-counts", source)
    assert result.outcome is Outcome.RAISED
    assert "OutOfSteps" in result.notes[0]
