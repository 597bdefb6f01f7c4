"""Unit 6's cases."""

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .partial_credit import CHANGED, EARNED, HALF_RIGHT, TOLD
from .right_ways import RIGHT
from .unknown_ways import UNKNOWN

__all__ = ["CASES"]

CASES = UnitCases(
    unit="6-detection",
    tasks={
        "iou": Task(2, ("iou",), ("box_a", "box_b"), "boxes as x1, y1, x2, y2"),
        "nms": Task(
            4,
            ("nms",),
            ("boxes", "scores", "iou_threshold"),
            "kept indices, best first",
            builds_on=("iou",),
        ),
        "joint-tune": Task(
            4,
            ("joint_tune",),
            ("curves", "target"),
            "(nms_iou, threshold), or None when no row is precise enough",
        ),
    },
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    exact=EXACT,
    earned=EARNED,
    half_right=HALF_RIGHT,
    changed=CHANGED,
    told=TOLD,
    # What `max(0, …)` and `[::-1]` hold, and that an IoU of boxes apart is 0.
    of_the_statement=frozenset({"0", "1", "-1"}),
)
