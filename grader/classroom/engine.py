"""nbgrader in this process: its configuration, its converters, its gradebook."""

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config, PyFileConfigLoader

from grader.classroom.gradebook import write_ahead
from grader.classroom.lock import LOCK_SECONDS
from grader.course import CONFIG, Course

__all__ = [
    "NbgraderFailed",
    "convert",
    "course_config",
    "open_gradebook",
    "prepare",
]


class NbgraderFailed(RuntimeError):  # noqa: N818 (says what happened)
    """A step of nbgrader ended in an error; the message is its last word on it."""


def course_config(course: Course) -> Config:
    """Read the course's ``nbgrader_config.py``, and no other configuration.

    Its gradebook is one that waits: SQLite gives up after five seconds otherwise.
    """
    config: Config = PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
    url = str(config.CourseDirectory.db_url)
    if url.startswith("sqlite:///") and "?" not in url:
        config.CourseDirectory.db_url = f"{url}?timeout={LOCK_SECONDS}"
    return config


def convert(
    converter: type[BaseConverter], config: Config, unit: str, student: str = "*"
) -> None:
    """Run one of nbgrader's converters on a unit, over what is there already.

    Raises
    ------
    NbgraderFailed
        If nbgrader gives up.
    """
    coursedir = CourseDirectory(config=config)
    coursedir.assignment_id, coursedir.student_id = unit, student
    app = converter(coursedir=coursedir, config=config)
    app.force = True
    app.log.propagate = False
    app.log.setLevel(logging.ERROR)
    if not app.log.handlers:
        app.log.addHandler(logging.NullHandler())
    said = capture_log(app)
    if not said["success"]:
        raise NbgraderFailed(_last_word(said.get("log") or said.get("error") or ""))


@contextmanager
def open_gradebook(course: Course) -> Iterator[Gradebook]:
    """Open the course's gradebook, made when there is none."""
    prepare(course)
    config = course_config(course).CourseDirectory
    try:
        if not course.gradebook.exists():
            _make_gradebook(course, config)
        with Gradebook(config.db_url, config.course_id) as gradebook:
            write_ahead(gradebook)
            yield gradebook
    except SQLAlchemyError as error:
        why = f"{getattr(error, 'orig', None) or error}"
        if "locked" in why:
            why = f"another program has held it for {LOCK_SECONDS} s; try again later"
        raise NbgraderFailed(f"{course.gradebook} cannot be used: {why}") from None


def prepare(course: Course) -> None:
    """Make nbgrader find what it calls by name, and keep its warnings to itself."""
    course.classroom.mkdir(exist_ok=True)
    # nbgrader runs the command `alembic` when it makes a gradebook.
    scripts = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if scripts not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([scripts, path])
    # Its configuration may name plug-ins that lie in the course folder.
    if str(course.root) not in sys.path:
        sys.path.append(str(course.root))
    warnings.filterwarnings("ignore", module=r"(nbgrader|nbconvert|sqlalchemy)\b")


def _make_gradebook(course: Course, config: Config) -> None:
    """Make the gradebook beside its place and move it there whole, unless one came."""
    if not str(config.db_url).startswith(f"sqlite:///{course.gradebook}"):
        return  # a teacher's own database: nbgrader makes its tables
    draft = course.gradebook.with_name(f"gradebook.{os.getpid()}.tmp")
    draft.unlink(missing_ok=True)  # a killed grader's, half made
    try:
        with Gradebook(f"sqlite:///{draft}", config.course_id):
            pass
        if not course.gradebook.exists():  # whoever makes one holds the lock
            draft.replace(course.gradebook)
    finally:
        draft.unlink(missing_ok=True)


def _last_word(log: str) -> str:
    """Return the line of a log that names the error."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    telling = [line for line in lines if "Error" in line or "Refused" in line]
    return (telling or lines or ["nbgrader gave no reason"])[-1]
