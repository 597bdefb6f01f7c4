"""A segmenter's saved probability maps: the learner's own, or the course's parts."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lessons.data import load_segmentation
from lessons.projects._errors import Unusable
from lessons.projects._npz import array_names, read_arrays
from lessons.projects._sides import SIDES, as_groups, as_split, rows_of, told

__all__ = ["SavedMasks", "load_masks"]

Maps = tuple[NDArray[np.float64], ...]
Masks = tuple[NDArray[np.bool_], ...]
Arrays = dict[str, NDArray[np.generic]]

WHOSE = "maps"
_NUMBERED = re.compile(r"(probs|masks)_(\d+)")


@dataclass(frozen=True, slots=True, repr=False)
class SavedMasks:
    """What a segmenter said of each pixel, what is true, and who may see it.

    Parameters
    ----------
    probs : tuple of n arrays of float, shape (h, w)
        One map an image: the probability that the pixel belongs to the object.
    masks : tuple of n arrays of bool, shape (h, w)
        True where it does; the shape of the map at the same place.
    split : array of str, shape (n,), or None
        "calibration", "test", or another word for images that are not used.
    groups : array, shape (n,), or None
        What must not be torn apart: the patient, the video, the part.
    """

    probs: Maps
    masks: Masks
    split: NDArray[np.str_] | None = None
    groups: NDArray[np.generic] | None = None

    def rows(self, side: str) -> NDArray[np.intp]:
        """Return the numbers of the images that the file's split calls by this word.

        Raises
        ------
        Unusable
            If the file declares no split, or none of its images is called so.
        """
        return rows_of(self.split, side, "len(probs)")

    def __repr__(self) -> str:
        shapes = {probs.shape for probs in self.probs}
        sizes = " × ".join(map(str, next(iter(shapes))))
        each = (
            f"{sizes} pixels" if len(shapes) == 1 else f"maps of {len(shapes):,} sizes"
        )
        inside = sum(int(mask.sum()) for mask in self.masks)
        share = inside / sum(mask.size for mask in self.masks)
        words = f"{len(self.probs):,} images, {each}; {share:.1%} of the pixels are in"
        return f"{words} the masks{told(self.split, self.groups)}"


def load_masks(file: str | os.PathLike[str] | None = None) -> SavedMasks:
    """Load saved probability maps and true masks, and look at them first.

    Parameters
    ----------
    file : path, optional
        An ``.npz`` with the arrays ``probs`` and ``masks``, both (n, h, w); where the
        images differ in size, ``probs_0``, ``masks_0``, ``probs_1`` …, each (h, w).
        Perhaps ``split``, (n,), the words "calibration" and "test"; perhaps
        ``groups``, (n,). None loads the parts of unit 5.

    Raises
    ------
    Unusable
        If the file or an array in it cannot serve; the message says which, what was
        found, and what to do.

    Examples
    --------
    >>> load_masks()  # doctest: +NORMALIZE_WHITESPACE
    80 images, 64 × 64 pixels; 5.3% of the pixels are in the masks; calibration: 40,
    test: 40
    """
    if file is None:
        return _parts()
    n, arrays = _read(file)
    try:
        if n is None:
            named = {name: _stacked(name, arrays[name]) for name in ("probs", "masks")}
        else:
            named = {
                name: [(f"{name}_{i}", arrays[f"{name}_{i}"]) for i in range(n)]
                for name in ("probs", "masks")
            }
        probs = tuple(_as_map(*one) for one in named["probs"])
        masks = _as_masks(named["masks"], probs)
        split, groups = arrays.get("split"), arrays.get("groups")
        return SavedMasks(
            probs,
            masks,
            None if split is None else as_split(split, len(probs), WHOSE),
            None if groups is None else as_groups(groups, len(probs), WHOSE),
        )
    except Unusable as error:
        error.source = Path(os.fsdecode(file)).name
        raise


def _parts() -> SavedMasks:
    parts = load_segmentation()
    sides = (parts.calibration, parts.test)
    return SavedMasks(
        tuple(probs for side in sides for probs in side.probs),
        tuple(mask for side in sides for mask in side.masks),
        np.repeat(SIDES, [len(side.probs) for side in sides]),
    )


def _read(file: str | os.PathLike[str]) -> tuple[int | None, Arrays]:
    """Return what is in the file, and how many numbered maps, if they are numbered."""
    optional = ("split", "groups")
    found = [_NUMBERED.fullmatch(name) for name in array_names(file)]
    places = {int(match[2]) for match in found if match}
    if not places:
        return None, read_arrays(file, ("probs", "masks"), optional)
    n = len(places)
    needed = [f"{name}_{i}" for i in range(n) for name in ("probs", "masks")]
    return n, read_arrays(file, needed, optional)


def _stacked(
    name: str, array: NDArray[np.generic]
) -> list[tuple[str, NDArray[np.generic]]]:
    """Return the maps of one array, each with its name."""
    if array.ndim != 3:
        advice = ""
        if array.ndim == 4:
            one = 1 in (array.shape[1], array.shape[3])
            advice = (
                f"Save one channel: {name}.squeeze()."
                if one
                else "Several classes? Make one project of each: its channel alone."
            )
        rule = "have the shape (n, h, w)"
        raise Unusable(name, rule, f"the shape {array.shape}", advice)
    if not array.size:
        raise Unusable(name, "not be empty", f"the shape {array.shape}")
    return [(f"{name}[{i}]", one) for i, one in enumerate(array)]


def _as_map(name: str, array: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return one map of probabilities as float64."""
    if array.ndim != 2:
        raise Unusable(name, "have the shape (h, w)", f"the shape {array.shape}")
    if not array.size:
        raise Unusable(name, "not be empty", f"the shape {array.shape}")
    if array.dtype.kind == "b" or array.dtype.kind not in "iuf":
        advice = ""
        if array.dtype.kind == "b":
            advice = "A mask that is decided already has no threshold left to tune."
        rule = "hold probabilities"
        raise Unusable(name, rule, f"an array of {array.dtype}", advice)
    probs = array.astype(np.float64)
    wrong = ~((probs >= 0) & (probs <= 1))
    if wrong.any():
        place = tuple(map(int, np.argwhere(wrong)[0]))
        advice = ""
        if array.dtype.kind in "iu" and probs.max() <= 255 and probs.min() >= 0:
            advice = "If they are grey values, save probs / 255."
        elif np.isfinite(probs).all():
            advice = "If they are logits, save scipy.special.expit(logits)."
        got = f"{probs[place]:g} at pixel {place}"
        raise Unusable(name, "lie from 0 to 1", got, advice)
    return probs


