"""The parts' probability maps: what was shipped, and that it can be made again.

The figures come from the grader's reference; the generator's own table, which
cannot import it, is compared with them.
"""

import dataclasses
import doctest

import numpy as np
import pytest
from scipy import ndimage
from threadpoolctl import threadpool_limits

from grader import reference
from lessons import data
from lessons.data import _segmentation, make_segmentation

PARTS = ("calibration", "test")
GRID = np.arange(5, 96) / 100


@pytest.fixture(scope="module")
def parts():
    """Return the shipped maps."""
    return data.load_segmentation()


@pytest.fixture(scope="module")
def chosen():
    """Return the shipped row of the shipped instance's seed."""
    rows = {row.seed: row for row in data.load_segmentation_seeds()}
    return rows[make_segmentation.SEED]


@pytest.fixture(scope="module")
def probs(parts):
    """Return isotonic probabilities of both sets, fitted on the calibration set."""
    held_out = parts.calibration
    isotonic = reference.IsotonicCalibration()
    isotonic.fit(held_out.probs.ravel(), held_out.masks.ravel())
    return {
        name: isotonic.predict_proba(maps.probs.ravel()).reshape(maps.probs.shape)
        for name, maps in (("calibration", held_out), ("test", parts.test))
    }


def dice(preds, truth):
    """Return the Dice of all images side by side: pooled."""
    return reference.dice(np.concatenate(list(preds)), np.concatenate(list(truth)))


def blobs(masks):
    """Return the mean number of 4-connected regions."""
    return np.mean([ndimage.label(mask)[1] for mask in masks])


@pytest.mark.parametrize("part", PARTS)
def test_shapes_and_kinds(parts, part):
    """Forty grey images, each with a map of probabilities and a mask."""
    maps = getattr(parts, part)
    assert maps.images.shape == maps.probs.shape == maps.masks.shape == (40, 64, 64)
    assert maps.images.dtype == np.uint8
    assert maps.probs.dtype == np.float64
    assert maps.masks.dtype == bool
    assert np.all((maps.probs >= 0) & (maps.probs <= 1))


def test_the_files_are_small_and_hold_no_pickles():
    """Less than a megabyte of plain arrays; the probabilities have 16 bits."""
    path = make_segmentation.Path(make_segmentation.__file__)
    assert path.with_name("segmentation.npz").stat().st_size < 900_000
    assert path.with_name("segmentation_seeds.json").stat().st_size < 4_000
    with np.load(path.with_name("segmentation.npz"), allow_pickle=False) as saved:
        assert sorted(saved) == sorted(
            f"{part}_{kind}" for part in PARTS for kind in ("images", "masks", "probs")
        )
        assert saved["test_probs"].dtype == np.float16


def test_no_image_is_there_twice(parts):
    """Calibration and test are different drawings."""
    images = np.concatenate([parts.calibration.images, parts.test.images])
    assert len({image.tobytes() for image in images}) == len(images)


def test_the_model_is_too_sure_and_isotonic_regression_mends_it(parts, probs):
    """Of the test pixels at .6 to .7 under half are defects; after it, as promised."""
    truth = parts.test.masks.ravel()
    raw, after = parts.test.probs.ravel(), probs["test"].ravel()
    for scores, said, came in ((raw, 0.650, 0.481), (after, 0.656, 0.644)):
        curve = reference.reliability_curve(scores, truth, n_bins=10)
        assert curve.mean_prob[6] == pytest.approx(said, abs=5e-4)
        assert curve.positive_rate[6] == pytest.approx(came, abs=5e-4)
    assert reference.expected_calibration_error(raw, truth) == pytest.approx(
        0.0080, abs=5e-5
    )
    assert reference.expected_calibration_error(after, truth) == pytest.approx(
        0.0019, abs=5e-5
    )


def test_the_threshold_is_the_cards(parts, probs):
    """Dice is best at .41 after calibration, at .48 before: the same decisions."""
    masks = parts.calibration.masks
    after = reference.tune_pixel_threshold(probs["calibration"], masks, GRID)
    before = reference.tune_pixel_threshold(parts.calibration.probs, masks, GRID)
    assert after == pytest.approx((0.41, 0.8433), abs=5e-5)
    assert before == pytest.approx((0.48, 0.8433), abs=5e-5)
    assert after.dice == before.dice
    assert after.threshold == pytest.approx(0.42, abs=0.02)


def test_the_threshold_is_half_of_the_dice_that_it_attains(parts, probs):
    """Lipton's law holds within .02 on both sets: .411 and .422, .41 and .403."""
    for part in PARTS:
        best = reference.tune_pixel_threshold(
            probs[part], getattr(parts, part).masks, GRID
        )
        assert best.threshold == pytest.approx(best.dice / 2, abs=0.02)


