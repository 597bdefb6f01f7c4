"""Project 2 as a learner may fill it in: the sources of its blanks, by cell."""

__all__ = ["FILLED_2", "OTHER_WAY_2"]

FILLED_2 = {
    "split": """
calibration_rows, test_rows = saved.rows("calibration"), saved.rows("test")
""",
    "predict-before-answer": "my_dice = 0.8",
    "masks-before": """
threshold_before = 0.5
masks_before = [probs[i] >= threshold_before for i in test_rows]
""",
    "before": """
def count(found, rows):
    pairs = [(mask, masks[i]) for mask, i in zip(found, rows)]
    common = np.array([(a & b).sum() for a, b in pairs])
    return common, np.array([a.sum() + b.sum() for a, b in pairs])


def dice(common, in_both):
    return 2 * common.sum() / in_both.sum() if in_both.sum() else 1.0


def measure(found):
    rng = np.random.default_rng(0)
    return {
        "Dice": projects.with_interval(dice, *count(found, test_rows), rng=rng),
        "blobs": np.mean([ndimage.label(mask)[1] for mask in found]),
    }


before = measure(masks_before)
""",
    "predict-sweep-answer": "my_threshold = 0.5",
    "sweep": """
def cut(rows, t):
    return [probs[i] >= t for i in rows]


grid = np.linspace(0.01, 0.99, 99)
dice_by_threshold = [
    dice(*count(cut(calibration_rows, t), calibration_rows)) for t in grid
]
threshold = grid[np.argmax(dice_by_threshold)]
""",
    "figure-sweep": """
figure_sweep, axes = plt.subplots()
axes.plot(grid, dice_by_threshold)
axes.axvline(threshold, linestyle=":")
axes.set(xlabel="threshold", ylabel="Dice, calibration images")
""",
    "predict-area-answer": "my_area = 10",
    "area": """
def clean(mask, area):
    filled = ndimage.binary_fill_holes(mask)
    region, n = ndimage.label(filled)
    size = np.bincount(region.ravel())
    size[0] = 0
    return filled & (size >= max(area, 1))[region]


def dice_at(area):
    found = [clean(mask, area) for mask in cut(calibration_rows, threshold)]
    return dice(*count(found, calibration_rows))


areas = np.arange(61)
dice_by_area = [dice_at(area) for area in areas]
min_area = areas[np.argmax(dice_by_area)]
""",
    "predict-after-answer": "my_dice_after = 0.84",
    "masks-after": """
masks_after = [clean(mask, min_area) for mask in cut(test_rows, threshold)]
""",
    "after": "after = measure(masks_after)",
    "worst": """
def each(found):
    common, in_both = count(found, test_rows)
    return np.where(in_both, 2 * common / np.maximum(in_both, 1), 1.0)


worst_image = test_rows[np.argmin(each(masks_after) - each(masks_before))]
""",
    "figure-worst": """
figure_worst, axes = plt.subplots(1, 3, figsize=(7, 3))
place = list(test_rows).index(worst_image)
shown = [masks[worst_image], masks_before[place], masks_after[place]]
for ax, mask, title in zip(axes, shown, ["true", "before", "after"]):
    ax.imshow(probs[worst_image], cmap="gray", vmin=0, vmax=1)
    ax.contour(mask, [0.5], colors="red", linewidths=1)
    ax.set_title(title)
""",
    "my-points": """
my_points = {"Split": 3, "Sweep": 4, "Area": 2, "After": 4, "Report": 0.5}
projects.add_up(my_points)
""",
}
"""With functions of the learner's own, for maps of one size and of several."""

OTHER_WAY_2 = FILLED_2 | {
    "split": """
split = projects.draw_split(len(probs), rng=np.random.default_rng(4), groups=groups)
calibration_rows, test_rows = split
""",
    "masks-before": """
threshold_before = 0.6
masks_before = (np.stack(probs)[test_rows] >= 0.6).astype(np.uint8)
""",
    "before": """
from scipy.stats import bootstrap
from sklearn.metrics import f1_score


def flat(found, rows):
    return np.stack(masks)[rows].ravel(), np.asarray(found).ravel()


def dice_of(found, rows):
    return f1_score(*flat(found, rows))


def from_counts(common, size):
    return 2 * common.sum() / size.sum()


def measure(found):
    found = np.asarray(found) > 0
    true = np.stack(masks)[test_rows]
    pair = (found & true).sum(axis=(1, 2)), found.sum((1, 2)) + true.sum((1, 2))
    chance = bootstrap(
        pair,
        from_counts,
        paired=True,
        vectorized=False,
        method="percentile",
        n_resamples=999,
        rng=np.random.default_rng(0),
    )
    blobs = sum(ndimage.label(mask)[1] for mask in found) / len(found)
    return {
        "dice": (dice_of(found, test_rows), chance.confidence_interval),
        "Blobs": round(blobs, 3),
    }


before = measure(masks_before)
""",
    "sweep": """
grid = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65]
calibration = np.stack(probs)[calibration_rows]
dice_by_threshold = [dice_of(calibration >= t, calibration_rows) for t in grid]
threshold = grid[np.argmax(dice_by_threshold)]
""",
    "figure-sweep": """
axes = plt.figure().add_subplot()
axes.plot(grid, dice_by_threshold, "o-")
axes.set_xlabel("threshold")
axes.set_ylabel("Dice")
figure_sweep = axes
""",
    "area": """
def clean(mask, area):
    filled = ndimage.binary_fill_holes(mask)
    regions, n = ndimage.label(filled)
    sizes = ndimage.sum_labels(filled, regions, range(1, n + 1))
    return np.isin(regions, 1 + np.flatnonzero(sizes >= area))


areas = list(range(0, 60, 6))
dice_by_area = [
    round(dice_of([clean(m, a) for m in calibration >= threshold], calibration_rows), 4)
    for a in areas
]
min_area = areas[np.argmax(dice_by_area)]
""",
    "masks-after": """
masks_after = np.array(
    [clean(mask, min_area) for mask in np.stack(probs)[test_rows] >= threshold]
)
""",
    "worst": """
def own(mask, i):
    return f1_score(masks[i].ravel(), mask.ravel() > 0, zero_division=1.0)


falls = [own(a, i) - own(b, i) for a, b, i in zip(masks_after, masks_before, test_rows)]
worst_image = int(test_rows[np.argmin(falls)])
""",
}
"""With libraries, stacked arrays, another split, another start and coarse grids."""
