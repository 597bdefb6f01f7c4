"""nbgrader's formgrader on a class that the course has graded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNIT = "1-scores-to-decisions"


@pytest.fixture
def standings(graded_class):
    """Return what `course report` says of everybody who has a mark."""
    command = (str(Path(sys.executable).with_name("course")), "report", "--json", "-")
    said = subprocess.run(
        command, cwd=graded_class, check=True, capture_output=True, text=True
    )
    return [row for row in json.loads(said.stdout) if row["status"] == "graded"]


def test_formgrader_lists_the_unit_with_the_marks_of_the_report(
    page, teacher, standings, shoot
):
    """Both ways of looking at a class count the same work and the same points."""
    page.goto(teacher.url("formgrader"))
    row = page.get_by_role("row").filter(has_text=UNIT)
    expect(row.locator(".num-submissions")).to_have_text(str(len(standings)))
    shoot(page, "formgrader-units")

    page.goto(f"{teacher.address}/formgrader/manage_submissions/{UNIT}")
    rows = page.locator("#main-table tr")
    expect(rows).to_have_count(15)
    shoot(page, "formgrader-submissions")
    seen = {
        row.locator(".student-id").inner_text(): row.locator(".score").inner_text()
        for row in rows.all()
    }
    assert seen == {
        row["student"]: f"{row['score']:g} / {row['max_score']:g}" for row in standings
    }


def test_a_submission_shows_the_verdict_beside_its_points(page, teacher, shoot):
    """A teacher reads in the gradebook why an answer earned what it earned."""
    page.goto(teacher.url("formgrader"))
    page.goto(f"{teacher.address}/formgrader/gradebook/{UNIT}/{UNIT}")
    expect(page.locator("#main-table .name-hidden")).not_to_have_count(0)
    page.get_by_text("Show All Names").click()
    page.get_by_role("link", name="gil-strict", exact=True).click()
    verdict = page.get_by_text("Partly right: confusion-at (3 of 4 points)")
    expect(verdict).to_be_visible()
    expect(page.get_by_text("look at what happens to a score").first).to_be_visible()
    expect(page.locator("input#confusion-at-check")).to_have_attribute(
        "placeholder", "3"
    )
    verdict.scroll_into_view_if_needed()
    shoot(page, "formgrader-gil-strict")


def test_formgrader_opens_inside_jupyterlab(page, teacher, in_themes):
    """A teacher finds formgrader in JupyterLab's own menu."""
    page.goto(f"{teacher.url('lab')}&reset")
    expect(page.locator("#jupyterlab-splash")).to_have_count(0)
    page.get_by_role("menuitem", name="Nbgrader", exact=True).click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    formgrader = page.frame_locator("iframe[src*=formgrader]")
    expect(formgrader.get_by_role("link", name=UNIT).first).to_be_visible()
    in_themes(page.locator("iframe[src*=formgrader]"), "lab-formgrader")
