"""The weather forecaster: what was said, what came, and an umbrella rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lessons.figures._compute import TIE
from lessons.figures._outputs import Picture
from lessons.figures._style import (
    BLUE,
    FAINT,
    FLAGGED,
    INK,
    ORANGE,
    add_axes,
    picture,
)

FORECASTS = (10, 30, 50, 70, 90)  # per cent, ten days each
DAYS = 10
CLEAR = 8  # per cent on both sides of a column of days
RAINY = {"honest": (1, 3, 5, 7, 9), "over-confident": (3, 4, 5, 6, 7)}


@dataclass(frozen=True, slots=True)
class Season:
    """Fifty days of forecasts under one umbrella rule.

    Parameters
    ----------
    at_home, carried : int
        Days without and with the umbrella.
    wet, said_wet : int
        Days without it on which it rained, and how many the forecasts make one expect.
    idle, said_idle : int
        Days with it on which it stayed dry, and how many the forecasts make one expect.
    """

    at_home: int
    carried: int
    wet: int
    said_wet: int
    idle: int
    said_idle: int


def spend_season(forecaster: str, cut: float) -> Season:
    """Count a season in which the umbrella goes along when forecast >= cut.

    Parameters
    ----------
    forecaster : str
        "honest" or "over-confident".
    cut : float
        A chance of rain, from 0 to 1.

    Examples
    --------
    >>> season = spend_season("honest", 0.5)
    >>> season.wet, season.said_wet, season.idle, season.said_idle
    (4, 4, 9, 9)
    """
    said, rainy = np.array(FORECASTS), np.array(RAINY[forecaster])
    taken = said / 100 >= cut - TIE
    expected = said * DAYS // 100
    return Season(
        at_home=DAYS * int(np.sum(~taken)),
        carried=DAYS * int(np.sum(taken)),
        wet=int(rainy[~taken].sum()),
        said_wet=int(expected[~taken].sum()),
        idle=int((DAYS - rainy)[taken].sum()),
        said_idle=int((DAYS - expected)[taken].sum()),
    )


def forecaster_strip(
    forecaster: str = "honest", cut: float | None = None, *, note: str = ""
) -> Picture:
    """Draw fifty days by what was forecast, rainy or dry, and an umbrella rule if any.

    Parameters
    ----------
    forecaster : str
        "honest" or "over-confident".
    cut : float, optional
        The umbrella goes along when the forecast is at or above it, from 0 to 1.
    note : str
        A line of words above the picture.
    """

    def draw(figure: Figure) -> None:
        axes = add_axes(figure, 0.1, 0.15, 0.6, 0.735)
        axes.set(xlim=(0, 100), ylim=(0, DAYS + 0.4))
        axes.set_xticks(FORECASTS, [f"{said} %" for said in FORECASTS])
        axes.set_yticks(range(0, DAYS + 1, 2))
        axes.set(xlabel="forecast: chance of rain", ylabel="days")
        _draw_days(axes, RAINY[forecaster])
        _draw_key(axes)
        if cut is not None:
            _draw_rule(axes, cut, spend_season(forecaster, cut))

    return picture(310, draw, _alt(forecaster, cut), note)


def _draw_days(axes: Axes, rainy: tuple[int, ...]) -> None:
    """Stack ten days over each forecast, the rainy ones below, and mark the honest."""
    for said, count in zip(FORECASTS, rainy, strict=True):
        heights = np.arange(DAYS) + 0.5
        wet, dry = heights[:count], heights[count:]
        axes.plot(wet * 0 + said, wet, "o", ms=8.5, color=BLUE, mew=0, zorder=3)
        axes.plot(
            dry * 0 + said, dry, "s", ms=7, mfc="white", mec=FAINT, mew=1.2, zorder=3
        )
        ends = (said - 6.5, said + 6.5)
        honest = said * DAYS / 100
        axes.plot(ends, (honest, honest), color=ORANGE, linewidth=2.2, zorder=4)


def _draw_key(axes: Axes) -> None:
    """Say beside the days what their marks mean."""
    beside = 104.5
    axes.plot(beside, 9.6, "o", ms=8.5, color=BLUE, mew=0, clip_on=False)
    axes.plot(beside, 8.7, "s", ms=7, mfc="white", mec=FAINT, mew=1.2, clip_on=False)
    axes.plot(beside, 7.8, "_", ms=13, color=ORANGE, mew=2.2, clip_on=False)
    _write(axes, 108.5, 9.6, "it rained")
    _write(axes, 108.5, 8.7, "it stayed dry")
    _write(axes, 108.5, 7.47, "rain up to here\n= honest")


def _draw_rule(axes: Axes, cut: float, season: Season) -> None:
    """Shade the days with the umbrella, and say what the rule brought."""
    place = _beside_columns(100 * cut)
    axes.axvspan(place, 100, color=FLAGGED, zorder=0, linewidth=0)
    axes.axvline(place, color=INK, linewidth=1.4, zorder=3.5)
    axes.set_title(
        f"no umbrella   <   {cut:.0%}   ≤   umbrella".replace("%", " %"),
        fontsize=10,
        color=INK,
        pad=6,
    )
    at_home = (
        f"{season.at_home} days without it:\n"
        f"wet on {season.wet}, forecast {season.said_wet}"
    )
    carried = (
        f"{season.carried} days with it:\n"
        f"dry on {season.idle}, forecast {season.said_idle}"
    )
    _write(axes, 103, 4.2, at_home)
    _write(axes, 103, 1.9, carried)


def _beside_columns(place: float) -> float:
    """Move a cut that would run through a column of days to the side it decides."""
    nearest = min(FORECASTS, key=lambda said: abs(said - place))
    if abs(nearest - place) >= CLEAR:
        return place
    taken = nearest >= place - 100 * TIE
    return nearest - CLEAR if taken else nearest + CLEAR


def _write(axes: Axes, x: float, y: float, words: str) -> None:
    """Write beside the axes, on their scales."""
    axes.text(x, y, words, va="center", fontsize=9, color=INK, linespacing=1.35)


def _alt(forecaster: str, cut: float | None) -> str:
    """Say the season in words."""
    days = ", ".join(
        f"{said} %: {count}"
        for said, count in zip(FORECASTS, RAINY[forecaster], strict=True)
    )
    words = (
        f"Fifty days with the {forecaster} forecaster, ten for each forecast. "
        f"Rainy days of ten at each: {days}."
    )
    if cut is None:
        return words
    season = spend_season(forecaster, cut)
    return (
        f"{words} Umbrella when the forecast is {100 * cut:.0f} % or more: "
        f"{season.at_home} days without it, wet on {season.wet} "
        f"(the forecasts make that {season.said_wet}); {season.carried} days with it, "
        f"in vain on {season.idle} (the forecasts make that {season.said_idle})."
    )
