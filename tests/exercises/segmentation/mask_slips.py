"""Known slips of the cleaning of a mask, as learners make them."""

__all__ = ["POSTPROCESS"]

_SCIPY = """
from scipy import ndimage

EIGHT = np.ones((3, 3), dtype=int)

def drop(m, min_area, structure=None):
    labelled, n = ndimage.label(m, structure)
    out = np.zeros(m.shape, dtype=bool)
    for k in range(1, n + 1):
        region = labelled == k
        area = {area}
        if {keep}:
            out |= region
    return out

def postprocess(mask, min_area):
    m = np.array(mask, dtype=bool)
    {before}
    filled = {fill}
    return {answer}
"""


def clean(
    answer="drop(filled, min_area)",
    fill="ndimage.binary_fill_holes(m)",
    keep="area >= min_area",
    area="region.sum()",
    before="pass",
):
    """Write a cleaning that goes wrong in one place."""
    return _SCIPY.format(answer=answer, fill=fill, keep=keep, area=area, before=before)


_LARGEST = (
    "filled & (np.bincount(ndimage.label(filled)[0][filled], minlength=2).argmax()"
    " == ndimage.label(filled)[0])"
)

POSTPROCESS = [
    ("area-before-fill", clean("ndimage.binary_fill_holes(drop(m, min_area))")),
    (
        "holes-not-in-area",
        clean(
            "drop(filled, min_area)",
            before="global original; original = m",
            area="(region & original).sum()",
        ),
    ),
    ("holes-left", clean(fill="m")),
    ("small-regions-left", clean("filled")),
    ("corners-connect", clean("drop(filled, min_area, EIGHT)")),
    ("holes-leak-at-corners", clean(fill="ndimage.binary_fill_holes(m, EIGHT)")),
    (
        "corners-everywhere",
        clean("drop(filled, min_area, EIGHT)", "ndimage.binary_fill_holes(m, EIGHT)"),
    ),
    ("exact-area-dropped", clean(keep="area > min_area")),
    ("large-regions-dropped", clean(keep="area < min_area")),
    ("largest-region-only", clean(_LARGEST)),
    (
        "total-area-compared",
        clean("filled if filled.sum() >= min_area else filled * 0"),
    ),
    ("total-area-compared", clean(area="np.count_nonzero(m)")),
    ("opening-for-area", clean("ndimage.binary_opening(filled)")),
    (
        "small-holes-only",
        clean(
            fill="m | drop(ndimage.binary_fill_holes(m) & ~m, 1) "
            "& ~drop(ndimage.binary_fill_holes(m) & ~m, min_area)"
        ),
    ),
    (
        "small-holes-only",
        clean(
            fill="m | drop(ndimage.binary_fill_holes(m) & ~m, 1) "
            "& ~drop(ndimage.binary_fill_holes(m) & ~m, min_area + 1)"
        ),
    ),
    ("closing-for-filling", clean(fill="m | ndimage.binary_closing(m)")),
    ("closing-for-filling", clean(fill="m | ndimage.binary_closing(m, EIGHT)")),
    (
        "single-pixels-only",
        clean(
            fill="m | (ndimage.convolve(m.astype(int), "
            "ndimage.generate_binary_structure(2, 1).astype(int), mode='constant')"
            " == 4)"
        ),
    ),
    (
        "bays-filled",
        clean(
            fill="np.array([[m[r, c] or (m[r, :c].any() and m[r, c + 1:].any() "
            "and m[:r, c].any() and m[r + 1:, c].any()) "
            "for c in range(m.shape[1])] for r in range(m.shape[0])])"
        ),
    ),
    (
        "flooded-from-one-corner",
        clean(fill="ndimage.label(~m)[0] != ndimage.label(~m)[0][0, 0]"),
    ),
    ("background-for-mask", clean("~drop(filled, min_area)")),
    (
        "background-kept",
        clean(
            "(np.bincount(labelled.ravel()) >= min_area)[labelled]",
            fill="ndimage.binary_fill_holes(m); labelled, n = ndimage.label(filled)",
        ),
    ),
    ("last-region-lost", clean(keep="area >= min_area and k < n")),
    ("numbers-for-mask", clean("ndimage.label(filled)[0] * drop(filled, min_area)")),
]
