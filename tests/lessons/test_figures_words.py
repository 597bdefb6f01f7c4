"""Tables, notes and simulated data: what they say, and what they are made of."""

import numpy as np
import pytest
from sklearn.metrics import f1_score

from lessons import figures
from lessons.figures._simulate import _tune, population_f1

SCORES = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
LABELS = [1, 1, 0, 1, 0, 0, 1, 0]


def test_table_speaks_plain_text_and_html():
    """Both forms hold the caption, the headings and every cell."""
    table = figures.Table(("a", "long"), [("1", "<2>")], "Two numbers")
    assert repr(table) == "Two numbers\na  long\n1   <2>"
    assert "<caption>Two numbers</caption>" in table._repr_html_()
    assert "<td>&lt;2&gt;</td>" in table._repr_html_()


def test_note_speaks_plain_text_and_html():
    """The HTML form keeps the lines and escapes what a learner wrote."""
    note = figures.Note("one\n'<two>'")
    assert repr(note) == "one\n'<two>'"
    assert note._repr_html_() == "<p>one<br>&#x27;&lt;two&gt;&#x27;</p>"


def test_sweep_table_has_a_row_for_each_observed_score():
    """Equal scores share a row; the row at 0.55 holds the counts by hand."""
    rows = figures.sweep_table(SCORES, LABELS, metrics=("F1", "J", "accuracy")).rows
    assert len(rows) == 8
    by_hand = "0.55 3 1 1 3 0.750 0.750 0.750 0.500 0.750"
    assert rows[3] == by_hand.split()


def test_cut_table_takes_thresholds_that_nobody_scored():
    """0.53 decides like 0.55, and F1 is given to six decimals."""
    rows = figures.cut_table(SCORES, LABELS, [0.53, 0.55]).rows
    assert rows[0][1:] == rows[1][1:]
    assert rows[0][-1] == "0.750000"


def test_rules_table_tunes_on_one_half_and_counts_on_the_other():
    """The tuned threshold is an observed score of the tuning parts only."""
    tuning = figures.InspectionLine(np.array([0.4, 0.1]), np.array([True, False]))
    fresh = figures.InspectionLine(np.array([0.45, 0.3]), np.array([True, True]))
    rows = figures.rules_table(tuning, fresh, ["best F1", "flag nothing"]).rows
    assert rows[0][:6] == ["best F1", "0.400", "1", "0", "1", "0"]
    assert rows[1][:6] == ["flag nothing", "none", "0", "0", "2", "0"]


@pytest.mark.parametrize(
    "meet",
    [
        lambda: figures.meet_prediction(..., 0.5, "F1"),
        lambda: figures.meet_metric(..., SCORES, LABELS, 0.5),
        lambda: figures.meet_cut(..., SCORES, LABELS),
        lambda: figures.meet_counts(..., SCORES, LABELS, 0.5),
    ],
)
def test_no_prediction_yet_is_said_kindly(meet):
    """An ellipsis gets an invitation and no answer."""
    note = meet()
    assert repr(note).startswith("No prediction yet.")
    assert not any(character.isdigit() for character in repr(note))


@pytest.mark.parametrize("odd", ["0.7", None, True, float("nan"), [0.7]])
def test_an_odd_prediction_is_quoted_and_no_error(odd):
    """What is not a number comes back in the learner's own writing."""
    assert repr(odd) in repr(figures.meet_metric(odd, SCORES, LABELS, 0.5))
    assert repr(odd) in repr(figures.meet_cut(odd, SCORES, LABELS))


def test_a_prediction_is_met_within_its_margin():
    """F1 at 0.5 is 2/3: 0.63 holds within 0.05, 0.6 does not."""
    near = figures.meet_metric(0.63, SCORES, LABELS, 0.5, within=0.05)
    far = figures.meet_metric(0.6, SCORES, LABELS, 0.5, within=0.05)
    assert repr(near) == ("You said 0.63. Measured F1: 0.667. Your prediction holds.")
    assert "Find out why" in repr(far)


def test_a_percentage_is_told_the_range():
    """98 for an accuracy is quoted with the range, -0.2 for J is in range."""
    note = figures.meet_metric(98, SCORES, LABELS, 0.5, metric="accuracy")
    assert repr(note) == "Accuracy lies between 0 and 1; you said 98."
    f1 = figures.meet_prediction(80, 0.5, "Delivered F1", between=(0, 1))
    assert repr(f1) == "Delivered F1 lies between 0 and 1; you said 80."
    j = figures.meet_metric(-0.2, SCORES, LABELS, 0.5, metric="J")
    assert "You said -0.2." in repr(j)


def test_of_several_thresholds_the_best_counts():
    """A grid is met by the best F1 on it: 0.727273 at 0.3."""
    grid = np.arange(1, 10) / 10
    assert "holds" in repr(figures.meet_metric(8 / 11, SCORES, LABELS, grid))


def test_a_cut_is_drawn_whatever_number_it_is():
    """NumPy numbers and whole ones give a strip, and say what the cut costs."""
    for cut in (np.float32(0.5), 0, 1):
        assert isinstance(figures.meet_cut(cut, SCORES, LABELS), figures.Picture)
    assert figures.meet_cut(0.6, SCORES, LABELS).note == (
        "You miss 2 of 4 defects and scrap 1 of 4 good parts."
    )


@pytest.mark.parametrize("cut", [80, -0.1, 1.4])
def test_a_cut_beyond_the_scores_is_told_the_range(cut):
    """Scores lie between 0 and 1, so a cut elsewhere gets words and no strip."""
    note = figures.meet_cut(cut, SCORES, LABELS)
    assert repr(note) == f"Scores lie between 0 and 1; you said {cut}."


