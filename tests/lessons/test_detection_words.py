"""Unit 6's tables and notes: worked out on paper on a few trays."""

import numpy as np
import pytest

from lessons import data, figures
from lessons.data import RawBoxes, TrayScenes, Truths
from lessons.figures.detection._found import FoundClass, FoundParts

HEAP = [[0, 0, 10, 10], [1, 0, 11, 10], [0, 6, 10, 16], [30, 0, 40, 10]]
BOLTS = {
    0.4: [(0.95, 1.0, 0.4), (0.8, 0.96, 0.6)],
    0.6: [(0.9, 0.95, 0.6), (0.6, 0.9, 0.8)],
}


def found(name, scores, hits, parts):
    """Return detections on ten trays."""
    return FoundClass(name, np.array(scores), np.array(hits, bool), parts, 10)


@pytest.fixture
def three():
    """Return three classes with a handful of detections each."""
    return FoundParts(
        (
            found("washer", [0.9, 0.6, 0.3], [1, 1, 0], 4),
            found("nut", [0.8, 0.7], [1, 1], 2),
            found("clip", [0.95, 0.5, 0.4], [1, 0, 1], 2),
        )
    )


def test_shared_cuts_by_hand(three):
    """Pooled, .6 is the lowest cut with precision 1; the strictest class needs .95.

    Descending: clip .95 right, washer .9 right, nut .8 and .7 right, washer .6 right,
    clip .5 wrong. The clips' own cut of precision 1 is .95.
    """
    table = figures.shared_cuts_table(three, target=0.99)
    assert [row[1] for row in table.rows] == ["0.600", "0.950", "0.600, 0.700, 0.950"]
    assert table.rows[0][2:] == ["1.000 / 0.500", "1.000 / 1.000", "1.000 / 0.500"]
    assert table.rows[1][2:] == ["0.000 / 0.000", "0.000 / 0.000", "1.000 / 0.500"]
    assert table.rows[2][2:] == ["1.000 / 0.500", "1.000 / 1.000", "1.000 / 0.500"]


def test_shared_cuts_need_a_cut(three):
    """A class without a precise cut is named."""
    with pytest.raises(ValueError, match="clip"):
        figures.shared_cuts_table(
            FoundParts((*three.classes[:2], found("clip", [0.99], [0], 1))), target=0.5
        )


def test_sensitivity_floor_by_hand():
    """Three of four parts from .6 on, on the test two of four with one false on ten."""
    known = found("part", [0.9, 0.8, 0.6, 0.5], [1, 1, 1, 0], 4)
    test = found("part", [0.95, 0.7, 0.65, 0.2], [1, 0, 1, 1], 4)
    table = figures.sensitivity_floor_table(known, test, floor=0.75)
    assert table.rows[0] == ["none", "0.600", "0.500", "0.10"]
    # Three of four prove .32 at 90 %, and all four would be needed: none are.
    assert table.rows[1] == ["90 %", "infeasible", "", ""]


@pytest.fixture(scope="module")
def few():
    """Return two trays: a washer with a box and its duplicate, a nut, a lost clip."""
    washer, nut, clip = [10, 10, 20, 20], [40, 40, 50, 50], [70, 70, 80, 80]
    truths = Truths(
        np.array([0, 1, 1]), np.array([washer, nut, clip], float), np.array([0, 1, 2])
    )
    boxes = [washer, [10, 10, 20, 24], nut, [0, 70, 10, 80]]
    logits = [[0, 4, 0, 0], [0, 3, 0, 0], [0, 0, 5, 0], [0, 0, 0, 1]]
    raw = RawBoxes(
        np.array([0, 0, 1, 1]), np.array(boxes, float), np.array(logits, float)
    )
    return TrayScenes(2, np.zeros((2, 96, 96), np.uint8), truths, raw)


