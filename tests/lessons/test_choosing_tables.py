"""Unit 4's tables, on data small enough for paper."""

import numpy as np

from lessons import data, figures

EIGHT = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20], [1, 1, 0, 1, 0, 0, 1, 0]


def test_cost_table_starts_with_no_flag_at_all():
    """Four misses at 4 cost 16; the cheapest row is .35 with 3."""
    table = figures.cost_table(*EIGHT, cost_fp=1, cost_fn=4)
    assert table.rows[0] == ["flag nothing", "0", "4", "16"]
    assert table.rows[7] == ["0.35", "3", "0", "3"]
    assert table.caption == "A false alarm costs 1, a miss 4"


def test_formula_table_counts_on_fresh_parts():
    """Four fresh parts, costs 1:3: the formula cuts at .25, the tuned cut is .6."""
    tuning = figures.Inspection(
        np.array([0.9, 0.6, 0.4]), np.array([0.9, 0.6, 0.4]), np.array([1, 1, 0], bool)
    )
    fresh = figures.Inspection(
        np.array([0.9, 0.5, 0.3, 0.1]),
        np.array([0.8, 0.2, 0.2, 0.3]),
        np.array([1, 0, 0, 1], bool),
    )
    table = figures.formula_table(tuning, fresh, cost_fp=1, cost_fn=3)
    # All flagged: 2 FP of 4 parts. This model at .25: 2 FP and a miss, 5 in all.
    # The honest scores at .25: right four times. At .6 one miss is left.
    assert [row[1:] for row in table.rows] == [
        ["0.000", "500", "0", "500"],
        ["0.250", "500", "250", "1250"],
        ["0.250", "0", "0", "0"],
        ["0.600", "0", "250", "750"],
    ]


def test_prevalence_table_moves_the_odds():
    """From 1/2 to 1/5 odds are quartered: .5 becomes .2, and .4 becomes 1/7."""
    line = figures.InspectionLine(
        np.array([0.5, 0.4, 0.3, 0.1]), np.array([1, 0, 0, 0], bool)
    )
    table = figures.prevalence_table(line, old=0.5, new=0.2, cost_fp=2, cost_fn=6)
    # The cut is .25: as they were three are flagged, two in vain at 2 each; moved none
    # is, and one defect is missed at 6, as if nothing were flagged.
    assert [row[1:] for row in table.rows] == [
        ["750", "0", "1000"],
        ["0", "250", "1500"],
        ["0", "250", "1500"],
    ]


def test_rare_table_tunes_each_target():
    """On the eight parts F1 picks .55, F2 and the cost 1:4 pick .35, accuracy .80."""
    parts = figures.InspectionLine(np.array(EIGHT[0]), np.array(EIGHT[1], bool))
    table = figures.rare_table(parts, parts, cost_fp=1, cost_fn=4)
    assert {row[0]: row[1] for row in table.rows} == {
        "flag nothing": "none",
        "best accuracy": "0.800",
        "Youden's J": "0.800",
        "F1": "0.550",
        "F2": "0.350",
        "cost 1:4": "0.350",
    }
    # Flagged 4, caught 3, precision 3/4, accuracy 6/8, one of each mistake: 1 + 4.
    assert table.rows[3][2:] == ["4", "3", "0.750", "0.750", "5"]


def test_promise_table_says_how_many_keep_it():
    """Of three cuts one is missing, and one of the others keeps the promise."""
    study = figures.PromiseStudy(
        10, 0.9, 0.9, np.array([0.99, 0.2, 0.99]), np.array([np.nan, 0.99, 0.2])
    )
    table = figures.promise_table(study)
    assert [row[1:3] for row in table.rows] == [["100 %", "67 %"], ["67 %", "50 %"]]


def test_classes_without_a_cut_keep_nothing():
    """Two classes, one of which is never right: one cut, kept once."""
    probs = [[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]]
    table = figures.class_cuts_table(
        (probs, [0, 0, 0]), (probs, [0, 1, 0]), target=0.9, confidence=0.5
    )
    assert table.rows[1][1:] == ["1", "1 of 1", "0 of 1"]


CELLS = data.CellImages(np.array([0.9, 0.8, 0.6, 0.3, 0.1]), np.array([1, 1, 0, 1, 0]))


def test_the_trap_counts_the_wrong_class():
    """A floor of 2/3 for target 1 cuts at .8: both malignant ones get no alarm."""
    trap = figures.forget_to_flip(CELLS, CELLS, floor=0.6)
    assert (trap.cut, trap.missed, trap.malignant, trap.alarms) == (0.8, 2, 2, 2)
    assert repr(trap) == "on test: sensitivity 0.667, FP per image 0.00"
    rows = figures.polarity_table(trap).rows
    # In truth none of two is found, and two of five images are false alarms.
    assert rows[0][1:] == ["0.667", "0.000"]
    assert rows[1][1:] == ["0.00", "0.40"]


def test_floor_table_flips_and_counts():
    """Malignant at .4 and .9, benign at .1, .2 and .7: all found from .4 on, one FP."""
    table = figures.floor_table(CELLS, CELLS, floor=1.0)
    assert table.rows[0][1:] == ["0.500", "0.500", "0.500", "1", "0.20"]
    assert table.rows[1][1:] == ["0.400", "1.000", "1.000", "0", "0.20"]
    assert table.rows[2][1] == "none"  # two of two prove no such floor
