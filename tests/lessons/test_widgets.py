"""Pictures that move: what stands still, what follows, and what nobody has to see."""

import re
from pathlib import Path

import nbformat
import pytest
from ipywidgets import HTML, BoundedFloatText, Dropdown, SelectionSlider

from lessons import figures, widgets
from lessons.figures import Note
from lessons.widgets import Choice, Moving, Slider, moving

SOLUTIONS = Path(__file__).parents[2] / "solutions"
VIEW = "application/vnd.jupyter.widget-view+json"
STOPS = (0.0, 0.25, 0.5, 0.75, 1.0)
CASTINGS = [0.90, 0.70, 0.70, 0.60, 0.30, 0.10], [1, 1, 0, 1, 0, 0]


def draw(cut, who):
    """Return a note instead of a picture."""
    return Note(f"<{who}> cuts at {cut}")


@pytest.fixture
def dial():
    """Return a drawing with a slider and a choice."""
    return Moving(
        draw,
        Slider("cut", "the cut", STOPS, 0.5),
        Choice("who", "forecaster", ("ana", "ben"), "ana"),
    )


def parts(form, kind):
    """Return every part of a form that is of a kind."""
    found = [form] if type(form) is kind else []
    for child in getattr(form, "children", ()):
        found += parts(child, kind)
    return found


def shown(form):
    """Return the HTML of a form's drawing, which stands last."""
    return parts(form, HTML)[-1].value


@pytest.fixture
def displayed(monkeypatch):
    """Return a function that returns what a notebook is given to show of a dial."""

    def displayed(dial):
        bundles = []
        monkeypatch.setattr(
            "IPython.display.display", lambda data, raw: bundles.append((data, raw))
        )
        dial._ipython_display_()
        assert all(raw for _, raw in bundles)
        return [data for data, _ in bundles]

    return displayed


def test_the_still_picture_is_the_drawing_at_the_start(dial):
    """Text and still are those of the start; another value is drawn on request."""
    assert repr(dial) == repr(dial.still) == "<ana> cuts at 0.5"
    assert repr(dial.at(cut=0.75)) == "<ana> cuts at 0.75"
    assert repr(dial.at(who="ben")) == "<ben> cuts at 0.5"


def test_the_drawing_follows_slider_field_and_choice(dial):
    """Whichever control is moved, the drawing is that of all present values."""
    form = dial.live()
    assert "cuts at 0.5" in shown(form)
    (slider,) = parts(form, SelectionSlider)
    (box,) = parts(form, BoundedFloatText)
    (menu,) = parts(form, Dropdown)
    slider.value = 0.75
    assert "&lt;ana&gt; cuts at 0.75" in shown(form)
    assert box.value == 0.75
    menu.value = "ben"
    assert "&lt;ben&gt; cuts at 0.75" in shown(form)
    box.value = 0.3
    assert slider.value == box.value == 0.25
    assert "cuts at 0.25" in shown(form)


def test_a_field_takes_no_number_beyond_its_ends(dial):
    """7 becomes the last stop, -1 the first."""
    form = dial.live()
    (slider,), (box,) = parts(form, SelectionSlider), parts(form, BoundedFloatText)
    for typed, stop in ((7, 1.0), (-1, 0.0)):
        box.value = typed
        assert slider.value == stop


def test_uneven_stops_have_a_menu():
    """Where no step leads from stop to stop, each is chosen by name."""
    dial = Moving(
        lambda bins: Note(str(bins)), Slider("bins", "bins", (5, 10, 100), 10)
    )
    form = dial.live()
    (menu,) = parts(form, Dropdown)
    menu.value = 100
    assert "100" in shown(form)
    (slider,) = parts(form, SelectionSlider)
    slider.value = 5
    assert menu.value == 5


def test_every_control_has_a_labelled_field_for_the_keyboard(dial):
    """A box or menu of the browser's own carries the label; the slider goes with it."""
    form = dial.live()
    fields = parts(form, BoundedFloatText) + parts(form, Dropdown)
    assert [field.description for field in fields] == ["the cut", "forecaster"]
    assert all(slider.description == "" for slider in parts(form, SelectionSlider))


