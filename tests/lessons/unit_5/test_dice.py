"""Dice: its worked and faded masks, and what accuracy would say."""

from unittest.mock import Mock

import numpy as np
import pytest

from .by_hand import dice_of, fill, regions_of


def rows(*lines):
    """Return a mask from rows written with 0 and 1."""
    return np.array([[int(pixel) for pixel in line.split()] for line in lines], bool)


def test_worked_dice(said):
    """Two pixels in common, three in each: 4/6."""
    pred, truth = rows("1 1 0", "0 1 0"), rows("1 0 0", "0 1 1")
    assert (int((pred & truth).sum()), int(pred.sum()), int(truth.sum())) == (2, 3, 3)
    said(
        "worked-dice",
        "`pred` is 1 1 0 / 0 1 0, `truth` is 1 0 0 / 0 1 1",
        "They have 2 pixels in common, and 3 each.",
        f"Dice = 2 · 2 / (3 + 3) = {dice_of(pred, truth):.3f}",
    )


def test_faded_dice(said, cells):
    """The blank holds three in common and four of the truth: 6/8."""
    space = {}
    exec(cells["faded-dice-data"].source, space)  # noqa: S102 (our own cell)
    pred, truth = np.array(space["pred"], bool), np.array(space["truth"], bool)
    assert dice_of(pred, truth) == 6 / 8
    said("faded-dice", f"`pred` has {pred.sum()} pixels")
    assert "(4 + what)" in cells["faded-dice-answer"].source


def test_dice_idea(said):
    """It is F1, doubled above; two empty masks are a convention."""
    empty = np.zeros((2, 2), bool)
    agree = dice_of(empty, empty)
    said(
        "dice-idea",
        "2\\,|pred \\cap truth|",
        "from 0 to 1",
        f"Two empty masks agree in everything: we call that {agree:.0f}",
        given=["1"],  # F1 in the text
    )


def test_accuracy_of_flagging_nothing(said, shown, held_out):
    """5.7 % of the pixels are defect, so nothing is 94.3 % right."""
    share = held_out.masks.mean()
    nothing = np.zeros_like(held_out.masks)
    said(
        "why-not-accuracy",
        f"{100 * share:.1f} % of the pixels are defect",
        f"you are {100 * (1 - share):.1f} % right",
        f"Dice says {dice_of(nothing, held_out.masks):.0f}",
    )
    assert f"{1 - share:.3f}" in shown["flag-nothing"]


def test_one_stray_pixel(said, cells):
    """In an image without defects a single pixel takes the Dice from 1 to 0.

    Beside a defect of 10 by 10 that is all found: (1 + 0)/2, pooled 200/201.
    """
    stray, truth = np.zeros((64, 64), bool), np.zeros((64, 64), bool)
    assert dice_of(stray, truth) == 1
    stray[10, 20] = True
    assert dice_of(stray, truth) == 0
    defect = np.zeros((64, 64), bool)
    defect[:10, :10] = True
    dices = dice_of(defect, defect), dice_of(stray, truth)
    pooled = dice_of(np.array([defect, stray]), np.array([defect, truth]))
    assert (np.mean(dices), pooled) == (0.5, pytest.approx(200 / 201))
    space = {"figures": Mock(), "my_mean": 0.5}
    exec(cells["meet-stray"].source, space)  # noqa: S102 (our own cell)
    assert (space["mean_dice"], space["stray_dice"]) == (np.mean(dices), dices[1])
    said(
        "predict-stray",
        f"a defect of {defect.sum()} pixels",
        f"one of its {stray.size:,} pixels",
    )
    said(
        "pooled",
        f"{np.mean(dices)}: one stray pixel turned a perfect {dices[0]:.0f} into 0",
        f"2 · 100 / (101 + 100) = {pooled:.3f}",
    )


def test_the_first_part(prose, shown, held_out):
    """Two defects; at 0.5 a hole in the larger one, and three specks too many."""
    part, flagged = held_out.masks[29], held_out.probs[29] >= 0.5
    assert len(regions_of(part)) == 2
    larger = max(regions_of(part), key=len)
    holes = np.argwhere(fill(flagged) & ~flagged)
    assert len(holes) > 10
    assert {tuple(pixel) for pixel in holes} <= larger
    stray = [r for r in regions_of(flagged) if not any(part[pixel] for pixel in r)]
    assert len(stray) == 3
    assert "leaves a hole in the larger defect, and three specks" in prose["read-part"]
    assert "pixels inside have 0.5 or more" in prose["read-part"]
    assert f"Dice {dice_of(flagged, part):.3f}" in shown["one-part"]
    assert pytest.approx(0.869, abs=5e-4) == dice_of(flagged, part)
