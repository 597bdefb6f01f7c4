"""Whether a split is declared, disjoint, and tears nothing apart."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.projects.look import Explain, NotYetRight
from grader.projects.reading import Rows, shown

__all__ = ["require_disjoint", "require_no_twins", "require_whole_groups"]


def require_disjoint(calibration: Rows, test: Rows) -> None:
    """Refuse a split with a row on both sides.

    Raises
    ------
    NotYetRight
        If there is one.
    """
    both = np.intersect1d(calibration, test)
    if both.size:
        raise NotYetRight(
            f"{both.size:,} rows are in `calibration_rows` and in `test_rows`, row "
            f"{both[0]} first. What the fit has seen proves nothing: give each row to "
            "one side."
        )


def require_whole_groups(groups: NDArray[Any], calibration: Rows, test: Rows) -> int:
    """Refuse a split that tears a group apart; return how many groups there are.

    Raises
    ------
    NotYetRight
        If a group has rows on both sides, or groups and rows do not match.
    """
    if groups.ndim != 1 or len(groups) <= max(calibration.max(), test.max()):
        raise NotYetRight(
            f"`groups` is to have one entry a row; its shape is {groups.shape}."
        )
    torn = np.intersect1d(groups[calibration], groups[test])
    if torn.size:
        have = "group has" if torn.size == 1 else "groups have"
        raise NotYetRight(
            f"{torn.size:,} {have} rows on both sides, {shown(torn[0], 40)} "
            "first: images of one patient, part or video resemble each other. Draw "
            "whole groups, as `projects.draw_split(..., groups=groups)` does."
        )
    return len(np.unique(groups))


def require_no_twins(
    outputs: Sequence[NDArray[Any]] | NDArray[Any], calibration: Rows, test: Rows
) -> None:
    """Ask about outputs that are, number by number, the same on both sides.

    Raises
    ------
    Explain
        If a test row repeats a calibration row.
    """
    known = {_as_key(outputs[i]) for i in calibration}
    twins = [int(i) for i in test if _as_key(outputs[i]) in known]
    if twins:
        raise Explain(
            f"{len(twins):,} of {len(test):,} test rows have, number by number, the "
            f"outputs of a calibration row, row {twins[0]} first. The same image "
            "twice? Drop one of the two, or say in your report why both belong."
        )


def _as_key(output: NDArray[Any]) -> tuple[tuple[int, ...], bytes]:
    return output.shape, np.ascontiguousarray(output).tobytes()
