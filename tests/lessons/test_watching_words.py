"""Meeting what a learner said of groups and drift: kind, and no answer given away."""

import numpy as np
import pytest

from lessons import figures

RIGHT = [0.8, 0.6, 0.1], [1, 1, 0], [0, 0.5, 1]
CAMERAS = ("A day", "A night")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (..., "Not filled in yet"),
        ((3, ..., ...), "Not all blanks are filled in yet"),
        (3, "Three numbers are wanted"),
        ("abc", "Three numbers are wanted"),
        ((3, 1.0, 0.23), "All three are right."),
        ([np.int64(3), 1, 0.7 / 3], "All three are right."),
        ((3, 1.0, 0.2), "ece: not yet. Sort this group's parts"),
        ((7, 1.0, 0.23), "n: not yet. Count the parts of this group alone."),
        ((3, 0.67, 0.23), "accuracy: not yet. Flagged is p ≥ 0.5."),
        ((3, None, 0.23), "accuracy: not yet."),
    ],
)
def test_meet_group(row, words):
    """Each of the three is judged by itself; the right values are not shown."""
    said = repr(figures.meet_group(row, *RIGHT))
    assert words in said
    assert "0.233" not in said


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (..., "Not filled in yet"),
        # .139 + .2·ln(4/3) = .139 + .0575
        (0.139 + 0.0575, "Right: the PSI is 0.196."),
        (0.139, "Not yet: you have 0.139. Each bin adds"),
        ("0.2", "A number is wanted"),
    ],
)
def test_meet_psi(value, words):
    """The rounded sum is right; the first bin alone is not."""
    assert words in repr(figures.meet_psi(value, [0.4, 0.6], [0.2, 0.8]))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (..., "No prediction yet"),
        ("A day", "You said A day. Loudest: A night. Not what you expected?"),
        ("A night", "Loudest: A night. Your prediction holds."),
        ("Z", 'The answer is one of "A day", "A night"; you said \'Z\'.'),
        (3, "you said 3."),
    ],
)
def test_meet_choice(value, words):
    """A name that is none is told the names, and the answer stays hidden."""
    assert words in repr(figures.meet_choice(value, "A night", "Loudest", CAMERAS))


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (["dock 3", ...], "Not filled in yet: put names in place of the ..."),
        (..., "Not filled in yet"),
        (["dock 3", "dock 5"], "Right:"),
        (["dock 5", "dock 3"], "Right:"),
        (["dock 3", "dock 4"], "Not yet: dock 4 fails one of the two conditions."),
        (["dock 3"], "Not yet: 1 more meets both conditions."),
        ("dock 3", "A list of names is wanted"),
        (5, "A list of names is wanted"),
    ],
)
def test_meet_named(named, words):
    """Any order is right; a wrong name and a missing one are told apart."""
    assert words in repr(figures.meet_named(named, ["dock 3", "dock 5"]))
