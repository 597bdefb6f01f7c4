"""A whole class in one go: release, grade, report, in a temporary place."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from grader.classroom.demo_class import (
    LEARNERS,
    UNIT,
    Learner,
    solved_answers,
    write_submission,
)
from grader.classroom.grade import grade_unit, plan_grading
from grader.classroom.release import release_unit
from grader.classroom.report import report_text
from grader.classroom.standing import Standing
from grader.course import CONFIG, Course
from grader.running import NoWall, detect_isolation

__all__ = ["run_demo"]


def run_demo(course: Course, keep: Path | None, say: Callable[[str], None]) -> bool:
    """Run the demonstration; return whether every mark is the one deserved.

    Parameters
    ----------
    course
        The course whose unit is used; nothing in it changes.
    keep
        A new folder for the class; None for a temporary one.
    say
        Takes the lines to print.
    """
    if keep is not None:
        if keep.exists() and any(keep.iterdir()):
            raise ValueError(f"{keep} is not empty")
        return _run(course, keep.absolute(), say)
    with tempfile.TemporaryDirectory(prefix="course-demo-") as folder:
        return _run(course, Path(folder), say)


def _run(course: Course, root: Path, say: Callable[[str], None]) -> bool:
    place = _copy_course(course, root / "course")
    say(f"release   {UNIT}")
    release_unit(place, UNIT)
    solved = solved_answers(place.solved(UNIT))
    for learner in LEARNERS:
        write_submission(learner, place.released(UNIT), solved, root / "handed-in")
    say(f"collect   {len(LEARNERS)} submissions")
    isolation = _strongest()
    walls = detect_isolation(isolation)
    say(f"isolation {walls} ({walls.words})")
    plan = plan_grading(place, UNIT, root / "handed-in")
    standings = grade_unit(plan, isolation=isolation)
    say(report_text(standings))
    wrong = _undeserved(standings)
    for line in wrong:
        say(line)
    if not wrong:
        say(f"All {len(standings)} marks are the ones deserved.")
    return not wrong


def _strongest() -> str:
    """Return what to ask for: this class is our own, and runs without a wall too."""
    try:
        detect_isolation("auto")
    except NoWall:
        return "limits"
    return "auto"


def _copy_course(course: Course, root: Path) -> Course:
    """Copy what a class needs; never a class that is under way."""
    root.mkdir(parents=True)
    shutil.copy(course.root / CONFIG, root)
    for unit_folder in (course.solutions, course.lessons):
        source = unit_folder / UNIT
        if source.is_dir():
            shutil.copytree(source, root / unit_folder.name / UNIT)
    return Course(root.resolve())


def _undeserved(standings: Sequence[Standing]) -> list[str]:
    by_name = {standing.student: standing for standing in standings}
    lines = []
    for learner in LEARNERS:
        standing = by_name.get(learner.name)
        if standing is None or not _is_deserved(learner, standing):
            lines.append(f"{learner.name}: not what was deserved ({learner.about})")
    return lines


def _is_deserved(learner: Learner, standing: Standing) -> bool:
    if learner.raw is not None:
        return standing.status == "refused" and bool(standing.reason)
    earned = {entry["id"]: entry["points"] for entry in standing.exercises}
    return (
        earned == dict(learner.points)
        and standing.score == learner.score
        and learner.slips <= set(standing.slips)
    )
