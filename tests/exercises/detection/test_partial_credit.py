"""What is right of a wrong answer to unit 6 earns its points."""

import pytest

from grader.checking import Outcome, to_text

from .known_slips import SLIPS
from .right_ways import RIGHT

# By hand: what each slip leaves right, in points.
EARNED = {
    # Boxes that overlap are right, boxes apart are not.
    ("iou", "sides-not-clamped"): 1,
    ("iou", "overlap-counted-twice"): 0,
    ("iou", "generalised-iou"): 0,
    # Ordinary heaps are right.
    ("nms", "equal-overlap-dropped"): 3,
    ("nms", "dropped-still-suppress"): 3,
    ("nms", "no-boxes-fail"): 3,
    # The right boxes in another order: neither the order nor the chains.
    ("nms", "listed-by-number"): 2,
    ("nms", "listed-worst-first"): 2,
    ("nms", "lowest-score-wins"): 0,
    ("nms", "mask-for-indices"): 0,
    ("joint-tune", "target-missed-by-equality"): 3,
    ("joint-tune", "smaller-threshold-on-ties"): 3,
    ("joint-tune", "larger-overlap-on-ties"): 3,
    ("joint-tune", "infeasible-fails"): 3,
    ("joint-tune", "infeasible-but-answered"): 3,
    ("joint-tune", "target-ignored"): 0,
    ("joint-tune", "highest-precision"): 0,
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
    ("answer", "words"),
    [
        ("[0, 6]", "should hold indices of 6 boxes, not 6"),
        ("[-1, 0]", "should hold indices of 6 boxes, not -1"),
        ("[0.5]", "should hold indices of 6 boxes, not 0.5"),
        ("[float('nan')]", "should hold indices of 6 boxes, not nan"),
        ("[1, 3, 1]", "should hold each index once"),
        ("3", "should be several numbers, not a int"),
    ],
)
def test_what_are_no_indices_is_told(published, answer, words):
    """Indices outside the boxes, twice the same, or none at all are named."""
    result = published("nms", f"def nms(boxes, scores, limit): return {answer}")
    assert words in to_text(result)


def test_no_pair_is_told(published):
    """A threshold alone is counted."""
    result = published("joint-tune", "def joint_tune(curves, target): return [0.5]")
    assert "should be 2 numbers (NMS overlap, threshold), not 1" in to_text(result)


def test_what_is_right_already_is_said(graded):
    """Who lists the right boxes by number reads that the boxes are right."""
    (source,) = [s for slip, s in SLIPS["nms"] if slip == "listed-by-number"]
    result = graded("nms", source)
    assert result.outcome is Outcome.PARTIAL
    assert "Right already: which boxes are kept." in to_text(result)


@pytest.mark.parametrize(
    ("exercise_id", "change"),
    [
        ("iou", "args[0] is not None and hasattr(args[0], 'sort') and args[0].sort()"),
        ("nms", "hasattr(args[1], 'sort') and args[1].sort()"),
        ("joint-tune", "args[0].pop(next(iter(args[0])))"),
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
