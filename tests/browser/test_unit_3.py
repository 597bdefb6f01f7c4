"""Unit 3 as a new learner meets it: guess, move, be wrong, ask, be right, resume."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

METHODS = "3-calibration-methods"
# Merges a value once, where a merge may cause another: a slip with a name.
MERGED_ONCE = """\
def pav(values):
    blocks = []
    for value in values:
        blocks.append((value, 1))
        if len(blocks) > 1 and blocks[-1][0] < blocks[-2][0]:
            (a, n), (b, m) = blocks[-2:]
            blocks[-2:] = [((a * n + b * m) / (n + m), n + m)]
    return [mean for mean, n in blocks for _ in range(n)]"""
SIGMOID = """\
def sigmoid(z):
    return expit(z)"""
# The sum for the mean, in the form that breaks at p = 1 besides.
SUMMED = """\
def nll_at_temperature(logits, labels, T):
    p, y = sigmoid(np.array(logits) / T), np.array(labels)
    with np.errstate(all="ignore"):
        return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))"""
MEAN = """\
def nll_at_temperature(logits, labels, T):
    signs = np.where(np.array(labels) == 1, -1, 1)
    return np.mean(np.logaddexp(0, signs * np.array(logits) / T))"""


def test_the_temperature_follows_the_keyboard(open_lesson, in_themes):
    """The picture, its words and the numbers above it change with T."""
    notebook = open_lesson(METHODS)
    for begins in ("import numpy", "my_digits_T", "digits = data"):
        notebook.run(notebook.cell(begins))
    cell = notebook.cell("widgets.temperature_slider")
    notebook.run(cell)
    picture = cell.get_by_role("img", name="Reliability diagram")
    expect(picture).to_have_count(1)  # the still one is hidden
    expect(picture).to_have_attribute("alt", re.compile("ECE 0.172. In 6 of 11 "))
    field = cell.get_by_label("temperature T")
    field.fill("3.4")
    field.press("Tab")
    expect(picture).to_have_attribute("alt", re.compile("ECE 0.024. In 0 of "))
    handle = cell.locator(".noUi-handle")
    handle.focus()
    handle.press("ArrowRight")
    expect(picture).to_have_attribute("alt", re.compile("ECE 0.032. "))
    expect(field).to_have_value("3.5")
    in_themes(cell, "temperature-slider")


def test_unit_3_from_a_wrong_guess_to_a_right_answer_and_back_next_day(
    open_lesson, end_kernels, in_themes
):
    """A guess is met, slip and dependency are named, hints take turns, all is kept."""
    notebook = open_lesson(METHODS)
    notebook.run(notebook.cell("import numpy"))
    notebook.write(notebook.cell("my_soft"), "my_soft = 0.45")
    notebook.run(notebook.cell("my_soft"))
    met = notebook.run(notebook.cell("figures.meet_prediction").first)
    expect(met.first).to_contain_text("You said 0.45. p at T = 2: 0.75.")

    answer = notebook.cell("def nll_at_temperature")
    check = notebook.cell('check("nll-at-temperature")')
    notebook.write(answer, SUMMED)
    notebook.run(answer)
    expect(notebook.run(check).first).to_contain_text("sigmoid")  # not written yet
    notebook.write(notebook.cell("def sigmoid"), SIGMOID)
    notebook.run(notebook.cell("def sigmoid"))
    expect(notebook.run(check).first).to_contain_text("it is a sum")
    in_themes(check, "nll-summed")
    notebook.write(answer, MEAN)
    notebook.run(answer)
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text("Correct: nll-at-temperature (3 of 3 points)")

    answer, check = notebook.cell("def pav"), notebook.cell('check("pav")')
    notebook.write(answer, MERGED_ONCE)
    notebook.run(answer)
    expect(notebook.run(check).first).to_contain_text("pool again until nothing falls")
    hint = notebook.insert_below(check, 'hint("pav")')
    for place in (1, 2):
        expect(notebook.run(hint).first).to_contain_text(f"Hint {place} of 3")
    in_themes(hint, "pav-hint")
    notebook.write(answer, MERGED_ONCE.replace("if len", "while len"))
    notebook.run(answer)
    verdict = notebook.run(check).first
    expect(verdict).to_contain_text("Correct: pav (3 of 3 points)")
    expect(notebook.panel).not_to_contain_text("Traceback")

    notebook.save()
    end_kernels()
    notebook.open()
    notebook.run_all()
    expect(check).to_contain_text("3 of 3 points")
    progress = notebook.cell("progress()")
    expect(progress).to_contain_text("7 of 20 points")
    for begins in ("flipped =", "figures.nll_and_ece"):
        in_themes(
            notebook.cell(begins), begins.removesuffix(" =").removeprefix("figures.")
        )
    link = notebook.panel.get_by_role("link", name="Project 1")
    link.scroll_into_view_if_needed()
    link.click()
    expect(
        notebook.page.get_by_role("heading", name=re.compile("Project 1"))
    ).to_be_visible()
