"""Units 0 to 2 as a new learner meets them: guess, be wrong, ask, be right, resume."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

START, SCORES = "0-start-here", "1-scores-to-decisions"
CALIBRATION = "2-measuring-calibration"
# Keeps the latest of equal thresholds, which is the smallest: a slip with a name.
SMALLEST = """\
def best_f1_threshold(scores, labels):
    best = None, -1.0
    for cut in sorted(set(scores), reverse=True):
        f1 = f1_from_counts(*confusion_at(scores, labels, cut)[:3])
        if f1 >= best[1]:
            best = cut, f1
    return best"""
F1 = """\
def f1_from_counts(tp, fp, fn):
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0"""
COUNTS = """\
def confusion_at(scores, labels, threshold):
    pairs = [(s >= threshold, y == 1) for s, y in zip(scores, labels)]
    kinds = (True, True), (True, False), (False, True), (False, False)
    return [pairs.count(kind) for kind in kinds]"""

# Without weights, twenty parts are as loud as eighty: a slip with a name.
UNWEIGHTED = """\
def ece(probs, labels, edges):
    bins = [b for b in reliability_bins(probs, labels, edges) if b[0]]
    return sum(abs(p - y) for n, p, y in bins) / len(bins)"""
WEIGHTED = """\
def ece(probs, labels, edges):
    bins = [b for b in reliability_bins(probs, labels, edges) if b[0]]
    return sum(n * abs(p - y) for n, p, y in bins) / len(probs)"""
BINS = """\
def reliability_bins(probs, labels, edges):
    found = [[] for _ in edges[1:]]
    for p, y in zip(probs, labels):
        place = np.searchsorted(edges, p, side="right") - 1
        found[min(place, len(found) - 1)].append((p, y))
    empty = 0, np.nan, np.nan
    return [(len(f), *np.mean(f, axis=0)) if f else empty for f in found]"""


def test_the_first_visit_opens_unit_0(page, learner):
    """A learner who has done nothing is shown where to start."""
    page.goto(f"{learner.address}/?token={learner.token}")
    heading = page.get_by_role("heading", name=re.compile("0 · Start here"))
    expect(heading).to_be_visible()


def test_unit_0_looks_around_and_meets_guesses(open_lesson, in_themes):
    """All is fine here, the check says so kindly, and a wrong guess is met."""
    notebook = open_lesson(START)
    notebook.run(notebook.cell("from math import"))
    table = notebook.run(notebook.cell("environment_table()"))
    expect(table.get_by_text("all fine")).to_be_visible()
    tried = notebook.run(notebook.cell('check("confusion-at")'))
    expect(tried.get_by_text("Not attempted yet")).to_be_visible()
    expect(notebook.panel).not_to_contain_text("Traceback")

    guess, meeting = notebook.cell("my_rainy_days"), notebook.cell("figures.meet_rain")
    notebook.run(guess)
    expect(notebook.run(meeting).first).to_contain_text("No prediction yet")
    notebook.write(guess, "my_rainy_days = 5")
    notebook.run(guess)
    expect(notebook.run(meeting).first).to_contain_text("You said 5. Rainy days: 7.")
    for begins in ("figures.forecaster_strip", "figures.data_splits"):
        notebook.run(notebook.cell(begins))
        in_themes(notebook.cell(begins), begins.removeprefix("figures."))


def test_the_umbrella_follows_the_keyboard(open_lesson, in_themes):
    """Arrow keys, a typed number and the menu move the picture and its words."""
    notebook = open_lesson(START)
    notebook.run(notebook.cell("from math import"))
    cell = notebook.cell("widgets.umbrella_slider")
    notebook.run(cell)
    picture = cell.get_by_role("img", name="Fifty days")
    expect(picture).to_have_count(1)  # the still one is hidden
    expect(picture).to_have_attribute("alt", re.compile("wet on 7 "))

    field = cell.get_by_label("umbrella at or above")
    field.fill("0.3")
    field.press("Tab")
    expect(picture).to_have_attribute("alt", re.compile("wet on 3 "))
    cell.get_by_label("forecaster").select_option("honest")
    expect(picture).to_have_attribute("alt", re.compile("wet on 1 "))
    handle = cell.locator(".noUi-handle")
    handle.focus()
    handle.press("ArrowRight")  # 0.35: the days with 30 % lose the umbrella
    expect(picture).to_have_attribute("alt", re.compile("wet on 4 "))
    expect(field).to_have_value("0.35")
    in_themes(cell, "umbrella-slider")


def test_a_slider_outlives_a_reload_and_leaves_a_picture_when_stopped(
    open_lesson, end_kernels, in_themes
):
    """After a reload it moves on; after a stop the still picture tells the story."""
    notebook = open_lesson(SCORES)
    for begins in ("import numpy", "casting_scores ="):
        notebook.run(notebook.cell(begins))
    cell = notebook.cell("widgets.threshold_slider")
    notebook.run(cell)
    picture = cell.get_by_role("img", name="Score strip")
    expect(picture).to_have_attribute("alt", re.compile("TP 3 .*FP 1 "))
    notebook.save()
    notebook.open()
    cell.get_by_label("threshold").fill("0.75")
    cell.get_by_label("threshold").press("Tab")
    expect(picture).to_have_attribute("alt", re.compile("TP 1 .*FP 0 "))
    in_themes(cell, "threshold-slider")

    end_kernels()
    notebook.open()
    expect(picture).to_be_visible()
    expect(cell.get_by_text("Run this cell in JupyterLab to move")).to_be_visible()
    expect(cell.get_by_text("Error displaying widget")).to_be_hidden()
    in_themes(cell, "threshold-still")
    notebook.run(notebook.cell("import numpy"))
    notebook.run(notebook.cell("casting_scores ="))
    notebook.run(cell)
    expect(cell.get_by_label("threshold")).to_be_visible()


def test_unit_1_from_a_wrong_guess_to_a_right_answer_and_back_next_day(
    open_lesson, end_kernels, in_themes
):
    """A slip is named, what it needs is named, points are kept; Run All resumes."""
    notebook = open_lesson(SCORES)
    notebook.run(notebook.cell("import numpy"))
    notebook.run(notebook.cell("scores = [0.95"))
    notebook.write(notebook.cell("my_cut"), "my_cut = 0.5")
    notebook.run(notebook.cell("my_cut"))
    met = notebook.run(notebook.cell("figures.meet_cut"))
    expect(met.get_by_text("You miss 1 of 4 defects")).to_be_visible()

    answer, check = (
        notebook.cell("def best_f1_threshold"),
        notebook.cell('check("best-f1-threshold")'),
    )
    notebook.write(answer, SMALLEST)
    notebook.run(answer)
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text(re.compile("confusion[-_]at"))  # not written yet
    for begins, source in (("def confusion_at", COUNTS), ("def f1_from_counts", F1)):
        notebook.write(notebook.cell(begins), source)
        notebook.run(notebook.cell(begins))
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text("The larger is asked for")
    in_themes(check, "smallest-on-ties")
    notebook.write(answer, SMALLEST.replace(">= best[1]", "> best[1] + 1e-9"))
    notebook.run(answer)
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text("Correct: best-f1-threshold (6 of 6 points)")

    notebook.save()
    end_kernels()
    notebook.open()
    notebook.run_all()
    expect(check).to_contain_text("6 of 6 points")
    progress = notebook.cell("progress()")
    expect(progress).to_contain_text("13 of 20 points")
    expect(progress).to_contain_text("Next: youden-thresholds in 1-scores-to-decisions")
    bar = progress.get_by_role("progressbar", name="1-scores-to-decisions")
    expect(bar).to_have_attribute("aria-valuenow", "13")
    in_themes(progress, "progress")


def test_the_number_of_bins_follows_the_keyboard(open_lesson, in_themes):
    """The picture, its words and its ECE change with the number of bins."""
    notebook = open_lesson(CALIBRATION)
    for begins in ("import numpy", "parts = figures.inspect_parts"):
        notebook.run(notebook.cell(begins))
    cell = notebook.cell("widgets.bins_slider")
    notebook.run(cell)
    picture = cell.get_by_role("img", name="Reliability diagram")
    expect(picture).to_have_count(1)  # the still one is hidden
    expect(picture).to_have_attribute("alt", re.compile("in 10 bins.* ECE 0.132"))
    cell.get_by_label("number of bins").select_option("1")
    expect(picture).to_have_attribute("alt", re.compile("in 1 bin: .* ECE 0.014"))
    handle = cell.locator(".noUi-handle")
    handle.focus()
    handle.press("ArrowRight")
    expect(picture).to_have_attribute("alt", re.compile("in 2 bins: .* ECE 0.132"))
    in_themes(cell, "bins-slider")


def test_unit_2_from_a_wrong_guess_to_a_right_answer_and_back_next_day(
    open_lesson, end_kernels, in_themes
):
    """A guess is met, slip and dependency are named, hints take turns, all is kept."""
    notebook = open_lesson(CALIBRATION)
    for begins in ("import numpy", "parts = figures.inspect_parts"):
        notebook.run(notebook.cell(begins))
    notebook.write(notebook.cell("my_share"), "my_share = 0.976")
    notebook.run(notebook.cell("my_share"))
    met = notebook.run(notebook.cell("high = parts.probs"))
    expect(met.first).to_contain_text("You said 0.976. Share: 0.809.")

    answer, check = notebook.cell("def ece"), notebook.cell('check("ece")')
    notebook.write(answer, UNWEIGHTED)
    notebook.run(answer)
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text("reliability")
    notebook.write(notebook.cell("def reliability_bins"), BINS)
    notebook.run(notebook.cell("def reliability_bins"))
    verdict = notebook.run(notebook.cell('check("reliability-bins")')).first
    expect(verdict).to_contain_text("Correct: reliability-bins (3 of 3 points)")
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text("the plain mean of the gaps")
    in_themes(check, "unweighted")
    hint = notebook.insert_below(check, 'hint("ece")')
    for place in (1, 2):
        expect(notebook.run(hint).first).to_contain_text(f"Hint {place} of 3")
    in_themes(hint, "ece-hint")
    notebook.write(answer, WEIGHTED)
    notebook.run(answer)
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text("Correct: ece (5 of 5 points)")
    expect(notebook.panel).not_to_contain_text("Traceback")

    notebook.save()
    end_kernels()
    notebook.open()
    notebook.run_all()
    expect(check).to_contain_text("5 of 5 points")
    progress = notebook.cell("progress()")
    expect(progress).to_contain_text("8 of 14 points")
    # Two hints were asked for; running all cells asks for no third.
    expect(notebook.cell('hint("ece")')).to_contain_text("Hint 1 of 3")
    for begins, name in {
        "figures.reliability_diagram(parts": "reliability",
        "figures.cancellation": "cancellation",
        "edge_probs": "bin-edges",
    }.items():
        in_themes(notebook.cell(begins), name)
    in_themes(progress, "unit-2-progress")
