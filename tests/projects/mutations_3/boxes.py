"""Project 3 gone wrong in its boxes or their split."""

from dataclasses import replace

import numpy as np

__all__ = ["BOXES"]


def _found(**changed):
    """Return the mutation that changes columns of the detector's boxes."""

    def mutate(n):
        columns = {k: change(getattr(n["found"], k)) for k, change in changed.items()}
        return {"found": replace(n["found"], **columns)}

    return mutate


def _twin(n):
    """Give a test image the boxes of a calibration image, number by number."""
    found = n["found"]
    row, other = int(n["calibration_rows"][3]), int(n["test_rows"][5])
    copied, kept = found.image == row, found.image != other
    columns = {
        name: np.concatenate([getattr(found, name)[kept], getattr(found, name)[copied]])
        for name in ("boxes", "classes", "scores")
    }
    image = np.concatenate([found.image[kept], np.full(copied.sum(), other)])
    return {"found": replace(found, image=image, **columns)}


def _without_clips(n):
    """Leave no clip in the test images."""
    truths = n["truths"]
    kept = ~((truths.classes == 2) & np.isin(truths.image, n["test_rows"]))
    columns = ("image", "boxes", "classes", "scores")
    return {"truths": replace(truths, **{c: getattr(truths, c)[kept] for c in columns})}


BOXES = [
    ("data", lambda n: {"found": ...}, "open", "`found` is still `...`"),
    ("data", lambda n: {"found": 3}, "not-yet", "`found` has no `image`"),
    ("data", lambda n: {"images": 500}, "not-yet", "every image's id; it is int"),
    ("data", lambda n: {"class_names": "washer"}, "not-yet", "list words; it is str"),
    ("data", lambda n: {"class_names": ["a", "a", "b"]}, "not-yet", "every class once"),
    ("data", lambda n: {"class_names": ["a", "b"]}, "not-yet", "holds 2; whole num"),
    ("data", lambda n: {"images": n["images"][:9]}, "not-yet", "numbers from 0 to 8"),
    (
        "data",
        _found(boxes=lambda b: b[:, :3]),
        "not-yet",
        "to have the shapes (n,), (n, 4), (n,) and (n,)",
    ),
    ("data", _found(boxes=lambda b: b[:, [2, 3, 0, 1]]), "not-yet", "has no area"),
    ("data", _found(scores=lambda s: s * np.nan), "not-yet", "nan at position"),
    ("data", _found(scores=lambda s: 100 * s), "not-yet", "`found.scores` run from 1"),
    (
        "split",
        lambda n: {"test_rows": np.append(n["test_rows"], n["calibration_rows"][:2])},
        "not-yet",
        "2 rows are in `calibration_rows` and in `test_rows`",
    ),
    ("split", lambda n: {"test_rows": [500]}, "not-yet", "holds the row 500"),
    ("split", lambda n: {"groups": np.arange(500) % 7}, "not-yet", "7 groups have"),
    ("split", _without_clips, "not-yet", "No test image has an object of the class cl"),
    ("twins", _twin, "explain", "1 of 250 test rows have, number by number"),
]
