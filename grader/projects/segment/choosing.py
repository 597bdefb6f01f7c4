"""Looks at what project 2 chooses on the calibration side: threshold, then area."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NoReturn

import numpy as np

from grader.projects.intervals import EXACT, ROUNDED
from grader.projects.look import Explain, NotYetRight
from grader.projects.reading import Floats, Rows
from grader.projects.segment.pixels import (
    EIGHT,
    AreaTally,
    count_pixels,
    dice_by_image,
    dice_of,
)
from grader.projects.segment.slips import AREA_FIRST, CORNERS, UNFILLED
from grader.projects.segment.work import Segmenting
from grader.reference import (
    fill_holes,
    pooled_dice,
    remove_small_regions,
    tune_pixel_threshold,
)

__all__ = ["see_area", "see_area_sweep", "see_sweep", "see_threshold"]


def see_sweep(work: Segmenting) -> str:
    """Look at the Dice of the calibration images at each threshold of the grid."""
    name, rows = "dice_by_threshold", work.calibration_rows
    grid, mine = work.grid, work.line(name, like="grid")
    computed = _pooled(work, rows)
    slips = {
        "pixels of exactly the threshold are left out. The rule is p ≥ threshold.": (
            lambda: _pooled(work, rows, np.nextafter(grid, np.inf))
        ),
        "these are the means of the images' own Dice. Pool: count the pixels of all "
        "images together.": lambda: _by_image(work, rows),
        "these are the test images'. Sweep on the calibration images alone.": (
            lambda: _pooled(work, work.test_rows)
        ),
        "these are the Dice of all images. Sweep on the calibration images alone.": (
            lambda: _pooled(work, np.arange(work.size))
        ),
    }
    _require_curve(name, "grid", mine, computed, slips)
    return (
        f"{len(grid):,} thresholds from {grid.min():g} to {grid.max():g}, p ≥ "
        f"threshold, pooled over the pixels of {len(rows):,} calibration images."
    )


def see_threshold(work: Segmenting) -> str:
    """Look whether the threshold is the first best of the grid."""
    mine, grid = work.threshold, work.grid
    best = _best_threshold(work, work.calibration_rows)
    if abs(mine - best) > EXACT:
        _refuse_threshold(work, mine, best)
    _ask_about_edge("threshold", best, grid, {0.0, 1.0})
    return (
        f"{mine:.4g} is the first best of your grid on the calibration images. What a "
        "map of the probabilities would change is this number, not the best Dice."
    )


def _refuse_threshold(work: Segmenting, mine: float, best: float) -> NoReturn:
    """Refuse a threshold that is not the calibration images' first best."""
    said = f"`threshold` is {mine:.4g}"
    grid, rows = work.grid, work.calibration_rows
    if np.abs(grid - mine).min() > EXACT:
        raise NotYetRight(f"{said}, which is not on your grid. Take one you tried.")
    dice = _pooled(work, rows)
    here = int(np.abs(grid - mine).argmin())
    if dice[here] >= dice.max() - 1e-12:
        raise NotYetRight(
            f"{said}: as good as the best, and a later one of your grid. Take the "
            "first on ties, so that two people choose alike."
        )
    if abs(mine - _best_threshold(work, work.test_rows)) <= EXACT:
        raise NotYetRight(
            f"{said}: the test images choose it. Choose on the calibration images."
        )
    if abs(mine - grid[_by_image(work, rows).argmax()]) <= EXACT:
        raise NotYetRight(
            f"{said}: the mean of the images' own Dice chooses it. Pool the pixels."
        )
    raise NotYetRight(
        f"{said}; on the calibration images another one of your grid has a higher Dice."
    )


def see_area_sweep(work: Segmenting) -> str:
    """Look at the Dice of the calibration images at each smallest area."""
    name, rows = "dice_by_area", work.calibration_rows
    areas, mine = work.areas, work.line(name, like="areas")
    raw, truths = work.raw(rows, work.threshold), work.true(rows)

    def of(others: Rows, threshold: float = work.threshold) -> Floats:
        return work.tally(others, threshold).dice(areas)

    slips = {
        AREA_FIRST: lambda: _area_first(work, rows),
        UNFILLED: lambda: AreaTally(raw, truths, fill=False).dice(areas),
        CORNERS: lambda: AreaTally(raw, truths, structure=EIGHT).dice(areas),
        "regions of exactly that area are dropped. They stay.": (
            lambda: work.tally(rows, work.threshold).dice(areas + 1)
        ),
        "these are the test images'. Choose on the calibration images alone.": (
            lambda: of(work.test_rows)
        ),
        "these are the Dice of all images. Choose on the calibration images alone.": (
            lambda: of(np.arange(work.size))
        ),
        "they are cut at `threshold_before`, not at `threshold`.": (
            lambda: of(rows, work.threshold_before)
        ),
    }
    _require_curve(name, "areas", mine, of(rows), slips)
    return (
        f"{len(areas):,} smallest areas from {areas.min():,} to {areas.max():,} "
        f"pixels, after filling holes, on {len(rows):,} calibration images."
    )


