"""A course in a temporary place, and a class that was graded in it once."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from grader.classroom.demo_class import (
    LEARNERS,
    UNIT,
    solved_answers,
    write_submission,
)
from grader.course import Course

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent


@dataclass(frozen=True)
class Ran:
    """What a command said."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def command(tmp_path_factory):
    """Return a function that runs a command of this environment."""
    home = tmp_path_factory.mktemp("home")

    def run(*args, cwd, env=None):
        # A user calls the command by its path: the environment is not activated.
        environment = {
            **os.environ,
            "HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(home / "jupyter"),
            **(env or {}),
        }
        done = subprocess.run(
            [str(SCRIPTS / args[0]), *map(str, args[1:])],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert "Traceback (most recent call last)" not in done.stdout + done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def copy_course(root):
    """Copy what a teacher has: configuration, sources, releases."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for folder in ("solutions", "lessons"):
        shutil.copytree(
            ROOT / folder / UNIT,
            root / folder / UNIT,
            ignore=shutil.ignore_patterns("__pycache__", ".*"),
        )
    return Course(root)


@pytest.fixture
def course(tmp_path):
    """Return a fresh course of its own."""
    return copy_course(tmp_path / "course")


@pytest.fixture(scope="session")
def solved():
    """Return the solved answers by exercise id."""
    return solved_answers(ROOT / "solutions" / UNIT / f"{UNIT}.ipynb")


@pytest.fixture
def hand_in(course, solved, tmp_path):
    """Return a function that writes learners' submissions and gives the folder."""

    def write(*learners):
        folder = tmp_path / "handed in"
        folder.mkdir(exist_ok=True)
        for learner in learners:
            write_submission(learner, course.released(UNIT), solved, folder)
        return folder

    return write


@dataclass(frozen=True)
class GradedClass:
    """A class that `course grade` has graded."""

    course: Course
    ran: Ran
    rows: dict


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory, command, solved):
    """Grade the whole generated class by the command, once."""
    root = tmp_path_factory.mktemp("class")
    course = copy_course(root / "course")
    for learner in LEARNERS:
        write_submission(learner, course.released(UNIT), solved, root / "in")
    ran = command(
        "course",
        "grade",
        UNIT,
        "--submissions",
        root / "in",
        "--json",
        root / "marks.json",
        cwd=course.root,
    )
    rows = json.loads((root / "marks.json").read_text("utf-8"))
    return GradedClass(course, ran, {row["student"]: row for row in rows})
