"""Plain data survives the crossing; everything else is refused in words."""

import contextlib
import decimal
import enum
import fractions
from collections import namedtuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.running.worker.codec import Unreadable, decode, encode, plain

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(st.one_of(st.text(max_size=5), st.floats(0, 9)), inner),
    ),
    max_leaves=20,
)


@given(TREES)
@settings(max_examples=200)
def test_plain_data_round_trips(tree):
    """What is plain comes back equal, of the same type and shape."""
    back = decode(encode(plain(tree)))

    assert back == tree
    assert repr(back) == repr(tree)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype=np.int32).reshape(2, 3),
        np.array([0.1, np.nan, np.inf, -np.inf, -0.0]),
        np.array([True, False]),
        np.zeros((0, 3), dtype=np.float32),
        np.arange(10)[::-2],
        np.arange(4, dtype=">i8"),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    ],
)
def test_arrays_round_trip_bit_by_bit(array):
    """Arrays of every layout arrive with their values, kinds and shapes."""
    back = decode(encode(plain({"a": [array, array]})))["a"][1]

    assert back.dtype.kind == array.dtype.kind
    assert back.shape == array.shape
    np.testing.assert_array_equal(back, array)


@pytest.mark.parametrize(
    "array",
    [
        np.array(["day", "night", "day"]),
        np.array([["a", "bé"], ["", "d"]]),
        np.array([], dtype="U7"),
        np.zeros((0, 2), dtype="U1"),
        np.array(["a", "bc"], dtype=np.dtypes.StringDType()),
        np.array(["a", "b", "c", "d"])[::-2],
    ],
)
def test_arrays_of_texts_round_trip(array):
    """Names of groups may stand in an array, of whatever length and shape."""
    back = decode(encode(plain((array, 1))))[0]

    assert back.dtype.kind == "U"
    assert back.shape == array.shape
    assert back.tolist() == array.tolist()


def test_texts_that_would_take_too_much_room_are_refused():
    """One long text makes all of an array long: 3 kB by 3000 is refused."""
    with pytest.raises(Unreadable, match="too many long texts"):
        plain(np.array(["a" * 3000, *["b"] * 2999], dtype=np.dtypes.StringDType()))
    with pytest.raises(Unreadable, match="items"):
        plain(np.array(["a"] * 300_000))


def test_what_the_exercises_ask_for_round_trips():
    """Masks, lists of maps, curves by number and reports by name cross as they are."""
    curves = {0.3: [(0.9, 1.0, 0.5)], 0.5: [[0.7, 0.5, 1]], 1: []}
    report = {np.str_("day"): (np.int64(3), np.float64(0.5), 0.25), 2: [1, 1.0, 0.0]}
    maps = [np.zeros((2, 3)), np.ones((1, 4), dtype=bool)]

    back = decode(encode(plain((curves, report, maps))))

    assert repr(back[0]) == repr(curves)
    assert repr(back[1]) == "{'day': (3, 0.5, 0.25), 2: [1, 1.0, 0.0]}"
    assert [(m.shape, m.dtype.kind) for m in back[2]] == [((2, 3), "f"), ((1, 4), "b")]


Pair = namedtuple("Pair", "threshold f1")


class Level(enum.IntEnum):
    """An integer in disguise."""

    HIGH = 3


class Offering:
    """An object that offers itself as an array."""

    def __array__(self, dtype=None, copy=None):
        """Return two numbers."""
        return np.array([1.0, 2.0])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float32(0.5), 0.5),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.array(0.25), 0.25),
        (np.array([1, "a"], dtype=object), [1, "a"]),
        (fractions.Fraction(3, 4), 0.75),
        (decimal.Decimal("0.5"), 0.5),
        (Pair(0.5, 1.0), (0.5, 1.0)),
        (Level.HIGH, 3),
        (range(3), [0, 1, 2]),
        ({1: np.float64(2)}, {1: 2.0}),
        ({np.float64(0.5): None}, {0.5: None}),
        (np.str_("day"), "day"),
        (np.array("day"), "day"),
        (np.longdouble("0.5"), 0.5),
        (10**40, 10**40),
    ],
)
def test_many_spellings_become_one_plain_value(value, expected):
    """NumPy's and Python's ways to write a value mean the same."""
    back = decode(encode(plain(value)))

    assert back == expected
    assert type(back) is type(expected)