def test_the_map_page_by_hand(few):
    """AP 1 for washer and nut, 0 for the clip: 2/3, at every matching IoU.

    The duplicate overlaps its better by 100/140, above .3: it is dropped.
    """
    table = figures.map_page(few)
    assert [row[1:] for row in table.rows[:3]] == [
        ["1", "1.000", "1.000", "1.000"],
        ["1", "1.000", "1.000", "1.000"],
        ["1", "0.000", "0.000", "0.000"],
    ]
    assert table.rows[3] == ["mAP", "3", "0.667", "0.667", "0.667"]
    assert table.caption.startswith("2 trays")


def test_a_class_without_a_pair_has_none_in_the_table(few):
    """The one clip box is wrong: no recall under a promise."""
    table = figures.map_and_promise_table(few, (0.3, 0.8), target=0.9)
    assert table.rows[0] == ["0.3", "0.667", "1.000", "1.000", "none"]
    # At .8 the duplicate stays, below its better: washers keep recall 1 at its score.
    assert table.rows[1] == ["0.8", "0.667", "1.000", "1.000", "none"]


def test_a_promise_without_a_pair_is_infeasible(few):
    """Without margin washer and nut have pairs; one of one proves .1, so then none."""
    table = figures.promise_on_test_table(few, few, (0.3,), target=0.9)
    assert [row[2] for row in table.rows] == ["0.3", "0.3", *["infeasible"] * 4]
    assert table.rows[0][4:] == ["1.000", "1.000"]


def test_detection_ece_table_has_a_row_for_each_cure():
    """Raw, temperature and Platt, each over all and by class."""
    trays = data.load_detection()
    table = figures.detection_ece_table(trays.calibration, trays.calibration)
    assert [row[0].split(",")[0] for row in table.rows] == [
        "raw",
        "head's temperature",
        "Platt",
    ]
    assert all(len(row) == 5 for row in table.rows)
    # On the trays it was fitted on, Platt's line is nearly honest, class by class.
    assert all(float(word) < 0.05 for word in table.rows[2][1:])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (..., "Not filled in yet"),
        (1 / 6, "Right: IoU is 0.167."),
        (0.17, "Right"),
        (2 / 14, "The union is the sum of both areas, less"),
        (1.2, "IoU lies between 0 and 1"),
        ("a", "A number is wanted"),
    ],
)
def test_an_overlap_is_met(value, words):
    """2 by 8 + 6 − 2; to two decimals, without showing the right one."""
    note = repr(figures.meet_overlap(value, [1, 1, 5, 3], [3, 2, 6, 4]))
    assert words in note
    assert ("0.167" in note) == note.startswith("Right")


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ([1, ...], "Not filled in yet: put places"),
        (..., "Not filled in yet: put places"),
        ([1, 3, 2], "Right: these are kept"),
        ((1, 3, 2), "Right: these are kept"),
        ([1, 2, 3], "Right boxes; put the best score first"),
        ([1, 3], "a dropped box drops nothing"),
        ([1, 3, 0, 2], "you have [1, 3, 0, 2]"),
        (3, "Places of boxes are wanted"),
        (["a"], "Places of boxes are wanted"),
    ],
)
def test_kept_boxes_are_met(kept, words):
    """Order and choice are judged apart."""
    assert words in repr(figures.meet_kept(kept, HEAP, [0.7, 0.9, 0.4, 0.8], 0.5))


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ((0.6, ...), "Not filled in yet: put a pair"),
        (..., "Not filled in yet: put a pair"),
        ((0.6, 0.9), "Right: no other pair"),
        ([0.6, 0.9], "Right: no other pair"),
        ((0.4, 0.8), "there recall is 0.6"),  # loses the tie
        ((0.6, 0.6), "there precision is 0.9; 0.95 is promised"),
        ((0.6, 0.8), "no row has NMS IoU 0.6 and threshold 0.8"),
        ((0.5, 0.9), "no row has NMS IoU 0.5"),
        (0.9, "A pair is wanted"),
        ((0.6, "a"), "A pair is wanted"),
        ((0.6, 0.9, 0.6), "A pair is wanted"),
    ],
)
def test_pairs_are_met(pair, words):
    """Target, recall and ties are judged apart; the right pair is not shown."""
    note = repr(figures.meet_pair(pair, BOLTS, 0.95))
    assert words in note
    assert note.startswith("Right") or "0.9)" not in note
