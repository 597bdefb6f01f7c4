"""Project 2 gone wrong in what it chooses, or in what it shows of the change."""

import numpy as np
from matplotlib.figure import Figure
from scipy import ndimage

__all__ = ["CHOICES"]

CORNERS = np.ones((3, 3))


def _curve(n, rows, cuts=None):
    """Return the Dice of rows at each threshold."""
    cuts = n["grid"] if cuts is None else cuts
    found = [[n["probs"][i] >= t for i in rows] for t in cuts]
    return [n["dice"](*n["count"](masks, rows)) for masks in found]


def _strict(n):
    """Sweep values that pixels have, by the rule p > threshold."""
    rows = n["calibration_rows"]
    grid = np.unique(np.concatenate([n["probs"][i].ravel() for i in rows]))[::400]
    found = [[n["probs"][i] > t for i in rows] for t in grid]
    curve = [n["dice"](*n["count"](masks, rows)) for masks in found]
    return {"grid": grid, "dice_by_threshold": curve}


def _mean_curve(n):
    """Sweep the mean of the images' own Dice."""
    rows = n["calibration_rows"]
    means = []
    for t in n["grid"]:
        common, both = n["count"]([n["probs"][i] >= t for i in rows], rows)
        means.append(np.where(both, 2 * common / np.maximum(both, 1), 1.0).mean())
    return np.array(means)


def _areas(structure=None, fill=True, rows="calibration_rows", cut=None, more=0):
    """Return the mutation that tries the areas another way."""

    def mutate(n):
        numbers = n[rows] if isinstance(rows, str) else rows
        at = n["threshold"] if cut is None else cut
        curve = []
        for area in n["areas"]:
            found = []
            for i in numbers:
                mask = n["probs"][i] >= at
                mask = ndimage.binary_fill_holes(mask) if fill else mask
                region, count = ndimage.label(mask, structure)
                large = np.bincount(region.ravel(), minlength=count + 1) >= area + more
                large[0] = False
                found.append(large[region])
            curve.append(n["dice"](*n["count"](found, numbers)))
        return {"dice_by_area": curve}

    return mutate


def _dropped_first(n):
    """Try the areas with small regions dropped before holes are filled."""
    rows, curve = n["calibration_rows"], []
    for area in n["areas"]:
        found = []
        for i in rows:
            region, count = ndimage.label(n["probs"][i] >= n["threshold"])
            large = np.bincount(region.ravel(), minlength=count + 1) >= area
            large[0] = False
            found.append(ndimage.binary_fill_holes(large[region]))
        curve.append(n["dice"](*n["count"](found, rows)))
    return {"dice_by_area": curve}


def _best_of_test(n):
    found = [n["clean_all"](n["test_rows"], area) for area in n["areas"]]
    curve = [n["dice"](*n["count"](masks, n["test_rows"])) for masks in found]
    return {"min_area": n["areas"][np.argmax(curve)]}


def _lowest(n):
    """Name the image that is worst after, not the one that lost most."""
    return {"worst_image": n["test_rows"][np.argmin(n["each"](n["masks_after"]))]}


def _place(n):
    rows = list(n["test_rows"])
    return {"worst_image": rows.index(n["worst_image"])}


