"""Unit 4 as a new learner meets it: guess, slip, hint, right, own mark, resume."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNIT = "4-choosing-thresholds"
# The two costs have changed places: a slip with a name.
INVERTED = """\
def cost_threshold(cost_fp, cost_fn):
    return cost_fn / (cost_fp + cost_fn)"""
# The first of the cheapest, and nothing flagged is not tried: two slips at once.
FIRST_TRY = """\
def best_cost_threshold(scores, labels, cost_fp, cost_fn):
    best = None, np.inf
    for cut in sorted(set(scores)):
        pairs = [(s >= cut, bool(y)) for s, y in zip(scores, labels)]
        false_alarms, misses = pairs.count((True, False)), pairs.count((False, True))
        if cost_fp * false_alarms + cost_fn * misses < best[1]:
            best = cut, cost_fp * false_alarms + cost_fn * misses
    return best"""
WITH_NOTHING = FIRST_TRY.replace("(set(scores))", "({*scores, np.inf})")
RIGHT = WITH_NOTHING.replace("np.inf})", "np.inf}, reverse=True)")


def test_the_price_of_a_miss_follows_the_keyboard(open_lesson, in_themes):
    """The formula's cut and both bills move with what a miss costs."""
    notebook = open_lesson(UNIT)
    for begins in ("import numpy", "parts = figures.inspect_parts"):
        notebook.run(notebook.cell(begins))
    cell = notebook.cell("models = {")
    notebook.run(cell)
    picture = cell.get_by_role("img", name="Mean cost of a part")
    expect(picture).to_have_count(1)  # the still one is hidden
    expect(picture).to_have_attribute("alt", re.compile("a miss 9, .* says 0.1[.;]"))
    field = cell.get_by_label("a miss costs as many false alarms")
    assert field.bounding_box()["width"] > 45  # its number is seen, beside the arrow
    in_themes(cell, "cost-ratio")
    handle = cell.locator(".noUi-handle")
    handle.focus()
    handle.press("Home")
    expect(picture).not_to_have_attribute("alt", re.compile("a miss 9,"))
    in_themes(cell, "cost-ratio-moved")


def test_unit_4_from_two_slips_to_an_own_mark_and_back_next_day(
    open_lesson, end_kernels, in_themes
):
    """One slip is named at a time, words get the learner's mark, and all is kept."""
    notebook = open_lesson(UNIT)
    notebook.run(notebook.cell("import numpy"))
    notebook.write(notebook.cell("my_p ="), "my_p = 0.75")
    notebook.run(notebook.cell("my_p ="))
    met = notebook.run(notebook.cell("figures.meet_break_even"))
    expect(met.first).to_contain_text("The bills are equal at p: 0.25")

    answer, check = (
        notebook.cell("def cost_threshold"),
        notebook.cell('check("cost-threshold")'),
    )
    notebook.write(answer, INVERTED)
    notebook.run(answer)
    expect(notebook.run(check).first).to_contain_text("the cost of a miss on top")
    hint = notebook.insert_below(check, 'hint("cost-threshold")')
    expect(notebook.run(hint).first).to_contain_text("Hint 1 of 3")
    in_themes(hint, "cost-threshold-hint")
    notebook.write(answer, INVERTED.replace("return cost_fn", "return cost_fp"))
    notebook.run(answer)
    expect(notebook.run(check).first).to_contain_text("(3 of 3 points)")

    answer, check = (
        notebook.cell("def best_cost_threshold"),
        notebook.cell('check("best-cost-threshold")'),
    )
    for source, words in (
        (FIRST_TRY, "Your search never flags nothing"),
        (WITH_NOTHING, "you take the smallest"),
        (RIGHT, "Correct: best-cost-threshold (3 of 3 points)"),
    ):
        notebook.write(answer, source)
        notebook.run(answer)
        expect(notebook.run(check).first).to_contain_text(words)

    mini = notebook.cell('check("mini-challenge")')
    mark = notebook.insert_below(mini, 'check("mini-challenge-why", my_points=1)')
    words = "Your own mark: mini-challenge-why (1 of 2 points)"
    expect(notebook.run(mark).first).to_contain_text(words)
    expect(notebook.panel).not_to_contain_text("Traceback")

    notebook.save()
    end_kernels()
    notebook.open()
    notebook.run_all()
    progress = notebook.cell("progress()")
    expect(progress).to_contain_text("7 of 18 points")
    expect(progress).to_contain_text("1 by your own mark")
    in_themes(progress, "unit-4-progress")
