"""Unit 1 does not give its Example 1 away."""

import re

import pytest


@pytest.fixture(scope="module")
def unit():
    """Return the name of the unit."""
    return "1-scores-to-decisions"


def test_example_1_is_not_solved_before_exercise_1(notebook):
    """The answer 0.55 with F1 0.75 appears only after Exercise 1's check."""
    order = [cell.id for cell in notebook.cells]
    before = notebook.cells[: order.index("exercise-1-check")]
    shown = "\n".join(
        cell.source + "".join(str(o.get("data", "")) for o in cell.get("outputs", []))
        for cell in before
    )
    shown = re.sub(r"base64,[A-Za-z0-9+/=]+", "", shown)
    assert "0.75 at 0.55" not in shown
    assert "up to and including 0.55" not in shown
    assert "0.750000" not in shown