def see_area(work: Segmenting) -> str:
    """Look whether the smallest area is the first best of those tried."""
    mine, areas = work.min_area, work.areas
    best = _best_area(work, work.calibration_rows)
    if mine != best:
        said = f"`min_area` is {mine:,}"
        if mine not in areas:
            raise NotYetRight(f"{said}, which is not in `areas`. Take one you tried.")
        tally = work.tally(work.calibration_rows, work.threshold)
        if tally.counts(mine) == tally.counts(best):
            raise NotYetRight(
                f"{said}: as good as the best, and a later one in `areas`. Take the "
                "first on ties, so that two people choose alike."
            )
        if mine == _best_area(work, work.test_rows):
            raise NotYetRight(
                f"{said}: the test images choose it. Choose on the calibration images."
            )
        raise NotYetRight(
            f"{said}; on the calibration images another one in `areas` has a higher "
            "Dice."
        )
    _ask_about_edge("min_area", best, areas.astype(float), {0.0})
    return f"{mine:,} is the first best in `areas` on the calibration images."


def _require_curve(
    name: str,
    over: str,
    mine: Floats,
    computed: Floats,
    slips: Mapping[str, Callable[[], Floats]],
) -> None:
    """Refuse a curve that is not the one of the calibration images."""
    off = np.abs(mine - computed)
    if off.max() <= EXACT:
        return
    for why, curve in slips.items():
        if np.abs(mine - curve()).max() <= EXACT:
            raise NotYetRight(f"`{name}`: {why}")
    if off.max() <= ROUNDED:
        return
    place = int(np.flatnonzero(off > ROUNDED)[0])
    raise NotYetRight(
        f"`{name}`: {int(np.sum(off > ROUNDED)):,} of {len(mine):,} entries are not "
        f"the Dice of the calibration images, `{name}[{place}]` = {mine[place]:.4g} "
        f"first. Is it in the order of `{over}`? Which rows, which masks?"
    )


def _ask_about_edge(name: str, best: float, tried: Floats, ends: set[float]) -> None:
    """Ask about a best that is the last one tried on its side."""
    if best in ends or best not in (tried.min(), tried.max()):
        return
    raise Explain(
        f"`{name}` is {best:g}, the last that you tried on its side: the best may lie "
        "beyond. Widen what you try, or say why not."
    )


def _pooled(work: Segmenting, rows: Rows, grid: Floats | None = None) -> Floats:
    maps = [work.probs[i] for i in rows]
    return pooled_dice(maps, work.true(rows), work.grid if grid is None else grid)


def _by_image(work: Segmenting, rows: Rows) -> Floats:
    """Return the mean of the images' own Dice at each threshold."""
    return np.array(
        [dice_by_image(work.counts(work.raw(rows, t), rows)).mean() for t in work.grid]
    )


def _best_threshold(work: Segmenting, rows: Rows) -> float:
    maps = [work.probs[i] for i in rows]
    return tune_pixel_threshold(maps, work.true(rows), work.grid).threshold


def _best_area(work: Segmenting, rows: Rows) -> int:
    """Return the first of the areas with the highest Dice, as an exact fraction."""
    tally = work.tally(rows, work.threshold)
    pairs = [tally.counts(area) for area in work.areas]
    exact = [Fraction(2 * a, b) if b else Fraction(1) for a, b in pairs]
    return int(work.areas[exact.index(max(exact))])


def _area_first(work: Segmenting, rows: Rows) -> Floats:
    """Return the curve when small regions are dropped before holes are filled."""
    raw, truths = work.raw(rows, work.threshold), work.true(rows)
    dropped = (
        [fill_holes(remove_small_regions(mask, area)) for mask in raw]
        for area in work.areas.tolist()
    )
    return np.array([dice_of(*count_pixels(masks, truths)) for masks in dropped])
