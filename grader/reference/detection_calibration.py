"""Calibration of detections: does a confidence of 0.7 mean 70 % real objects."""

from __future__ import annotations

from numpy.typing import ArrayLike

from grader.reference.bins import Closed, Strategy, as_bin_edges, require_inside
from grader.reference.reliability import Norm, expected_calibration_error
from grader.reference.validation import as_binary, as_probs, require_same_length

__all__ = ["detection_calibration_error"]


def detection_calibration_error(
    scores: ArrayLike,
    is_true_positive: ArrayLike,
    *,
    n_bins: int = 15,
    bin_edges: ArrayLike | None = None,
    strategy: Strategy = "uniform",
    closed: Closed = "left",
    norm: Norm = "l1",
) -> float:
    r"""Compute the expected calibration error of detections that were matched.

    .. math:: D\text{-}ECE = \sum_b \frac{n_b}{n}\,\bigl|conf_b - prec_b\bigr|

    Confidence is held against precision: objects that were never detected do not
    count. It depends on the IoU at which detections were matched, and on NMS.

    Parameters
    ----------
    scores : array-like of shape (n,)
        Confidences in [0, 1] of the detections that are not ignored.
    is_true_positive : array-like of bool of shape (n,)
        From `match_detections`.
    n_bins, bin_edges, strategy, closed, norm
        As in `expected_calibration_error`.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Küppers, F., Kronenberger, J., Shantia, A. and Haselhoff, A. (2020). Multivariate
    confidence calibration for object detection. *CVPR Workshops*. Confidence only:
    box position and size are not binned here.

    Examples
    --------
    Of two detections at 0.9 one is right:

    >>> round(detection_calibration_error([0.9, 0.9], [1, 0]), 6)
    0.4
    """
    confidence = as_probs("scores", scores)
    right = as_binary("is_true_positive", is_true_positive)
    require_same_length("is_true_positive", right, "scores", confidence)
    if bin_edges is not None:
        require_inside("scores", confidence, as_bin_edges(bin_edges))
    return expected_calibration_error(
        confidence,
        right,
        n_bins=n_bins,
        bin_edges=bin_edges,
        strategy=strategy,
        closed=closed,
        norm=norm,
    )
