"""Project 2 as filled in: on the parts, on files of the learner's, in a kernel."""

import re

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from scipy import ndimage

from grader.projects import ProjectReport
from lessons import data

from .filled_2 import FILLED_2, OTHER_WAY_2

NAME = "2-tune-a-segmentation-threshold"


@pytest.fixture(scope="module")
def filled(run_project):
    """Return the project filled in on the parts."""
    return run_project(NAME, FILLED_2)


def reports_of(run):
    """Return every report that the notebook showed."""
    return [v for v in run.values.values() if isinstance(v, ProjectReport)]


def test_filled_in_every_part_holds(filled):
    """A learner's own functions pass every look."""
    assert [report.head for report in reports_of(filled)] == [
        f"{NAME}, split: 3 of 3 hold",
        f"{NAME}, before: 3 of 3 hold",
        f"{NAME}, sweep: 3 of 3 hold",
        f"{NAME}, area: 2 of 2 hold",
        f"{NAME}, after: 6 of 6 hold",
        f"{NAME}: 17 of 17 hold",
    ]


def test_filled_in_with_libraries_every_part_holds(run_project):
    """So do scikit-learn's F1, scipy's bootstrap, stacks of 0 and 1, coarse grids."""
    last = reports_of(run_project(NAME, OTHER_WAY_2))[-1]
    assert last.head == f"{NAME}: 17 of 17 hold", repr(last)


def test_predictions_are_met(filled):
    """A guess that is off is told so, one within reach holds."""
    assert "Your prediction holds" in repr(filled.values["meet-before"])
    assert "Not what you expected" in repr(filled.values["meet-area"])
    assert "Your prediction holds" in repr(filled.values["meet-after"])
    assert repr(filled.values["my-points"]).startswith("13.5 of 20 points")


def own_arrays(sizes, *, seed=6):
    """Return made-up maps: a blurred disc on noise, and now and then a speck."""
    rng = np.random.default_rng(seed)
    arrays = {}
    for i, (height, width) in enumerate(sizes):
        y, x = np.mgrid[:height, :width]
        middle = rng.integers(8, height - 8), rng.integers(8, width - 8)
        disc = np.hypot(y - middle[0], x - middle[1]) < rng.uniform(4, 7)
        noise = ndimage.gaussian_filter(rng.normal(0, 1, disc.shape), 1)
        logit = 4 * ndimage.gaussian_filter(disc * 1.0, 1.5) - 2.2 + 2.2 * noise
        arrays[f"probs_{i}"] = 1 / (1 + np.exp(-logit))
        arrays[f"masks_{i}"] = disc
    return arrays


@pytest.mark.parametrize("sizes", [[(32, 40)] * 50, [(32, 40), (30, 31)] * 25])
def test_a_learners_own_file_goes_all_the_way(run_project, tmp_path, sizes):
    """Their .npz is loaded, split by groups, and checked; sizes may differ."""
    arrays = own_arrays(sizes)
    if len(set(sizes)) == 1:
        arrays = {
            name: np.stack([arrays[f"{name}_{i}"] for i in range(len(sizes))])
            for name in ("probs", "masks")
        }
    path = tmp_path / "my_masks.npz"
    np.savez(path, **arrays, groups=np.arange(len(sizes)) // 2)
    own = {"my-file": f"my_file = {str(path)!r}", "split": OTHER_WAY_2["split"]}
    last = reports_of(run_project(NAME, FILLED_2 | own))[-1]
    assert last.is_done, repr(last)
    assert "none of 25 groups is torn" in repr(last)


@pytest.mark.slow
@pytest.mark.parametrize("blanks", [{}, FILLED_2], ids=["released", "filled in"])
def test_it_runs_in_a_kernel(read_project, blanks, tmp_path):
    """A clean kernel runs it without an error and shows HTML that is escaped."""
    notebook = read_project(NAME)
    for cell in notebook.cells:
        cell.source = blanks.get(cell.id, cell.source)
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=60, resources=place).execute()
    shown = {
        cell.id: cell.outputs[-1].data for cell in notebook.cells if cell.get("outputs")
    }
    wanted = "17 of 17 hold" if blanks else "1 of 17 hold"
    assert wanted in shown["check-all"]["text/html"]
    assert list(tmp_path.iterdir()) == []
    nbformat.validate(notebook)