def test_what_offers_an_array_is_taken_as_one():
    """A data frame's column or a tensor counts as its array."""
    np.testing.assert_array_equal(plain(Offering()), [1.0, 2.0])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (object(), "object"),
        ((x for x in "ab"), "generator"),
        (len, "builtin_function_or_method"),
        ({1, 2}, "a set, which has no order"),
        (b"bytes", "bytes"),
        (..., "placeholder"),
        (np.array([b"a"]), "S1"),
        (np.array([1j]), "complex128"),
    ],
)
def test_what_has_no_plain_form_is_named(value, words):
    """The refusal says what was found."""
    with pytest.raises(Unreadable, match=words):
        plain([value])


def test_a_value_nested_in_itself_is_refused():
    """A list that holds itself ends in words, not in a crash."""
    endless = []
    endless.append(endless)

    with pytest.raises(Unreadable, match="nested"):
        plain(endless)


def test_a_number_that_python_would_not_print_is_refused():
    """What is plain can be printed; 300 digits are enough."""
    with pytest.raises(Unreadable, match="whole number"):
        plain([10**5000])


def test_a_huge_value_is_refused():
    """More items than an answer can need are not sent."""
    with pytest.raises(Unreadable, match="items"):
        plain([0] * 300_000)


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_bytes_from_a_stranger_never_crash_the_reader(data):
    """Whatever arrives is read as plain data or refused."""
    for message in (data, len(data).to_bytes(8, "big") + data):
        with contextlib.suppress(Unreadable):
            decode(message)


@pytest.mark.parametrize(
    "tree",
    [
        b'{"array": ["<f8", [2], 0, 999]}',
        b'{"array": ["<f8", [-1], 0, 0]}',
        b'{"array": ["|O", [1], 0, 8]}',
        b'{"array": ["=,", [1], 0, 8]}',
        b'{"array": ["f8,(", [1], 0, 8]}',
        b'{"array": [["<f8"], [0], 0, 0]}',
        b'{"array": ["<f8", [9999999999], 0, 0]}',
        b'{"array": ["<f8", [999999999, 0], 0, 0]}',
        b'{"text": [[999999999, 0], []]}',
        b'{"text": [[2], ["a"]]}',
        b'{"text": [[-1], ["a"]]}',
        b'{"text": [[2], ["a", 1]]}',
        b'{"text": [[2], "ab", 3]}',
        b'{"text": [[0, 1e30], []]}',
        b'{"text": [[1000], ["' + b"a" * 9000 + b'"' + b', "b"' * 999 + b"]]}",
        b'{"int": "not a number"}',
        b'{"tuple": 3}',
        b'{"dict": [[[1], 2]]}',
        b'{"pickle": "x"}',
        b'{"a": 1, "b": 2}',
        b"[" * 5000 + b"]" * 5000,
        b"[[" + b"9" * 5000 + b"]]",
        b"[[" + b"9" * 4000 + b"]]",
        b'{"int": "0x' + b"F" * 5000 + b'"}',
        b"[" + b"[]," * 500_000 + b"[]]",
    ],
)
def test_forged_structures_are_refused(tree):
    """A tree that no honest side writes is unreadable."""
    with pytest.raises(Unreadable):
        decode(len(tree).to_bytes(8, "big") + tree)


@pytest.mark.parametrize("kind", [float, str])
def test_an_array_without_columns_has_rows_all_the_same(kind):
    """Each of its rows becomes a list: twenty million of them are too many."""
    assert plain(np.empty((3, 0), kind)).shape == (3, 0)
    with pytest.raises(Unreadable):
        plain(np.empty((20_000_000, 0), kind))
