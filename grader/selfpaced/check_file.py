"""Check a learner's own notebook file in a fresh worker: `course check`."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.checking import Outcome, Result, points, to_text
from grader.course import Course, lessons_folder, open_notebooks, released_units
from grader.exercises import UNITS, find_written
from grader.marking import Refused, SubmittedCell, mark, read_submission, rebuild
from grader.running import detect_isolation
from grader.selfpaced.workspace import Workspace, find_workspace

__all__ = ["CheckedFile", "check_file"]

_OWN = " A project checks itself: run its cells, `check_project(...)` among them."


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """How a learner's notebook stands.

    Parameters
    ----------
    unit
        The unit's or project's id.
    results
        One an exercise.
    needs_manual
        Exercises that a person marks.
    is_project
        Whether it is one of the projects, which check themselves.
    unrecorded
        Why the workspace could not keep the results; "" where it did, or where
        there is none.
    """

    unit: str
    results: tuple[Result, ...]
    needs_manual: tuple[str, ...]
    is_project: bool = False
    unrecorded: str = ""

    @property
    def score(self) -> float:
        """The points that were earned."""
        return sum(result.points for result in self.results)

    @property
    def max_score(self) -> float:
        """The points that can be earned."""
        return sum(result.max_points for result in self.results)

    @property
    def is_right(self) -> bool:
        """Whether every exercise that a machine can check is right."""
        return all(
            result.outcome is Outcome.CORRECT
            for result in self.results
            if find_written(result.exercise_id) is None
        )

    def to_text(self) -> str:
        """Return a few lines for each exercise, and the sum."""
        if not self.results:
            own = _OWN if self.is_project else ""
            return f"{self.unit} has no exercises, so there is nothing to check.{own}"
        total = f"{points(self.score)} of {points(self.max_score)} points"
        results = map(_with_next_step, self.results)
        return "\n\n".join([*map(to_text, results), f"{self.unit}: {total}"])

    def to_json(self) -> dict[str, Any]:
        """Return the same shape as one row of ``course grade --json``."""
        return {
            "unit": self.unit,
            "status": "graded",
            "reason": None,
            "score": self.score,
            "max_score": self.max_score,
            "needs_manual": list(self.needs_manual),
            "exercises": [result.to_json() for result in self.results],
        }


def check_file(path: Path, course: Course | None) -> CheckedFile:
    """Run a notebook in a fresh worker and ask every probe, the graded ones too.

    Parameters
    ----------
    path
        The learner's notebook; it is not changed.
    course
        Whose released notebooks to compare with; None for the installed ones.

    Raises
    ------
    ValueError
        If the file is no notebook, or of no unit of this course.
    """
    detect_isolation("limits")
    try:
        cells = read_submission(path.resolve() if path.is_symlink() else path)
    except Refused as refused:
        raise ValueError(f"{path}: {refused}") from None
    lessons = lessons_folder(course)
    idle = _unit_without_exercises(cells, lessons)
    if idle:
        is_project = idle in open_notebooks(lessons)
        return CheckedFile(idle, (), (), is_project)
    unit, master = _master_of(path, cells, lessons)
    notebook = rebuild(master, cells)
    results = mark(notebook, secrets.randbits(32))
    manual = tuple(
        result.exercise_id
        for result in results
        if result.outcome is Outcome.NEEDS_MANUAL
    )
    unrecorded = _record(find_workspace(path.absolute().parent), results)
    return CheckedFile(unit, results, manual, unrecorded=unrecorded)


def _record(workspace: Workspace | None, results: tuple[Result, ...]) -> str:
    """Keep results where there is a workspace; return why that failed, or ""."""
    if workspace is None:
        return ""
    try:
        for result in results:
            workspace.record("check", result.exercise_id, result)
    except OSError as error:
        return str(error)
    return ""


def _with_next_step(result: Result) -> Result:
    """Tell who marks what no machine does."""
    if result.outcome is not Outcome.NEEDS_MANUAL:
        return result
    note = (
        f'Learning alone, run check("{result.exercise_id}") in the notebook and mark '
        "it by the rubric. In a class your teacher marks it."
    )
    return replace(result, notes=(*result.notes, note))


def _master_of(
    path: Path, cells: tuple[SubmittedCell, ...], lessons: Path
) -> tuple[str, NotebookNode]:
    """Find the unit by its exercises, whatever the file is called."""
    ids = {cell.grade_id for cell in cells if cell.grade_id}
    for name in released_units(lessons):
        known = UNITS.get(name)
        if known and ids & {exercise.id for exercise in known.exercises}:
            released = lessons / name / f"{name}.ipynb"
            return name, nbformat.read(released, as_version=4)
    raise ValueError(f"{path}: it holds no exercise of this course's released units")


def _unit_without_exercises(cells: tuple[SubmittedCell, ...], lessons: Path) -> str:
    """Find a unit or project that asks nothing, by its first cell; "" if it is none."""
    sources = {cell.source for cell in cells}
    idle = {
        name: lessons / name / f"{name}.ipynb"
        for name in released_units(lessons)
        if name not in UNITS
    }
    for name, path in (idle | open_notebooks(lessons)).items():
        if nbformat.read(path, as_version=4).cells[0].source in sources:
            return name
    return ""
