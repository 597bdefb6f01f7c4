"""Two bills, one formula, and what it costs on scores that lie."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.special import expit, logit

from .by_hand import CASTINGS, EIGHT, cheapest, cost, counts


def test_two_bills(said, shown):
    """At .3 the bills are 1.4 and 1.8; at .25 both are 1.5."""
    p, cross = Fraction(3, 10), Fraction(1, 4)
    flag, let_pass = (1 - p) * 2, p * 6
    assert (1 - cross) * 2 == cross * 6 == Fraction(3, 2)
    said(
        "two-bills",
        "p = 0.3. **Flag** it, and 7 times in 10 a good",
        "3 times in 10 a defect",
        "$C_{FP}$ = 2, a miss $C_{FN}$ = 6,",
        "flag: (1 − p)",
        f"0.7 · 2 = {float(flag)}",
        f"0.3 · 6 = {float(let_pass)}",
        "At 0.3 flagging is cheaper",
    )
    assert flag < let_pass
    said("predict-equal", "Within 0.02 counts")
    said(
        "explain-bills",
        f"cross once: at {float(cross)}, where both bills are {float(3 * cross * 2)}",
    )
    assert "flagging costs 1.4 and passing 1.8" in shown["bills-figure"]


def test_bills_to_fill_in(said):
    """0.9 for flagging and 1.2 for passing; 3 over 5 is 0.6."""
    said(
        "faded-bill",
        "p = 0.1, a false alarm costs 1, a miss 12",
        f"0.9 · 1 = {(1 - 0.1) * 1}",
    )
    said("faded-cut", "costs 3, a miss 2. On top stands 3.")


def test_formula(said):
    """2 of 8 is the crossing, 1 and 3 give the same; .95 prices a stop at 19."""
    ratio = Fraction(2, 2 + 6)
    assert ratio == Fraction(1, 1 + 3)
    said(
        "the-formula",
        "(1 − p)",
        f"2 / (2 + 6) = {float(ratio)}",
        "Costs of 1 and 3 give the same",
    )
    stop = Fraction(95, 100)
    price = stop / (1 - stop)
    assert Fraction(1, 2) / (1 - Fraction(1, 2)) == 1  # "0.5 says"
    said("predict-price", "truly above 95 %")
    said(
        "explain-price",
        f"0.95 = {price} / ({price} + 1)",
        f"$C_{{FP}}$ = {price} · $C_{{FN}}$",
        "0.5 says that both mistakes cost the same",
    )


def test_mini_challenge(said, cells):
    """1 / (1 + 4) is .2, where both actions cost .8; the solved answer says so."""
    cut = Fraction(1, 5)
    assert (1 - cut) * 1 == cut * 4 == Fraction(4, 5)
    said("mini-challenge-text", "$C_{FP}$ = 1,", "$C_{FN}$ = 4.", given=["2"])
    said("mini-challenge-why-text", "taken 0.5", given=["1", "2", "4"])
    said(
        "mini-challenge-why",
        "costs (1 − p) · 1",
        "costs p · 4",
        f"At p = {float(cut)} both come to {float(cut * 4)}",
        f"Below {float(cut)} passing",
        "at 0.5 we would pass",
    )
    assert "cost_threshold(1, 4)" in cells["mini-challenge"].source


def test_eight_parts(said, shown):
    """The formula's .2 costs 4, .35 costs 3, and nothing is dearer than no flag."""
    best = cheapest(*EIGHT, 1, 4)
    dearest = max([*EIGHT[0], np.inf], key=lambda cut: cost(*EIGHT, cut, 1, 4))
    assert np.isinf(dearest)
    _, alarms, misses, _ = counts(*EIGHT, 0.2)
    assert (alarms, misses) == (4, 0)
    said("not-probabilities", "Unit 1's", "alarm 1, a miss 4", "at 0.2 or more")
    said(
        "explain-eight",
        f"At 0.2 all eight are flagged: four false alarms cost "
        f"{cost(*EIGHT, 0.2, 1, 4)}",
        f"The cheapest cut, {best}, costs {cost(*EIGHT, best, 1, 4)}.",
    )
    rows = [row.split() for row in shown["eight-table"].splitlines()[2:]]
    for cut, fp, fn, total in (row[-4:] for row in rows[1:]):
        _, alarms, misses, _ = counts(*EIGHT, float(cut))
        assert (int(fp), int(fn)) == (alarms, misses)
        assert float(total) == cost(*EIGHT, float(cut), 1, 4)
    assert rows[0] == ["flag", "nothing", "0", "4", "16"]


def test_castings(said):
    """At .60 one false alarm costs 3; at .90 two misses cost 4."""
    assert counts(*CASTINGS, 0.6)[1:3] == (1, 0)
    said(
        "faded-total",
        "alarm costs 3, a miss 2. At 0.60: one false alarm, no miss, "
        f"{cost(*CASTINGS, 0.6, 3, 2)}. And at 0.90",
    )
    assert cost(*CASTINGS, 0.9, 3, 2) == 4
    assert counts(*CASTINGS, 0.9)[1:3] == (0, 2)


def test_formula_on_scores_that_lie(said, shown, parts, fresh):
    """758 instead of 495, and 600 for flagging everything."""
    per_thousand = fresh.labels.size / 1000
    tuned = cheapest(parts.probs, parts.labels, 1, 9)
    costs = [
        cost(probs, fresh.labels, cut, 1, 9) / per_thousand
        for probs, cut in (
            (fresh.probs, 0.0),
            (fresh.probs, 0.1),
            (fresh.honest_probs, 0.1),
            (fresh.probs, tuned),
        )
    ]
    everything, lying, honest, search = (f"{each:.0f}" for each in costs)
    slipped, honest_slipped = (
        f"{counts(probs, fresh.labels, 0.1)[2] / per_thousand:.0f}"
        for probs in (fresh.probs, fresh.honest_probs)
    )
    said(
        "mistake-formula",
        "Unit 2's",
        "costs 1, a miss 9: the formula says 0.1",
        f"{parts.labels.size:,} parts and count on {fresh.labels.size:,}",
        f"costs {everything} per 1,000",
        f"costs {honest} with honest",
        given=["60"],
    )
    # Its log-odds are three times the honest ones.
    true = expit(logit(0.01) / 3)
    said(
        "explain-formula",
        f"{lying}: worse than flagging everything",
        f"says 1 % where {100 * true:.0f} % is true, so {slipped} defects slip "
        f"through instead of {honest_slipped}",
        "(unit 3)",
        f"{tuned:.3f}, and {search} too",
    )
    assert costs[1] > costs[0]
    for rule, number in zip(
        shown["formula-table"].splitlines()[2:],
        (everything, lying, honest, search),
        strict=True,
    ):
        assert rule.split()[-1] == number


def test_moving_the_ratio(said, fresh):
    """At equal costs both pay the same; away from .5 the dishonest scores pay more."""
    said("explain-ratio", "the cut is 0.5", "leaves 0.5 in its place")
    extra = []
    for ratio in (1, 4, 9, 19, 49):
        cut = 1 / (1 + ratio)
        lying = cost(fresh.probs, fresh.labels, cut, 1, ratio)
        extra.append(lying - cost(fresh.honest_probs, fresh.labels, cut, 1, ratio))
    assert extra[0] == 0
    assert extra == sorted(extra)
    assert expit(3 * logit(0.5)) == pytest.approx(0.5)
