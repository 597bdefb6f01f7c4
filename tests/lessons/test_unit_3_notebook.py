"""The exercise texts of unit 3 settle every convention."""

import pytest


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "3-calibration-methods"


@pytest.mark.parametrize(
    ("exercise", "words"),
    {
        "sigmoid": [
            "A number or an array in, the same shape out",
            "No nan at ±1000",
            "an overflow *warning* costs nothing",
        ],
        "nll-at-temperature": [
            "one number a part",
            "0/1 or False/True",
            "T is above 0",
            "mean NLL (natural logarithm)",
            "going through your `sigmoid` is fine",
            "No rounding",
        ],
        "best-temperature": [
            "the first of the grid on ties",
            "in any order",
            "binary logits",
        ],
        "at-grid-edge": [
            "smallest or largest value of the grid",
            "By value, within 1e-9, not by place",
            "may be unsorted",
        ],
        "exercise-2": [
            "mean NLL at each T as `{T: NLL}`",
            "before (T = 1) and after (best T)",
            "reading A: probability of a defect against outcome",
            "bins left-closed, the last closed on both sides",
            "gaps weighted by count",
            "three decimals suffice",
        ],
        "softmax-at-temperature": [
            "One row of logits per image",
            "each row sums to 1",
            "No nan at logits of 1000",
        ],
        "pav": [
            "at least one number, in order; not only 0 and 1",
            "the non-decreasing ones with the least sum of squared differences",
            "Leave the input as it is",
        ],
    }.items(),
)
def test_exercise_texts_say_every_convention(cells, exercise, words):
    """Two honest answers never disagree, because the text settles each choice."""
    text = " ".join(cells[f"{exercise}-text"].source.split())
    assert [phrase for phrase in words if phrase not in text] == []
