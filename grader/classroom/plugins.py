"""Our part in `nbgrader autograde`: named in the course's nbgrader_config.py.

nbgrader converts a submission in two passes. In the first, `SubmissionExporter`
reads the submission's source text alone and rebuilds the rest from the released
notebook. In the second, `MarkByProbes` stands where nbgrader would run the
notebook: it has the code run in a worker, asks the probes, and writes the
verdict into the outputs of the check cells, where nbgrader reads its marks.
"""

import secrets
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum

from grader.classroom.records import write_graded, write_refused
from grader.classroom.release import know_unit
from grader.course import Course
from grader.marking import Refused, UnitNotebooks, mark, read_submission, rebuild
from grader.running import detect_isolation

__all__ = ["MarkByProbes", "SubmissionExporter", "know_the_unit"]


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """Reads a submission as source text, put into the released notebook."""

    def from_filename(
        self, filename: str, resources: Any = None, **options: Any
    ) -> tuple[str, Any]:
        """Convert one notebook: rebuilt when it is a submission, else as it is."""
        coursedir = self.parent.coursedir
        facts = resources["nbgrader"]
        unit, student = facts["assignment"], facts["student"]
        submitted = coursedir.format_path(coursedir.submitted_directory, student, unit)
        if not Path(filename).is_relative_to(submitted):
            plain: tuple[str, Any] = super().from_filename(
                filename, resources=resources, **options
            )
            return plain
        course = Course(Path(coursedir.root))
        try:
            cells = read_submission(Path(filename))
        except Refused as refused:
            write_refused(course, unit, student, str(refused))
            raise
        master = nbformat.read(course.released(unit), as_version=4)
        resources["metadata"] = {"name": facts["notebook"], "path": submitted}
        rebuilt = rebuild(master, cells)
        converted: tuple[str, Any] = self.from_notebook_node(
            rebuilt, resources, **options
        )
        return converted


class MarkByProbes(NbGraderPreprocessor):  # type: ignore[misc]
    """Runs a rebuilt notebook in a worker and writes the verdicts into it."""

    isolation = Enum(
        ("auto", "limits"),
        default_value="auto",
        help="The wall around a learner's code: the strongest there is, or limits.",
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark one notebook and keep a record of what was found."""
        isolation = detect_isolation(self.isolation)
        self.log.info("isolation: %s", isolation)
        facts = resources["nbgrader"]
        unit, student = facts["assignment"], facts["student"]
        course = Course(Path(self.parent.parent.coursedir.root))
        notebooks = UnitNotebooks.read(course.released(unit), course.solved(unit))
        seed = secrets.randbits(32)
        results = mark(nb, seed, stored=notebooks.stored, isolation=isolation)
        write_graded(course, unit, student, seed, results)
        return nb, resources


def know_the_unit(assignment: str, **_: Any) -> None:
    """Enter the unit into the gradebook before its first submission is marked.

    nbgrader calls this in the course folder.
    """
    know_unit(Course(Path.cwd()), assignment)
