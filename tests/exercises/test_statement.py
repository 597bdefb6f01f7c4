"""What the units ask, typed from the curriculum by hand."""

import inspect
import re

import numpy as np
import pytest

from grader.exercises import UNITS, UnknownExercise, find_exercise, find_written

from .all_cases import ALL_CASES, ELSEWHERE, answer_ids, cases_of, every

TASKS = every("tasks")
FUNCTIONS = [exercise for exercise, task in TASKS if task.arguments is not None]
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w])")


@pytest.fixture(params=[exercise for exercise, _ in TASKS])
def exercise(request):
    """Return each exercise in turn."""
    return find_exercise(request.param)


def words_of(exercise):
    """Return all that an exercise may say to a learner."""
    return [*exercise.hints, *(slip.words for slip in exercise.slips)]


def numbers_in(data):
    """Return all numbers of plain data, those of lists, arrays and dictionaries too."""
    if isinstance(data, dict):
        return [number for pair in data.items() for number in numbers_in(pair)]
    if isinstance(data, (list, tuple, np.ndarray)):
        return [number for item in data for number in numbers_in(item)]
    return [] if isinstance(data, str) else [float(data)]


@pytest.mark.parametrize("cases", ALL_CASES, ids=lambda cases: cases.unit)
def test_unit_has_the_curriculum_s_exercises_in_order(cases):
    """A unit asks what the curriculum says, in its notebook's order, for its points."""
    unit = UNITS[cases.unit]
    ids = [exercise.id for exercise in unit.exercises]
    assert [name for name in ids if name not in cases.by_hand] == list(cases.tasks)
    assert set(ids) == {*cases.tasks, *cases.by_hand}
    checked = sum(task.points for task in cases.tasks.values())
    assert unit.points == checked + sum(cases.by_hand.values())


@pytest.mark.parametrize("cases", ALL_CASES, ids=lambda cases: cases.unit)
def test_order_is_the_notebook_s(cases):
    """What comes next in `progress` comes next in the notebook."""
    in_notebook = answer_ids(cases.unit)
    assert in_notebook == [exercise.id for exercise in UNITS[cases.unit].exercises]


@pytest.mark.parametrize("cases", ALL_CASES, ids=lambda cases: cases.unit)
def test_what_is_marked_by_hand_has_its_points_and_no_probes(cases):
    """Each has a rubric that adds up, in questions, and no way to be asked."""
    for name, points in cases.by_hand.items():
        written = find_written(name)
        assert written.points == points
        assert written.marks == tuple(range(points + 1))
        assert all(c.points > 0 and c.words.endswith("?") for c in written.rubric)
        assert len(written.hints) == len(set(written.hints)) == 3
        with pytest.raises(UnknownExercise):
            find_exercise(name)
    for name in cases.tasks:
        assert find_written(name) is None


def test_every_unit_has_its_cases():
    """No unit with something to write is left untested."""
    known = [unit for unit in UNITS if unit not in ELSEWHERE]
    assert [cases.unit for cases in ALL_CASES] == known


@pytest.mark.parametrize(("exercise_id", "task"), TASKS)
def test_task_is_the_curriculum_s(exercise_id, task):
    """Points, tolerance and what it builds on are as typed by hand."""
    exercise = find_exercise(exercise_id)
    assert exercise.points == task.points
    assert exercise.tolerance == task.tolerance
    assert exercise.builds_on == task.builds_on
    assert exercise.is_value is (task.arguments is None)
    assert {probe.name for probe in exercise.published} == set(task.names)


def test_parts_sum_to_the_points(exercise):
    """The parts are worth something each and together the exercise."""
    assert all(part.points > 0 for part in exercise.parts)
    assert len({part.id for part in exercise.parts}) == len(exercise.parts)


