"""A learner's forecast of their own score is met, and never breaks the notebook."""

import numpy as np
import pytest

from quiz import draw_form, load_bank, meet_forecast
from quiz.forecast import forecast_words


@pytest.fixture
def record(right_answers):
    """Return what records form 3 with six right of ten."""
    return {"form": 3, "answers": right_answers(draw_form(load_bank(), 3), wrong=4)}


@pytest.mark.parametrize(
    ("forecast", "words"),
    [
        (8, "You said 8 of 10; 6 came. That is 2 too many."),
        (3.5, "You said 3.5 of 10; 6 came. That is 2.5 too few."),
        (7, "You said 7 of 10; 6 came. Within one: your forecast holds."),
        (np.int64(5), "You said 5 of 10; 6 came. Within one: your forecast holds."),
        (0, "You said 0 of 10; 6 came. That is 6 too few."),
    ],
)
def test_a_forecast_is_set_beside_the_score(record, forecast, words):
    """By how much it missed, and in which direction: 10 asked, 4 wrong, 6 right."""
    assert forecast_words(forecast, record) == words


def test_without_a_forecast_it_says_where_it_goes(record):
    """The placeholder is no mistake."""
    assert forecast_words(..., record).startswith("No forecast yet.")


def test_before_the_test_the_forecast_is_kept():
    """Who has not taken the test yet is told what to do first."""
    words = forecast_words(7, ...)
    assert words.startswith("You said 7 of 10. Nothing is recorded yet: take the test")


@pytest.mark.parametrize("forecast", [-1, 11, float("nan"), "seven", None, True])
def test_what_is_no_forecast_is_quoted(record, forecast):
    """A number from 0 to 10 is asked for."""
    words = f"A forecast here is a number from 0 to 10, not {forecast!r}."
    assert forecast_words(forecast, record) == words


@pytest.mark.parametrize(
    "record",
    [
        None,
        3,
        {"form": 1},
        {"form": -1, "answers": {}},
        {"form": 1, "answers": {"a": 1}},
    ],
)
def test_a_record_that_is_none_is_told(record):
    """It stops nothing: the check above says the same."""
    assert forecast_words(7, record).startswith("Your record cannot be scored: ")


def test_it_is_printed(capsys, record):
    """A notebook shows it with and without widgets."""
    assert meet_forecast(6, record) is None
    assert capsys.readouterr().out == (
        "You said 6 of 10; 6 came. Within one: your forecast holds.\n"
    )
