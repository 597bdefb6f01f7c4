"""The keypoints, and that no cell with a number goes unlooked at."""

import numpy as np

from lessons import figures

# Cells whose numbers are labels, settings or somebody's example, not results.
NO_RESULTS = {"promise", "questions", "title"}


def test_every_cell_with_a_number_is_looked_at(prose, unseen):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    assert unseen == set()
    assert set(prose) >= NO_RESULTS


def test_keypoints(said, prose, parts, digits):
    """The keypoints repeat figures that were worked out above."""
    study = figures.study_honest((50, 100), repeats=200, rng=np.random.default_rng(15))
    confidence, correct = digits
    said(
        "keypoints",
        "0.14, not 0.20, 0.02 or 0.30",
        "(0.15 became 0)",
        f"({study.ece[1].mean():.3f} for perfect scores on 100 parts)",
        f"{confidence.mean():.3f} said, {correct.mean():.3f} right",
        "at 0.8 about 80 % are",
        "the factor 2",
        given=["1", "2", "3", "4", "5"],
    )
    assert f"those {confidence.mean():.3f} down" in prose["where-you-stand"]
