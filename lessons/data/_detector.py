"""A detector in two stages: templates propose boxes, a linear head scores them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft
from scipy.ndimage import maximum_filter, uniform_filter
from sklearn.linear_model import LogisticRegression

from lessons.data._scenes import CLASSES, SIDE, part_depth, soft_shape, tight_box

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SCALES = (7.2, 9.2, 11.7)  # outer radii of the templates, in pixels
TURNS = {"washer": (1, 1), "nut": (3, 4), "clip": (6, 1)}  # how many; its symmetry
MARGIN = 2.5  # pixels of tray around a part that a template looks at
LEAST = 0.37  # correlation of a proposal
PAD = 112  # pixels a side for the Fourier transform
DROP = len(CLASSES)  # a filled disc: proposes nothing, but the head sees its fit


@dataclass(frozen=True, slots=True)
class Templates:
    """What parts of each class, size and turn look like, as zero-mean filters.

    Parameters
    ----------
    kinds, scales, windows : ndarray of shape (n,)
        Class (or `DROP`), place in `SCALES`, pixels a side.
    spectra : ndarray of shape (n, PAD, PAD // 2 + 1)
        Fourier transforms of the filters.
    boxes : ndarray of shape (n, 4)
        Tight box (xyxy) of the part around (0, 0).
    """

    kinds: Ints
    scales: Ints
    windows: Ints
    spectra: NDArray[np.complex128]
    boxes: Ints


def make_templates() -> Templates:
    """Return the templates, class by class, size by size, the drop last."""
    kinds, scales, windows, spectra, boxes = [], [], [], [], []
    for kind, (turns, symmetry) in enumerate([*TURNS.values(), (1, 1)]):
        for scale, radius in enumerate(SCALES):
            half = int(np.ceil(radius + MARGIN))
            down, across = np.mgrid[-half : half + 1, -half : half + 1].astype(float)
            for turn in range(turns):
                angle = 2 * np.pi * turn / turns / symmetry
                if kind == DROP:
                    depth = np.hypot(across, down) - radius
                else:
                    depth = part_depth(kind, radius, angle, across, down)
                shape = soft_shape(depth)
                shape -= shape.mean()
                kinds.append(kind)
                scales.append(scale)
                windows.append(2 * half + 1)
                spectra.append(_spectrum(shape / np.sqrt((shape**2).sum())))
                boxes.append(np.array(tight_box(depth <= 0)) - half)
    return Templates(
        np.array(kinds),
        np.array(scales),
        np.array(windows),
        np.array(spectra),
        np.array(boxes),
    )


def correlate(image: NDArray[np.uint8], templates: Templates) -> Floats:
    """Return how well each template fits around each pixel.

    Returns
    -------
    ndarray of shape (n, 96, 96)
        Normalised correlations, about -1 to 1; outside of the image all is as
        bright as its mean.
    """
    grey = image / 255
    grey = grey - grey.mean()
    fits: Floats = fft.irfft2(
        fft.rfft2(grey, (PAD, PAD)) * templates.spectra, (PAD, PAD)
    )[:, :SIDE, :SIDE]
    for window in np.unique(templates.windows):
        mean = uniform_filter(grey, window, mode="constant")
        power = uniform_filter(grey**2, window, mode="constant")
        spread = np.sqrt(np.maximum(power - mean**2, 1e-4))
        fits[templates.windows == window] /= window * spread
    return fits


def propose(image: NDArray[np.uint8], templates: Templates) -> tuple[Ints, Floats]:
    """Return a box for each place where a template fits, and what the head sees.

    A place is a peak of one class at one size: a part has several, at other sizes,
    for other classes and nearby. Nothing is suppressed here.

    Returns
    -------
    boxes : ndarray of shape (n, 4)
    seen : ndarray of shape (n, features)
    """
    fits = correlate(image, templates)
    levels = np.array(
        [
            [fits[_which(templates, kind, scale)].max(axis=0) for scale in range(3)]
            for kind in range(DROP + 1)
        ]
    )
    near = maximum_filter(levels, size=(1, 1, 5, 5))
    boxes, seen = [np.zeros((0, 4), dtype=np.int64)], []
    for kind in range(DROP):
        for scale in range(len(SCALES)):
            level = levels[kind, scale]
            peaks = (level == maximum_filter(level, size=3)) & (level >= LEAST)
            rows, columns = np.nonzero(peaks)
            own = np.flatnonzero(_which(templates, kind, scale))
            best = own[fits[own][:, rows, columns].argmax(axis=0)]
            corners = np.stack([columns, rows, columns, rows], axis=1)
            boxes.append(templates.boxes[best] + corners)
            around = near[:, :, rows, columns]
            seen.append(_features(level[rows, columns], around, kind, scale))
    return np.concatenate(boxes), np.concatenate(seen)


def overlap(boxes: Ints, truths: Ints) -> Floats:
    """Return the IoU of each box with each truth."""
    low = np.maximum(boxes[:, None, :2], truths[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], truths[None, :, 2:])
    common = np.prod(np.maximum(high - low, 0), axis=2)
    areas = [np.prod(some[:, 2:] - some[:, :2], axis=1) for some in (boxes, truths)]
    shares: Floats = common / (areas[0][:, None] + areas[1][None] - common)
    return shares


@dataclass(frozen=True, slots=True)
class Head:
    """A softmax regression on the features of a proposal: background, then classes."""

    mean: Floats
    spread: Floats
    weights: Floats
    bias: Floats

    @classmethod
    def train(cls, seen: Floats, labels: Ints) -> Head:
        """Fit it on classes of equal weight, as is common where some are rare."""
        mean, spread = seen.mean(axis=0), seen.std(axis=0) + 1e-9
        fitted = LogisticRegression(
            C=1.0, class_weight="balanced", solver="newton-cholesky", tol=1e-9
        ).fit((seen - mean) / spread, labels)
        return cls(mean, spread, fitted.coef_.T, fitted.intercept_)

    def logits(self, seen: Floats) -> Floats:
        """Return four logits a proposal: background, washer, nut, clip."""
        values: Floats = (seen - self.mean) / self.spread @ self.weights + self.bias
        return values


def _spectrum(shape: Floats) -> NDArray[np.complex128]:
    """Return the transform of a filter, mirrored and centred on the corner."""
    half = len(shape) // 2
    padded = np.zeros((PAD, PAD))
    padded[: len(shape), : len(shape)] = shape[::-1, ::-1]
    moved = np.roll(padded, (-half, -half), axis=(0, 1))
    spectrum: NDArray[np.complex128] = fft.rfft2(moved)
    return spectrum


def _which(templates: Templates, kind: int, scale: int) -> NDArray[np.bool_]:
    """Return the templates of one class and size."""
    which: NDArray[np.bool_] = (templates.kinds == kind) & (templates.scales == scale)
    return which


def _features(own: Floats, around: Floats, kind: int, scale: int) -> Floats:
    """Return fits at this size and at the best size, and the products of all.

    ``around`` has the shape (class, size, proposal), ``own`` the shape (proposal,).
    """
    fits = np.concatenate(
        [around[:, scale], around.max(axis=1), [own - around.max(axis=(0, 1))]]
    )
    first, second = np.triu_indices(len(fits))
    place = np.zeros((len(CLASSES) + len(SCALES), own.size))
    place[[kind, len(CLASSES) + scale]] = 1
    return np.concatenate([fits, fits[first] * fits[second], place]).T
