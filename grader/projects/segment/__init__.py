"""Project 2, tune a segmentation threshold: what its self-check looks at."""

from functools import partial

from grader.projects.look import Look
from grader.projects.project import Project
from grader.projects.segment.choosing import (
    see_area,
    see_area_sweep,
    see_sweep,
    see_threshold,
)
from grader.projects.segment.comparing import (
    see_change,
    see_sweep_figure,
    see_worst,
    see_worst_figure,
)
from grader.projects.segment.measuring import (
    see_arrays,
    see_blobs,
    see_dice,
    see_masks,
    see_twins,
)
from grader.projects.segment.work import Segmenting
from grader.projects.split_work import see_split

__all__ = ["SEGMENT"]


def _measured(when: str, needs: tuple[str, ...]) -> tuple[Look[Segmenting], ...]:
    """Return the looks at the test images' masks, before or after."""
    masks = f"masks-{when}"
    return (
        Look(
            masks,
            f"Masks of the test images {when}",
            when,
            partial(see_masks, when=when),
            needs,
        ),
        Look(
            f"dice-{when}",
            f"Dice {when}, with its interval",
            when,
            partial(see_dice, when=when),
            (masks,),
        ),
        Look(
            f"blobs-{when}",
            f"Regions an image {when}",
            when,
            partial(see_blobs, when=when),
            (masks,),
        ),
    )


SEGMENT = Project(
    "2-tune-a-segmentation-threshold",
    Segmenting,
    (
        Look("data", "Maps and masks belong together", "split", see_arrays),
        Look(
            "split", "The split is declared and disjoint", "split", see_split, ("data",)
        ),
        Look("twins", "No image is on both sides", "split", see_twins, ("split",)),
        *_measured("before", ("split",)),
        Look(
            "sweep",
            "Dice of the calibration images over a grid",
            "sweep",
            see_sweep,
            ("split",),
        ),
        Look(
            "threshold",
            "The first best threshold of the grid",
            "sweep",
            see_threshold,
            ("split",),
        ),
        Look(
            "figure-sweep",
            "A figure of Dice against threshold",
            "sweep",
            see_sweep_figure,
        ),
        Look(
            "area-sweep",
            "Fill holes, then try smallest areas",
            "area",
            see_area_sweep,
            ("threshold",),
        ),
        Look(
            "area",
            "The first best of the smallest areas",
            "area",
            see_area,
            ("threshold",),
        ),
        *_measured("after", ("area",)),
        Look(
            "change",
            "Better on images that chose nothing",
            "after",
            see_change,
            ("dice-before", "dice-after"),
        ),
        Look(
            "worst",
            "The image that loses most",
            "after",
            see_worst,
            ("masks-before", "masks-after"),
        ),
        Look("figure-worst", "A figure of that image", "after", see_worst_figure),
    ),
)
"""The second project's self-check, part by part in the order of its notebook."""
