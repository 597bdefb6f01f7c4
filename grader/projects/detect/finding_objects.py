"""Which boxes are left after NMS, and which of them find an object, at any cut.

A box is dropped by better ones alone, and chooses its object after better ones alone.
So what a score threshold leaves is the beginning of one list, best first, and each
NMS overlap needs one pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.projects.reading import Floats
from grader.reference import box_iou

__all__ = ["Heap", "Sweep", "keep_best", "match", "sweep"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heap:
    """The boxes of one class in one image, best first, and how they overlap.

    Parameters
    ----------
    scores
        Descending.
    among
        IoU of each box with each.
    with_truth
        IoU of each box with each object.
    """

    scores: Floats
    among: Floats
    with_truth: Floats

    @classmethod
    def of(cls, boxes: Floats, scores: Floats, truths: Floats) -> "Heap":
        """Sort boxes, the earlier first on ties, and overlap them once."""
        if not len(boxes):  # most classes have no box in most images
            return cls(scores, np.zeros((0, 0)), np.zeros((0, len(truths))))
        order = np.argsort(-scores, kind="stable")
        ordered = boxes[order]
        return cls(scores[order], box_iou(ordered, ordered), box_iou(ordered, truths))


@dataclass(frozen=True, slots=True)
class Sweep:
    """What is kept of one class in some images, best first.

    Parameters
    ----------
    scores, is_right, image
        Of each box that NMS leaves: how sure, whether it finds an object, and the
        place of its image.
    n_truth
        The objects in each image.
    """

    scores: Floats
    is_right: Bools
    image: Ints
    n_truth: Ints

    @property
    def curve(self) -> tuple[Floats, Ints, Ints]:
        """Each distinct score, descending: boxes kept from there on, and right ones."""
        last = np.append(np.flatnonzero(np.diff(self.scores)), len(self.scores) - 1)
        last = last[last >= 0]
        kept, right = np.arange(1, len(self.scores) + 1), np.cumsum(self.is_right)
        return self.scores[last], kept[last], right[last]

    def by_image(self, threshold: float) -> tuple[Ints, Ints, Ints]:
        """Return boxes kept at a threshold, right ones and objects of each image."""
        inside = self.scores >= threshold
        n = len(self.n_truth)
        kept = np.bincount(self.image[inside], minlength=n)
        right = np.bincount(self.image[inside & self.is_right], minlength=n)
        return kept, right, self.n_truth


def keep_best(among: Floats, nms_iou: float) -> Ints:
    """Return the places that NMS keeps, of boxes sorted best first."""
    alive = np.ones(len(among), dtype=np.bool_)
    for i in range(len(among)):
        if alive[i]:
            alive[i + 1 :] &= among[i, i + 1 :] <= nms_iou
    return np.flatnonzero(alive)


def match(with_truth: Floats, match_iou: float, *, once: bool = True) -> Bools:
    """Say which boxes, best first, find an object; each object is found once.

    Each takes, of the objects still free that overlap enough, the one of the largest
    IoU, the later one on ties. With ``once=False`` no object is ever used up.
    """
    right = np.zeros(len(with_truth), dtype=np.bool_)
    free = np.ones(with_truth.shape[1], dtype=np.bool_)
    for i, overlap in enumerate(with_truth):
        reached = np.where(free & (overlap >= match_iou), overlap, -1.0)
        if reached.size and reached.max() >= 0:
            right[i] = True
            if once:
                free[len(reached) - 1 - int(reached[::-1].argmax())] = False
    return right


def sweep(
    heaps: Sequence[Heap], nms_iou: float, match_iou: float, *, once: bool = True
) -> Sweep:
    """Return what NMS leaves in all images, best first."""
    scores, right, image = [np.zeros(0)], [np.zeros(0, bool)], [np.zeros(0, int)]
    for place, heap in enumerate(heaps):
        if not len(heap.scores):
            continue
        kept = keep_best(heap.among, nms_iou)
        scores.append(heap.scores[kept])
        right.append(match(heap.with_truth[kept], match_iou, once=once))
        image.append(np.full(len(kept), place))
    together = np.concatenate(scores)
    order = np.argsort(-together, kind="stable")
    return Sweep(
        together[order],
        np.concatenate(right)[order],
        np.concatenate(image)[order],
        np.array([heap.with_truth.shape[1] for heap in heaps]),
    )
