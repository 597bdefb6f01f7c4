"""Project 2 gone wrong in its arrays, its masks or what is measured of them."""

import numpy as np
from scipy import ndimage

__all__ = ["MASKS"]

CORNERS = np.ones((3, 3))


def _at(n, rows, cut):
    return [n["probs"][i] >= cut for i in n[rows]]


def _twin(n):
    maps = list(n["probs"])
    maps[n["test_rows"][5]] = maps[n["calibration_rows"][3]]
    return {"probs": maps}


def _reported(when, key, change):
    """Return the mutation that changes a reported number, not its interval."""

    def mutate(n):
        old = n[when][key]
        new = change(n, old[0]) if key == "Dice" else change(n, old)
        return {when: {**n[when], key: (new, *old[1:]) if key == "Dice" else new}}

    return mutate


def _interval(low, high):
    """Return the mutation that moves the ends of an interval."""

    def mutate(n):
        dice = n["before"]["Dice"]
        moved = (dice[0], dice[1] + low, dice[2] + high)
        return {"before": {**n["before"], "Dice": moved}}

    return mutate


def _strict(n):
    """Cut at a value that a pixel has, and leave that pixel out."""
    cut = n["probs"][n["test_rows"][0]].max()
    maps = [n["probs"][i] for i in n["test_rows"]]
    return {"threshold_before": cut, "masks_before": [p > cut for p in maps]}


def _area_first(n):
    """Drop small regions, then fill; on masks with a ring that this loses."""
    kept = []
    for mask in _at(n, "test_rows", n["threshold"]):
        region, count = ndimage.label(mask)
        size = np.bincount(region.ravel(), minlength=count + 1) >= n["min_area"]
        size[0] = False
        kept.append(ndimage.binary_fill_holes(size[region]))
    return {"masks_after": kept}


def _after(structure=None, more=0, fill=True):
    """Return the mutation that cleans up another way."""

    def mutate(n):
        kept = []
        for mask in _at(n, "test_rows", n["threshold"]):
            filled = ndimage.binary_fill_holes(mask) if fill else mask
            region, count = ndimage.label(filled, structure)
            size = np.bincount(region.ravel(), minlength=count + 1)
            large = size >= n["min_area"] + more
            large[0] = False
            kept.append(large[region])
        return {"masks_after": kept}

    return mutate


def _exactly(n):
    """Take a smallest area that some region has, and drop that region."""
    sizes = []
    for mask in _at(n, "test_rows", n["threshold"]):
        region, _ = ndimage.label(ndimage.binary_fill_holes(mask))
        sizes += [size for size in np.bincount(region.ravel())[1:] if 10 < size < 30]
    names = {"areas": [0, sizes[0]], "min_area": sizes[0]}
    return names | _after(more=1)(n | names)


def _mean_dice(n, _):
    """Return the mean of the images' own Dice."""
    return n["each"](n["masks_before"]).mean()


def _accuracy(n, _):
    pairs = zip(n["masks_before"], n["test_rows"], strict=True)
    return np.mean([np.mean(mask == n["masks"][i]) for mask, i in pairs])


def _dice_of_rows(rows):
    def other(n, _):
        numbers = rows(n)
        found = [n["probs"][i] >= 0.5 for i in numbers]
        return n["dice"](*n["count"](found, numbers))

    return other


