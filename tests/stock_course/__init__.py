"""The same unit for stock nbgrader, with the tests in the check cells."""

from tests.stock_course.course import (
    Marks,
    StockCourse,
    make_stock_course,
    read_marks,
    script,
    with_scripts,
)

__all__ = [
    "Marks",
    "StockCourse",
    "make_stock_course",
    "read_marks",
    "script",
    "with_scripts",
]
