"""The two that are compared, each with a class of its own, ready to be graded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.grading.process import Taken, measure
from tests.honest_class import (
    POINTS,
    UNIT,
    HonestLearner,
    copy_course,
    honest_class,
    write_class,
)
from tests.honest_class.course import RELEASED, SOLVED
from tests.stock_course import (
    Marks,
    StockCourse,
    make_stock_course,
    read_marks,
    script,
    with_scripts,
)

__all__ = ["Side", "ours", "stock"]


@dataclass(frozen=True, slots=True)
class Side:
    """One run of one grader over one class.

    Parameters
    ----------
    learners
        Who was graded.
    taken
        What it took.
    marks
        What came of it.
    """

    learners: Sequence[HonestLearner]
    taken: Taken
    marks: Marks

    @property
    def rate(self) -> float:
        """Submissions a second."""
        return len(self.learners) / self.taken.seconds

    @property
    def wrong_marks(self) -> int:
        """How many exercises got another mark than is deserved."""
        return sum(
            self.marks.get(learner.name, {}).get(exercise) != points
            for learner in self.learners
            for exercise, points in learner.points.items()
        )


def stock(root: Path, size: int, released: StockCourse | None = None) -> Side:
    """Grade a class by stock `nbgrader autograde`, the tests in its check cells."""
    learners = _class(size)
    made = released or make_stock_course(root / "master", SOLVED, POINTS)
    course = made.copy_to(root / "stock")
    course.take_in(write_class(learners, RELEASED, root / "in"))
    taken = measure(course.autograde, course.root, with_scripts())
    return Side(learners, taken, read_marks(course.gradebook, UNIT))


def ours(root: Path, size: int, options: Sequence[str] = ()) -> Side:
    """Grade a class by `course grade`, from collecting it to the gradebook."""
    learners = _class(size)
    course = copy_course(root / "course")
    for _ in write_class(learners, RELEASED, root / "in"):
        pass
    given = ("--submissions", root / "in", *options)
    command = (script("course"), "grade", UNIT, *given)
    taken = measure(command, course.root, with_scripts())
    return Side(learners, taken, read_marks(course.gradebook, UNIT))


def _class(size: int) -> Sequence[HonestLearner]:
    """Return honest learners, without those over whom stock nbgrader ends."""
    some = honest_class(size + size // 4 + 4)
    return [learner for learner in some if not learner.shape.ends_stock][:size]
