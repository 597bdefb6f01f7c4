"""How the cleaning of a mask goes wrong."""

from collections.abc import Callable
from functools import partial
from operator import ge, gt, le, lt
from typing import Any

import numpy as np
from scipy import ndimage

from grader.exercises.building import slip, slips
from grader.exercises.exercise import Silent

__all__ = ["MASK_SLIPS"]

Array = np.ndarray[Any, np.dtype[Any]]
_Filling = Callable[[Array], Array]
_Dropping = Callable[[Array, int], Array]

_CROSS = ndimage.generate_binary_structure(2, 1)
_SQUARE = ndimage.generate_binary_structure(2, 2)


def _filled(mask: Array, neighbours: Array = _CROSS) -> Array:
    return np.asarray(ndimage.binary_fill_holes(mask, neighbours))


def _dropped(
    mask: Array,
    min_area: int,
    *,
    stays: Callable[[Array, int], Array] = ge,
    neighbours: Array = _CROSS,
    counted: Array | None = None,
) -> Array:
    """Drop regions by the area that they have in `counted`, the mask itself if None."""
    region, _ = ndimage.label(mask, neighbours)
    ours = mask if counted is None else counted
    keep = stays(np.bincount(region.ravel(), weights=ours.ravel()), min_area)
    keep[0] = False
    return np.asarray(keep[region])


def _right(mask: Array, min_area: int) -> Array:
    return _dropped(_filled(mask), min_area)


def _largest(mask: Array, _: int) -> Array:
    region, _ = ndimage.label(mask)
    area = np.bincount(region.ravel())[1:]
    if (area == area.max(initial=0)).sum() > 1:
        raise Silent("two are the largest")
    return np.asarray(region == 1 + np.argmax(area)) if area.size else mask


def _opened(mask: Array, _: int) -> Array:
    return np.asarray(ndimage.binary_opening(mask))


def _by_total(mask: Array, min_area: int) -> Array:
    """Keep all or nothing, by the number of all flagged pixels."""
    return mask if mask.sum() >= min_area else np.zeros_like(mask)


def _small_holes(within: Callable[[Array, int], Array], mask: Array, n: int) -> Array:
    """Fill holes of a small area only."""
    hole, _ = ndimage.label(_filled(mask) & ~mask)
    is_small = within(np.bincount(hole.ravel()), n)
    is_small[0] = False
    return np.asarray(mask | is_small[hole])


def _from_corner(mask: Array) -> Array:
    """Fill all background that the first corner does not reach."""
    if mask[0, 0]:
        raise Silent("the corner is no background")
    region, _ = ndimage.label(~mask)
    return np.asarray(region != region[0, 0])


def _first_pass(mask: Array) -> Array:
    """Fill background between flagged pixels of its row and of its column."""
    between = [
        np.logical_or.accumulate(mask, axis)
        & np.flip(np.logical_or.accumulate(np.flip(mask, axis), axis), axis)
        for axis in (0, 1)
    ]
    return np.asarray(mask | (between[0] & between[1]))


def _closed(mask: Array, neighbours: Array = _CROSS) -> Array:
    return np.asarray(mask | ndimage.binary_closing(mask, neighbours))


def _single_pixels(mask: Array) -> Array:
    """Fill background pixels whose four neighbours are all flagged."""
    padded = np.pad(mask, 1)
    around = (padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:])
    return np.asarray(mask | np.logical_and.reduce(around))


def _background_kept(mask: Array, min_area: int) -> Array:
    """Keep the background, number 0, where it is large enough."""
    region, _ = ndimage.label(mask)
    return np.asarray((np.bincount(region.ravel()) >= min_area)[region])


def _last_lost(mask: Array, min_area: int) -> Array:
    """Drop the region with the highest number."""
    region, last = ndimage.label(mask)
    return np.asarray(_dropped(mask, min_area) & (region != last))


def _numbered(mask: Array, min_area: int) -> Array:
    """Return the regions' numbers in place of the mask."""
    region, _ = ndimage.label(mask)
    return np.where(_dropped(mask, min_area), region, 0)


def _then(fill: _Filling = _filled, drop: _Dropping = _dropped) -> Callable[..., Any]:
    """Return the answer that fills and drops by these two functions."""
    return _on_arrays(lambda mask, min_area: drop(fill(mask), min_area))


def _on_arrays(function: _Dropping) -> Callable[..., Any]:
    """Return the function as one that is given a mask of any form."""
    return lambda mask, n: function(np.asarray(mask).astype(bool), n).tolist()


