"""Unit 7's cases."""

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .partial_credit import CHANGED, EARNED, TOLD
from .right_ways import RIGHT
from .unknown_ways import UNKNOWN

__all__ = ["CASES"]

CASES = UnitCases(
    unit="7-ship-and-watch",
    tasks={
        "subgroup-report": Task(
            3,
            ("subgroup_report",),
            ("probs", "labels", "groups", "edges"),
            "{group: (n, accuracy at 0.5, ece)}",
        ),
        "psi": Task(
            3,
            ("psi",),
            ("reference", "current", "edges"),
            "population stability index, natural logarithm",
        ),
        "needs-recalibration": Task(
            2,
            ("needs_recalibration",),
            ("report", "limit", "min_n"),
            "[groups] with ece > limit and n >= min_n, any order",
        ),
    },
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    exact=EXACT,
    earned=EARNED,
    changed=CHANGED,
    told=TOLD,
    equivalents={
        (
            "subgroup-report",
            "groups, inner = (np.asarray(groups), "
            "np.asarray(edges, dtype=float)[0:-1])",
        ): "no probability lies below the first edge, so all places grow by one",
        (
            "subgroup-report",
            "accuracy = np.mean((p >= 0.5) == (y >= 1))",
        ): "labels are 0 or 1",
        (
            "psi",
            "counts = np.bincount(place, minlength=len(inner) + 2)",
        ): "a bin that is empty in both samples adds nothing",
    },
    # Labels, the cut at 0.5, the number of the unit, the floor of the shares.
    of_the_statement=frozenset({"0", "1", "2", "0.5", "1e-6"}),
)
