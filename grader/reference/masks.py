"""Masks: how much two of them overlap, and how to clean one up."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import ndimage

from grader.reference.errors import InvalidInput
from grader.reference.validation import BoolArray, as_binary, as_count

__all__ = ["dice", "fill_holes", "postprocess", "remove_small_regions"]


def dice(pred: ArrayLike, truth: ArrayLike) -> float:
    r"""Compute the overlap of two masks.

    .. math:: Dice = \frac{2\,|A \cap B|}{|A| + |B|}

    It is the F1 of the pixels. Two empty masks agree: 1.0.

    Parameters
    ----------
    pred, truth : array-like of shape (h, w)
        0/1 or booleans.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    InvalidInput
        On bad input, and if the shapes differ.

    References
    ----------
    Dice, L. R. (1945). Measures of the amount of ecologic association between
    species. *Ecology* 26(3), 297-302.

    Examples
    --------
    One pixel in common, one and two in all:

    >>> round(dice([[1, 0]], [[1, 1]]), 6)
    0.666667
    >>> dice([[0, 0]], [[0, 0]])
    1.0
    """
    a, b = as_binary("pred", pred, ndim=2), as_binary("truth", truth, ndim=2)
    if a.shape != b.shape:
        raise InvalidInput("pred", f"have the shape {b.shape} of truth", a.shape)
    return dice_from_counts(
        common=int(np.count_nonzero(a & b)),
        in_both=int(np.count_nonzero(a)) + int(np.count_nonzero(b)),
    )


def dice_from_counts(*, common: int, in_both: int) -> float:
    """Return 2·common / (pixels of one + pixels of the other), 1.0 for 0/0."""
    return 2 * common / in_both if in_both else 1.0


def fill_holes(mask: ArrayLike) -> BoolArray:
    """Fill background that is enclosed by the mask.

    Background counts as enclosed when no path of pixels that share a side leads
    from it to the border of the image.

    Parameters
    ----------
    mask : array-like of shape (h, w)
        0/1 or booleans.

    Returns
    -------
    ndarray of bool of shape (h, w)

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Soille, P. (2003). *Morphological Image Analysis*, 2nd ed., section 6.3.7.

    Examples
    --------
    >>> fill_holes([[1, 1, 1], [1, 0, 1], [1, 1, 1]]).astype(int).tolist()
    [[1, 1, 1], [1, 1, 1], [1, 1, 1]]
    """
    checked = as_binary("mask", mask, ndim=2)
    return np.asarray(ndimage.binary_fill_holes(checked), dtype=np.bool_)


def remove_small_regions(mask: ArrayLike, min_area: int) -> BoolArray:
    """Drop connected regions of fewer than `min_area` pixels.

    Pixels are connected when they share a side (4-connected); a corner is not
    enough.

    Parameters
    ----------
    mask : array-like of shape (h, w)
        0/1 or booleans.
    min_area : int
        In pixels, at least 0; a region of exactly this area stays.

    Returns
    -------
    ndarray of bool of shape (h, w)

    Raises
    ------
    InvalidInput
        On bad input.

    References
    ----------
    Rosenfeld, A. and Pfaltz, J. L. (1966). Sequential operations in digital picture
    processing. *Journal of the ACM* 13(4), 471-494.

    Examples
    --------
    The lone pixel touches the pair by a corner only:

    >>> remove_small_regions([[1, 1, 0], [0, 0, 1]], 2).astype(int).tolist()
    [[1, 1, 0], [0, 0, 0]]
    """
    checked = as_binary("mask", mask, ndim=2)
    smallest = as_count("min_area", min_area, at_least=0)
    region, _ = ndimage.label(checked)
    area = np.bincount(region.ravel())
    large_enough = area >= smallest
    large_enough[0] = False  # region 0 is the background
    return np.asarray(large_enough[region])


def postprocess(mask: ArrayLike, min_area: int) -> BoolArray:
    """Fill holes, then drop small regions, in this order.

    A ring around a large hole has few pixels of its own: dropped first, it would
    not be there to be filled.

    Parameters
    ----------
    mask : array-like of shape (h, w)
        0/1 or booleans.
    min_area : int
        In pixels, at least 0, measured after filling.

    Returns
    -------
    ndarray of bool of shape (h, w)

    Raises
    ------
    InvalidInput
        On bad input.

    Examples
    --------
    The ring has eight pixels, and nine once it is filled:

    >>> int(postprocess([[1, 1, 1], [1, 0, 1], [1, 1, 1]], 9).sum())
    9
    """
    return remove_small_regions(fill_holes(mask), min_area)
