"""What is right of a wrong answer to unit 7 earns its points."""

import pytest

from grader.checking import Outcome, to_text

from .known_slips import SLIPS
from .right_ways import RIGHT

# By hand: what each slip leaves right, in points.
EARNED = {
    # Only values on an edge or of 0.5, and thin bins, go astray.
    ("subgroup-report", "strict-inequality"): 2,
    ("subgroup-report", "last-edge-lost"): 2,
    ("subgroup-report", "bins-closed-on-the-right"): 2,
    ("subgroup-report", "empty-bin-spoils"): 2,
    # The error is right, the accuracy is not; and the other way round.
    ("subgroup-report", "rate-for-accuracy"): 1,
    ("subgroup-report", "shares-for-counts"): 1,
    ("subgroup-report", "unweighted-mean"): 1,
    ("subgroup-report", "worst-group-only"): 0,
    ("subgroup-report", "names-missing"): 0,
    # Filled bins are right, with the floor or with the ends alone amiss.
    ("psi", "floor-missing"): 2,
    ("psi", "renormalised"): 2,
    ("psi", "other-floor"): 2,
    ("psi", "outside-dropped"): 2,
    ("psi", "ends-dropped"): 2,
    ("psi", "bins-closed-on-the-right"): 2,
    ("psi", "added-for-floored"): 0,
    ("psi", "logarithm-base-two"): 0,
    ("needs-recalibration", "limit-included"): 1,
    ("needs-recalibration", "nothing-for-none"): 1,
    ("needs-recalibration", "size-ignored"): 0,
    ("needs-recalibration", "worst-group-only"): 0,
}


@pytest.mark.parametrize(("exercise_id", "slip"), EARNED)
def test_slip_leaves_the_points_of_what_is_right(graded, exercise_id, slip):
    """A slip costs the parts that it spoils, and no other."""
    for made, source in SLIPS[exercise_id]:
        if made == slip:
            result = graded(exercise_id, source)
            assert result.points == EARNED[exercise_id, slip], source


@pytest.mark.parametrize("exercise_id", SLIPS)
def test_notebook_promises_no_less_than_grading_gives(published, graded, exercise_id):
    """Whoever makes a slip never has more points at grading than in the notebook."""
    for slip, source in SLIPS[exercise_id]:
        shown, given = published(exercise_id, source), graded(exercise_id, source)
        assert given.points <= shown.points, slip


@pytest.mark.parametrize(
    ("exercise_id", "answer", "words"),
    [
        ("subgroup_report", "[1, 2]", "dictionary {group: (n, accuracy, ece)}, not a"),
        ("subgroup_report", "{'day': (6, 1, 0)}", "'night' is missing"),
        (
            "subgroup_report",
            "{**dict.fromkeys(args[2], (1, 1, 1)), 'all': (1, 1, 1)}",
            "there are others in it",
        ),
        (
            "subgroup_report",
            "dict.fromkeys(args[2], (1, 1))",
            "'day' should be 3 numbers (n, accuracy, ece), not 2",
        ),
        ("needs_recalibration", "'right'", "should be a list of groups, not text"),
        ("needs_recalibration", "['Right']", "hold names of groups of the report"),
        ("needs_recalibration", "[['right']]", "hold names of groups of the report"),
        ("needs_recalibration", "['right', 'right']", "name each group once"),
    ],
)
def test_another_form_is_told(published, exercise_id, answer, words):
    """What arrived is said beside what is asked for."""
    source = f"def {exercise_id}(*args): return {answer}"
    result = published(exercise_id.replace("_", "-"), source)
    assert words in to_text(result)


def test_names_of_numpy_s_types_are_names(graded):
    """Groups out of np.unique are NumPy's own texts and numbers: they count."""
    source = RIGHT["subgroup-report"]["arrays"]
    assert "np.unique" in source
    assert graded("subgroup-report", source).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("exercise_id", "change"),
    [
        ("subgroup-report", "hasattr(args[0], 'sort') and args[0].sort()"),
        ("psi", "hasattr(args[1], 'sort') and args[1].sort()"),
        ("needs-recalibration", "args[0].clear()"),
    ],
)
def test_changed_inputs_cost_the_last_part(graded, exercise_id, change):
    """A right answer that changes what it was given loses the last part alone."""
    source = next(iter(RIGHT[exercise_id].values()))
    name = exercise_id.replace("-", "_")
    source += f"""
right = {name}
def {name}(*args):
    result = right(*args)
    {change}
    return result
"""
    result = graded(exercise_id, source)
    assert result.outcome is Outcome.PARTIAL
    assert "work on a copy" in to_text(result)
    lost = [part.title for part in result.parts if not part.points]
    assert len(lost) == 1
    assert "inputs unchanged" in lost[0]
