"""Dice, holes and regions, one pixel at a time."""

from collections import deque

import numpy as np

SIDES = ((-1, 0), (1, 0), (0, -1), (0, 1))


def dice_of(pred, truth):
    """Return the Dice of all pixels together, from counts of F1."""
    tp = int(np.sum(pred & truth))
    fp, fn = int(np.sum(pred & ~truth)), int(np.sum(~pred & truth))
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0


def regions_of(mask):
    """Return each region's pixels as a set, walking from side to side."""
    left = set(map(tuple, np.argwhere(mask)))
    found = []
    while left:
        queue = deque([left.pop()])
        region = set(queue)
        while queue:
            row, column = queue.popleft()
            for down, right in SIDES:
                pixel = (row + down, column + right)
                if pixel in left:
                    left.remove(pixel)
                    region.add(pixel)
                    queue.append(pixel)
        found.append(region)
    return found


def fill(mask):
    """Return the mask and every background that cannot walk to the border."""
    whole = mask.copy()
    rows, columns = mask.shape
    for region in regions_of(~mask):
        shut_in = all(0 < r < rows - 1 and 0 < c < columns - 1 for r, c in region)
        if shut_in:
            whole[tuple(np.array(list(region)).T)] = True
    return whole


def drop(mask, min_area):
    """Return the mask without its regions of fewer pixels."""
    kept = np.zeros_like(mask)
    for region in regions_of(mask):
        if len(region) >= min_area:
            kept[tuple(np.array(list(region)).T)] = True
    return kept


def touched(masks, truth):
    """Return (all, touched) true regions and the flagged regions that touch none."""
    defects = hit = false = 0
    for mask, true in zip(masks, truth, strict=True):
        for region in regions_of(true):
            defects += 1
            hit += any(mask[pixel] for pixel in region)
        false += sum(
            not any(true[pixel] for pixel in region) for region in regions_of(mask)
        )
    return defects, hit, false
