"""The gradebook knows a unit as it was released, or grading waits."""

import nbformat
import pytest

from grader.classroom.demo_class import UNIT
from grader.classroom.engine import open_gradebook
from grader.classroom.release import ReleaseRefused, know_unit


@pytest.mark.slow
def test_a_source_that_is_ahead_of_its_release_is_refused(course):
    """Else the gradebook would hold exercises that nobody was given."""
    solved = nbformat.read(course.solved(UNIT), as_version=4)
    last = max(
        index
        for index, cell in enumerate(solved.cells)
        if cell.metadata.get("nbgrader", {}).get("grade")
    )
    removed = solved.cells.pop(last)
    nbformat.write(solved, course.solved(UNIT))
    with pytest.raises(ReleaseRefused, match=f"course release {UNIT}"):
        know_unit(course, UNIT)
    with open_gradebook(course) as gradebook:
        assert gradebook.assignments == []

    solved.cells.insert(last, removed)
    nbformat.write(solved, course.solved(UNIT))
    know_unit(course, UNIT)
    with open_gradebook(course) as gradebook:
        names = {cell.name for cell in gradebook.find_notebook(UNIT, UNIT).grade_cells}
    assert removed.metadata.nbgrader.grade_id in names