@pytest.mark.parametrize(("exercise_id", "task"), TASKS)
def test_words_of_the_task_are_the_curriculum_s(exercise_id, task):
    """The words of the task name the function, its arguments and its return."""
    asks = find_exercise(exercise_id).asks
    listed = ", ".join(task.names)
    call = "" if task.arguments is None else f"({', '.join(task.arguments)})"
    assert asks.startswith(f"{listed}{call}")
    assert task.returns in asks


@pytest.mark.parametrize(("exercise_id", "task"), TASKS)
def test_probes_ask_for_what_the_task_names(exercise_id, task):
    """Every probe reads a name, or calls the function with what it takes."""
    exercise = find_exercise(exercise_id)
    drawn = exercise.draw(np.random.default_rng(0))
    for probe in (*exercise.published, *exercise.graded, *drawn):
        assert probe.name in task.names
        assert (probe.args is None) is (task.arguments is None)
        assert len(probe.args or ()) == len(task.arguments or ())


def test_every_part_is_asked_for_at_grading_and_in_the_notebook(exercise):
    """No part is unreachable: published probes bear on all, drawn ones on some."""
    asked = {part for probe in exercise.published for part in exercise.bears_on(probe)}
    assert asked == {part.id for part in exercise.parts}


def test_three_hints_that_differ(exercise):
    """Three hints, none of them empty or twice the same."""
    assert len(exercise.hints) == len(set(exercise.hints)) == 3
    assert all(len(hint) > 40 for hint in exercise.hints)


def test_slips_have_names_and_words_of_their_own(exercise):
    """Slip ids are words with one message each, of a sentence or more."""
    words = {slip.id: slip.words for slip in exercise.slips}
    ids = list(words)
    assert len(set(words.values())) == len(words)
    assert all(words[slip.id] == slip.words for slip in exercise.slips)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in ids)
    assert all(slip.words.endswith(".") for slip in exercise.slips)


def test_words_give_no_expected_value_away(exercise):
    """Neither hints nor slips contain a number that a graded probe expects."""
    drawn = exercise.draw(np.random.default_rng(0))
    hidden = (*exercise.graded, *drawn) or exercise.published
    expected = {value for probe in hidden for value in exercise.right(probe)}
    allowed = cases_of(exercise.id).of_the_statement
    for words in words_of(exercise):
        said = {float(n) for n in NUMBER.findall(words) if n not in allowed}
        assert not said & expected, words


def test_number_search_sees_numbers():
    """The search above finds numbers of every spelling in a sentence."""
    assert NUMBER.findall("0.55 is best, F1 is .75; (3, 1) and -1 and 1e-9.") == [
        "0.55",
        "3",
        "1",
        "-1",
        "1e-9",
    ]


def test_abouts_of_hidden_probes_hold_no_data(exercise):
    """The kind of a graded probe, which learners read, quotes no score of it."""
    for probe in exercise.graded:
        inputs = set(numbers_in(probe.args))
        said = {float(n) for n in NUMBER.findall(probe.about)} - {0.0, 1.0}
        assert not said & inputs


@pytest.mark.parametrize("cases", ALL_CASES, ids=lambda cases: cases.unit)
def test_builds_on_what_comes_before(cases):
    """An exercise builds on exercises of the unit that stand before it."""
    order = list(cases.tasks)
    for index, name in enumerate(order):
        assert set(find_exercise(name).builds_on) <= set(order[:index])


def test_expected_are_plain_numbers(exercise):
    """What is expected comes back as plain numbers, not as the reference's classes."""
    for probe in exercise.published:
        assert all(type(value) is float for value in exercise.right(probe))


def test_unknown_exercise_is_named_with_those_there_are():
    """A wrong id is quoted, and the message lists the right ones."""
    with pytest.raises(UnknownExercise, match="no exercise 'best-f1'") as caught:
        find_exercise("best-f1")
    assert all(name in str(caught.value) for name in FUNCTIONS)


def test_draw_takes_a_generator_alone(exercise):
    """Drawing needs nothing but a generator: no clock, no global state."""
    assert len(inspect.signature(exercise.draw).parameters) == 1
