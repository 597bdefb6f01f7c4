"""The pooled Dice sweep: nanoseconds a pixel, and in copies of the map."""

from __future__ import annotations

from functools import partial

import numpy as np

from grader.reference import tune_pixel_threshold

from .timing import best_time


def run(*, full: bool) -> None:
    """Print the time for ten million pixels, and in full for a hundred million."""
    grid = np.arange(101) / 100
    for n_maps in (10, 100) if full else (10,):
        rng = np.random.default_rng(0)
        maps = [rng.random((1000, 1000)) for _ in range(n_maps)]
        masks = [rng.random(m.shape, dtype=np.float32) < m for m in maps]
        seconds = best_time(partial(tune_pixel_threshold, maps, masks, grid), 2)
        copies = best_time(lambda maps=maps: [m.copy() for m in maps], 2)
        pixels = n_maps * 10**6
        print(
            f"Dice sweep, {pixels:.0e} pixels, 101 thresholds: "
            f"{seconds / pixels * 1e9:.2f} ns a pixel (at most 3 wanted), "
            f"{seconds / copies:.1f} copies of the maps (about 16 wanted)",
            flush=True,
        )
