"""Unit 4's blanks and predictions: what a learner hears of them."""

import pytest

from lessons import figures

CASTINGS = [0.90, 0.70, 0.70, 0.60, 0.30, 0.10], [1, 1, 0, 1, 0, 0]

BLANKS = {
    "bill": (
        lambda value: figures.meet_bill(value, 0.1, flag=False, cost_fp=1, cost_fn=12),
        1.2,
        0.9,
    ),
    "bill of a flag": (
        lambda value: figures.meet_bill(value, 0.1, flag=True, cost_fp=2, cost_fn=12),
        1.8,
        0.2,
    ),
    "cut": (lambda value: figures.meet_cost_cut(value, cost_fp=3, cost_fn=2), 0.6, 0.4),
    "total": (
        lambda value: figures.meet_total_cost(
            value, *CASTINGS, 0.9, cost_fp=3, cost_fn=2
        ),
        4,
        6,
    ),
    "precise": (
        lambda value: figures.meet_precise_cut(value, *CASTINGS, 0.7),
        0.6,
        0.9,
    ),
    "F2": (
        lambda value: figures.meet_f_beta(value, precision=0.8, recall=0.4, beta=2),
        0.444,
        0.667,
    ),
}


@pytest.mark.parametrize("blank", BLANKS)
def test_blanks_are_judged_without_giving_them_away(blank):
    """Right, wrong with a hint and without the answer, and not yet filled in."""
    meet, right, wrong = BLANKS[blank]
    assert repr(meet(right)).startswith("Right: ")
    note = repr(meet(wrong))
    assert note.startswith(f"Not yet: you have {wrong}.")
    assert str(right) not in note.removeprefix(f"Not yet: you have {wrong}.")
    assert "Not filled in yet" in repr(meet(...))


def test_predictions_of_prices_are_met():
    """The bills cross at .25, and a stop at .95 is worth 19 misses."""
    assert "holds" in repr(figures.meet_break_even(0.26, cost_fp=2, cost_fn=6))
    assert "p: 0.25. Not" in repr(figures.meet_break_even(0.3, cost_fp=2, cost_fn=6))
    assert "costs: 19. Your" in repr(figures.meet_price(19, threshold=0.95))
    assert "costs: 19. Not" in repr(figures.meet_price(20, threshold=0.95))


def test_a_promise_that_no_cut_keeps_is_no_blank():
    """Whoever writes such a cell hears of it."""
    with pytest.raises(ValueError, match="no cut"):
        figures.meet_precise_cut(0.9, [0.9], [0], 0.5)
