"""nbgrader without our configuration fails closed."""

import json
import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from grader.classroom.demo_class import LEARNERS, UNIT, write_submission

BY_NAME = {learner.name: learner for learner in LEARNERS}
WRONG = ("ada-untouched", "gil-strict", "ida-default", "mia-patches")
STOCK = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"
c.ClearSolutions.code_stub = {"python": "# your code here"}
"""
pytestmark = pytest.mark.slow


@pytest.fixture
def path_to_scripts():
    """Return the environment of an activated virtual environment."""
    scripts = os.path.dirname(sys.executable)
    return {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}


def test_stock_nbgrader_marks_no_wrong_answer_right(
    course, command, solved, path_to_scripts
):
    """Without our plug-ins every check cell earns 0 and says what is missing."""
    (course.root / "nbgrader_config.py").write_text(STOCK)
    env = path_to_scripts
    made = command(
        "nbgrader", "generate_assignment", UNIT, "--force", cwd=course.root, env=env
    )
    assert made.code == 0
    for name in WRONG:
        folder = course.root / "submitted" / name
        target = write_submission(
            BY_NAME[name], course.released(UNIT), solved, course.root / "in"
        )
        (folder / UNIT).mkdir(parents=True)
        shutil.copy(target, folder / UNIT)
    ran = command("nbgrader", "autograde", UNIT, cwd=course.root, env=env)

    assert ran.code == 0
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "x") as gradebook:
        marks = {s.student.id: s.score for s in gradebook.assignment_submissions(UNIT)}
    assert marks == dict.fromkeys(WRONG, 0.0)
    path = course.root / "autograded" / "gil-strict" / UNIT / f"{UNIT}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    for cell in cells:
        if cell.id.endswith("-check"):
            assert "nbgrader_config.py is missing" in str(cell.outputs)


def test_validate_tells_the_truth(course, command, solved, path_to_scripts):
    """Nbgrader's Validate passes right work and fails wrong work."""
    said = {}
    for name in ("ben-reference", "gil-strict"):
        target = write_submission(
            BY_NAME[name], course.released(UNIT), solved, course.root / "in"
        )
        ran = command(
            "nbgrader",
            "validate",
            Path(target).name,
            cwd=target.parent,
            env=path_to_scripts,
        )
        said[name] = ran.out + ran.err

    assert "Success" in said["ben-reference"]
    assert "Success" not in said["gil-strict"]
    assert "confusion-at" in said["gil-strict"]
    assert json.dumps("NotYet")[1:-1] in said["gil-strict"]
