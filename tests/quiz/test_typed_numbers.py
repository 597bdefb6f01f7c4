"""Numbers as people type them."""

import pytest

from quiz.typed_numbers import NotANumber, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0.571", 0.571),
        (" .5 ", 0.5),
        ("0,25", 0.25),
        ("4/7", 4 / 7),
        ("4 / 7", 4 / 7),
        ("-1.5e-3", -0.0015),
        ("−2", -2),
        ("7", 7),
        ("7.", 7),
    ],
)
def test_numbers_are_read(typed, number):
    """Points, commas, fractions, exponents and the minus sign all serve."""
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    ["", "nan", "inf", "1e999", "1/0", "12 %", "1,000.5", "a", "1 2", "0x1", "--1"],
)
def test_what_is_no_number_is_quoted(typed):
    """Neither NaN nor infinity nor words are numbers; the message quotes them."""
    with pytest.raises(NotANumber) as caught:
        read_number(typed)
    assert repr(typed) in str(caught.value)