MASK_SLIPS = (
    slip(
        "area-before-fill",
        "You drop small regions before you fill holes. A thin ring has few pixels and "
        "is dropped, though filled it would have been large enough: fill first.",
        _on_arrays(lambda mask, n: _filled(_dropped(mask, n))),
    ),
    slip(
        "holes-not-in-area",
        "The area by which you drop a region leaves its holes out. Measure the area "
        "after filling: label the filled mask, and count its pixels.",
        _on_arrays(lambda mask, n: _dropped(_filled(mask), n, counted=mask)),
    ),
    slip(
        "holes-left",
        "Holes are left in your mask: background that is enclosed by a region on all "
        "sides. Fill it before you look at areas.",
        _then(fill=np.asarray),
    ),
    slip(
        "small-regions-left",
        "Small regions are left in your mask. After filling, drop each region whose "
        "area is below min_area.",
        _then(drop=lambda mask, _: mask),
    ),
    slip(
        "corners-connect",
        "You join regions that touch at a corner only. Here pixels are connected when "
        "they share a side: look at the structure that you give to the labelling.",
        _then(drop=partial(_dropped, neighbours=_SQUARE)),
    ),
    slip(
        "holes-leak-at-corners",
        "Holes that touch the outside at a corner only are left open in your mask. "
        "Background is connected through sides too, so they are enclosed.",
        _then(fill=partial(_filled, neighbours=_SQUARE)),
    ),
    slip(
        "corners-everywhere",
        "Corners connect in your answer, both regions and background. Here pixels are "
        "connected when they share a side.",
        _then(
            fill=partial(_filled, neighbours=_SQUARE),
            drop=partial(_dropped, neighbours=_SQUARE),
        ),
    ),
    slip(
        "exact-area-dropped",
        "A region of exactly min_area pixels is dropped in your answer. Only smaller "
        "ones go: look at your comparison.",
        _then(drop=partial(_dropped, stays=gt)),
    ),
    slip(
        "large-regions-dropped",
        "You keep the small regions and drop the large ones. Turn your comparison "
        "with min_area round.",
        _then(drop=partial(_dropped, stays=lt)),
    ),
    slip(
        "largest-region-only",
        "Only the largest region is left in your answer. An image may have several "
        "defects: keep every region of at least min_area pixels.",
        _then(drop=_largest),
    ),
    slip(
        "total-area-compared",
        "You compare min_area with the pixels of the whole mask. Each region has an "
        "area of its own: label the regions, and count the pixels of each.",
        _then(drop=_by_total),
    ),
    slip(
        "opening-for-area",
        "You remove small regions by an opening, which also rubs off the corners and "
        "thin parts of large ones. Count the pixels of each region instead.",
        _then(drop=_opened),
    ),
    *slips(
        "small-holes-only",
        "Large holes are left open in your mask. Every hole is filled, whatever its "
        "size: min_area is for regions.",
        _on_arrays(lambda mask, n: _dropped(_small_holes(lt, mask, n), n)),
        _on_arrays(lambda mask, n: _dropped(_small_holes(le, mask, n), n)),
    ),
    *slips(
        "closing-for-filling",
        "You fill holes by a closing, which leaves large ones open and fills notches "
        "at the rim besides. A hole is background that no path of sides connects with "
        "the border.",
        _then(fill=_closed),
        _then(fill=partial(_closed, neighbours=_SQUARE)),
    ),
    slip(
        "single-pixels-only",
        "Only holes of one pixel are filled in your mask. A hole may be larger: it is "
        "background that no path of sides connects with the border.",
        _then(fill=_single_pixels),
    ),
    slip(
        "bays-filled",
        "You fill background that lies between flagged pixels of its row and column, "
        "though a way leads out. A hole has no way out to the border.",
        _then(fill=_first_pass),
    ),
    slip(
        "flooded-from-one-corner",
        "You fill background that the first corner of the image doesn't reach. Other "
        "background may touch the border too, and is no hole: start from all of the "
        "border.",
        _then(fill=_from_corner),
    ),
    slip(
        "background-for-mask",
        "Your mask flags the background. The regions are to be flagged.",
        _on_arrays(lambda mask, n: ~_right(mask, n)),
    ),
    slip(
        "background-kept",
        "Your mask flags the background where it is large. `label` numbers it 0, and "
        "it has an area like any other number: keep it out.",
        _then(drop=_background_kept),
    ),
    slip(
        "last-region-lost",
        "A region is missing in your mask, the last. `label` numbers the regions from "
        "1 to n, with n among them; `range(1, n)` ends before it.",
        _then(drop=_last_lost),
    ),
    slip(
        "numbers-for-mask",
        "Your answer holds the numbers of the regions. Asked for is a mask: 1 or True "
        "where a region is left, whichever it is.",
        _then(drop=_numbered),
    ),
)
