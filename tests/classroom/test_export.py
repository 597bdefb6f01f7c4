"""The export gives the marks that nbgrader's own would."""

import csv
import io
from dataclasses import replace

import pytest
from nbgrader.api import Gradebook

from grader.classroom.demo_class import LEARNERS, UNIT
from grader.classroom.export import csv_text

STRICT = next(one for one in LEARNERS if one.name == "gil-strict")


@pytest.mark.slow
def test_a_name_is_no_formula(course, command, hand_in):
    """Who is called =1+1 is so in a spreadsheet too."""
    folder = hand_in(replace(STRICT, name="=1+1"), replace(STRICT, name="@a"))
    ran = command("course", "grade", UNIT, "--submissions", folder, cwd=course.root)
    assert ran.code == 0, ran.err
    rows = list(csv.DictReader(io.StringIO(csv_text(course))))

    assert [row["student_id"] for row in rows] == ["'=1+1", "'@a"]
    assert [row["score"] for row in rows] == ["11.0", "11.0"]


@pytest.mark.slow
def test_a_late_penalty_is_taken_off(course, command, hand_in):
    """11 points less a penalty of 4 are 7; more than there is leaves nothing."""
    folder = hand_in(STRICT, replace(STRICT, name="later"))
    ran = command("course", "grade", UNIT, "--submissions", folder, cwd=course.root)
    assert ran.code == 0, ran.err
    with Gradebook(f"sqlite:///{course.gradebook}", "x") as gradebook:
        for name, penalty in ((STRICT.name, 4.0), ("later", 99.0)):
            late = gradebook.find_submission_notebook(UNIT, UNIT, name)
            late.late_submission_penalty = penalty
        gradebook.db.commit()
    rows = {
        row["student_id"]: row for row in csv.DictReader(io.StringIO(csv_text(course)))
    }

    assert (rows[STRICT.name]["score"], rows["later"]["score"]) == ("7.0", "0.0")
    assert rows[STRICT.name]["late_submission_penalty"] == "4.0"