def meet_blank(value, **asked):
    """Meet a value for F1 at 0.5 on the eight parts, which is 2/3."""
    return repr(figures.meet_blank(value, SCORES, LABELS, 0.5, hint="Look.", **asked))


@pytest.mark.parametrize("value", [2 / 3, 0.67, 0.667, 0.6667, np.float32(0.67)])
def test_a_blank_takes_a_rounded_value(value):
    """Two decimals suffice; the value is then shown to three."""
    assert meet_blank(value) == "Right: F1 is 0.667."


def test_a_wrong_blank_gets_its_hint_and_no_answer():
    """What is wrong is quoted with the hint; the right value is not shown."""
    assert meet_blank(0.66) == "Not yet: you have 0.66. Look."
    assert meet_blank(0.5, metric="J") == "Not yet: you have 0.5. Look."
    assert meet_blank(67) == "F1 lies between 0 and 1; you said 67."
    assert "'2/3'" in meet_blank("2/3")
    assert "True" in meet_blank(True)


def test_an_untouched_blank_is_no_prediction():
    """A fill-in asks for a number, not for a guess."""
    assert meet_blank(...).startswith("Not filled in yet: put a number in place of ")


def test_a_guessed_target_is_met_in_words():
    """F2 is 15/20 at 0.55 and 20/23 at 0.35; another number is told the scores."""

    def note(guess):
        return figures.meet_target(guess, SCORES, LABELS, "F2").note

    # At 0.55: TP 3, FP 1, FN 1, so 5 * 3 / (5 * 3 + 4 * 1 + 1) = 15 / 20.
    assert note(0.55).startswith("At your 0.55 F2 is 0.75; at 0.35 it is 0.87. Not")
    assert note(0.35) == "Your prediction holds: F2 is highest there, 0.87."
    assert note(np.float32(0.35)) == note(0.35)
    assert note(0.3).startswith("No part scores 0.3: choose one of the scores 0.95,")
    assert "not '0.35'" in note("0.35")
    assert note(...).startswith("No prediction yet.")


def test_a_count_in_quotes_is_told_to_be_a_number():
    """Text is quoted and asked for as a number, whatever it says."""
    note = repr(figures.meet_counts((2, 1, "2", 3), SCORES, LABELS, 0.60))
    assert note == "FN: you have '2'; it should be a number such as 5."


def test_counts_are_met_one_by_one_without_giving_them_away():
    """A wrong count is named and quoted; the right one is not shown."""
    note = repr(figures.meet_counts((2, 1, 5, 3), SCORES, LABELS, 0.60))
    assert note == "FN: you have 5; count the defects left of the cut again."
    assert repr(figures.meet_counts([2, 1, 2, 3], SCORES, LABELS, 0.60)) == (
        "All four counts hold."
    )


def test_counts_half_filled_or_misshapen_are_told_so():
    """Blanks and a wrong length get their own words."""
    half = figures.meet_counts((2, 1, ..., ...), SCORES, LABELS, 0.60)
    assert "Not all four" in repr(half)
    assert "Four counts" in repr(figures.meet_counts((2, 1), SCORES, LABELS, 0.6))
    assert "Four counts" in repr(figures.meet_counts(7, SCORES, LABELS, 0.6))


def test_the_simulated_line_is_calibrated():
    """Of the parts that score near p, a share near p are defects."""
    line = figures.simulate_line(200_000, prevalence=0.1, rng=np.random.default_rng(3))
    for low in (0.1, 0.3, 0.5, 0.7):
        bin_ = (line.scores >= low) & (line.scores < low + 0.1)
        share, mean = line.labels[bin_].mean(), line.scores[bin_].mean()
        # Four standard errors of a share of so many parts.
        assert abs(share - mean) < 4 * np.sqrt(mean * (1 - mean) / bin_.sum())


def test_the_line_splits_without_losing_parts():
    """The two halves together are the line."""
    line = figures.simulate_line(10, prevalence=0.5, rng=np.random.default_rng(0))
    first, rest = line.split(4)
    assert first.scores.size == 4
    assert np.concatenate([first.scores, rest.scores]).tolist() == line.scores.tolist()


def test_population_f1_is_what_a_large_sample_shows():
    """The formula agrees with scikit-learn on a million drawn parts."""
    rng = np.random.default_rng(4)
    labels = rng.random(1_000_000) < 0.3
    scores = rng.normal(labels * 1.5, 1.0)
    sampled = f1_score(labels, scores >= 0.8)
    assert float(population_f1(0.8)) == pytest.approx(sampled, abs=0.003)


def test_tuning_finds_the_best_observed_score():
    """The row-wise tuning agrees with trying every score one by one."""
    rng = np.random.default_rng(5)
    labels = rng.random((20, 12)) < 0.4
    labels[:, 0] = True
    scores = rng.normal(labels * 1.0, 1.0)
    cuts, f1 = _tune(scores, labels)
    for row in range(20):
        tried = [f1_score(labels[row], scores[row] >= s) for s in scores[row]]
        assert f1[row] == pytest.approx(max(tried))
        flagged = scores[row] >= cuts[row] - 1e-12  # a cut is a score but for rounding
        assert f1_score(labels[row], flagged) == pytest.approx(f1[row])


def test_no_threshold_delivers_more_than_the_ceiling():
    """Delivered F1 stays at or below the best possible one."""
    study = figures.study_optimism((8, 50), repeats=50, rng=np.random.default_rng(6))
    assert study.delivered.max() <= study.ceiling + 1e-9
    assert study.promised.shape == (2, 50)
