"""Many groups are judged together: an honest model is not blamed for its luck."""

import numpy as np
import pytest

from grader.cards.evidence import Outputs
from grader.cards.groups import group_rows


@pytest.mark.parametrize(
    ("names", "min_n", "stays_below"),
    [
        ("a", 1, 0.02),  # the miss has 2 %, less than the 5 % of one group
        ("abcdefghij", 1, 0.98),  # and more than each of ten groups has
        ("abbccddeeffgghhiijj", 3, 0.02),  # of these none is judged
    ],
)
def test_the_error_of_honest_scores(names, min_n, stays_below):
    """One row that promises 0.98 errs by 0.02, and in two of 100 cases by 0.98."""
    n = len(names)
    test = Outputs(np.full(n, 3.9), np.ones(n, dtype=int), np.array(list(names)))
    rows = group_rows(
        np.full(n, 0.98),
        np.full(n, 0.02),
        test,
        limit=0.05,
        min_n=min_n,
        n_resamples=500,
        rng=np.random.default_rng(0),
    )
    assert rows[0].n == 1
    assert rows[0].measures.honest_ece == pytest.approx(stays_below)
