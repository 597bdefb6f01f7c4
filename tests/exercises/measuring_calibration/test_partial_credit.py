"""What is right of a wrong answer to unit 2 earns its points."""

import pytest

from grader.checking import Outcome, to_text

from .known_slips import SLIPS

# By hand: what each slip leaves right, in points.
EARNED = {
    # The values on an edge alone go astray.
    ("reliability-bins", "bins-closed-on-the-right"): 2,
    ("reliability-bins", "last-edge-lost"): 2,
    ("reliability-bins", "empty-bin-as-zero"): 2,
    ("reliability-bins", "empty-bin-divides"): 2,
    # The counts alone are right.
    ("reliability-bins", "bin-midpoints"): 1,
    ("reliability-bins", "sums-for-means"): 1,
    ("reliability-bins", "promised-and-came-swapped"): 1,
    # The means alone are right.
    ("reliability-bins", "shares-for-counts"): 1,
    ("reliability-bins", "columns-for-rows"): 0,
    # Equally full bins need no weights.
    ("ece", "unweighted-mean"): 2,
    ("ece", "bins-closed-on-the-right"): 4,
    ("ece", "last-edge-lost"): 4,
    ("ece", "empty-bin-spoils"): 4,
    ("ece", "largest-gap"): 0,
    ("ece", "gaps-cancel"): 0,
    ("ece", "signed-gaps"): 0,
    ("brier", "both-classes-summed"): 0,
    ("brier", "absolute-for-squared"): 0,
    # Away from 0 and 1 the formula is right.
    ("mean-nll", "zero-times-infinity"): 1,
    ("mean-nll", "sum-for-mean"): 0,
    # The confidence is right whoever wins a tie.
    ("top-label", "last-class-on-ties"): 1,
    ("top-label", "class-for-correct"): 1,
    ("top-label", "confidence-of-the-label"): 1,
    ("top-label", "swapped-pair"): 0,
}


@pytest.mark.parametrize(("exercise_id", "slip"), EARNED)
def test_slip_leaves_the_points_of_what_is_right(graded, exercise_id, slip):
    """A slip costs the parts that it spoils, and no other."""
    for made, source in SLIPS[exercise_id]:
        if made == slip:
            result = graded(exercise_id, source)
            assert result.points == EARNED[exercise_id, slip], source


@pytest.mark.parametrize("exercise_id", SLIPS)
def test_notebook_promises_what_grading_gives(published, graded, exercise_id):
    """The visible checks of a slip show the points that it has at grading."""
    for slip, source in SLIPS[exercise_id]:
        assert published(exercise_id, source).parts == (
            graded(exercise_id, source).parts
        ), slip


def test_what_is_right_already_is_said(graded):
    """Who forgets the weights reads that the gaps are right."""
    (source, *_) = [s for slip, s in SLIPS["ece"] if slip == "unweighted-mean"]
    result = graded("ece", source)
    assert result.outcome is Outcome.PARTIAL
    assert "Right already: the gaps of equally full bins." in to_text(result)


def test_a_bin_too_few_is_counted(published):
    """An answer with another number of bins is told how many are missing."""
    source = "def reliability_bins(p, y, e): return [(1, 0.5, 0.5)] * 3"
    result = published("reliability-bins", source)
    assert "should hold 4 bins, not 3" in to_text(result)


def test_changed_inputs_cost_the_last_part(graded):
    """Sorting the given list in place loses one point of five."""
    source = """
def ece(probs, labels, edges):
    p, y = np.array(probs, dtype=float), np.array(labels, dtype=float)
    probs.sort()
    off = np.histogram(p, bins=edges, weights=p - y)[0]
    return np.abs(off).sum() / len(p)
"""
    result = graded("ece", source)
    assert result.points == 4
    assert "work on a copy" in to_text(result)
