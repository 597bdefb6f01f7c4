"""Unit 7's figures: what they draw and what they say."""

import io

import numpy as np
import pytest
from matplotlib.image import imread
from scipy.special import expit

from lessons import data, figures, widgets
from lessons.figures import _style


@pytest.fixture(scope="module")
def shift():
    """Return the classifier's logits."""
    return data.load_shift()


@pytest.fixture(scope="module")
def rows(shift):
    """Return the live groups' numbers."""
    live, rng = shift.live, np.random.default_rng(0)
    return figures.measure_groups(expit(live.logits), live.labels, live.group, rng=rng)


@pytest.fixture(scope="module")
def alarms(shift):
    """Return the live groups' alarms."""
    live, home = shift.live, expit(shift.home.logits)
    return figures.compare_alarms(home, expit(live.logits), live.labels, live.group)


@pytest.fixture(scope="module")
def weeks(shift):
    """Return four charts' numbers."""
    groups = ("A day", "A night", "C tilted")
    return figures.watch_weeks(shift.live, 1.2, groups, rng=np.random.default_rng(0))


@pytest.fixture(scope="module")
def study(shift):
    """Return a small study of refits."""
    return figures.study_refits(
        shift.tilted,
        shift.live.where(group="C tilted"),
        1.2,
        rng=np.random.default_rng(0),
        repeats=10,
    )


DRAWINGS = {
    "groups": lambda get: figures.groups_figure(get("rows")),
    "alarms": lambda get: figures.alarms_figure(get("alarms")),
    "weeks": lambda get: figures.weeks_figure(get("weeks")),
    "weeks, three charts": lambda get: figures.weeks_figure(get("weeks")[:3]),
    "refits": lambda get: figures.refits_figure(get("study")),
    "drift": lambda get: figures.drift_figure(
        figures.drift_apart(get("shift").home.logits, mix=-2.0, meaning=0.2)
    ),
    "drift, the other way": lambda get: figures.drift_figure(
        figures.drift_apart(get("shift").home.logits, mix=2.0, meaning=1.0)
    ),
}


@pytest.fixture(params=DRAWINGS, ids=str)
def draw(request):
    """Return a function that draws one picture."""
    return lambda: DRAWINGS[request.param](request.getfixturevalue)


def test_picture_is_an_opaque_png_of_its_stated_size(draw):
    """640 pixels wide on the page, twice as dense, small, the same every time."""
    picture = draw()
    image = imread(io.BytesIO(picture.png))
    assert image.shape[:2] == (2 * picture.height, 2 * picture.width)
    assert picture.width == 640
    assert 150 <= picture.height <= 360
    assert len(picture.png) < 40_000
    assert draw().png == picture.png


def test_nothing_is_clipped_at_the_border(draw):
    """A frame of exact paper, three pixels wide, surrounds every picture."""
    image = imread(io.BytesIO(draw().png))[:, :, :3]
    frame = np.ones(image.shape[:2], bool)
    frame[6:-6, 6:-6] = False
    assert np.array_equal(np.round(255 * image[0, 0]), [0xFB, 0xF9, 0xF4])
    assert np.all(image[frame] == image[0, 0])


def test_picture_carries_its_text_alternative(draw):
    """The words are the plain-text form, and the HTML image has them as alt."""
    picture = draw()
    assert len(picture.alt.split()) >= 10
    assert "nan" not in picture.alt
    assert repr(picture) == picture.alt
    assert picture._repr_html_().startswith('<img alt="')


def test_nothing_is_drawn_where_figures_are_only_described(draw, drawn, monkeypatch):
    """A grader gets the same words and no figure was made for them."""
    shown = draw()
    drawn.clear()
    monkeypatch.setattr(_style, "_drawn", False)
    described = draw()
    assert (described.png, drawn) == (b"", [])
    assert described.alt == shown.alt


def markers(axes, marker):
    """Return the points that are drawn with a marker."""
    return [
        tuple(point)
        for line in axes.lines
        if line.get_marker() == marker
        for point in line.get_xydata()
    ]


def test_groups_beyond_luck_are_diamonds(rows, drawn, words_in):
    """Each group has its point; a diamond where the error is above its mark."""
    figures.groups_figure(rows)
    axes = drawn[0].axes[0]
    for place, row in enumerate(rows):
        point = (row.ece, place)
        assert (point in markers(axes, "D")) == row.is_broken
        assert (point in markers(axes, "o")) != row.is_broken
        assert f"{row.name}\nn {row.n:,}" in words_in(drawn[0])


def test_alarms_bars_have_their_values(alarms, drawn, words_in):
    """One bar a group on either side, hatched and plain, with its number."""
    picture = figures.alarms_figure(alarms)
    left, right = drawn[0].axes
    assert [bar.get_width() for bar in left.patches] == [row.psi for row in alarms]
    assert all(bar.get_hatch() for bar in left.patches)
    assert [bar.get_width() for bar in right.patches][-5:] == [r.ece for r in alarms]
    for row in alarms:
        assert f"{row.psi:.3f}" in words_in(drawn[0])
    assert "The PSI is highest for B night, the ECE for C tilted." in picture.alt


def test_charts_tell_weeks_above_apart(weeks, drawn):
    """A diamond for each week above its line, a circle for every other."""
    figures.weeks_figure(weeks)
    for axes, line in zip(drawn[0].axes, weeks, strict=True):
        assert [round(x) for x, _ in markers(axes, "D")] == line.beyond
        assert len(markers(axes, "o")) == len(line.weeks) - len(line.beyond)
        assert axes.get_title(loc="left") == line.name


def test_refits_show_medians(study, drawn):
    """A circle at the median of each number of labels."""
    figures.refits_figure(study)
    points = dict(markers(drawn[0].axes[0], "o"))
    assert list(points) == list(study.sizes)
    assert list(points.values()) == pytest.approx(np.median(study.ece, axis=1).tolist())


def test_drift_shows_both_shares(shift, drawn):
    """Home's steps and today's, each adding up to 1, and ten diamonds beside them."""
    drift = figures.drift_apart(shift.home.logits, mix=1.0, meaning=0.5)
    figures.drift_figure(drift)
    left, right = drawn[0].axes
    steps = [patch.get_data().values for patch in left.patches]
    assert [values.sum() for values in steps] == pytest.approx([1, 1])
    assert len(markers(right, "D")) == int(np.sum(drift.bins.count > 0))


def test_explorer_starts_where_labels_alone_tell(shift):
    """The still picture: no score has moved, and the ECE is not 0."""
    dial = widgets.drift_explorer(shift.home.logits)
    assert "PSI 0.000, KS 0.000" in repr(dial.still)
    assert "ECE 0.000" not in repr(dial.still)
    assert "ECE 0.000" in repr(dial.at(mix=-2.0, meaning=1.0))
