"""What unit 1 asks, typed from the curriculum by hand."""

import inspect
import re

import numpy as np
import pytest

from grader.exercises import UNITS, UnknownExercise, find_exercise

UNIT = "1-scores-to-decisions"
POINTS = {
    "confusion-at": 4,
    "f1-from-counts": 3,
    "best-f1-threshold": 6,
    "youden-thresholds": 2,
    "exercise-1": 5,
}
SIGNATURES = {
    "confusion-at": ("confusion_at", ("scores", "labels", "threshold")),
    "f1-from-counts": ("f1_from_counts", ("tp", "fp", "fn")),
    "best-f1-threshold": ("best_f1_threshold", ("scores", "labels")),
    "youden-thresholds": ("youden_thresholds", ("scores", "labels")),
}
RETURNS = {
    "confusion-at": "(tp, fp, fn, tn)",
    "f1-from-counts": "0.0 when undefined",
    "best-f1-threshold": "(threshold, f1)",
    "youden-thresholds": "all maximisers, ascending",
}
# Numbers that belong to the statement: labels, the factor 2, the tie rule, the
# habits that slips name. They may stand in the words whatever the probes expect.
OF_THE_STATEMENT = {"0", "1", "2", "0.0", "0.1", "0.5", "-1", "1e-9"}
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w])")


@pytest.fixture(params=POINTS)
def exercise(request):
    """Return each exercise of the unit in turn."""
    return find_exercise(request.param)


def words_of(exercise):
    """Return all that an exercise may say to a learner."""
    return [*exercise.hints, *(slip.words for slip in exercise.slips)]


def test_unit_has_the_curriculum_s_exercises_in_order():
    """The unit asks what the curriculum says, in its order."""
    assert [e.id for e in UNITS[UNIT].exercises] == list(POINTS)


def test_points_are_the_curriculum_s(exercise):
    """An exercise is worth what the curriculum says."""
    assert exercise.points == POINTS[exercise.id]


def test_unit_is_worth_twenty_points():
    """4 + 3 + 6 + 2 + 5 = 20."""
    assert UNITS[UNIT].points == 20


def test_parts_sum_to_the_points(exercise):
    """The parts are worth something each and together the exercise."""
    assert all(part.points > 0 for part in exercise.parts)
    assert sum(part.points for part in exercise.parts) == POINTS[exercise.id]
    assert len({part.id for part in exercise.parts}) == len(exercise.parts)


@pytest.mark.parametrize("exercise_id", SIGNATURES)
def test_signature_is_the_curriculum_s(exercise_id):
    """The words of the task name the function, its arguments and its return."""
    name, arguments = SIGNATURES[exercise_id]
    asks = find_exercise(exercise_id).asks
    assert asks.startswith(f"{name}({', '.join(arguments)})")
    assert RETURNS[exercise_id] in asks


@pytest.mark.parametrize("exercise_id", SIGNATURES)
def test_probes_call_the_function_that_is_asked_for(exercise_id):
    """Every probe calls the one function with as many arguments as it takes."""
    name, arguments = SIGNATURES[exercise_id]
    exercise = find_exercise(exercise_id)
    drawn = exercise.draw(np.random.default_rng(0))
    for probe in (*exercise.published, *exercise.graded, *drawn):
        assert probe.name == name
        assert len(probe.args) == len(arguments)


def test_exercise_1_reads_three_values():
    """Exercise 1 takes literals under the three names that the curriculum gives."""
    exercise = find_exercise("exercise-1")
    assert exercise.is_value
    names = ["ex1_threshold", "ex1_f1", "ex1_matrix"]
    assert [probe.name for probe in exercise.published] == names
    assert exercise.asks == "ex1_threshold, ex1_f1, ex1_matrix = (TP, FP, FN, TN)"
    assert exercise.tolerance == 5e-4


def test_functions_are_compared_to_nine_decimals():
    """What a function returns is compared to 1e-9."""
    assert {find_exercise(e).tolerance for e in SIGNATURES} == {1e-9}


def test_every_part_is_asked_for_at_grading_and_in_the_notebook(exercise):
    """No part is unreachable: published probes bear on all, drawn ones on some."""
    asked = {part for probe in exercise.published for part in exercise.bears_on(probe)}
    assert asked == {part.id for part in exercise.parts}


def test_three_hints_that_differ(exercise):
    """Three hints, none of them empty or twice the same."""
    assert len(exercise.hints) == len(set(exercise.hints)) == 3
    assert all(len(hint) > 40 for hint in exercise.hints)


def test_slips_have_names_and_words_of_their_own(exercise):
    """Slip ids are words, each once, and each says a sentence or more."""
    ids = [slip.id for slip in exercise.slips]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in ids)
    assert all(slip.words.endswith(".") for slip in exercise.slips)


def test_words_give_no_expected_value_away(exercise):
    """Neither hints nor slips contain a number that a graded probe expects."""
    drawn = exercise.draw(np.random.default_rng(0))
    hidden = (*exercise.graded, *drawn) or exercise.published
    expected = {value for probe in hidden for value in exercise.right(probe)}
    for words in words_of(exercise):
        said = {float(n) for n in NUMBER.findall(words) if n not in OF_THE_STATEMENT}
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
        inputs = {float(v) for arg in probe.args for v in np.ravel(arg)}
        said = {float(n) for n in NUMBER.findall(probe.about)} - {0.0, 1.0}
        assert not said & inputs


def test_builds_on_what_comes_before():
    """An exercise builds on exercises of the unit that stand before it."""
    order = list(POINTS)
    for index, name in enumerate(order):
        assert set(find_exercise(name).builds_on) <= set(order[:index])


def test_answers_do_not_import_anything_of_the_reference():
    """What is expected comes back as plain numbers, not as the reference's classes."""
    for name in POINTS:
        exercise = find_exercise(name)
        for probe in exercise.published:
            assert all(type(value) is float for value in exercise.right(probe))


def test_unknown_exercise_is_named_with_those_there_are():
    """A wrong id is quoted, and the message lists the right ones."""
    with pytest.raises(UnknownExercise, match="no exercise 'best-f1'") as caught:
        find_exercise("best-f1")
    assert all(name in str(caught.value) for name in POINTS)


def test_draw_takes_a_generator_alone(exercise):
    """Drawing needs nothing but a generator: no clock, no global state."""
    assert len(inspect.signature(exercise.draw).parameters) == 1
