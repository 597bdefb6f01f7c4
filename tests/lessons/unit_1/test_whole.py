"""The keypoints, and that no cell with a number goes unlooked at."""

from sklearn.metrics import f1_score

from .by_hand import LABELS, flags
from .test_simulated import best_f1_on, outcome

# Cells whose numbers are labels, settings or somebody's example, not results.
NO_RESULTS = {
    "predict-f2",
    "predict-luck",
    "questions",
    "title",
    "use-at-work",
    "where-you-stand",
}


def test_every_cell_with_a_number_is_looked_at(numbered, unseen):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    assert unseen == set()
    assert numbered >= NO_RESULTS


def test_keypoints(said, halves):
    """The keypoints repeat figures that were worked out above."""
    tuning, fresh = halves
    defects = fresh.labels.sum()
    missed = defects - outcome(fresh, 0.5)[0]
    missed_tuned = defects - outcome(fresh, best_f1_on(tuning))[0]
    half = f1_score(LABELS, flags(0.5))
    top = f1_score(LABELS, flags(0.55))
    said(
        "keypoints",
        f"It gave {half:.3f} where {top:.2f} was to be had",
        f"Of {defects:,} rare defects it missed {missed}, the F1 cut {missed_tuned}.",
        "F0.5, F1 and F2 picked 0.80, 0.55 and 0.35, rightly",
        given=["1", "2", "3", "4", "5", "0.5"],
    )
