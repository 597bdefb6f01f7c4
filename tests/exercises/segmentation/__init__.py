"""Unit 5's cases."""

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .right_ways import RIGHT
from .unknown_ways import UNKNOWN

__all__ = ["CASES"]

CASES = UnitCases(
    unit="5-segmentation",
    tasks={
        "dice": Task(2, ("dice",), ("pred", "truth"), "1.0 when both masks are empty"),
        "tune-pixel-threshold": Task(
            4,
            ("tune_pixel_threshold",),
            ("prob_maps", "masks", "grid"),
            "(threshold, dice), pooled over all pixels",
            builds_on=("dice",),
        ),
        "postprocess": Task(
            4,
            ("postprocess",),
            ("mask", "min_area"),
            "holes filled, then smaller regions dropped, 4-connected",
        ),
    },
    right=RIGHT,
    slips=SLIPS,
    unknown=UNKNOWN,
    exact=EXACT,
    # Labels and masks, the factor 2, the habit of cutting at 0.5, equal masks.
    of_the_statement=frozenset({"0", "1", "2", "0.5", "1.0"}),
)
