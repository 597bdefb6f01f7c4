"""Unit 5's cases."""

from scipy import ndimage

from ..unit_cases import Task, UnitCases
from .exact_answers import EXACT
from .known_slips import SLIPS
from .partial_credit import CHANGED, EARNED, HALF_RIGHT, TOLD
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
    earned=EARNED,
    half_right=HALF_RIGHT,
    changed=CHANGED,
    told=TOLD,
    equivalents={
        (
            "tune-pixel-threshold",
            "first = int(np.flatnonzero(np.array(dices) > max(dices) - 1e-09)[0])",
        ): "no two Dice differ by exactly 1e-9; the texts leave that case open",
        **{
            (
                "postprocess",
                f"areas = np.bincount(regions.ravel(), minlength={length})",
            ): "each region has a pixel, so no more places are needed than are found"
            for length in (
                "count * 1",
                "count // 1",
                "count % 1",
                "count + 2",
                "count + 0",
            )
        },
    },
    # Labels and masks, the factor 2, the habit of cutting at 0.5, equal masks.
    of_the_statement=frozenset({"0", "1", "2", "0.5", "1.0"}),
    given={"ndimage": ndimage},
)
