"""Unit 7 as a new learner meets it: slip, hint, right, card and resume."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNIT = "7-ship-and-watch"
# At the least number of parts a group is judged: a slip with a name.
STRICT = """\
def needs_recalibration(report, limit, min_n):
    return [g for g, (n, _, e) in report.items() if e > limit and n > min_n]"""
# Scores outside of the edges are lost: a slip with a name.
LOST = """\
def psi(reference, current, edges):
    r, c = (np.histogram(x, bins=edges)[0] / len(x) for x in (reference, current))
    r, c = np.maximum(r, 1e-6), np.maximum(c, 1e-6)
    return float(((c - r) * np.log(c / r)).sum())"""
KEPT = LOST.replace("histogram(x,", "histogram(np.clip(x, edges[0], edges[-1]),")


def test_the_drift_explorer_follows_the_keyboard(open_lesson, in_themes):
    """What parts come moves the PSI; what a score means moves the ECE alone."""
    notebook = open_lesson(UNIT)
    for begins in ("import numpy", "shift = data", "home, live ="):
        notebook.run(notebook.cell(begins))
    cell = notebook.cell("widgets.drift_explorer")
    notebook.run(cell)
    picture = cell.get_by_role("img", name=re.compile("PSI 0.000"))
    expect(picture).to_have_count(1)  # the still one is hidden
    in_themes(cell, "drift-explorer")
    handles = cell.locator(".noUi-handle")
    handles.nth(1).focus()
    handles.nth(1).press("End")
    expect(cell.get_by_role("img", name=re.compile("ECE 0.000"))).to_have_count(1)
    handles.nth(0).focus()
    handles.nth(0).press("End")
    expect(picture).to_have_count(0)
    in_themes(cell, "drift-explorer-moved")


def test_unit_7_from_two_slips_to_the_card_and_back_next_day(
    open_lesson, end_kernels, in_themes
):
    """Each slip is named, the card is framed, the questions are put, all is kept."""
    notebook = open_lesson(UNIT)
    notebook.run(notebook.cell("import numpy"))
    for function, exercise, slip, words, right, points in (
        ("psi", "psi", LOST, "fall out of your bins", KEPT, 3),
        (
            "needs_recalibration",
            "needs-recalibration",
            STRICT,
            "min_n",
            STRICT.replace("n > min_n", "n >= min_n"),
            2,
        ),
    ):
        answer = notebook.cell(f"def {function}")
        check = notebook.cell(f'check("{exercise}")')
        notebook.write(answer, slip)
        notebook.run(answer)
        expect(notebook.run(check).first).to_contain_text(words)
        in_themes(check, f"{exercise}-slip")
        notebook.write(answer, right)
        notebook.run(answer)
        done = f"({points} of {points} points)"
        expect(notebook.run(check).first).to_contain_text(done)
    hint = notebook.insert_below(check, 'hint("subgroup-report")')
    expect(notebook.run(hint).first).to_contain_text("Hint 1 of 3")

    notebook.save()
    end_kernels()
    notebook.open()
    notebook.run_all()
    card = notebook.cell("card = calibration_card")
    page = card.frame_locator("iframe")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Deploy, but")
    in_themes(card, "unit-7-card")
    questions = notebook.cell("show_questions(")
    expect(questions).to_contain_text("Question 1 of 3")
    in_themes(questions, "post-test")
    expect(notebook.panel).not_to_contain_text("Traceback")
    expect(notebook.cell("progress()")).to_contain_text("5 of  8 points")
    in_themes(notebook.cell("progress()"), "unit-7-progress")
