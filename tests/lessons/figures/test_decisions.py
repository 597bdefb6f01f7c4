"""Unit 1's figures: what they draw and what they say."""

import time

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from lessons import figures

from .decisions import CASTINGS, FIGURES, LABELS, SCORES


@pytest.fixture(scope="module")
def study():
    """Return a small study of optimism."""
    return figures.study_optimism((8, 50), repeats=40, rng=np.random.default_rng(0))


@pytest.mark.parametrize("draw", FIGURES.drawings.values(), ids=FIGURES.drawings)
def test_picture_is_quick(draw):
    """A picture takes well under a second of work, so that a slider can redraw it."""
    draw()
    times = []
    for _ in range(3):
        start = time.process_time()
        draw()
        times.append(time.process_time() - start)
    assert min(times) < 0.5


def test_strip_with_a_cut_names_the_four_outcomes(drawn, words_in):
    """The counts at 0.60 stand in the picture and in its words."""
    picture = figures.score_strip(SCORES, LABELS, 0.60)
    for count in ("TP 2", "FP 1", "FN 2", "TN 3"):
        assert count in words_in(drawn[0])
        assert count in picture.alt


def test_the_panel_names_the_four_outcomes_and_three_ratios(drawn, words_in):
    """At 0.5 the castings give TP 3, FP 1, FN 0, TN 2: 3/4, 3/3 and 6/7."""
    picture = figures.confusion_panel(*CASTINGS, 0.5)
    words = words_in(drawn[0])
    for count in ("TP  3", "FP  1", "FN  0", "TN  2"):
        assert count in words
        assert count.replace("  ", " ") in picture.alt
    for ratio in ("3/4 = 0.75", "3/3 = 1", "6/7 = 0.857"):
        assert ratio in words
        assert ratio in picture.alt


def test_a_rule_on_a_column_of_days_stands_beside_it(drawn):
    """At 50 % the line runs left of the column it takes; a hair above, right of it."""
    for cut, place in ((0.5, 42), (0.5 + 1e-6, 58), (0.4, 40)):
        figures.forecaster_strip("honest", cut)
        (line,) = (
            line
            for line in drawn[-1].axes[0].lines
            if len(set(line.get_xdata())) == 1 and len(set(line.get_ydata())) == 2
        )
        assert line.get_xdata()[0] == pytest.approx(place, abs=0.01)


def test_strip_without_a_cut_counts_nothing(drawn, words_in):
    """Before a cut there are no outcomes to name."""
    picture = figures.score_strip(SCORES, LABELS)
    assert "TP" not in words_in(drawn[0]) + picture.alt


def test_stairs_name_the_best_step_with_both_ends(drawn, words_in):
    """The title tells that 0.52 is out and 0.55 is in."""
    figures.f_beta_staircase(SCORES, LABELS)
    assert "above 0.52, up to and including 0.55" in words_in(drawn[0])


def test_curves_name_each_threshold_and_both_areas(drawn, words_in):
    """Each point has its threshold beside it, each panel its area."""
    picture = figures.roc_and_pr(SCORES, LABELS, youden=True)
    words = words_in(drawn[0])
    assert all(f"{score:.2f}" in words for score in SCORES)
    assert "ROC, area 0.75" in words
    assert "average precision 0.83" in words
    assert picture.alt.endswith("is largest, 0.5, at 0.80 and 0.55.")


def test_targets_show_the_prediction_only_when_there_is_one(drawn, words_in):
    """A learner's threshold is marked; an ellipsis is not."""
    silent = figures.targets_strip(SCORES, LABELS)
    spoken = figures.targets_strip(SCORES, LABELS, yours={"F2": 0.4})
    assert "yours" not in words_in(drawn[0])
    assert "yours" in words_in(drawn[1])
    assert spoken.alt == silent.alt + " You predicted 0.40 for F2."


@pytest.mark.parametrize("guess", [..., 0.3, "0.35", None])
def test_a_target_waits_for_its_guess(guess, drawn):
    """Without one of the eight scores the row of F2 stays away, in words too.

    So does the cost, which picks the same.
    """
    picture = figures.meet_target(guess, SCORES, LABELS, "F2")
    assert "F2 picks" not in repr(picture)
    assert "0.35" not in picture.alt
    (axes,) = drawn[0].axes
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert not {"F2", "cost 1:4"} & set(names)
    assert "F1" in names


def test_a_label_near_the_cut_stands_on_its_own_side(drawn):
    """0.52 is written left of a cut at 0.53, 0.55 right of it."""
    figures.score_strip(SCORES, LABELS, 0.53)
    renderer = FigureCanvasAgg(drawn[0]).get_renderer()
    boxes = {
        text.get_text(): text.get_window_extent(renderer)
        for text in drawn[0].axes[0].texts
    }
    at, _ = drawn[0].axes[0].transData.transform((0.53, 0))
    assert boxes["0.52"].x1 < at < boxes["0.55"].x0
    assert not boxes["0.52"].overlaps(boxes["0.40"])


def test_the_best_of_a_grid_is_named_and_the_largest_on_ties(drawn, words_in):
    """0.3 wins on the grid; of the equal 0.45 and 0.5 the larger is named."""
    figures.f_beta_staircase(SCORES, LABELS, grid=np.arange(1, 10) / 10)
    assert "the best of them: 0.30, F1 0.727" in words_in(drawn[0])
    tied = figures.f_beta_staircase(SCORES, LABELS, grid=[0.45, 0.5])
    assert "the best of them is 0.50" in tied.alt


def test_all_staircases_share_one_scale(drawn):
    """F1 runs from 0 to a little above 1, whatever the parts."""
    figures.f_beta_staircase(SCORES, LABELS)
    figures.f_beta_staircase(*CASTINGS)
    first, second = (figure.axes[0].get_ylim() for figure in drawn)
    assert first == second == (0, 1.06)


def test_optimism_says_every_mean(study, drawn, words_in):
    """The words hold promised and delivered F1 at each size, the legend all lines."""
    picture = figures.optimism_plot(study)
    for mean in (*study.promised.mean(axis=1), *study.delivered.mean(axis=1)):
        assert f"{mean:.3f}".rstrip("0") in picture.alt
    assert "on the n parts themselves" in words_in(drawn[0])
    assert "the middle 80 % of repetitions" in words_in(drawn[0])
    assert (picture.width, picture.height) == (640, 340)


def test_alternative_text_is_escaped():
    """Angle brackets and quotes in the words cannot break out of the HTML."""
    picture = figures.Picture(b"png", 'a < b "c"', 1, 1)
    assert 'alt="a &lt; b &quot;c&quot;"' in picture._repr_html_()


def test_a_note_stands_above_its_picture():
    """A picture's note comes first, in words and in HTML, and is escaped."""
    picture = figures.Picture(b"png", "a strip", 1, 1, "2 < 3")
    assert repr(picture) == "2 < 3\na strip"
    assert picture._repr_html_().startswith('<p>2 &lt; 3</p><img alt="a strip"')


def test_figures_can_be_described_alone(monkeypatch):
    """Where figures are only described, the text stands in for the image."""
    monkeypatch.setattr("lessons.figures._style._drawn", True)
    drawn = figures.score_strip([0.2, 0.8], [0, 1])
    figures.describe_only()
    described = figures.score_strip([0.2, 0.8], [0, 1])

    assert repr(described) == repr(drawn)
    assert described.png == b""
    assert "<img" not in described._repr_html_()
    assert "Score strip without a cut" in described._repr_html_()
