"""Write marks into nbgrader's gradebook: many submissions a transaction.

nbgrader opens its database nine times a submission and commits some twenty
times. Here one connection writes a batch, through nbgrader's own model and by
its rules: a mark comes from a check cell's outputs, what a person marked or
commented stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import select, text
from sqlalchemy.orm import selectinload
from traitlets.config import Config

__all__ = ["Entry", "enter_marks", "write_ahead"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A marked submission as it goes into the gradebook.

    Parameters
    ----------
    student
        Whose.
    notebook
        The marked notebook, verdicts in its check cells.
    timestamp
        When it was handed in, in UTC without a zone as nbgrader keeps it; None when
        not known.
    """

    student: str
    notebook: NotebookNode
    timestamp: datetime | None


def write_ahead(gradebook: Gradebook) -> None:
    """Let others read an SQLite gradebook while one writes it; kept by the file."""
    if gradebook.engine.dialect.name == "sqlite":
        with gradebook.engine.connect() as connection:
            connection.execute(text("PRAGMA journal_mode=WAL"))


def enter_marks(
    gradebook: Gradebook, unit: str, entries: Sequence[Entry], config: Config
) -> None:
    """Enter a batch of marks: all of it or, when this fails, nothing.

    Parameters
    ----------
    gradebook
        Open; the unit is known to it.
    unit
        Of what.
    entries
        Marked submissions, one a student.
    config
        The course's, for its penalty on late submissions.
    """
    with _transaction(gradebook):
        assignment = gradebook.find_assignment(unit)
        notebook = gradebook.find_notebook(unit, unit)
        names = {cell.id: cell.name for cell in notebook._base_cells}
        students = [entry.student for entry in entries]
        _add_students(gradebook, students)
        known = _submissions(gradebook, assignment, students)
        for entry in entries:
            with gradebook.db.no_autoflush:
                submission = known.get(entry.student)
                if submission is None:
                    submission = SubmittedAssignment(
                        assignment=assignment, student_id=entry.student
                    )
                    gradebook.db.add(submission)
                _mirror(assignment, submission)
                if entry.timestamp:
                    submission.timestamp = entry.timestamp
                by_notebook = {of.notebook: of for of in submission.notebooks}
                _enter(by_notebook[notebook], entry.notebook, names)
            _penalise(gradebook, submission, by_notebook[notebook], config)


@contextmanager
def _transaction(gradebook: Gradebook) -> Iterator[None]:
    """Take the right to write at once, so that no other writer comes between."""
    if gradebook.engine.dialect.name == "sqlite":
        gradebook.db.execute(text("BEGIN IMMEDIATE"))
    try:
        yield
        gradebook.db.commit()
    finally:
        gradebook.db.remove()  # rolls back what was not committed


def _add_students(gradebook: Gradebook, students: Sequence[str]) -> None:
    wanted = select(Student.id).where(Student.id.in_(students))
    known = set(gradebook.db.scalars(wanted))
    gradebook.db.add_all(Student(id=name) for name in students if name not in known)


def _submissions(
    gradebook: Gradebook, assignment: Assignment, students: Sequence[str]
) -> dict[str, SubmittedAssignment]:
    """Find these students' earlier submissions, with all that belongs to them."""
    of_notebook = selectinload(SubmittedAssignment.notebooks)
    wanted = (
        select(SubmittedAssignment)
        .where(SubmittedAssignment.assignment_id == assignment.id)
        .where(SubmittedAssignment.student_id.in_(students))
        .options(
            of_notebook.selectinload(SubmittedNotebook.grades),
            of_notebook.selectinload(SubmittedNotebook.comments),
        )
    )
    return {found.student_id: found for found in gradebook.db.scalars(wanted)}


def _mirror(assignment: Assignment, submission: SubmittedAssignment) -> None:
    """Give a submission whatever the assignment has, as nbgrader's own does.

    One that nbgrader made before the unit was released has no notebook yet.
    """
    there = {found.notebook_id: found for found in submission.notebooks}
    for notebook in assignment.notebooks:
        submitted = there.get(notebook.id)
        if submitted is None:
            submitted = SubmittedNotebook(notebook=notebook)
            submission.notebooks.append(submitted)
        graded = {grade.cell_id for grade in submitted.grades}
        for cell in (*notebook.grade_cells, *notebook.task_cells):
            if cell.id not in graded:
                submitted.grades.append(Grade(cell_id=cell.id))
        commented = {comment.cell_id for comment in submitted.comments}
        for cell in (*notebook.solution_cells, *notebook.task_cells):
            if cell.id not in commented:
                submitted.comments.append(Comment(cell_id=cell.id))


def _enter(
    submitted: SubmittedNotebook, marked: NotebookNode, names: Mapping[str, str]
) -> None:
    """Enter what nbgrader reads from a marked notebook's cells."""
    grades = {names[grade.cell_id]: grade for grade in submitted.grades}
    comments = {names[comment.cell_id]: comment for comment in submitted.comments}
    for cell in marked.cells:
        if utils.is_grade(cell):
            grade = grades[cell.metadata.nbgrader.grade_id]
            grade.auto_score, _ = utils.determine_grade(cell)
            by_hand = grade.manual_score is not None or grade.auto_score is None
            grade.needs_manual_grade = by_hand
        if utils.is_solution(cell):
            comment = comments[cell.metadata.nbgrader.grade_id]
            comment.auto_comment = "No response." if _is_untouched(cell) else None


def _is_untouched(cell: NotebookNode) -> bool:
    released = cell.metadata.nbgrader.get("checksum")
    return bool(released == utils.compute_checksum(cell))


def _penalise(
    gradebook: Gradebook,
    submission: SubmittedAssignment,
    submitted: SubmittedNotebook,
    config: Config,
) -> None:
    """Ask the course's plug-in what a late submission loses, as nbgrader does."""
    submitted.late_submission_penalty = None
    if submission.assignment.duedate is None or submission.total_seconds_late <= 0:
        return
    gradebook.db.flush()
    gradebook.db.refresh(submitted, ["score"])
    asked = AssignLatePenalties(config=config)
    if not asked.enabled:
        return
    asked.init_plugin()
    penalty = asked.plugin_inst.late_submission_penalty(
        submission.student_id, submitted.score, submission.total_seconds_late
    )
    if penalty is not None:
        penalty = asked._check_late_penalty(submitted, penalty)
    submitted.late_submission_penalty = penalty
