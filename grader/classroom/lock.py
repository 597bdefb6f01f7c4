"""One grader at a time where two would get into each other's way."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager

from grader.course import Course

__all__ = ["LOCK_SECONDS", "ClassroomBusy", "classroom_lock"]

LOCK_SECONDS = 60
"""How long one waits for another program that is writing."""

_PAUSE = 0.05


class ClassroomBusy(RuntimeError):  # noqa: N818 (says what happened)
    """Another program has held the classroom for too long."""


@contextmanager
def classroom_lock(course: Course) -> Iterator[None]:
    """Hold the classroom for the block; the system frees it when a process ends.

    Raises
    ------
    ClassroomBusy
        If it is held by another process for `LOCK_SECONDS`.
    """
    course.classroom.mkdir(exist_ok=True)
    deadline = time.monotonic() + LOCK_SECONDS
    with (course.classroom / ".lock").open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ClassroomBusy(
                        f"another program has held {course.classroom} for "
                        f"{LOCK_SECONDS} s; try again later"
                    ) from None
                time.sleep(_PAUSE)
        yield
