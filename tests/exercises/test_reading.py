"""Reading answers: many spellings of one thing, and words for the wrong ones."""

import math

import numpy as np
import pytest

from grader.exercises import Misshapen, alike, kind
from grader.exercises.reading import (
    decision,
    flattened,
    itemised,
    number,
    numbers,
    sequence,
    shaped,
)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (3, 3.0),
        (0.5, 0.5),
        (True, 1.0),
        ([0.5], 0.5),
        ((0.5,), 0.5),
        (np.array([0.5]), 0.5),
        (np.array([[0.5]]), 0.5),
        (10**400, math.inf),
        (math.inf, math.inf),
    ],
)
def test_one_number_has_many_spellings(value, read):
    """A number, one in a list or in an array: all are one number."""
    assert number(value, "F1") == read


@pytest.mark.parametrize("value", [None, "0.5", [], [1, 2], {}, np.array([1.0, 2.0])])
def test_no_single_number_is_named_by_what_arrived(value):
    """The message says what was wanted and what came."""
    with pytest.raises(Misshapen, match="F1 should be one number") as caught:
        number(value, "F1")
    assert kind(value) in str(caught.value)


def test_numbers_flatten_a_matrix():
    """A 2-by-2 array is read row by row."""
    assert numbers(np.array([[3, 1], [1, 3]]), "m", ("a", "b", "c", "d")) == (
        3,
        1,
        1,
        3,
    )


def test_wrong_length_is_told():
    """Three numbers instead of four are counted in the message."""
    with pytest.raises(Misshapen, match=r"4 numbers \(TP, FP, FN, TN\), not 3"):
        numbers([1, 2, 3], "the answer", ("TP", "FP", "FN", "TN"))


@pytest.mark.parametrize("value", [None, 1.5, "abcd", {1: 2}])
def test_what_is_no_sequence_is_told(value):
    """A number, a text or a dictionary is no sequence of numbers."""
    with pytest.raises(Misshapen, match="several numbers"):
        numbers(value, "the answer", ("threshold", "F1"))


@pytest.mark.parametrize(
    ("threshold", "stands_for"),
    [
        (0.55, 0.55),
        (0.521, 0.55),
        (0.52, 0.52),
        (0.52 * (1 + 5e-7), 0.52),
        (0.52 * (1 + 5e-6), 0.55),
        (np.float32(0.55), 0.55),
        (0.0, 0.2),
        (-math.inf, 0.2),
        (0.96, math.inf),
        (math.inf, math.inf),
    ],
)
def test_threshold_stands_for_the_score_it_decides_like(threshold, stands_for):
    """The next score at or above it, within 1e-6; inf above all of them."""
    scores = [0.95, 0.55, 0.52, 0.2, 0.55]
    assert decision(scores, float(threshold)) == stands_for


def test_nan_is_no_threshold():
    """A nan cannot be compared and is called so."""
    with pytest.raises(Misshapen, match="nan"):
        decision([0.5], math.nan)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ((1.0,), (1.0 + 9e-10,), True),
        ((1.0,), (1.0 + 2e-9,), False),
        ((1e6,), (1e6 + 9e-4,), True),
        ((1e6,), (1e6 + 2e-3,), False),
        ((math.nan,), (math.nan,), True),
        ((math.nan,), (0.0,), False),
        ((math.inf,), (math.inf,), True),
        ((math.inf,), (-math.inf,), False),
        ((math.inf,), (1e300,), False),
        ((0.5,), (math.inf,), False),
        ((0.5,), (-math.inf,), False),
        ((1.0, 2.0), (1.0,), False),
    ],
)
def test_readings_are_compared_absolutely_or_relatively(left, right, same):
    """1e-9 for small numbers, 1e-9 of large ones; nan and inf equal themselves."""
    assert alike(left, right, 1e-9) is same


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            None,
            "nothing (None): is a return missing? Or was a value never set?",
        ),
        ("abc", "text"),
        ([1, 2], "a list of 2"),
        ({1: 2}, "a dict of 1"),
        (np.zeros((2, 3)), "an array of shape (2, 3)"),
        (1.5, "a float"),
    ],
)
def test_kinds_are_named(value, words):
    """What arrived has a plain name, without its contents."""
    assert kind(value) == words


