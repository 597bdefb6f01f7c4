"""What is right of a wrong answer to unit 5 earns its points."""

import pytest

from grader.checking import Outcome, to_text

from .known_slips import SLIPS
from .right_ways import RIGHT

# By hand: what each slip leaves right, in points.
EARNED = {
    # Masks that flag something are compared rightly.
    ("dice", "empty-masks-divide"): 1,
    ("dice", "empty-masks-as-zero"): 1,
    ("dice", "union-for-sum"): 0,
    # The threshold is right, its Dice is not.
    ("tune-pixel-threshold", "mean-reported"): 2,
    ("tune-pixel-threshold", "iou-for-dice"): 2,
    # Only thresholds that tie go astray.
    ("tune-pixel-threshold", "last-on-ties"): 3,
    ("tune-pixel-threshold", "grid-sorted-first"): 3,
    ("tune-pixel-threshold", "shapes-must-match"): 3,
    # The Dice is right, the threshold is not.
    ("tune-pixel-threshold", "place-for-threshold"): 1,
    # Holes are filled, small regions dropped, in the wrong order.
    ("postprocess", "area-before-fill"): 2,
    ("postprocess", "corners-connect"): 1,
    # Half of the work.
    ("postprocess", "holes-left"): 1,
    ("postprocess", "small-regions-left"): 1,
    ("postprocess", "background-for-mask"): 0,
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


def test_what_is_right_already_is_said(graded):
    """Who drops before filling reads that each step alone is right."""
    (source,) = [s for slip, s in SLIPS["postprocess"] if slip == "area-before-fill"]
    result = graded("postprocess", source)
    assert result.outcome is Outcome.PARTIAL
    assert "holes are filled; small regions are dropped." in to_text(result)


def test_another_shape_is_told(published):
    """A mask that lost its border is compared with the shape that came in."""
    source = "def postprocess(mask, min_area): return np.array(mask)[1:-1, 1:-1]"
    result = published("postprocess", source)
    assert "the answer should hold 6 rows, not 4" in to_text(result)


@pytest.mark.parametrize(
    ("exercise_id", "change"),
    [
        ("dice", "pred[0][0] = 1"),
        ("tune-pixel-threshold", "prob_maps[0][0][0] = 0.5"),
        ("postprocess", "mask[0][0] = not mask[0][0]"),
    ],
)
def test_changed_inputs_cost_the_last_part(graded, exercise_id, change):
    """A right answer that changes what it was given loses the last part alone."""
    source = next(iter(RIGHT[exercise_id].values()))
    name = {"dice": "dice", "postprocess": "postprocess"}.get(
        exercise_id, "tune_pixel_threshold"
    )
    source += f"""
right = {name}
def {name}(*args):
    result = right(*args)
    {
        change.replace("pred", "args[0]")
        .replace("prob_maps", "args[0]")
        .replace("mask", "args[0]")
    }
    return result
"""
    result = graded(exercise_id, source)
    assert result.outcome is Outcome.PARTIAL
    assert "work on a copy" in to_text(result)
    lost = [part.title for part in result.parts if not part.points]
    assert len(lost) == 1
    assert "inputs unchanged" in lost[0]
