"""The keypoints, and that no cell with a number goes unlooked at."""

import re
from pathlib import Path

# Cells whose numbers are labels, settings or somebody's example, not results.
NO_RESULTS = {"questions"}


def test_every_cell_with_a_number_is_looked_at(prose):
    """A cell with numbers is claimed by a test of this folder or listed as harmless."""
    here = "".join(p.read_text("utf-8") for p in Path(__file__).parent.glob("*.py"))
    named = {cell for cell in prose if f'"{cell}"' in here}
    # The table of points is looked at in ../notebooks, as every unit's is.
    exercises = {cell for cell in prose if cell.endswith("-text")} | {"points"}
    numbered = {cell for cell, text in prose.items() if re.search(r"\d[.,/]?\d", text)}
    assert numbered - named - exercises == set()
    assert set(prose) >= NO_RESULTS


def test_keypoints_repeat_what_was_worked_out(said, prose):
    """Each figure stands in the cell that computed it, where its test is."""
    said(
        "keypoints",
        "IoU ≥ 0.5",
        "0.880 or 0.576, by settings",
        "fall from 0.702 to 0.317",
        "0.7 was 0.371",
        "D-ECE 0.128 to 0.016",
        given=["1", "2", "3", "4", "5", "6"],
    )
    for cell, claims in {
        "explain-map": ["0.880 or 0.576"],
        "joint-idea": ["recall 0.702"],
        "explain-heat": ["0.317."],
        "explain-real": ["0.371"],
        "explain-ece": ["0.128 to", "by class: 0.016"],
    }.items():
        assert [claim for claim in claims if claim not in prose[cell]] == []
    said("use-at-work", "a low score floor (0.01)")


def test_the_floor_of_the_shipped_scores_is_the_one_advised(shown):
    """The data have the score floor that the unit tells learners to keep."""
    assert "scores from 0.01" in shown["map-page"]
