"""Business rules: read, chosen on one split, judged on the other."""

import numpy as np
import pytest

from grader.cards import parse_rule

# By descending score: precision 1, 1, 2/3, 3/4, 3/5; recall 1/3, 2/3, 2/3, 1, 1.
PROBS = np.array([0.9, 0.8, 0.7, 0.6, 0.2])
LABELS = np.array([1, 1, 0, 1, 0], dtype=bool)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("precision >= 0.95", "precision at least 0.95, shown with 90 % confidence"),
        ("recall≥.9", "recall at least 0.9, shown with 90 % confidence"),
        ("COST=1:4", "least expected cost; a false alarm costs 1, a miss 4"),
        ("f1", "highest F1"),
    ],
)
def test_rules_are_read(text, words):
    """Spaces, capitals and ≥ do not matter."""
    assert parse_rule(text).words == words


def test_precision_wants_its_margin():
    """Two of two do not show 0.5 with 90 % confidence; twenty of twenty show 0.85."""
    # The bound for n of n is 0.1 ** (1/n): .316 for 2, .891 for 20.
    rule = parse_rule("precision>=0.5")
    assert rule.choose(PROBS[:2], LABELS[:2]) is None
    many = parse_rule("precision>=0.85")
    assert many.choose(np.linspace(0.5, 0.9, 20), np.ones(20, bool)) == 0.5


def test_cost_rule_is_the_formula():
    """1 : 4 is 0.2, whatever the data."""
    assert parse_rule("cost=1:4").choose(PROBS, LABELS) == pytest.approx(0.2)


def test_f1_is_the_best():
    """At 0.6 F1 is 6/7, which no other cut reaches."""
    assert parse_rule("f1").choose(PROBS, LABELS) == 0.6


def test_no_positive_no_threshold():
    """Nothing can be learnt of a class that never came."""
    for text in ("f1", "recall>=0.9", "precision>=0.9"):
        assert parse_rule(text).choose(PROBS, np.zeros(5, bool)) is None


@pytest.mark.parametrize(
    ("hits", "alarms", "state"),
    [
        (96, 4, "met"),  # 0.96
        (94, 6, "open"),  # 0.94; the interval reaches .978
        (80, 20, "broken"),  # 0.80; the interval ends at .873
    ],
)
def test_precision_is_judged_with_its_interval(hits, alarms, state):
    """Missed within luck is open, beyond it broken."""
    labels = np.repeat([True, False], [hits, alarms])
    row = parse_rule("precision>=0.95").judge("c", 0.5, np.full(100, 0.9), labels)
    assert row.value == hits / 100
    assert row.state == state


def test_recall_is_judged_among_positives():
    """Three of three found; the false alarm does not count."""
    row = parse_rule("recall>=0.9").judge("c", 0.6, PROBS, LABELS)
    assert (row.value, row.state) == (1.0, "met")
    assert (row.matrix.tp, row.matrix.fp) == (3, 1)


def test_cost_is_compared_with_doing_without_scores():
    """At 0.2 all are flagged: 2 alarms of 5, 0.4 a part, as flagging all costs."""
    rule = parse_rule("cost=1:4")
    assert rule.judge("c", 0.2, PROBS, LABELS).value == pytest.approx(0.4)
    assert rule.judge("c", 0.2, PROBS, LABELS).state == "met"
    # At 0.95 nothing is flagged: 3 misses, 12 / 5, more than 2 / 5 for flagging all.
    assert rule.judge("c", 0.95, PROBS, LABELS).state == "broken"


def test_nothing_flagged_is_open():
    """Without a flagged part there is no precision to speak of."""
    row = parse_rule("precision>=0.9").judge("c", 0.95, PROBS, LABELS)
    assert (row.value, row.state) == (None, "open")


def test_no_threshold_is_infeasible():
    """Where no threshold was to be had there is nothing to judge."""
    row = parse_rule("f1").judge("c", None, PROBS, LABELS)
    assert (row.threshold, row.matrix, row.state) == (None, None, "infeasible")