@pytest.mark.parametrize(
    "value", [[1, 2, 3], (1, 2, 3), np.array([1, 2, 3]), [[1], None, "c"]]
)
def test_sequences_of_the_right_length_are_read_whatever_they_hold(value):
    """Lists, tuples and arrays of three things are three things."""
    assert len(sequence(value, "the answer", 3, "bins")) == 3


@pytest.mark.parametrize("value", [None, 1.5, "abc", {0: 1, 1: 2, 2: 3}])
def test_what_is_no_sequence_is_told_with_what_was_wanted(value):
    """The message says how many of what were wanted, and what came."""
    with pytest.raises(Misshapen, match="a sequence of 3 bins, not") as caught:
        sequence(value, "the answer", 3, "bins")
    assert kind(value) in str(caught.value)


def test_another_number_of_things_is_told():
    """Two bins instead of three are counted in the message."""
    with pytest.raises(Misshapen, match="should hold 3 bins, not 2"):
        sequence([1, 2], "the answer", 3, "bins")


@pytest.mark.parametrize(
    ("value", "flat"),
    [
        (3, (3.0,)),
        (None, (-math.inf,)),
        ([0.5], (0.5,)),
        ([[1], [2]], (2.0, 1.0, 2.0)),
        ([(1, 2), (3, None)], (2.0, 2.0, 1.0, 2.0, 2.0, 3.0, -math.inf)),
        (np.array([[1, 2], [3, 4]]), (2.0, 2.0, 1.0, 2.0, 2.0, 3.0, 4.0)),
        ([True, False], (2.0, 1.0, 0.0)),
        ([], (0.0,)),
        ("ab", (2.0, 97.0, 98.0)),
        (["a", None], (2.0, 1.0, 97.0, -math.inf)),
        ({"b": 3, "a": (1, 2)}, (2.0, 1.0, 97.0, 2.0, 1.0, 2.0, 1.0, 98.0, 3.0)),
        ({0.5: None}, (1.0, 0.5, -math.inf)),
    ],
)
def test_flattened_keeps_the_shape_beside_the_numbers(value, flat):
    """Each sequence is led by its length, so that two shapes never look alike."""
    assert flattened(value) == flat


@pytest.mark.parametrize("value", ["a" * 101, [1, ["b" * 999]], {1, 2}, b"bytes"])
def test_what_is_no_plain_short_data_cannot_be_flattened(value):
    """Long texts, and what cannot cross the wall, are not compared with slips."""
    with pytest.raises(Misshapen):
        flattened(value)


@pytest.mark.parametrize(
    ("value", "shape", "read"),
    [
        (0.5, (), (0.5,)),
        ([0.5], (), (0.5,)),
        ((1, 2, 3), (3,), (1, 2, 3)),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), (2, 2), (1, 2, 3, 4)),
        ([(1, 2), np.array([3, 4])], (2, 2), (1, 2, 3, 4)),
        ([np.array([1.5]), 2], (2,), (1.5, 2)),
    ],
)
def test_numbers_of_a_shape_are_read_row_by_row(value, shape, read):
    """Numbers, lists, tuples and arrays of one shape are all alike."""
    assert shaped(value, "the answer", shape) == read


@pytest.mark.parametrize(
    ("value", "shape", "words"),
    [
        ([1, 2], (), "should be one number"),
        (1.0, (2,), "should be a sequence of 2 numbers"),
        ([1, 2, 3], (2,), "the answer should hold 2 numbers, not 3"),
        ([[1, 2]], (2, 2), "the answer should hold 2 rows, not 1"),
        ([[1, 2], [3]], (2, 2), r"the answer\[1\] should hold 2 numbers, not 1"),
        ([1, 2, 3, 4], (2, 2), "should hold 2 rows, not 4"),
        ([[1, 2], [3, None]], (2, 2), r"the answer\[1\]\[1\] should be one number"),
    ],
)
def test_another_shape_is_told_where(value, shape, words):
    """The message says which row has how many numbers."""
    with pytest.raises(Misshapen, match=words):
        shaped(value, "the answer", shape)


def test_itemised_keeps_no_item_one_item_and_a_bare_value_apart():
    """[], [0], 0 and [0, 0] are four answers, which a slip may give."""
    values = ([], [0], 0, [0, 0], np.zeros(0), np.zeros(1))
    read = [itemised(value) for value in values]
    assert len(set(read[:4])) == 4
    assert read[4:] == read[:2]
