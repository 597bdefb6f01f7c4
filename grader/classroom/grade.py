"""Grade a unit: submissions in, marks in nbgrader's gradebook out."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from grader.classroom.batch import Batch
from grader.classroom.collect import Collected, collect, collected_before
from grader.classroom.engine import open_gradebook
from grader.classroom.lock import classroom_lock
from grader.classroom.records import write_refused
from grader.classroom.release import know_unit
from grader.classroom.standing import Standing, class_standing
from grader.course import Course
from grader.marking import (
    Refused,
    UnitNotebooks,
    marking_job,
    read_submission,
    rebuild,
    settle,
)
from grader.running import (
    Isolation,
    Job,
    JobLost,
    Limits,
    Pool,
    WorkerFailed,
    default_workers,
    detect_isolation,
    run_jobs,
)
from grader.running.cluster import cluster_pool
from grader.running.processes import process_pool

__all__ = ["Grading", "NothingToGrade", "grade_unit", "plan_grading"]


class NothingToGrade(FileNotFoundError):  # noqa: N818 (says what happened)
    """There is no such unit, folder or submission."""


@dataclass(frozen=True, slots=True)
class Grading:
    """Whom to grade.

    Parameters
    ----------
    course, unit
        Of what.
    collected
        Every student found, the refused among them.
    """

    course: Course
    unit: str
    collected: Sequence[Collected]


def plan_grading(course: Course, unit: str, submissions: Path | None) -> Grading:
    """Collect submissions, or find those that were collected before.

    Raises
    ------
    NothingToGrade
        If the unit is not released, the folder does not exist, or nobody has
        handed in.
    """
    if not course.released(unit).is_file():
        known = ", ".join(course.units()) or "none"
        raise NothingToGrade(f"unit {unit!r} is not released; the units are: {known}")
    if submissions is None:
        found = collected_before(course, unit)
        if not found:
            where = course.classroom / "submitted"
            raise NothingToGrade(f"no submissions of {unit} in {where}")
        return Grading(course, unit, found)
    if not submissions.is_dir():
        if submissions.exists():
            raise NothingToGrade(f"{submissions} is no folder of submissions")
        raise NothingToGrade(f"the folder {submissions} does not exist")
    with classroom_lock(course):
        collected = collect(course, unit, submissions)
    if not collected:
        raise NothingToGrade(f"no student's folder in {submissions}")
    return Grading(course, unit, collected)


@dataclass(slots=True)
class _Run:
    """One run over a class: what is the same for all, and what is under way.

    The graded questions are drawn once, from one recorded seed: everybody in a
    class is asked the same.
    """

    grading: Grading
    isolation: Isolation
    notebooks: UnitNotebooks
    on_ended: Callable[[], None]
    seed: int = field(default_factory=lambda: secrets.randbits(32))
    rebuilt: dict[str, NotebookNode] = field(default_factory=dict)

    def refuse(self, student: str, reason: str) -> None:
        write_refused(self.grading.course, self.grading.unit, student, reason)
        self.on_ended()

    def jobs(self) -> Iterator[tuple[str, Job]]:
        """Yield a trial job, of no student, then one for each readable submission."""
        stage = self.notebooks.stage
        yield "", Job((), (), stage, Limits(), self.isolation.walls)
        course, unit = self.grading.course, self.grading.unit
        for found in self.grading.collected:
            reason = found.reason
            if not reason:
                try:
                    cells = read_submission(course.submitted(unit, found.student))
                except Refused as refused:
                    reason = f"{refused} ({unit}.ipynb)"
            if reason:
                self.refuse(found.student, reason)
                continue
            notebook = rebuild(self.notebooks.released, cells)
            self.rebuilt[found.student] = notebook
            job = marking_job(notebook, self.seed, Limits(), self.isolation, stage)
            yield found.student, job


def grade_unit(
    grading: Grading,
    *,
    isolation: str = "auto",
    workers: int | None = None,
    cluster: str | None = None,
    on_ended: Callable[[], None] = lambda: None,
) -> list[Standing]:
    """Mark every submission; each ends in a mark or a reasoned refusal.

    Parameters
    ----------
    grading
        Whom to grade.
    isolation
        ``auto`` or ``limits``.
    workers
        How many submissions run at once; by default as many as there are cores.
    cluster
        The address of a Dask scheduler whose workers run them instead.
    on_ended
        Called after each submission.

    Returns
    -------
    list of Standing
        One for each student found, in order.

    Raises
    ------
    WorkerFailed
        If learners' code cannot be run here at all.
    """
    course, unit = grading.course, grading.unit
    know_unit(course, unit)
    notebooks = UnitNotebooks.read(course.released(unit), course.solved(unit))
    run = _Run(grading, detect_isolation(isolation), notebooks, on_ended)
    with ExitStack() as stack:
        pool = stack.enter_context(_pool(workers or default_workers(), cluster))
        gradebook = stack.enter_context(open_gradebook(course))
        batch = stack.enter_context(Batch(course, unit, gradebook, run.seed))
        for student, ran in run_jobs(run.jobs(), pool):
            if isinstance(ran, JobLost):
                if not student:
                    raise WorkerFailed(f"no submission can be run here: {ran.reason}")
                run.refuse(student, f"its worker was lost each time: {ran.reason}")
                continue
            if not student:
                continue
            notebook = run.rebuilt.pop(student)
            try:
                results = settle(notebook, run.seed, ran, notebooks.stored)
            except Exception as error:  # one learner's data must not end a class's run
                why = f"{type(error).__name__}: {ascii(str(error))[1:-1][:200]}"
                run.refuse(student, f"the grader failed on it ({why})")
                continue
            batch.add(student, notebook, results)
            run.on_ended()
    return _standings(grading)


def _pool(workers: int, cluster: str | None) -> AbstractContextManager[Pool]:
    if cluster:
        return cluster_pool(cluster)
    return process_pool(workers)


def _standings(grading: Grading) -> list[Standing]:
    found = {s.student: s for s in class_standing(grading.course, grading.unit)}
    return [found[one.student] for one in grading.collected]