CHOICES = [
    ("sweep", lambda n: {"grid": ...}, "open", "`grid` is still `...`"),
    ("sweep", lambda n: {"grid": 0.5}, "not-yet", "a row of two numbers or more"),
    (
        "sweep",
        lambda n: {"grid": n["grid"] * 100},
        "not-yet",
        "`grid` runs from 1 to",
    ),
    ("sweep", lambda n: {"grid": [0.5, 0.5]}, "not-yet", "the same number twice"),
    (
        "sweep",
        lambda n: {"dice_by_threshold": n["dice_by_threshold"][1:]},
        "not-yet",
        "has 98 entries; `grid` has 99",
    ),
    (
        "sweep",
        lambda n: {"dice_by_threshold": n["dice_by_threshold"][::-1]},
        "not-yet",
        "Is it in the order of `grid`?",
    ),
    (
        "sweep",
        lambda n: {"dice_by_threshold": np.round(n["dice_by_threshold"], 3)},
        "holds",
        "99 thresholds from 0.01 to 0.99",
    ),
    ("sweep", _strict, "not-yet", "pixels of exactly the threshold are left out"),
    (
        "sweep",
        lambda n: {"dice_by_threshold": _mean_curve(n)},
        "not-yet",
        "the means of the images' own Dice",
    ),
    (
        "sweep",
        lambda n: {"dice_by_threshold": _curve(n, n["test_rows"])},
        "not-yet",
        "these are the test images'",
    ),
    (
        "sweep",
        lambda n: {"dice_by_threshold": _curve(n, np.arange(80))},
        "not-yet",
        "these are the Dice of all images",
    ),
    ("threshold", lambda n: {"threshold": ...}, "open", "`threshold` is still"),
    ("threshold", lambda n: {"threshold": [0.4]}, "not-yet", "to be one number"),
    ("threshold", lambda n: {"threshold": 0.4812}, "not-yet", "not on your grid"),
    ("threshold", lambda n: {"threshold": 0.3}, "not-yet", "has a higher Dice"),
    (
        "threshold",
        lambda n: {
            "threshold": n["grid"][np.argmax(_curve(n, n["test_rows"]))],
        },
        "not-yet",
        "the test images choose it",
    ),
    (
        "threshold",
        lambda n: {"threshold": n["grid"][np.argmax(_mean_curve(n))]},
        "not-yet",
        "mean of the images' own Dice chooses it",
    ),
    (
        "threshold",
        lambda n: {"grid": [0.48, 0.48 + 1e-9, 0.7], "threshold": 0.48},
        "explain",
        "the last that you tried on its side",
    ),
    (
        "threshold",
        lambda n: {"grid": [0.1, 0.48, 0.48 + 3e-6], "threshold": 0.48 + 3e-6},
        "not-yet",
        "Take the first on ties",
    ),
    ("figure-sweep", lambda n: {"figure_sweep": ...}, "open", "still `...`"),
    (
        "figure-sweep",
        lambda n: {"figure_sweep": n["figure_worst"]},
        "not-yet",
        "the axes have no names. Say what was tried",
    ),
    ("area-sweep", lambda n: {"areas": [0, 2.5]}, "not-yet", "2.5 is among them"),
    ("area-sweep", lambda n: {"areas": [-1, 2]}, "not-yet", "-1 is among them"),
    ("area-sweep", _dropped_first, "not-yet", "dropped before holes are filled"),
    ("area-sweep", _areas(fill=False), "not-yet", "holes are not filled"),
    ("area-sweep", _areas(CORNERS), "not-yet", "touch at a corner"),
    ("area-sweep", _areas(more=1), "not-yet", "regions of exactly that area"),
    ("area-sweep", _areas(rows="test_rows"), "not-yet", "these are the test images'"),
    ("area-sweep", _areas(rows=np.arange(80)), "not-yet", "the Dice of all images"),
    ("area-sweep", _areas(cut=0.5), "not-yet", "cut at `threshold_before`"),
    (
        "area-sweep",
        lambda n: {"dice_by_area": n["dice_by_area"][::-1]},
        "not-yet",
        "Is it in the order of `areas`?",
    ),
    ("area", lambda n: {"min_area": ...}, "open", "`min_area` is still"),
    ("area", lambda n: {"min_area": 2.5}, "not-yet", "whole number of pixels"),
    ("area", lambda n: {"min_area": -1}, "not-yet", "whole number of pixels"),
    ("area", lambda n: {"min_area": 100}, "not-yet", "not in `areas`"),
    ("area", lambda n: {"min_area": 3}, "not-yet", "has a higher Dice"),
    ("area", _best_of_test, "not-yet", "the test images choose it"),
    ("area", lambda n: {"min_area": 26}, "not-yet", "Take the first on ties"),
    (
        "area",
        lambda n: {"areas": np.arange(26)},
        "explain",
        "the last that you tried on its side",
    ),
    ("worst", lambda n: {"worst_image": ...}, "open", "`worst_image` is still"),
    ("worst", _lowest, "not-yet", "its Dice is the lowest after"),
    ("worst", _place, "not-yet", "a place in the list of test images"),
    ("worst", lambda n: {"worst_image": 3000}, "not-yet", "that is no test image"),
    ("worst", lambda n: {"worst_image": 41}, "not-yet", "after minus before is lower"),
    ("figure-worst", lambda n: {"figure_worst": Figure()}, "not-yet", "nothing is dra"),
    (
        "figure-worst",
        lambda n: {"figure_worst": n["figure_sweep"]},
        "not-yet",
        "the same picture",
    ),
]