def _as_masks(named: list[tuple[str, NDArray[np.generic]]], probs: Maps) -> Masks:
    """Return true masks that fit the maps."""
    if len(named) != len(probs):
        rule = f"have one mask for each of the {len(probs):,} maps"
        raise Unusable("masks", rule, f"{len(named):,}")
    masks = []
    for (name, array), one in zip(named, probs, strict=True):
        if array.shape != one.shape:
            rule = f"have the shape {one.shape} of its map"
            raise Unusable(name, rule, f"the shape {array.shape}")
        if array.dtype.kind not in "biuf":
            rule = "hold True and False, or 1 and 0"
            raise Unusable(name, rule, f"an array of {array.dtype}")
        wrong = (array != 0) & (array != 1)
        if wrong.any():
            place = tuple(map(int, np.argwhere(wrong)[0]))
            value = array[place]
            advice = "If 255 stands for the object, save masks == 255."
            raise Unusable(
                name,
                "hold True and False, or 1 and 0",
                f"{float(value):g} at pixel {place}",
                advice if value == 255 else "",
            )
        masks.append(array.astype(np.bool_))
    if not any(mask.any() for mask in masks):
        rule = "hold an object somewhere"
        raise Unusable("masks", rule, "empty masks alone")
    return tuple(masks)
