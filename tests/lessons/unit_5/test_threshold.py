"""Where Dice is best, before and after calibration; half of it; the small examples."""

from itertools import chain

import numpy as np
import pytest

from .by_hand import dice_of
from .conftest import CUT

GRID = [k / 100 for k in range(5, 96)]


def curve(maps, masks):
    """Return the pooled Dice at each threshold, counted one by one."""
    return np.array([dice_of(maps >= threshold, masks) for threshold in GRID])


@pytest.fixture(scope="module")
def raw(held_out):
    """Return the raw scores' curve."""
    return curve(held_out.probs, held_out.masks)


@pytest.fixture(scope="module")
def calibrated(held_out, probs):
    """Return the calibrated maps' curve."""
    return curve(probs, held_out.masks)


def best(dices):
    """Return the first best threshold."""
    return GRID[int(np.flatnonzero(dices >= dices.max() - 1e-9)[0])]


def test_the_summit_moves_sideways(said, raw, calibrated, held_out, probs):
    """0.48 and 0.41 flag the same pixels: .8433 both times."""
    assert best(calibrated) == CUT
    assert np.array_equal(held_out.probs >= best(raw), probs >= best(calibrated))
    assert calibrated.max() == raw.max()
    said(
        "predict-change",
        f"the best threshold, {best(raw)}, gives a pooled Dice of {raw.max():.4f}",
    )
    near = [d for t, d in zip(GRID, calibrated, strict=True) if 0.35 <= t <= 0.5]
    lost = 100 * (calibrated.max() - min(near))
    worth = probs[held_out.probs >= best(raw)].min()
    assert 0.1 < lost < 0.2
    said(
        "explain-change",
        f"{raw.max():.4f} both times",
        f"from {best(raw)} to {best(calibrated)}",
        f"The figure of the map said {worth:.2f}. No pixel lies from {CUT} up to there",
        "from 0.35 to 0.5 the calibrated Dice stays within 0.2 points",
    )
    assert not np.any((probs >= CUT) & (probs < worth))


def test_even_all_cuts_give_no_better_dice(held_out, probs, raw):
    """At every observed score, not the grid's only, both have the same best."""
    found = []
    for maps in (held_out.probs, probs):
        order = np.argsort(-maps.ravel(), kind="stable")
        scores, truth = maps.ravel()[order], held_out.masks.ravel()[order]
        ends = np.append(np.flatnonzero(np.diff(scores)), scores.size - 1)
        dices = 2 * np.cumsum(truth)[ends] / (ends + 1 + truth.sum())
        found.append(dices.max())
    assert found[1] == pytest.approx(found[0], abs=1e-12)
    assert found[0] >= raw.max()


def test_half_of_the_best(said, shown, raw, calibrated):
    """Calibrated .41 beside .422; raw .48, beside the same."""
    half = f"{calibrated.max() / 2:.3f}"
    said(
        "explain-law",
        f"Calibrated: {best(calibrated)} against {half}",
        f"Raw: {best(raw)} against {raw.max() / 2:.3f}",
        "0.1 apart",
        "wrong with 0.5 as a habit: it is right for a Dice of 1",
    )
    said(
        "law-text",
        "adds 2p above the fraction line, and 1 below",
        "what is added, 2p / 1, is larger",
        "if 2p is more than the present Dice",
        "p > Dice / 2",
        "2014",
    )
    assert f"calibrated: {best(calibrated)}, half: {half}" in shown["law"]
    said("why-calibrate", f"a chance of {100 * CUT:.0f} % or more", given=["4"])


def test_one_more_pixel_pays_above_half_the_dice():
    """Expected Dice rises with a pixel of p > Dice/2 only: 0.8 of many pixels."""
    common, both = 4000.0, 10_000.0
    before = 2 * common / both
    for p, better in ((0.41, True), (0.39, False)):
        assert (2 * (common + p) / (both + 1) > before) is better


def pool(space, maps, masks, threshold):
    """Return flagged, common, true and Dice of a few small maps."""
    flagged = common = true = 0
    for scores, mask in zip(space[maps], space[masks], strict=True):
        for score, label in zip(chain(*scores), chain(*mask), strict=True):
            flagged += score >= threshold
            common += score >= threshold and label
            true += label
    return flagged, common, true, 2 * common / (flagged + true)


def assignments(cell):
    """Run the assignments of a cell, without the call at its end."""
    space = {}
    lines = [line for line in cell.source.splitlines() if " = " in line]
    exec("\n".join(lines), space)  # noqa: S102 (our own cell)
    return space


def test_worked_tune(said, cells, shown):
    """At 0.6 three are flagged, at 0.5 nobody else is."""
    space = assignments(cells["worked-tune-table"])
    counts = {t: pool(space, "two_maps", "two_masks", t) for t in (0.5, 0.6, 0.7)}
    assert counts[0.5] == counts[0.6]
    flagged, common, true, dice = counts[0.6]
    said(
        "explain-tune",
        "At 0.6 both pixels with 0.6 are flagged",
        f"{flagged} flagged, {common} common, {true} true, 4/6",
        "At 0.5 nothing else",
        f"(0.5, {dice:.3f})",
    )
    assert (
        f"0.70        1       1     3  {counts[0.7][3]:.3f}"
        in shown["worked-tune-table"]
    )


def test_faded_tune(said, cells):
    """6/8, then 6/7 to find, then 4/5."""
    space = assignments(cells["faded-tune-data"])
    counts = {
        t: pool(space, "faded_maps", "faded_masks", t)[:3] for t in (0.2, 0.4, 0.6)
    }
    assert counts == {0.2: (5, 3, 3), 0.4: (4, 3, 3), 0.6: (2, 2, 3)}
    said(
        "faded-tune",
        "The grid is 0.2, 0.4, 0.6.",
        "At 0.2: 5 flagged, 3 common, 3 true, so 6/8.",
        "At 0.6: 2 flagged, 2 common, so 4/5.",
        "Do 0.4,",
    )
