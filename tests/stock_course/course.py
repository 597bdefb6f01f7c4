"""A course for stock nbgrader: made, filled with submissions, read out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from tests.stock_course.master import stock_master

__all__ = [
    "Marks",
    "StockCourse",
    "make_stock_course",
    "read_marks",
    "script",
    "with_scripts",
]

Marks = dict[str, dict[str, float]]
"""Points by student and exercise; a student without a mark is not in it."""

_CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.ClearSolutions.code_stub = {"python": "# your code here"}
"""


@dataclass(frozen=True, slots=True)
class StockCourse:
    """A folder in which plain `nbgrader` grades one unit."""

    root: Path
    unit: str

    @property
    def gradebook(self) -> Path:
        """Where nbgrader keeps its marks."""
        return self.root / "gradebook.db"

    def copy_to(self, root: Path) -> StockCourse:
        """Return a course of its own with the same release and gradebook."""
        shutil.copytree(self.root, root)
        return StockCourse(root, self.unit)

    def take_in(self, submissions: Iterable[Path]) -> None:
        """Put ``<student>/<unit>.ipynb`` where nbgrader looks for it."""
        for path in submissions:
            folder = self.root / "submitted" / path.parent.name / self.unit
            folder.mkdir(parents=True)
            shutil.copy(path, folder)

    @property
    def autograde(self) -> list[str]:
        """The command that grades all that was taken in."""
        return [script("nbgrader"), "autograde", self.unit]


def make_stock_course(
    root: Path, solved: Path, points: Mapping[str, Mapping[str, float]]
) -> StockCourse:
    """Make a stock course of a solved notebook, released and in its gradebook."""
    unit = solved.stem
    (root / "source" / unit).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(_CONFIG, "utf-8")
    nbformat.write(stock_master(solved, points), root / "source" / unit / solved.name)
    subprocess.run(
        [script("nbgrader"), "generate_assignment", unit],
        cwd=root,
        env=with_scripts(),
        check=True,
        capture_output=True,
    )
    return StockCourse(root, unit)


def with_scripts() -> dict[str, str]:
    """Return the environment of an activated virtual environment."""
    scripts = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]])}


def read_marks(gradebook: Path, unit: str) -> Marks:
    """Read each student's automatic marks through nbgrader's own model."""
    with Gradebook(f"sqlite:///{gradebook}", "any") as opened:
        return {
            submission.student.id: {
                grade.name.removesuffix("-check"): grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in opened.assignment_submissions(unit)
        }


def script(name: str) -> str:
    """Return the path of a command of this environment."""
    return str(Path(sys.executable).parent / name)