def pooled(masks, truths):
    """Return 2·common / (one + other) over all pixels, counted one image at a time."""
    common = sum(int((a & b).sum()) for a, b in zip(masks, truths, strict=True))
    return 2 * common / sum(int(m.sum()) for m in (*masks, *truths))


def cleaned(mask, area):
    """Return a mask filled, region by region kept or dropped."""
    filled = ndimage.binary_fill_holes(mask)
    regions, n = ndimage.label(filled)
    kept = [regions == i for i in range(1, n + 1) if (regions == i).sum() >= area]
    return np.any(kept, axis=0) if kept else np.zeros_like(filled)


def regions_of(masks):
    """Return the mean number of regions."""
    return np.mean([ndimage.label(mask)[1] for mask in masks])


def test_the_numbers_to_compare_with(read_project):
    """Threshold, area, each step's Dice, regions and the worst are computed again."""
    (text,) = [c.source for c in read_project(NAME).cells if c.id == "compare"]
    claims = list(map(float, re.findall(r"\d+(?:\.\d+)?", text)))
    parts = data.load_segmentation()
    probs, masks = parts.calibration.probs, parts.calibration.masks
    grid = np.linspace(0.01, 0.99, 99)
    threshold = grid[np.argmax([pooled(probs >= t, masks) for t in grid])]
    by_area = [
        pooled([cleaned(m, a) for m in probs >= threshold], masks) for a in range(61)
    ]
    area, truths = int(np.argmax(by_area)), parts.test.masks
    before, cut = parts.test.probs >= 0.5, parts.test.probs >= threshold
    filled, after = ([cleaned(m, a) for m in cut] for a in (0, area))
    dices = [pooled(found, truths) for found in (before, cut, filled, after)]
    gain = gain_interval(before, after, truths)
    own = [[own_dice(*p) for p in zip(f, truths, strict=True)] for f in (before, after)]
    change = np.subtract(own[1], own[0])
    worst = int(np.argmin(change))
    expected = [threshold, len(truths), dices[0], 0.5, dices[1], threshold, dices[2]]
    expected += [area, dices[3], dices[3] - dices[0], 95, *gain, regions_of(before)]
    expected += [regions_of(after), regions_of(truths), np.sum(change < 0)]
    expected += [40 + worst, own[0][worst], own[1][worst], area]
    assert claims[:11] == pytest.approx(expected[:11], abs=6e-4)
    assert claims[11:13] == pytest.approx(expected[11:13], abs=2e-3)
    assert claims[13:15] == pytest.approx(expected[13:15], abs=0.05)
    assert claims[15:] == pytest.approx(expected[15:], abs=6e-4)


def own_dice(mask, truth):
    """Return the Dice of one image; two empty masks agree."""
    both = int(mask.sum() + truth.sum())
    return 2 * int((mask & truth).sum()) / both if both else 1.0


def gain_interval(before, after, truths):
    """Return the middle 95 % of the gain in 4,000 draws of images."""
    rng = np.random.default_rng(3)
    counts = np.array(
        [
            [(b & t).sum(), b.sum() + t.sum(), (a & t).sum(), a.sum() + t.sum()]
            for b, a, t in zip(before, after, truths, strict=True)
        ]
    )
    drawn = counts[rng.integers(0, len(truths), (4000, len(truths)))].sum(axis=1)
    gains = 2 * drawn[:, 2] / drawn[:, 3] - 2 * drawn[:, 0] / drawn[:, 1]
    return np.percentile(gains, [2.5, 97.5])
