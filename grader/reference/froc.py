"""Sensitivity against false alarms an image: the curve of medical imaging."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grader.reference._packed_sweep import whole_sweep
from grader.reference.errors import InvalidInput
from grader.reference.sweep import checked_pair
from grader.reference.validation import FloatArray, as_count, as_scalar

__all__ = ["FrocCurve", "froc_curve"]


@dataclass(frozen=True, slots=True, eq=False)
class FrocCurve:
    """Hold the curve at each distinct score, descending.

    Parameters
    ----------
    fp_per_image, sensitivity, thresholds : ndarray of shape (k,)
        False positives an image and the share of objects found when detections of
        score ≥ threshold are kept. Both are non-decreasing.
    """

    fp_per_image: FloatArray
    sensitivity: FloatArray
    thresholds: FloatArray

    def sensitivity_at(self, fp_per_image: float) -> float:
        """Return the best sensitivity with at most so many false alarms an image.

        It is 0.0 where even the highest score alone raises more.
        """
        limit = as_scalar("fp_per_image", fp_per_image, low=0.0)
        within = self.sensitivity[self.fp_per_image <= limit]
        return float(within[-1]) if len(within) else 0.0


def froc_curve(
    scores: ArrayLike,
    is_true_positive: ArrayLike,
    *,
    n_truth: int,
    n_images: int,
) -> FrocCurve:
    """Compute the free-response ROC curve.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Of the detections in all images, ignored ones left out, at least one.
    is_true_positive : array-like of bool of shape (n,)
        From `match_detections`.
    n_truth : int
        Number of objects to be found, at least 1.
    n_images : int
        Number of images, those without detections included.

    Returns
    -------
    FrocCurve

    Raises
    ------
    InvalidInput
        On bad input, and if there are more true positives than truths.

    References
    ----------
    Bunch, P. C., Hamilton, J. F., Sanderson, G. K. and Simmons, A. H. (1978). A
    free-response approach to the measurement and characterization of radiographic
    observer performance. *Journal of Applied Photographic Engineering* 4, 166-171.

    Examples
    --------
    Right, wrong, right in two images with four objects:

    >>> curve = froc_curve([0.9, 0.8, 0.7], [1, 0, 1], n_truth=4, n_images=2)
    >>> curve.fp_per_image.tolist(), curve.sensitivity.tolist()
    ([0.0, 0.5, 0.5], [0.25, 0.25, 0.5])
    >>> curve.sensitivity_at(0.25)
    0.25
    """
    n_truth = as_count("n_truth", n_truth)
    n_images = as_count("n_images", n_images)
    checked = checked_pair(scores, is_true_positive, labels_name="is_true_positive")
    sweep = whole_sweep(*checked)
    found = int(sweep.tp[-1])
    if found > n_truth:
        rule = f"hold at most n_truth = {n_truth} positives"
        raise InvalidInput("is_true_positive", rule, found)
    return FrocCurve(
        fp_per_image=np.asarray(sweep.fp / n_images),
        sensitivity=np.asarray(sweep.tp / n_truth),
        thresholds=sweep.thresholds,
    )