MASKS = [
    ("data", lambda n: {"probs": ...}, "open", "`probs` is still `...`"),
    ("data", lambda n: {"probs": 3}, "not-yet", "one array (n, h, w); it is int"),
    ("data", lambda n: {"probs": []}, "not-yet", "`probs` is empty"),
    ("data", lambda n: {"probs": n["probs"][0]}, "not-yet", "is to have the shape"),
    ("data", lambda n: {"probs": [p * 2 for p in n["probs"]]}, "not-yet", "no proba"),
    ("data", lambda n: {"probs": [p - 1 for p in n["probs"]]}, "not-yet", "no proba"),
    ("data", lambda n: {"probs": [p * np.nan for p in n["probs"]]}, "not-yet", "nan"),
    ("data", lambda n: {"masks": n["masks"][1:]}, "not-yet", "has 79 entries; `probs`"),
    (
        "data",
        lambda n: {"masks": [m[1:] for m in n["masks"]]},
        "not-yet",
        "`masks[0]` has the shape (63, 64); its map has (64, 64)",
    ),
    (
        "data",
        lambda n: {"masks": [m * 255 for m in n["masks"]]},
        "not-yet",
        "holds 255: a mask says True or False",
    ),
    ("data", lambda n: {"masks": [m & 0 for m in n["masks"]]}, "not-yet", "No true"),
    (
        "split",
        lambda n: {"test_rows": np.append(n["test_rows"], n["calibration_rows"][:2])},
        "not-yet",
        "2 rows are in `calibration_rows` and in `test_rows`",
    ),
    ("split", lambda n: {"groups": np.arange(80) % 9}, "not-yet", "9 groups have rows"),
    ("twins", _twin, "explain", "1 of 40 test rows have, number by number"),
    ("masks-before", lambda n: {"masks_before": ...}, "open", "still `...`"),
    ("masks-before", lambda n: {"threshold_before": 50}, "not-yet", "from 0 to 1"),
    (
        "masks-before",
        lambda n: {"masks_before": [p >= 0.5 for p in n["probs"]]},
        "not-yet",
        "80 entries; there are 40 test images. It holds every image",
    ),
    (
        "masks-before",
        lambda n: {"masks_before": n["masks_before"][:3]},
        "not-yet",
        "3 entries; there are 40 test images.",
    ),
    (
        "masks-before",
        lambda n: {"masks_before": [n["probs"][i] for i in n["test_rows"]]},
        "not-yet",
        "such as `probs[i] >= threshold`",
    ),
    ("masks-before", _strict, "not-yet", "pixels of exactly the threshold are left"),
    (
        "masks-before",
        lambda n: {"masks_before": [~m for m in n["masks_before"]]},
        "not-yet",
        "True and False are exchanged",
    ),
    (
        "masks-before",
        lambda n: {"masks_before": [n["masks"][i] for i in n["test_rows"]]},
        "not-yet",
        "these are the true masks",
    ),
    (
        "masks-before",
        lambda n: {"masks_before": _at(n, "calibration_rows", 0.5)},
        "not-yet",
        "these are the calibration images'",
    ),
    (
        "masks-before",
        lambda n: {"masks_before": n["masks_before"][::-1]},
        "not-yet",
        "40 differ, `masks_before[0]` first",
    ),
    ("dice-before", lambda n: {"before": ...}, "open", "`before` is still"),
    ("dice-before", lambda n: {"before": 1}, "not-yet", "with the keys Dice and blobs"),
    ("dice-before", lambda n: {"before": {"Dice": 0.8}}, "not-yet", "(value, low, hi"),
    (
        "dice-before",
        _reported("before", "Dice", lambda n, v: v + 0.002),
        "not-yet",
        "Which rows",
    ),
    ("dice-before", _reported("before", "Dice", _mean_dice), "not-yet", "mean of the"),
    (
        "dice-before",
        _reported("before", "Dice", lambda n, v: v / (2 - v)),
        "not-yet",
        "the IoU",
    ),
    ("dice-before", _reported("before", "Dice", lambda n, v: v / 2), "not-yet", "half"),
    (
        "dice-before",
        _reported("before", "Dice", lambda n, v: 100 * v),
        "not-yet",
        "cent",
    ),
    ("dice-before", _reported("before", "Dice", _accuracy), "not-yet", "right pixels"),
    (
        "dice-before",
        _reported("before", "Dice", _dice_of_rows(lambda n: n["calibration_rows"])),
        "not-yet",
        "that of the calibration images",
    ),
    (
        "dice-before",
        _reported("before", "Dice", _dice_of_rows(lambda n: np.arange(80))),
        "not-yet",
        "that of all images",
    ),
    (
        "dice-before",
        lambda n: {"before": n["after"]},
        "not-yet",
        "one after the tuning",
    ),
    ("dice-before", _interval(0.024, -0.024), "not-yet", "much narrower"),
    ("dice-before", _interval(-0.1, 0.1), "not-yet", "much wider"),
    ("dice-before", _interval(0.02, 0.02), "not-yet", "lies elsewhere"),
    ("dice-after", lambda n: {"after": n["before"]}, "not-yet", "before the tuning"),
    (
        "blobs-before",
        _reported("before", "blobs", lambda n, v: 40 * v),
        "not-yet",
        "their sum: report the mean",
    ),
    (
        "blobs-before",
        _reported("before", "blobs", lambda n, v: v + 1),
        "not-yet",
        "with the background",
    ),
    (
        "blobs-before",
        _reported(
            "before",
            "blobs",
            lambda n, v: np.mean(
                [ndimage.label(m, CORNERS)[1] for m in n["masks_before"]]
            ),
        ),
        "not-yet",
        "joined at corners",
    ),
    (
        "blobs-before",
        _reported("before", "blobs", lambda n, v: v + 0.3),
        "not-yet",
        "Which rows",
    ),
    (
        "blobs-before",
        lambda n: {"before": {"Dice": n["before"]["Dice"]}},
        "not-yet",
        "has no entry blobs; it has Dice",
    ),
    ("blobs-after", lambda n: {"after": n["before"]}, "not-yet", "before the tuning"),
    (
        "masks-after",
        lambda n: {"masks_after": n["masks_before"]},
        "not-yet",
        "these are `masks_before` again",
    ),
    (
        "masks-after",
        lambda n: {"masks_after": _at(n, "test_rows", n["threshold"])},
        "not-yet",
        "with nothing cleaned up",
    ),
    ("masks-after", _area_first, "not-yet", "dropped before holes are filled"),
    ("masks-after", _after(fill=False), "not-yet", "holes are not filled"),
    ("masks-after", _after(CORNERS), "not-yet", "touch at a corner"),
    ("masks-after", _exactly, "not-yet", "exactly `min_area` pixels are dropped"),
    (
        "masks-after",
        lambda n: {"min_area": 3},
        "waits",
        "The first best of the smallest areas",
    ),
    ("masks-after", _after(more=-100), "not-yet", "no small region is dropped"),
    (
        "masks-after",
        lambda n: {
            "masks_after": [
                n["clean"](m, n["min_area"]) for m in _at(n, "test_rows", 0.5)
            ]
        },
        "not-yet",
        "cut at `threshold_before`",
    ),
]
