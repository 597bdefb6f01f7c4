"""The keypoints, and that no cell with a number goes unlooked at."""

import re
from pathlib import Path

# Cells whose numbers are labels, settings or somebody's example, not results.
NO_RESULTS = {"title", "questions", "predict-step", "use-at-work"}
EXERCISES = {"dice-text", "tune-pixel-threshold-text", "postprocess-text"}


def test_every_cell_with_a_number_is_looked_at(prose):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    here = "".join(p.read_text("utf-8") for p in Path(__file__).parent.glob("*.py"))
    named = {cell for cell in prose if f'"{cell}"' in here}
    # The table of points is looked at in ../notebooks, as every unit's is.
    numbered = {cell for cell, text in prose.items() if re.search(r"\d[.,/]?\d", text)}
    assert numbered - named - EXERCISES - {"points"} == set()
    assert set(prose) >= NO_RESULTS


def test_keypoints_repeat_what_was_worked_out(said, prose):
    """Each figure stands in the cell that explains it, where its test is."""
    said(
        "keypoints",
        "two empty masks give 1",
        "keep 0.5 and you lose 0.52 points",
        "0.41 beside 0.422",
        "+3.08 points, 1.55 to 4.87 over images, 2.82 of it",
        given=["1", "2", "3", "4", "5"],
    )
    for cell, claims in {
        "explain-steps": ["*costs* 0.52 points", "3.08 points", "minimum area 2.82"],
        "explain-law": ["0.41 against 0.422"],
        "explain-interval": ["1.55 to 4.87 points"],
        "explain-worst": ["Nine images"],
        "mistake": ["Three defects vanished"],
    }.items():
        assert [claim for claim in claims if claim not in prose[cell]] == []
