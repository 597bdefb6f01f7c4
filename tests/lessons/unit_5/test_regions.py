"""Holes and crumbs: the worked ring, the faded regions, the minimum area."""

import numpy as np
import pytest

from .by_hand import dice_of, drop, fill, regions_of, touched
from .conftest import AREA


@pytest.fixture(scope="module")
def dices(whole, held_out):
    """Return the pooled Dice of the held-out masks at each minimum area."""
    sized = [[(len(r), r) for r in regions_of(mask)] for mask in whole]
    found = {}
    for area in range(1, 61):
        common = flagged = 0
        for regions, truth in zip(sized, held_out.masks, strict=True):
            for size, region in regions:
                if size >= area:
                    flagged += size
                    common += sum(truth[pixel] for pixel in region)
        found[area] = 2 * common / (flagged + held_out.masks.sum())
    return found


def test_worked_ring(said, shown):
    """A ring of 8 and its hole make 9; the other order leaves nothing."""
    ring = np.zeros((5, 6), bool)
    ring[1:4, 1:4] = True
    ring[2, 2], ring[2, 5] = False, True
    assert sorted(map(len, regions_of(ring))) == [1, 8]
    right, wrong = drop(fill(ring), 9), fill(drop(ring, 9))
    assert (right.sum(), wrong.sum()) == (9, 0)
    assert shown["worked-clean-ring"] == "9 pixels left\n0 pixels left\n"
    said(
        "worked-clean",
        "a ring of 8 pixels",
        "The minimum area is 9",
        "the ring becomes 9",
        "8 < 9",
    )


def test_faded_regions(said, cells):
    """A ring of 12 with its hole, a C of 7, two squares of 4 that meet at a corner."""
    space = {}
    exec(cells["faded-clean-data"].source, space)  # noqa: S102 (our own cell)
    filled = fill(np.array(space["crumbs"], bool))
    areas = [len(r) for r in sorted(regions_of(filled), key=min)]
    assert areas == [12, 7, 4, 4]
    assert "my_areas = [12, " in cells["faded-clean-answer"].source
    assert "min_area=7" in cells["meet-faded-clean"].source
    said("faded-clean", "**4-connected**", "The minimum area is 7", "or 0 where")


def test_the_minimum_area(said, shown, dices, whole, held_out):
    """25 pixels give .8711; two defects were in bits of 22 pixels and less."""
    assert max(dices, key=dices.get) == AREA
    assert dices[1] == pytest.approx(dice_of(whole, held_out.masks))
    cleaned = np.array([drop(mask, AREA) for mask in whole])
    defects, found, false = touched(cleaned, held_out.masks)
    assert false == 0
    before = touched(whole, held_out.masks)
    lost, bits = [], []
    for mask, after, truth in zip(whole, cleaned, held_out.masks, strict=True):
        for defect in regions_of(truth):
            if not any(after[pixel] for pixel in defect):
                lost.append(len(defect))
                bits += [len(r) for r in regions_of(mask) if r & defect]
    small, large = sorted(lost)
    said(
        "explain-area",
        f"best at {AREA} pixels: {dices[AREA]:.4f}, from {dices[1]:.4f}",
        f"{before[2]} false blobs become {false}",
        f"when one of its pixels is flagged: {found} of {defects} still are",
        f"of {small} and {large} pixels, were there in bits of {max(bits)} pixels",
    )
    assert f"highest {dices[AREA]:.4f} at {AREA} pixels" in shown["area-curve"]
    said("blobs-text", f"here those under {AREA}", f"why {AREA}")


def test_a_safer_area(said, shown, whole, held_out, steps, test_set):
    """18 is the largest that loses none of 58; on the test images 2 of 54 go."""
    kept = touched([drop(mask, 18) for mask in whole], held_out.masks)
    test = touched([drop(mask, 18) for mask in steps["holes"]], test_set.masks)
    assert kept[0] == kept[1]
    one_more = touched([drop(mask, 19) for mask in whole], held_out.masks)
    assert one_more[1] < one_more[0]
    said(
        "explain-safe",
        f"At 18 the held-out images lose none of {kept[0]}.",
        f"still lose {test[0] - test[1]} of {test[0]}, and {test[2]} false blobs "
        "stay instead of 1",
        f'"None of {kept[0]}" proves little',
        given=["4"],
    )
    assert shown["safe-area"].count(f"found={kept[0]}") == 1
    assert f"\n18 DefectCount(defects={kept[0]}, found={kept[0]}," in shown["safe-area"]
