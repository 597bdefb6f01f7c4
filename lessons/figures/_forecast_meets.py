"""Meet what a learner predicted of the forecaster and the umbrella."""

from __future__ import annotations

from lessons.figures._forecast import (
    DAYS,
    FORECASTS,
    RAINY,
    forecaster_strip,
    spend_season,
)
from lessons.figures._outputs import Note, Picture
from lessons.figures._predictions import NONE_YET, meet_prediction
from lessons.figures._style import is_number


def meet_rain(prediction: object, forecaster: str, forecast: int) -> Note:
    """Set the predicted rainy days of one forecast beside those that came.

    Parameters
    ----------
    prediction : object
        Days out of ten; `...` when there is none yet.
    forecaster : str
        "honest" or "over-confident".
    forecast : int
        10, 30, 50, 70 or 90 per cent.
    """
    came = RAINY[forecaster][FORECASTS.index(forecast)]
    return meet_prediction(prediction, came, "Rainy days", between=(0, DAYS))


def meet_wet_days(
    prediction: object, forecaster: str, cut: float, *, within: float = 0.0
) -> Note:
    """Set the predicted wet days of a season beside those that came.

    Parameters
    ----------
    prediction : object
        Days without an umbrella on which it rained; `...` when there is none yet.
    forecaster : str
        "honest" or "over-confident".
    cut : float
        The umbrella goes along when the forecast is at or above it, from 0 to 1.
    within : float
        How far off a prediction may be and still hold.
    """
    season = spend_season(forecaster, cut)
    days = (0, season.at_home)
    return meet_prediction(
        prediction, season.wet, "Wet days", within=within, between=days
    )


def meet_umbrella(cut: object, forecaster: str = "honest") -> Picture | Note:
    """Draw the season under the learner's own umbrella rule.

    Parameters
    ----------
    cut : object
        A chance of rain from 0 to 1; `...` when there is none yet.
    forecaster : str
        "honest" or "over-confident".
    """
    if cut is ...:
        return Note(NONE_YET)
    if not is_number(cut) or not 0 <= float(cut) <= 1:
        return Note(
            f"A cut-off here is a number from 0 to 1, such as 0.4, not {cut!r}."
        )
    season = spend_season(forecaster, float(cut))
    note = f"Your rule: wet on {season.wet} days, umbrella in vain on {season.idle}."
    return forecaster_strip(forecaster, float(cut), note=note)
