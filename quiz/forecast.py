"""Meet a learner's forecast of their own score, kindly when there is none."""

import numbers
from collections.abc import Mapping
from typing import Any

from quiz.errors import BadAnswer, QuizError
from quiz.forms import draw_form
from quiz.questions import load_bank
from quiz.scoring import score

__all__ = ["forecast_words", "meet_forecast"]

_NONE_YET = (
    "No forecast yet. Put yours in place of the ... above, run that cell and this one."
)
_NOT_TAKEN = (
    "You said {forecast:g} of {most}. Nothing is recorded yet: take the test, run its "
    "cell once more, then this one."
)
# One question is a tenth of the score, and no forecast is finer than that.
_CLOSE = 1


def meet_forecast(forecast: Any, record: Any) -> None:
    """Print a forecast score beside the one that a record came to.

    Parameters
    ----------
    forecast
        A number of right answers; `...` when there is none yet.
    record
        From `record_quick_test`; `...` as long as nothing is recorded.
    """
    print(forecast_words(forecast, record))


def forecast_words(forecast: Any, record: Any) -> str:
    """Return what `meet_forecast` prints."""
    most = len(draw_form(load_bank(), 0).questions)
    if forecast is ...:
        return _NONE_YET
    is_number = isinstance(forecast, numbers.Real) and not isinstance(forecast, bool)
    if not is_number or not 0 <= forecast <= most:
        return f"A forecast here is a number from 0 to {most}, not {forecast!r}."
    if record is ...:
        return _NOT_TAKEN.format(forecast=forecast, most=most)
    try:
        came = _scored(record)
    except QuizError as error:
        return f"Your record cannot be scored: {error}."
    return f"You said {forecast:g} of {most}; {came} came. {_verdict(forecast - came)}"


def _scored(record: Any) -> int:
    if not isinstance(record, Mapping) or set(record) != {"form", "answers"}:
        raise BadAnswer("it should hold a form and answers, and nothing else")
    return score(draw_form(load_bank(), record["form"]), record["answers"]).score


def _verdict(over: float) -> str:
    if abs(over) <= _CLOSE:
        return "Within one: your forecast holds."
    word = "many" if over > 0 else "few"
    return f"That is {abs(over):g} too {word}."
