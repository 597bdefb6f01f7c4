"""The exercise texts of unit 7 settle every convention."""

import pytest


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "7-ship-and-watch"


BINS = "left-closed, the last one closed on both sides"


@pytest.mark.parametrize(
    ("exercise", "words"),
    {
        "subgroup-report": [
            "group → `(n, accuracy, ece)`",
            "p ≥ 0.5",
            "reading A",
            BINS,
            "the edges cover all values",
            "weighted by count *within the group*; empty bins add nothing",
            "0/1 or False/True",
            "names or numbers",
            "Leave them as they are; don't round",
        ],
        "psi": [
            BINS,
            "what lies below counts in the first bin, what lies above in the last",
            "Natural logarithm",
            "A share below 1e-6 counts as 1e-6; don't make the shares sum to 1 again",
            "of different lengths; leave them as they are",
        ],
        "needs-recalibration": [
            "ece > `limit` and n ≥ `min_n`",
            "in any order; an empty list if there is none",
            BINS,
        ],
    }.items(),
)
def test_exercise_texts_say_every_convention(cells, exercise, words):
    """Two honest answers never disagree, because the text settles each choice."""
    text = " ".join(cells[f"{exercise}-text"].source.split())
    assert [phrase for phrase in words if phrase not in text] == []
