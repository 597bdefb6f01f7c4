"""A learner's outputs, as they may stand in a file."""

import json

import pytest

from grader.marking.outputs import clean_outputs

LONE = "a\ud800b"


@pytest.mark.parametrize(
    "output",
    [
        {"output_type": "stream", "name": "stdout", "text": LONE},
        {"output_type": "execute_result", "data": {"text/plain": LONE}},
        {
            "output_type": "error",
            "ename": LONE,
            "evalue": LONE,
            "traceback": [LONE, LONE],
        },
    ],
)
def test_what_no_file_can_hold_is_replaced(output):
    """Half a character, printed, would else end the grading of a whole class."""
    (cleaned,) = clean_outputs([output])
    text = json.dumps(cleaned, ensure_ascii=False)

    assert b"a?b" in text.encode("utf-8")
