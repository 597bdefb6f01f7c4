"""Two slips at once: named is what is certain, or nothing."""

from itertools import product

import pytest

from .bin_slips import WRONG_BINS, WRONG_ROWS, WRONG_SUMS, error, table

PAIRS = {
    "reliability-bins": (table, WRONG_ROWS),
    "ece": (error, WRONG_SUMS),
}
CASES = [
    pytest.param(
        exercise,
        (binning, other),
        write(wrong, inside=inside, bins=bins),
        id=f"{exercise}: {binning}, {other} ({number})",
    )
    for exercise, (write, others) in PAIRS.items()
    for number, ((binning, inside, bins), (other, wrong)) in enumerate(
        product(WRONG_BINS, others)
    )
]


@pytest.mark.parametrize(("exercise_id", "made", "source"), CASES)
def test_no_third_slip_is_blamed_for_two(published, graded, exercise_id, made, source):
    """Whatever is named has been made; marks are lost in any case."""
    for result in (published(exercise_id, source), graded(exercise_id, source)):
        assert result.points < result.max_points
        assert {slip.id for slip in result.slips} <= set(made)
        assert result.slips or result.notes
