"""What a submission says is text of known kinds before anything is made of it."""

import numpy as np
import pytest

from grader.exercises import find_exercise
from grader.marking import clean_outputs
from grader.marking.reasonable import reasonable
from grader.running import Reply

TWO = np.array([1, 2])


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": TWO},
        {"output_type": None},
        {"output_type": ["stream"]},
        {"output_type": "widget"},
    ],
)
def test_an_output_of_no_known_kind_is_dropped(output):
    """Whatever its kind is, asking for it raises nothing."""
    assert clean_outputs([output]) == []


def test_fields_that_are_no_text_are_empty():
    """Arrays and numbers in the place of text leave nothing behind."""
    stream, error, display = clean_outputs(
        [
            {"output_type": "stream", "name": TWO, "text": TWO},
            {"output_type": "error", "ename": 7, "evalue": TWO, "traceback": [TWO]},
            {"output_type": "display_data", "data": {1: TWO, "text/plain": TWO}},
        ]
    )

    assert (stream.name, stream.text) == ("stdout", "")
    assert (error.ename, error.evalue, error.traceback) == ("", "", [""])
    assert display.data == {}


@pytest.mark.parametrize(
    ("data", "is_kept"),
    [
        ("iVBORw0KGgo=\n", True),
        ("x' onerror='alert(1)", False),
        ('"><script>alert(1)</script>', False),
        ("javascript:alert(1)", False),
    ],
)
def test_an_image_is_base64_or_nothing(data, is_kept):
    """It stands in an attribute, which nothing in it can end."""
    output = {"output_type": "display_data", "data": {"image/png": data}}
    (cleaned,) = clean_outputs([output])

    assert ("image/png" in cleaned.data) is is_kept


def test_an_answer_far_too_large_is_left_aside():
    """Reading it would take the grader minutes; a wrong one of fair size is read."""
    exercise = find_exercise("youden-thresholds")
    probe = exercise.published[0]
    huge = reasonable(exercise, probe, Reply("value", np.zeros(100_000)))
    fair = Reply("value", [0.5] * 50)
    raised = Reply("raised", words="ValueError")

    assert (huge.kind, huge.value) == ("unreadable", None)
    assert "100000 items" in huge.words
    assert reasonable(exercise, probe, fair) is fair
    assert reasonable(exercise, probe, raised) is raised
