"""Looks at project 3's boxes and their split by image."""

import itertools

import numpy as np

from grader.projects.detect.work import Detecting
from grader.projects.look import NotYetRight
from grader.projects.reading import shown
from grader.projects.split_work import see_split
from grader.projects.splits import require_no_twins

__all__ = ["see_boxes", "see_sides", "see_twins"]


def see_boxes(work: Detecting) -> str:
    """Look at boxes and objects themselves."""
    found, truths = work.found, work.truths
    if found.scores.min() < 0 or found.scores.max() > 1:
        low, high = found.scores.min(), found.scores.max()
        raise NotYetRight(
            f"`found.scores` run from {low:.4g} to {high:.4g}; confidences lie from 0 "
            "to 1."
        )
    return (
        f"{len(found.image):,} boxes and {len(truths.image):,} objects of "
        f"{len(work.class_names):,} classes in {work.size:,} images."
    )


def see_sides(work: Detecting) -> str:
    """Look at the images of either side; each is to have every class."""
    words = see_split(work)
    for side in ("calibration", "test"):
        inside = np.isin(work.truths.image, work.rows(side))
        there = np.unique(work.truths.classes[inside])
        missing = [n for i, n in enumerate(work.class_names) if i not in there]
        if missing:
            raise NotYetRight(
                f"No {side} image has an object of the class {shown(missing[0], 40)}: "
                "there is nothing to find. Draw other images, or leave the class out."
            )
    return words


def see_twins(work: Detecting) -> str:
    """Look for images that stand on both sides under two row numbers."""
    found = work.found
    order = np.argsort(found.image, kind="stable")
    ends = np.searchsorted(found.image[order], np.arange(work.size + 1))
    numbers = np.column_stack([found.boxes, found.classes, found.scores])[order]
    outputs = [numbers[a:b] for a, b in itertools.pairwise(ends)]
    filled = np.diff(ends) > 0  # images without a box all look alike
    calibration, test = (
        rows[filled[rows]] for rows in (work.calibration_rows, work.test_rows)
    )
    require_no_twins(outputs, calibration, test)
    return "No test image has, number by number, the boxes of a calibration image."
