"""A learner's outputs, as they may stand in a file."""

import json

import pytest
from nbconvert.filters.ansi import ansi2html

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


def printed(text):
    """Return what is kept of a text that a learner printed."""
    (cleaned,) = clean_outputs([{"output_type": "stream", "text": text}])
    return cleaned.text


@pytest.mark.parametrize(
    "codes",
    ["38", "48", "038", "1;38", "38;5", "38;2;1;2", "38;7;1", "1;48;", "1;2;3;38"],
)
def test_half_a_colour_is_dropped(codes):
    """It would end nbconvert, and with it the feedback."""
    text = printed(f"a\x1b[{codes}mb")

    assert text == "ab"
    assert ansi2html(text) == "ab"


@pytest.mark.parametrize(
    "codes", ["", "0", "31", "1;31", "38;5;28", "38;2;1;2;3", "4;48;5;7;1", "0;38;5;9"]
)
def test_a_whole_colour_stays(codes):
    """Tracebacks look as Jupyter shows them."""
    assert printed(f"\x1b[{codes}mb") == f"\x1b[{codes}mb"


def test_very_many_colours_are_dropped():
    """What nbconvert does with them takes time as their square."""
    assert printed("\x1b[31ma" * 3000) == "a" * 3000


@pytest.mark.parametrize(
    ("image", "is_kept"),
    [
        ("iVBORw0KGgo=", True),
        ("iVBO\nRw0K\n==\n", True),
        ('iVBO" onload', False),
        (" " * 300_000 + "!", False),  # read once, not for each of its beginnings
    ],
)
def test_an_image_is_base64_or_is_left_out(image, is_kept):
    """Whatever is in it, it is looked at once."""
    raw = {"output_type": "display_data", "data": {"image/png": image}}
    (cleaned,) = clean_outputs([raw])

    assert ("image/png" in cleaned.data) is is_kept
