"""A class's records are read as data; whoever wrote nonsense is left out."""

import nbformat
import pytest

from grader.classroom.quick_test import UNIT, _taken


@pytest.mark.parametrize(
    ("source", "is_read"),
    [
        ("quick_test = {'form': 1, 'answers': {}}", True),
        ("quick_test: dict = {'form': 1, 'answers': {}}", True),
        ("quick_test: dict", False),
        ("quick_test = {[]}", False),
        ("quick_test = {'form': 1, 'answers': {[]: 1}}", False),
        ("quick_test = open('keys')", False),
        ("quick_test =", False),
    ],
)
def test_a_record_is_read_or_left_out(course, source, is_read):
    """Nothing that a learner writes ends the report on the class."""
    cell = nbformat.v4.new_code_cell(source)
    cell.metadata["nbgrader"] = {"grade_id": "quick-test", "solution": True}
    path = course.classroom / "autograded" / "eve" / UNIT / f"{UNIT}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)

    assert (_taken(course, "eve") is not None) is is_read
