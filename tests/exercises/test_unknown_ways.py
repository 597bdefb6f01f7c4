"""Wrong ways that nobody listed: marks are lost, and nothing wrong is claimed."""

import pytest

from grader.checking import Outcome, graded_probes, to_text
from grader.exercises import find_exercise

from .all_cases import every

SEEDS = range(5)
UNSEEN = [
    pytest.param(exercise, *case, id=f"{exercise}-{way}")
    for exercise, ways in every("unseen")
    for way, case in ways.items()
]
WRONG = dict(every("unknown"))
FUNCTIONS = [(name, task) for name, task in every("tasks") if task.arguments]
CASES = [(exercise, way) for exercise, ways in WRONG.items() for way in ways]


@pytest.mark.parametrize(("exercise_id", "way"), CASES)
def test_unknown_way_is_not_explained_away(published, graded, exercise_id, way):
    """No slip is named for what no slip explains, with few probes or with all."""
    source = WRONG[exercise_id][way]
    results = [published(exercise_id, source)]
    results += [graded(exercise_id, source, seed) for seed in SEEDS]
    for result in results:
        assert result.slips == ()
        assert result.points < result.max_points


@pytest.mark.parametrize(("exercise_id", "way"), CASES)
def test_unknown_way_is_told_what_is_certain(graded, exercise_id, way):
    """What was called and what came back is said, and no slip's words."""
    result = graded(exercise_id, WRONG[exercise_id][way])
    text = to_text(result)
    assert result.notes
    names = {probe.name for probe in find_exercise(exercise_id).published}
    assert any(name in result.notes[0] for name in names)
    assert not any(slip.words in text for slip in find_exercise(exercise_id).slips)


@pytest.mark.parametrize(("exercise_id", "task"), FUNCTIONS)
def test_what_raises_everywhere_is_told_from_what_is_wrong(graded, exercise_id, task):
    """A function that only raises has the outcome of its own, and its error's name."""
    source = f"def {task.names[0]}(*_): raise KeyError('here')"
    result = graded(exercise_id, source)
    assert (result.outcome, result.points) == (Outcome.RAISED, 0)
    assert "KeyError" in result.notes[0]


@pytest.mark.parametrize(("exercise_id", "task"), every("tasks"))
def test_untouched_is_not_attempted(graded, exercise_id, task):
    """A notebook without the answer, or with its placeholder, is no attempt."""
    placeholder = "; ".join(f"{name} = ..." for name in task.names)
    for source in ("", placeholder):
        result = graded(exercise_id, source)
        assert (result.outcome, result.points) == (Outcome.NOT_ATTEMPTED, 0)
        assert task.names[0] in result.notes[0]


@pytest.mark.parametrize(("exercise_id", "source", "points", "kind"), UNSEEN)
def test_what_passes_the_visible_checks_loses_marks_at_grading(
    published, graded, exercise_id, source, points, kind
):
    """What the text allows and the notebook does not ask costs its part at grading."""
    assert published(exercise_id, source).outcome is Outcome.CORRECT
    for seed in SEEDS:
        result = graded(exercise_id, source, seed)
        assert (result.points, result.slips) == (points, ())
        assert kind in result.notes[0]


def test_what_only_hidden_probes_see_is_told_without_their_data(published, graded):
    """Few false alarms pass the visible checks; grading says which kind does not."""
    source = """
def f1_from_counts(tp, fp, fn):
    return 2 * tp / (2 * tp + min(fp, 9) + fn) if tp else 0.0
"""
    assert published("f1-from-counts", source).outcome is Outcome.CORRECT
    result = graded("f1-from-counts", source)
    assert result.points == 1
    assert result.slips == ()
    assert result.notes[0].startswith("The visible checks passed; hidden ones did not")
    assert "many false alarms" in result.notes[0]
    assert "41" not in to_text(result)


def test_sklearn_without_labels_loses_the_part_about_one_class(graded):
    """scikit-learn's matrix is 1 by 1 where every part is a flagged defect."""
    source = """
from sklearn.metrics import confusion_matrix
def confusion_at(scores, labels, threshold):
    guess = np.asarray(scores) >= threshold
    tn, fp, fn, tp = confusion_matrix(np.asarray(labels).astype(bool), guess).ravel()
    return tp, fp, fn, tn
"""
    assert graded("confusion-at", source).points == 3


def test_drawn_data_catch_learned_answers(namespace_of, verdict_on):
    """A table of the fixed probes' answers fails on what is drawn."""
    exercise = find_exercise("f1-from-counts")
    fixed = (*exercise.published, *exercise.graded)
    table = {probe.args: exercise.right(probe)[0] for probe in fixed}
    source = f"f1_from_counts = lambda *c: {table!r}.get(c, 0.0)"
    assert verdict_on("f1-from-counts", source, fixed).points == 3
    everything = graded_probes(exercise, 3)
    assert verdict_on("f1-from-counts", source, everything).points == 1
