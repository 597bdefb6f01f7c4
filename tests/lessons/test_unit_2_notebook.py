"""The exercise texts of unit 2 settle every convention."""

import pytest


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "2-measuring-calibration"


@pytest.mark.parametrize(
    ("exercise", "words"),
    {
        "reliability-bins": [
            "in the order of the edges",
            "Edges increase and cover all probabilities",
            "left-closed, `[low, high)`; the last is closed on both sides",
            "not its midpoint",
            "An empty bin stays in the list, as `(0, nan, nan)`",
            "leave them as they are",
        ],
        "ece": [
            "left-closed, the last closed on both sides, the edges cover all values",
            "probability of a defect with the outcome",
            "count / n",
            "an empty bin adds nothing",
            "at least one part",
            "Don't round",
        ],
        "brier": ["binary form", "No root, no rounding", "at least one part"],
        "mean-nll": [
            "mean, not the sum",
            "natural logarithm",
            "no clipping",
            "0 · log 0 counts as 0",
            "Certain and wrong costs inf",
        ],
        "top-label": ["class numbers from 0", "On ties the first class", "or 1/0"],
    }.items(),
)
def test_exercise_texts_say_every_convention(cells, exercise, words):
    """Two honest answers never disagree, because the text settles each choice."""
    text = " ".join(cells[f"{exercise}-text"].source.split())
    assert [phrase for phrase in words if phrase not in text] == []
