"""Project 3, threshold a detector: what its self-check looks at."""

from functools import partial

from grader.projects.detect.before_sweeping import see_boxes, see_sides, see_twins
from grader.projects.detect.choosing import see_choice
from grader.projects.detect.measuring import see_promise, see_share
from grader.projects.detect.sweeping import see_curves, see_figure
from grader.projects.detect.work import Detecting
from grader.projects.look import Look
from grader.projects.project import Project

__all__ = ["DETECT"]


def _shares(when: str, needs: tuple[str, ...]) -> tuple[Look[Detecting], ...]:
    """Return the looks at precision and recall on the test images."""
    return tuple(
        Look(
            f"{what}-{when}",
            f"{what.capitalize()} {when}, by class, with intervals",
            when,
            partial(see_share, when=when, what=what),
            needs,
        )
        for what in ("precision", "recall")
    )


DETECT = Project(
    "3-threshold-a-detector",
    Detecting,
    (
        Look("data", "Boxes and objects belong together", "split", see_boxes),
        Look(
            "split",
            "The split is by image, and disjoint",
            "split",
            see_sides,
            ("data",),
        ),
        Look("twins", "No image is on both sides", "split", see_twins, ("split",)),
        *_shares("before", ("split",)),
        Look(
            "curves",
            "Score and NMS swept together, by class",
            "sweep",
            see_curves,
            ("split",),
        ),
        Look(
            "choice",
            "One pair a class, or infeasible",
            "sweep",
            see_choice,
            ("split",),
        ),
        Look("figure-tradeoff", "A figure of the trade-off", "sweep", see_figure),
        *_shares("after", ("choice",)),
        Look(
            "promise",
            "The promise on images that chose nothing",
            "after",
            see_promise,
            ("choice",),
        ),
    ),
)
"""The third project's self-check, part by part in the order of its notebook."""
