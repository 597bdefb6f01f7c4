"""A teacher marks an answer in words in nbgrader's formgrader."""

import os
import re
import sys

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import expect

from grader.classroom.grade import grade_unit, plan_grading
from grader.classroom.standing import class_standing
from tests.written_course import UNIT, WHY, hand_in, write_course

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEEDED = re.compile("needs_manual_grade")
WORDS = "<b id='alive'>Flagging</b> costs $1 - p$ on average."


@pytest.fixture
def course(tmp_path):
    """Return a course in which one learner has handed in words."""
    made = write_course(tmp_path / "course")
    hand_in(made, tmp_path / "in", "ana", WORDS)
    grade_unit(plan_grading(made, UNIT, tmp_path / "in"))
    return made


def test_a_teacher_marks_words_and_grading_again_keeps_the_mark(
    page, serve, course, shoot
):
    """Formgrader asks for the mark, shows rubric and inert words, and keeps it."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    server = serve(command, course.root)
    page.goto(server.url("formgrader"))
    page.goto(f"{server.address}/formgrader/gradebook/{UNIT}/{UNIT}")
    expect(page.locator("#main-table .name-hidden")).not_to_have_count(0)
    page.get_by_text("Show All Names").click()
    page.get_by_role("link", name="ana", exact=True).click()
    expect(page.get_by_text("Marked by hand:")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.locator("#alive")).to_have_count(0)
    field = page.locator(f"input#{WHY}")
    expect(field).to_have_class(NEEDED)
    field.fill("1.5")
    field.press("Tab")
    expect(field).not_to_have_class(NEEDED)
    shoot(page, "formgrader-words")
    (row,) = class_standing(course, UNIT)
    assert (row.score, row.needs_manual) == (3.5, ())
    (row,) = grade_unit(plan_grading(course, UNIT, None))
    assert row.score == 3.5
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        assert gradebook.find_grade(WHY, UNIT, UNIT, "ana").manual_score == 1.5
