"""Many groups are judged together: an honest model is not blamed for its luck."""

import numpy as np
import pytest

from grader.cards import groups
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


@pytest.mark.parametrize(
    ("count", "resamples"),
    [
        (20, 500),
        (50, 200),  # 500 · 20 / 50
        (1000, 20),  # 500 · 20 / 1,000 would be 10
    ],
)
def test_many_small_groups_share_their_resamples(monkeypatch, count, resamples):
    """A large group keeps its own; a thousand videos are not waited for."""
    spent, measure = {}, groups.measure

    def noted(probs, *args, n_resamples, **kwargs):
        spent[len(probs)] = n_resamples
        return measure(probs, *args, n_resamples=9, **kwargs)

    monkeypatch.setattr(groups, "measure", noted)
    names = np.array([*map(str, range(count)), "all", "all"])
    n = len(names)
    group_rows(
        np.full(n, 0.98),
        np.full(n, 0.02),
        Outputs(np.full(n, 3.9), np.ones(n, dtype=int), names),
        limit=0.05,
        min_n=2,
        n_resamples=500,
        rng=np.random.default_rng(0),
    )
    assert spent == {1: resamples, 2: 500}


def test_many_small_groups_are_few_with_finite_numbers(make):
    """Each is told to be too small, and what the page shows of it is finite."""
    card = make(groups=np.arange(3000) // 100, min_n=200)
    assert {row["state"] for row in card.to_json()["groups"]} == {"few"}
    for row in card.groups:
        shown = row.measures
        numbers = (*shown.ece.interval, *shown.nll.interval, shown.honest_ece)
        assert np.isfinite(numbers).all()
