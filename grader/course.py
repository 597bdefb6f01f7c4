"""Where the course lies: a teacher's folder, or what is installed."""

from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "CONFIG",
    "Course",
    "CourseNotFound",
    "find_course",
    "lessons_folder",
    "open_notebooks",
    "released_units",
    "solved_notebook",
]

CONFIG = "nbgrader_config.py"


class CourseNotFound(FileNotFoundError):  # noqa: N818 (says what happened)
    """There is no course where one was looked for."""


@dataclass(frozen=True, slots=True)
class Course:
    """A course folder, with nbgrader's steps in it.

    Parameters
    ----------
    root
        The folder with ``nbgrader_config.py``.
    """

    root: Path

    @property
    def solutions(self) -> Path:
        """What a teacher edits."""
        return self.root / "solutions"

    @property
    def lessons(self) -> Path:
        """What learners are given."""
        return self.root / "lessons"

    @property
    def classroom(self) -> Path:
        """What a class produces; never committed."""
        return self.root / "classroom"

    @property
    def gradebook(self) -> Path:
        """The database that nbgrader keeps."""
        return self.classroom / "gradebook.db"

    def released(self, unit: str) -> Path:
        """Return the released notebook of a unit."""
        return self.lessons / unit / f"{unit}.ipynb"

    def solved(self, unit: str) -> Path:
        """Return the solved notebook of a unit."""
        return self.solutions / unit / f"{unit}.ipynb"

    def submitted(self, unit: str, student: str) -> Path:
        """Return the notebook that a student handed in."""
        return self.classroom / "submitted" / student / unit / f"{unit}.ipynb"

    def autograded(self, unit: str, student: str) -> Path:
        """Return the marked notebook of a student."""
        return self.classroom / "autograded" / student / unit / f"{unit}.ipynb"

    def units(self) -> list[str]:
        """Return the units that have a source, sorted."""
        return _units_in(self.solutions)

    def require_unit(self, unit: str) -> None:
        """Refuse what is none of the units.

        Raises
        ------
        RuntimeError
            With the units that there are.
        """
        if unit not in self.units():
            known = ", ".join(self.units()) or "none"
            raise RuntimeError(f"no unit {unit!r}; the units are: {known}")


def find_course(folder: Path | None = None) -> Course:
    """Find the course: the folder given, or the nearest one above the present.

    Raises
    ------
    CourseNotFound
        If there is no ``nbgrader_config.py`` there.
    """
    if folder is not None:
        if not (folder / CONFIG).is_file():
            raise CourseNotFound(f"{folder} is no course folder: it has no {CONFIG}")
        return Course(folder.resolve())
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / CONFIG).is_file():
            return Course(candidate)
    raise CourseNotFound(
        f"no {CONFIG} in {here} or above it: say where the course is with --course DIR"
    )


def lessons_folder(course: Course | None = None) -> Path:
    """Return the folder of released units: the course's, or the installed one."""
    if course is not None:
        return course.lessons
    import lessons  # noqa: PLC0415 (only learners without a course folder need it)

    return Path(lessons.__path__[0])


def solved_notebook(unit: str) -> Path | None:
    """Return the installed solved notebook of a unit, if there is one.

    In a checkout `solutions` lies beside this package, in a wheel inside it.
    """
    package = Path(__file__).parent
    for folder in (package.parent / "solutions", package / "_solutions"):
        path = folder / unit / f"{unit}.ipynb"
        if path.is_file():
            return path
    return None


def released_units(lessons: Path) -> list[str]:
    """Return the units that are released in a folder, sorted."""
    return _units_in(lessons)


def open_notebooks(lessons: Path) -> dict[str, Path]:
    """Return the notebooks that nobody marks, by name: the projects, then the rest.

    They are kept by hand beside the units.
    """
    projects = sorted((lessons / "projects").glob("*.ipynb"))
    paths = [*projects, lessons / "use_at_work.ipynb"]
    return {path.stem: path for path in paths if path.is_file()}


def _units_in(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    found = (path.name for path in folder.iterdir() if path.is_dir())
    return sorted(n for n in found if (folder / n / f"{n}.ipynb").is_file())
