"""Project 1 as a learner meets it: bare, with a bad file, wrong, and right."""

import re

import pytest
from playwright.sync_api import expect

from ..projects.filled_1 import FILLED

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROJECT = "1-recalibrate-a-classifier"
FIRST_LINES = {
    "split": "calibration_rows",
    "probs-before": "probs_before =",
    "before": "bins = 15",
    "figure-before": "figure_before =",
    "fit": 'method = "temperature"',
    "probs-after": "probs_after =",
    "after": "after =",
    "figure-after": "figure_after =",
}


@pytest.fixture
def project(open_project):
    """Open the project by its name, as the terminal has told."""
    return open_project(PROJECT)


def fill_in(notebook, cell, source=None):
    """Write into a blank and run it; return the cell, known by what it now holds."""
    lines = (source or FILLED[cell]).strip()
    notebook.write(notebook.cell(FIRST_LINES[cell]), lines)
    found = notebook.cell(lines.splitlines()[0])
    notebook.run(found)
    return found


def test_a_project_bare_wrong_and_right(project, in_themes):
    """All runs bare; a bad file and a wrong split are told; right work holds."""
    heading = project.page.get_by_role("heading", name=re.compile("Project 1"))
    expect(heading).to_be_visible()
    project.run_all()
    expect(project.panel).not_to_contain_text("Traceback")
    whole = project.cell("check_project(PROJECT)")
    in_themes(whole, "project-1-bare")

    own = project.cell("my_file =")
    project.write(own, 'my_file = "my_logits.npz"')
    project.run(own)
    refused = project.run(project.cell("saved = projects"))
    expect(refused.first).to_contain_text("Unusable: file must exist; got")
    expect(refused.first).not_to_contain_text("Traceback")
    in_themes(project.cell("saved = projects"), "project-1-no-file")
    project.write(own, "my_file = None")
    project.run(own)
    project.run(project.cell("saved = projects"))

    check = project.cell('check_project(PROJECT, "split")')
    fill_in(project, "split", "calibration_rows = test_rows = np.arange(1397)")
    found = project.run(check)
    expect(found).to_contain_text("Not yet: The split is declared and disjoint")
    in_themes(check, "project-1-split")
    fill_in(project, "split")
    expect(project.run(check)).to_contain_text("3 of 3 hold")

    for cell in list(FIRST_LINES)[1:]:
        last = fill_in(project, cell)
    in_themes(last, "project-1-figure")
    expect(project.run(whole)).to_contain_text("14 of 14 hold")
    in_themes(whole, "project-1-right")