def test_the_gain_and_its_steps(parts, probs, chosen):
    """The shipped row is what the reference finds: 3 points more, mostly by area."""
    truth = parts.test.masks
    raw, cut = parts.test.probs >= 0.5, probs["test"] >= chosen.threshold
    filled = [reference.fill_holes(mask) for mask in cut]
    final = [reference.postprocess(mask, chosen.min_area) for mask in cut]
    steps = [raw, probs["test"] >= 0.5, cut, filled, final]
    wanted = ("raw", "calibrated", "tuned", "filled", "final")
    for preds, name in zip(steps, wanted, strict=True):
        assert dice(preds, truth) == pytest.approx(getattr(chosen, name), abs=5e-5)
    assert (chosen.raw, chosen.final) == (0.8074, 0.8382)
    assert chosen.gain >= 0.03
    assert (blobs(raw), blobs(final), blobs(truth)) == (5.625, 1.325, 1.35)
    assert (chosen.blobs_raw, chosen.blobs_final) == (5.625, 1.325)


def test_the_minimum_area_is_the_best_of_the_calibration_set(parts, probs, chosen):
    """No other area from 1 to 60 pixels gives a larger Dice there."""
    masks = parts.calibration.masks
    cut = [reference.fill_holes(m) for m in probs["calibration"] >= chosen.threshold]
    found = {
        area: dice([reference.remove_small_regions(m, area) for m in cut], masks)
        for area in range(1, 61)
    }
    assert max(found, key=found.get) == chosen.min_area == 25


def test_the_gains_interval_over_images(parts, probs, chosen):
    """Another bootstrap over images agrees: about 1.6 to 4.9 points."""
    cut = probs["test"] >= chosen.threshold
    final = np.array([reference.postprocess(mask, chosen.min_area) for mask in cut])
    raw, truth = parts.test.probs >= 0.5, parts.test.masks
    rng = np.random.default_rng(1)
    gains = []
    for _ in range(1000):
        rows = rng.integers(40, size=40)
        gains.append(dice(final[rows], truth[rows]) - dice(raw[rows], truth[rows]))
    low, high = np.quantile(gains, [0.025, 0.975])
    assert (chosen.gain_low, chosen.gain_high) == (0.0155, 0.0487)
    assert (low, high) == pytest.approx((0.0155, 0.0487), abs=0.003)


def test_filling_comes_before_dropping(parts, probs, chosen):
    """The other order leaves out defects whose holes would have made them large."""
    cut = probs["test"] >= chosen.threshold
    right = [reference.postprocess(mask, chosen.min_area) for mask in cut]
    wrong = [
        reference.fill_holes(reference.remove_small_regions(mask, chosen.min_area))
        for mask in cut
    ]
    assert dice(right, parts.test.masks) == pytest.approx(0.8382, abs=5e-5)
    assert dice(wrong, parts.test.masks) == pytest.approx(0.8351, abs=5e-5)


def test_it_hurts_some_images(parts, probs, chosen):
    """Nine of the 40 images have a lower Dice than with the raw scores at 0.5."""
    final = [
        reference.postprocess(mask, chosen.min_area)
        for mask in probs["test"] >= chosen.threshold
    ]
    raw = parts.test.probs >= 0.5
    change = [
        reference.dice(after, mask) - reference.dice(before, mask)
        for after, before, mask in zip(final, raw, parts.test.masks, strict=True)
    ]
    assert sum(step < 0 for step in change) == chosen.worse == 9


def test_the_table_tells_of_every_seed(chosen):
    """Eight seeds in a row, the shipped one among them, each within its bounds."""
    rows = data.load_segmentation_seeds()
    assert [row.seed for row in rows] == list(make_segmentation.SEEDS)
    assert chosen in rows
    assert min(row.gain for row in rows) == pytest.approx(0.0198, abs=5e-5)
    assert max(row.gain for row in rows) == pytest.approx(0.0359, abs=5e-5)
    assert all(row.gain_low < row.gain < row.gain_high for row in rows)
    assert {row.threshold for row in rows} <= set(GRID)


@pytest.mark.slow
def test_the_generator_makes_the_shipped_files(parts):
    """Drawn again: the same images; probabilities and outcomes in late digits."""
    with threadpool_limits(1):
        made = make_segmentation.make_segmentation()
        rows = make_segmentation.make_seeds()
    for part in PARTS:
        maps = getattr(parts, part)
        shades = made[f"{part}_images"].astype(int) - maps.images
        assert np.abs(shades).max() <= 1  # another libm may round a shade
        assert np.mean(shades != 0) < 1e-4
        assert np.mean(made[f"{part}_masks"] != maps.masks) < 1e-4
        assert made[f"{part}_probs"] == pytest.approx(maps.probs, abs=0.01)
    for row, shipped in zip(rows, data.load_segmentation_seeds(), strict=True):
        assert row == pytest.approx(dataclasses.asdict(shipped), abs=1e-3)


def test_representations_and_examples():
    """The words of the objects and the docstrings' examples hold."""
    results = doctest.testmod(_segmentation)
    assert (results.attempted, results.failed) == (2, 0)
    shown = repr(data.load_segmentation())
    assert shown.splitlines()[0].startswith("calibration: 40 images of 64 × 64")
