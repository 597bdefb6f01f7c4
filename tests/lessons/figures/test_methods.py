"""Unit 3's figures: what they draw and what they say."""

import numpy as np
import pytest

from lessons import data, figures, widgets

from .methods import EDGES, GRID, LABELS, NAMED, SIX, parts, study


def test_series_differ_in_more_than_colour(drawn):
    """Two lines of a figure share neither marker nor, where they may, line style."""
    figures.temperature_curves()
    figures.nll_valleys(SIX, NAMED, GRID)
    figures.methods_against_size(study())
    figures.calibration_maps(parts())
    for figure in drawn:
        looks = [
            (line.get_marker(), line.get_linestyle())
            for line in figure.axes[0].lines
            if not line.get_label().startswith("_") and len(line.get_xdata()) > 2
        ]
        assert len(looks) == len(set(looks))


def test_curves_pass_through_the_marked_logit(drawn):
    """At logit 2.2: .99, .90, .75 and .63 by hand, on curves that never fall."""
    picture = figures.temperature_curves((0.5, 1, 2, 4), logit=2.2)
    marks = [
        float(line.get_ydata()[0])
        for line in drawn[0].axes[0].lines
        if np.size(line.get_xdata()) == 1
    ]
    # 1 / (1 + e^-4.4), e^-2.2, e^-1.1, e^-0.55
    assert marks == pytest.approx([0.98787, 0.90025, 0.75026, 0.63414], abs=1e-5)
    assert "T = 0.5: 0.99; T = 1: 0.90; T = 2: 0.75; T = 4: 0.63" in picture.alt


def test_valleys_tell_a_slope_from_a_valley(drawn, words_in):
    """The card's labels fall to the edge and on; one flipped label makes a valley."""
    picture = figures.nll_valleys(SIX, NAMED, GRID)
    assert "as they are: falls all the way to T = 0.05, NLL 0.006, and on" in (
        picture.alt
    )
    assert "flipped: lowest at T = 0.868, NLL 0.507" in picture.alt
    words = words_in(drawn[0])
    assert words.count("lowest at T = 0.868") == 1
    assert "the grid" in words


def test_nll_and_ece_has_the_cards_numbers(drawn, words_in):
    """Each named temperature carries both values; the NLL line never falls."""
    figures.nll_and_ece(SIX, LABELS, EDGES)
    words = words_in(drawn[0])
    for number in ("0.218", "0.342", "0.421", "0.473", "0.640"):
        assert number in words
    for number in ("0.045", "0.126", "0.179", "0.086", "0.001"):
        assert number in words
    nll, ece = (line.get_ydata() for line in drawn[0].axes[0].lines[:2])
    assert np.all(np.diff(nll) > 0)
    assert np.diff(ece).min() < -0.05


def test_maps_say_the_level_of_each_at_the_same_logits():
    """Raw and temperature pass .5 at 0; isotonic's levels are counted."""
    alt = figures.calibration_maps(parts()).alt
    assert "raw 0.02, 0.12, 0.50, 0.88, 0.98" in alt
    assert "staircase of 15 levels" in alt
    assert "At logits −4, −2, 0, 2, 4:" in alt


def test_the_temperature_slider_starts_raw_and_follows():
    """At 1 the digits are over-confident; at 3.4 no bin misses its promise."""
    slider = widgets.temperature_slider(data.load_digits_logits().calibration)
    assert repr(slider).startswith("T = 1: mean confidence 0.935, accuracy 0.763")
    softened = repr(slider.at(temperature=3.4))
    assert softened.startswith("T = 3.4: mean confidence 0.762, accuracy 0.763")
    assert "In 0 of " in softened
    (control,) = slider._controls
    assert (control.stops[0], control.stops[-1]) == (0.5, 8.0)
