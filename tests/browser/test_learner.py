"""The learner's notebook in JupyterLab, opened by `course start`."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWER = """\
def confusion_at(scores, labels, threshold):
    flagged = np.asarray(scores) > threshold
    truth = np.asarray(labels) == 1
    tp, fp = sum(flagged & truth), sum(flagged & ~truth)
    return tp, fp, sum(truth) - tp, sum(~truth) - fp"""
TEACHERS = ("assignment-list", "course-list", "create-assignment", "formgrader")
NEWS = "@jupyterlab/apputils-extension:announcements"


def test_the_notebook_opens_without_news_or_teachers_tools(notebook):
    """A learner sees the unit, no pop-up, and nothing that only a teacher needs."""
    page = notebook.page
    expect(
        notebook.panel.get_by_role("heading", name="From scores to decisions")
    ).to_be_visible()
    expect(
        page.locator(".jp-Dialog, .jp-toastContainer .Toastify__toast")
    ).to_have_count(0)
    for plugin in (NEWS, *(f"@jupyter/nbgrader:{name}" for name in TEACHERS)):
        assert not page.evaluate("id => jupyterapp.hasPlugin(id)", plugin), plugin
    menus = page.get_by_role("menubar").get_by_role("menuitem")
    assert "Nbgrader" not in menus.all_inner_texts()  # it would be empty
    page.keyboard.press("Control+Shift+C")
    found = page.locator(".lm-CommandPalette-item")
    expect(found).not_to_have_count(0)
    words = re.compile("formgrader|create assignment|course list|nbgrader", re.I)
    expect(found.filter(has_text=words)).to_have_count(0)


def test_a_slip_is_named_and_the_right_answer_earns_its_points(notebook, in_themes):
    """The rule `>` is named without a traceback; `>=` is correct; all is kept."""
    notebook.run(notebook.cell("import numpy"))
    answer, check = (
        notebook.cell("def confusion_at"),
        notebook.cell('check("confusion-at")'),
    )

    notebook.write(answer, ANSWER)
    notebook.run(answer)
    verdict = notebook.run(check)
    expect(verdict.get_by_text("look at what happens to a score")).to_be_visible()
    expect(verdict.first).to_contain_text("score >= threshold")
    expect(
        verdict.get_by_text("Partly right: confusion-at (3 of 4 points)")
    ).to_be_visible()
    expect(notebook.panel).not_to_contain_text("Traceback")
    in_themes(check, "learner-wrong")

    hint = notebook.insert_below(check, 'hint("confusion-at")')
    expect(notebook.run(hint).get_by_text("Hint 1 of 3")).to_be_visible()
    in_themes(hint, "learner-hint")

    notebook.write(answer, ANSWER.replace(" > ", " >= "))
    notebook.run(answer)
    verdict = notebook.run(check)
    expect(verdict.get_by_text("Correct: confusion-at (4 of 4 points)")).to_be_visible()
    in_themes(check, "learner-right")

    notebook.save()
    notebook.open()
    expect(notebook.cell("def confusion_at")).to_contain_text(">= threshold")
    expect(notebook.cell('check("confusion-at")')).to_contain_text("4 of 4 points")
    progress = notebook.run(notebook.cell("progress()"))
    expect(progress.get_by_text("4 of 20 points")).to_be_visible()
    in_themes(notebook.cell("progress()"), "learner-progress")


def test_run_all_goes_to_the_end_of_an_untouched_notebook(notebook, in_themes):
    """Every code cell gets its number; what is unfinished is said kindly."""
    notebook.run_all()
    expect(notebook.panel).not_to_contain_text("Traceback")
    checks = notebook.cells.filter(has_text=re.compile(r'check\("[\w-]+"\)'))
    expect(checks).to_have_count(5)
    for check in checks.all():
        expect(check).to_contain_text("Not attempted yet")
    for begins, name in {
        'check("confusion-at")': "untouched-check",
        "figures.f_beta_staircase(scores, labels)": "untouched-staircase",
        "rules = [": "untouched-tables",
    }.items():
        in_themes(notebook.cell(begins), name)


def test_the_server_ends_with_its_command(learner):
    """Nothing goes on serving once `course start` has been asked to end."""
    learner.process.terminate()
    learner.process.wait(20)
    assert not learner.is_listening()
