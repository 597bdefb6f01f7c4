"""From solved notebooks to released ones, and into the gradebook."""

import filecmp
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment

from grader.classroom.engine import (
    NbgraderFailed,
    convert,
    course_config,
    open_gradebook,
    prepare,
)
from grader.classroom.lock import classroom_lock
from grader.course import Course, released_units

__all__ = ["ReleaseRefused", "UnitRelease", "know_unit", "release_unit", "stale_units"]

_IGNORED = ("__pycache__", ".ipynb_checkpoints")


class ReleaseRefused(RuntimeError):  # noqa: N818 (says what happened)
    """A release that would tear marks from the exercises they belong to."""


@dataclass(frozen=True, slots=True)
class UnitRelease:
    """What releasing a unit did.

    Parameters
    ----------
    unit
        The unit's id.
    changed
        Whether the released folder was out of date.
    """

    unit: str
    changed: bool


def release_unit(course: Course, unit: str) -> UnitRelease:
    """Generate a unit's release, and write it where it has changed.

    The notebook is generated in a temporary root; only a finished one takes the
    place of the old. The gradebook is brought up to date first, and refuses.

    Raises
    ------
    ReleaseRefused
        If there are submissions and the exercises or their points changed.
    """
    with tempfile.TemporaryDirectory(prefix="course-release-") as temporary:
        generated = _generate(course, unit, Path(temporary))
        with classroom_lock(course):
            _update_gradebook(course, unit, generated)
        target = course.lessons / unit
        if _same_folder(generated, target):
            return UnitRelease(unit, changed=False)
        _swap_in(generated, target)
        return UnitRelease(unit, changed=True)


def stale_units(course: Course, units: list[str]) -> list[str]:
    """Return the units whose release is not what their source generates."""
    stale = []
    for unit in units:
        with tempfile.TemporaryDirectory(prefix="course-release-") as temporary:
            generated = _generate(course, unit, Path(temporary))
            if not _same_folder(generated, course.lessons / unit):
                stale.append(unit)
    orphans = set(released_units(course.lessons)) - set(course.units())
    return stale + sorted(orphans)


def know_unit(course: Course, unit: str) -> None:
    """Enter a released unit into the gradebook unless it is there as released.

    Raises
    ------
    ReleaseRefused
        If the unit's source generates other exercises than those released, or
        there are submissions of other exercises.
    """
    released = _cells_of(course.released(unit))
    with classroom_lock(course):
        with open_gradebook(course) as gradebook:
            if _known_cells(gradebook, unit) == released:
                return
        with tempfile.TemporaryDirectory(prefix="course-release-") as temporary:
            generated = _generate(course, unit, Path(temporary))
            if _cells_of(generated / f"{unit}.ipynb") != released:
                raise ReleaseRefused(
                    f"the source of {unit} has changed since its release: run "
                    f"`course release {unit}` before you grade it"
                )
            _update_gradebook(course, unit, generated)


def _generate(course: Course, unit: str, root: Path, db_url: str = "") -> Path:
    """Run nbgrader's own step on a copy of the source; return the release folder.

    Without `db_url` no gradebook is written.
    """
    prepare(course)
    source = course.solutions / unit
    ignore = shutil.ignore_patterns(*_IGNORED)
    shutil.copytree(source, root / "solutions" / unit, ignore=ignore)
    config = course_config(course)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.db_url = db_url
    config.GenerateAssignment.no_database = not db_url
    config.SaveCells.enabled = bool(db_url)
    try:
        convert(GenerateAssignment, config, unit)
    except NbgraderFailed as error:
        raise NbgraderFailed(f"{unit} cannot be generated: {error}") from error
    return root / "lessons" / unit


def _update_gradebook(course: Course, unit: str, generated: Path) -> None:
    """Write the unit's cells into the live gradebook, refusing what would harm."""
    new = _cells_of(generated / f"{unit}.ipynb")
    with open_gradebook(course) as gradebook:
        known = _known_cells(gradebook, unit)
        if known == new:
            return
        changed = known is not None and _points(known) != _points(new)
        if changed and gradebook.assignment_submissions(unit):
            raise ReleaseRefused(
                f"{unit} has submissions in the gradebook, and its exercises or "
                "points have changed: marks would lose their exercise. Finish the "
                "class first, or move classroom/ away and start a new one."
            )
    db_url = course_config(course).CourseDirectory.db_url
    with tempfile.TemporaryDirectory(prefix="course-release-") as temporary:
        _generate(course, unit, Path(temporary), db_url)


def _cells_of(notebook: Path) -> dict[str, Any]:
    """Return each graded or answer cell's points and text, by grade id."""
    cells = {}
    for cell in nbformat.read(notebook, as_version=4).cells:
        ours = cell.metadata.get("nbgrader")
        if ours:
            points = float(ours["points"]) if ours.get("grade") else None
            cells[ours["grade_id"]] = (points, cell.source)
    return cells


def _known_cells(gradebook: Gradebook, unit: str) -> dict[str, Any] | None:
    try:
        notebook = gradebook.find_notebook(unit, unit)
    except MissingEntry:
        return None
    points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    return {c.name: (points.get(c.name), c.source) for c in notebook.source_cells}


def _points(cells: dict[str, Any]) -> dict[str, float | None]:
    return {name: points for name, (points, _) in cells.items()}


def _same_folder(left: Path, right: Path) -> bool:
    if not right.is_dir():
        return False
    names = {p.relative_to(left) for p in left.rglob("*") if p.is_file()}
    others = {
        p.relative_to(right)
        for p in right.rglob("*")
        if p.is_file() and not set(p.parts) & set(_IGNORED)
    }
    return names == others and all(
        filecmp.cmp(left / name, right / name, shallow=False) for name in names
    )


def _swap_in(generated: Path, target: Path) -> None:
    """Put a finished folder in a target's place by two renames on one disk."""
    new = target.with_name(f".{target.name}.new")
    old = target.with_name(f".{target.name}.old")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(generated, new)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
