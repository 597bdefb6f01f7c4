"""The exercise texts of unit 5 settle every convention."""

import pytest


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "5-segmentation"


@pytest.mark.parametrize(
    ("exercise", "words"),
    {
        "dice": [
            "Two masks of one shape",
            "0/1 or False/True",
            "lists or arrays",
            "leave them as they are",
            "Both empty: 1",
            "One empty: the formula gives 0",
            "No rounding",
        ],
        "tune-pixel-threshold": [
            "each pair has one shape, but pairs may differ",
            "Lists or arrays; leave them as they are",
            "≥ the threshold",
            "one Dice over all pixels of all maps",
            "Nothing flagged and nothing true: 1",
            "in any order",
            "within 1e-9 tie",
            "the first in the grid counts",
            "Return `(threshold, dice)`",
        ],
        "postprocess": [
            "First fill holes, as `ndimage.binary_fill_holes` does",
            "area, after filling, is < `min_area`",
            "exactly `min_area` stays",
            "4-connected",
            "leave it as it is",
            "mask of the same shape, True/False or 1/0",
        ],
    }.items(),
)
def test_exercise_texts_say_every_convention(cells, exercise, words):
    """Two honest answers never disagree, because the text settles each choice."""
    text = " ".join(cells[f"{exercise}-text"].source.split())
    assert [phrase for phrase in words if phrase not in text] == []
