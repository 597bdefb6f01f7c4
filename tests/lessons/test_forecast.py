"""The forecaster, the umbrella and the data split: counts by hand, words, meetings."""

import numpy as np
import pytest

from lessons import figures
from lessons.figures._forecast import spend_season


def test_an_honest_season_by_hand():
    """At home below 50 %: 20 days, 1 + 3 wet; with it 30 days, 5 + 3 + 1 dry."""
    season = spend_season("honest", 0.5)
    assert (season.at_home, season.wet, season.said_wet) == (20, 4, 4)
    assert (season.carried, season.idle, season.said_idle) == (30, 9, 9)


def test_an_over_confident_season_by_hand():
    """The same rule: 3 + 4 wet instead of 1 + 3, 5 + 4 + 3 dry instead of 9."""
    season = spend_season("over-confident", 0.5)
    assert (season.at_home, season.wet, season.said_wet) == (20, 7, 4)
    assert (season.carried, season.idle, season.said_idle) == (30, 12, 9)


@pytest.mark.parametrize("cut", np.arange(21) / 20)
def test_an_honest_forecast_keeps_its_word_under_every_rule(cut):
    """What comes is what was made expected; nobody is wet and carries at once."""
    season = spend_season("honest", cut)
    assert season.wet == season.said_wet
    assert season.idle == season.said_idle
    assert season.at_home + season.carried == 50


def test_a_forecast_on_the_cut_takes_the_umbrella():
    """The rule is at or above, also where a binary fraction is a hair off."""
    assert spend_season("honest", 0.3).at_home == 10
    assert spend_season("honest", 0.1 + 0.2).at_home == 10
    assert spend_season("honest", np.nextafter(0.31, 1)).at_home == 20


def test_the_strip_says_its_days_in_words():
    """The alternative text holds each forecast's rainy days, and the rule's counts."""
    plain = figures.forecaster_strip("over-confident")
    assert plain.alt.endswith("10 %: 3, 30 %: 4, 50 %: 5, 70 %: 6, 90 %: 7.")
    ruled = figures.forecaster_strip("over-confident", 0.5)
    assert ruled.alt.startswith(plain.alt)
    assert "wet on 7 (the forecasts make that 4)" in ruled.alt
    assert "in vain on 12 (the forecasts make that 9)" in ruled.alt


def test_rain_and_wet_days_are_met():
    """7 of ten days at an honest 70 %; 7 wet days under an over-confident 50 % rule."""
    assert repr(figures.meet_rain(7, "honest", 70)).endswith("Your prediction holds.")
    assert "Rainy days: 7. Not" in repr(figures.meet_rain(5, "honest", 70))
    assert repr(figures.meet_rain(70, "honest", 70)) == (
        "Rainy days lie between 0 and 10; you said 70."
    )
    near = figures.meet_wet_days(6, "over-confident", 0.5, within=1)
    assert repr(near) == "You said 6. Wet days: 7. Your prediction holds."
    far = figures.meet_wet_days(4, "over-confident", 0.5, within=1)
    assert "Find out why" in repr(far)


def test_ones_own_rule_is_drawn_and_said():
    """At 0.3 an honest forecaster leaves one wet day and 7 + 5 + 3 + 1 in vain."""
    own = figures.meet_umbrella(0.3)
    assert own.note == "Your rule: wet on 1 days, umbrella in vain on 16."
    assert isinstance(own, figures.Picture)


@pytest.mark.parametrize("odd", [40, -0.1, "0.4", None, True])
def test_an_odd_rule_is_quoted(odd):
    """What is no chance from 0 to 1 comes back as the learner wrote it."""
    note = repr(figures.meet_umbrella(odd))
    assert repr(odd) in note
    assert "from 0 to 1" in note


@pytest.mark.parametrize(
    "meet",
    [
        lambda: figures.meet_umbrella(...),
        lambda: figures.meet_rain(..., "honest", 70),
        lambda: figures.meet_wet_days(..., "over-confident", 0.5),
        lambda: figures.meet_split(...),
    ],
)
def test_without_a_prediction_there_is_an_invitation_and_no_answer(meet):
    """An ellipsis is met by words that give nothing away."""
    words = repr(meet())
    assert words.startswith("No prediction yet.")
    assert "calibration" not in words
    assert not any(character.isdigit() for character in words)


def test_the_split_is_met_by_what_each_part_would_do():
    """Calibration holds, in any case of letters; the others are told why not."""
    assert "holds" in repr(figures.meet_split(" Calibration "))
    assert "flatter" in repr(figures.meet_split("training"))
    assert "nothing is left" in repr(figures.meet_split("test"))
    for odd in ("validation", 2, None):
        assert repr(odd) in repr(figures.meet_split(odd))


def test_the_data_split_names_every_part_and_step():
    """The words of the diagram hold the three parts and the five steps."""
    words = figures.data_splits().alt
    for name in ("training", "calibration", "test", "live images"):
        assert name in words
    for step in range(1, 6):
        assert f"step {step}" in words
