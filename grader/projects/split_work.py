"""What the work on every project begins with: names, and a split of its rows."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.projects.reading import Rows, read_name, read_rows
from grader.projects.splits import require_disjoint, require_whole_groups

__all__ = ["SplitWork", "see_split"]


class SplitWork(ABC):
    """A learner's names, each read when it is first needed; rows on two sides.

    Parameters
    ----------
    names
        The notebook's names.
    """

    def __init__(self, names: Mapping[str, Any]) -> None:
        self.names = names

    @property
    @abstractmethod
    def size(self) -> int:
        """How many rows, one an image, there are to share out."""

    @cached_property
    def groups(self) -> NDArray[Any] | None:
        """What must not be torn apart, if the learner says."""
        value = self.names.get("groups")
        return None if value is None or value is ... else np.asarray(value)

    @cached_property
    def calibration_rows(self) -> Rows:
        """The rows to fit and choose on."""
        return self._rows("calibration_rows")

    @cached_property
    def test_rows(self) -> Rows:
        """The rows to report on."""
        return self._rows("test_rows")

    def _rows(self, name: str) -> Rows:
        return read_rows(name, read_name(self.names, name), self.size)


def see_split(work: SplitWork) -> str:
    """Look at the rows of either side, and at groups where there are any."""
    calibration, test = work.calibration_rows, work.test_rows
    require_disjoint(calibration, test)
    words = f"{len(calibration):,} calibration and {len(test):,} test rows, none twice"
    if work.groups is not None:
        count = require_whole_groups(work.groups, calibration, test)
        words += f"; none of {count:,} groups is torn apart"
    unused = work.size - len(calibration) - len(test)
    return f"{words}; {unused:,} rows on neither side." if unused else f"{words}."
