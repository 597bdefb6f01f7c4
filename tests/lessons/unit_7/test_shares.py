"""The share of defects: moved with it, estimated, and where that goes wrong."""

import pytest
from scipy.special import expit

from grader import reference


@pytest.fixture(scope="module")
def old(shift):
    """Return the share of defects at home."""
    return shift.home.labels.mean()


def cost(probs, labels):
    """Return the cost of 1,000 parts at 1:4 when p ≥ .2 is flagged."""
    counts = reference.confusion_matrix(probs, labels, 0.2)
    return 1000 * (counts.fp + 4 * counts.fn) / len(labels)


def test_what_moving_the_scores_saves(said, shown, shift, temperature, old):
    """Stale 324, nothing flagged 200, moved 162, moved by the estimate 164."""
    labels = shift.rare.labels
    probs = expit(shift.rare.logits / temperature)
    estimate = reference.estimate_prior(probs, old_prior=old)
    stale, known, estimated = (
        cost(probs, labels),
        *(
            cost(
                reference.adjust_for_prior(probs, old_prior=old, new_prior=new), labels
            )
            for new in (0.05, estimate)
        ),
    )
    nothing = 4 * 1000 * labels.mean()
    said(
        "share-idea",
        f"Here {len(labels):,} parts",
        f"at home {100 * old:.1f} % were defects, now {100 * labels.mean():.0f} %",
        given=["4"],
    )
    said(
        "explain-share",
        "Costs are 1 and 4, the cut is 0.2",
        f"stale scores cost {stale:.0f} per 1,000",
        f"flagging nothing, {nothing:.0f}",
        f"Moved to 5 % they cost {known:.0f}",
        f"says {100 * estimate:.1f} % instead of 5 %, and still: {estimated:.0f}",
    )
    costs = [int(line.split()[-1]) for line in shown["share-table"].splitlines()[2:]]
    assert costs == [round(c) for c in (stale, known, estimated, nothing)]


def test_where_the_estimate_goes_wrong(said, shown, shift, scored, temperature, old):
    """It hits at home, and misses under B, whose parts are others."""
    home = shift.home_test
    pairs = {
        "home": (expit(home.logits / temperature), home.labels),
        "B day": scored("B day"),
        "B night": scored("B night"),
    }
    true = {name: labels.mean() for name, (_, labels) in pairs.items()}
    found = {
        name: reference.estimate_prior(probs, old_prior=old)
        for name, (probs, _) in pairs.items()
    }
    said(
        "explain-estimates",
        f"At home it hits, {found['home']:.3f} for {true['home']:.3f}",
        f"says {found['B day']:.3f} for {true['B day']:.3f}",
        f"{found['B night']:.3f} for {true['B night']:.3f}",
        "0.5 from 0.8",
    )
    said(
        "predict-share", f"day {100 * true['B day']:.1f} % of the parts", given=["0.1"]
    )
    for line, name in zip(
        shown["estimates-table"].splitlines()[2:], pairs, strict=True
    ):
        assert line.split()[-2:] == [f"{true[name]:.3f}", f"{found[name]:.3f}"]


def test_moving_the_scores_would_have_spoilt_them(scored, old):
    """Under B by day the ECE is small as it is, and large after the "correction"."""
    probs, labels = scored("B day")
    estimate = reference.estimate_prior(probs, old_prior=old)
    moved = reference.adjust_for_prior(probs, old_prior=old, new_prior=estimate)
    before, after = (
        reference.expected_calibration_error(p, labels) for p in (probs, moved)
    )
    assert before < 0.05
    assert after > 0.15


def test_a_hundred_labels_tell(scored):
    """With 53 of 100 defects the interval is far from .8."""
    low, high = reference.clopper_pearson_interval(53, 100)
    assert 0.42 < low < 0.53 < high < 0.64
    assert round(100 * scored("B day")[1].mean()) == 53