def test_a_notebook_gets_the_still_picture_first_and_then_the_form(dial, displayed):
    """Two outputs: one that any page shows, one for a front end with widgets."""
    still, live = displayed(dial)
    assert set(still) == {"text/plain", "text/html"}
    assert still["text/plain"] == "<ana> cuts at 0.5"
    assert "<p>&lt;ana&gt; cuts at 0.5</p>" in still["text/html"]
    assert (
        "Run this cell in JupyterLab to move: the cut, forecaster."
        in (still["text/html"])
    )
    assert set(live) == {"text/plain", VIEW}
    assert live["text/plain"].startswith("Run this cell")


def test_both_outputs_are_the_same_on_every_run(dial, displayed):
    """But for the model's id, which names it, nothing changes from run to run."""
    (first, first_live), (second, second_live) = displayed(dial), displayed(dial)
    assert first == second
    assert first_live["text/plain"] == second_live["text/plain"]
    assert first_live[VIEW]["model_id"] != second_live[VIEW]["model_id"]


def test_the_live_form_hides_its_own_still_picture_and_no_other(dial, displayed):
    """The form's style names the class of its still picture; another dial's differs."""
    still, _ = displayed(dial)
    style = parts(dial.live(), HTML)[0].value
    mark = re.search(r"course-still-\w+", still["text/html"])[0]
    assert f".{mark}" in style
    other = Moving(draw, *(c for c in dial._controls[:1]), Choice("who", "", "ab", "b"))
    assert mark not in displayed(other)[0]["text/html"]


def test_where_figures_are_described_the_drawing_stands_alone(monkeypatch):
    """A grader's worker gets the words at once, and imports no widgets."""
    monkeypatch.setattr("lessons.figures._style._drawn", False)
    alone = widgets.threshold_slider(*CASTINGS)
    assert isinstance(alone, figures.Picture)
    assert alone.png == b""
    monkeypatch.setattr("lessons.figures._style._drawn", True)
    assert repr(widgets.threshold_slider(*CASTINGS)) == repr(alone)


@pytest.mark.parametrize("stops", [(0.0, 1.0), (0.5,)])
def test_a_start_must_be_one_of_at_least_two_stops(stops):
    """A slider that starts nowhere, or cannot move, is refused by name."""
    with pytest.raises(ValueError, match="'cut'"):
        Slider("cut", "cut", stops, 0.5)


def test_moving_returns_something_that_moves(dial):
    """Where figures are drawn, the same call returns the dial."""
    assert isinstance(moving(draw, *dial._controls), Moving)


def test_the_threshold_slider_counts_live():
    """At 0.70 the castings give TP 2, FP 1, FN 1, TN 2, on the cut at or above."""
    words = repr(widgets.threshold_slider(*CASTINGS).at(threshold=0.70))
    for count in ("TP 2", "FP 1", "FN 1", "TN 2"):
        assert count in words
    assert "precision = 2/3 = 0.667; recall = 2/3 = 0.667; F1 = 4/6 = 0.667" in words


def test_the_threshold_slider_stops_on_every_score():
    """Each score with two decimals is a stop exactly, so that at-or-above holds."""
    eight = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
    dial = widgets.threshold_slider(*CASTINGS)
    (slider,) = dial._controls
    assert {*eight, *CASTINGS[0]} <= set(slider.stops)
    assert "0/0, called 0" in repr(dial.at(threshold=1.0))


def test_the_umbrella_slider_moves_rule_and_forecaster():
    """50 % leaves an honest season 4 wet days and an over-confident one 7."""
    dial = widgets.umbrella_slider()
    assert "wet on 4 (" in repr(dial)
    assert "wet on 7 (" in repr(dial.at(forecaster="over-confident"))
    assert "wet on 1 (" in repr(dial.at(cut=0.3))


@pytest.mark.parametrize(
    "path", sorted(SOLUTIONS.glob("*/*.ipynb")), ids=lambda path: path.stem
)
def test_solved_notebooks_store_no_model(path):
    """Ids of widgets change with every run: stored outputs hold the still alone."""
    notebook = nbformat.read(path, as_version=4)
    assert "widgets" not in notebook.metadata
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert VIEW not in output.get("data", {})
            assert output.get("metadata", {}) == {}
