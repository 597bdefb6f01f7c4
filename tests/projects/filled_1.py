"""Project 1 as a learner may fill it in: the sources of its blanks, by cell."""

__all__ = ["FILLED", "OTHER_WAY"]

FILLED = {
    "split": """
calibration_rows, test_rows = saved.rows("calibration"), saved.rows("test")
""",
    "predict-before-answer": "my_ece = 0.1",
    "probs-before": """
test_labels = labels[test_rows]
link = expit if logits.ndim == 1 else lambda z: softmax(z, axis=1)
probs_before = link(logits[test_rows])
""",
    "before": """
bins = 15


def ece(promised, came):
    inside = np.minimum((promised * bins).astype(int), bins - 1)
    total = 0.0
    for b in range(bins):
        p, y = promised[inside == b], came[inside == b]
        if len(p):
            total += len(p) * abs(p.mean() - y.mean())
    return total / len(promised)


def nll(given):
    return -np.log(given).mean()


def promised_and_came(probs):
    if probs.ndim == 1:
        return probs, test_labels == 1
    return probs.max(axis=1), probs.argmax(axis=1) == test_labels


def given_to_label(probs):
    if probs.ndim == 1:
        return np.where(test_labels == 1, probs, 1 - probs)
    return probs[np.arange(len(probs)), test_labels]


def measure(probs):
    rng = np.random.default_rng(0)
    return {
        "NLL": projects.with_interval(nll, given_to_label(probs), rng=rng),
        "ECE": projects.with_interval(ece, *promised_and_came(probs), rng=rng),
    }


before = measure(probs_before)
""",
    "figure-before": """
reading = "A" if logits.ndim == 1 else "B"
figure_before = figures.reliability_diagram(
    *promised_and_came(probs_before), bins=bins, reading=reading
)
figure_before
""",
    "predict-fit-answer": "my_temperature = 3",
    "fit": """
from scipy.optimize import minimize_scalar


def nll_at(log_t):
    rows = calibration_rows
    probs = link(logits[rows] / np.exp(log_t))
    if probs.ndim == 1:
        return -np.log(np.where(labels[rows] == 1, probs, 1 - probs)).mean()
    return -np.log(probs[np.arange(len(rows)), labels[rows]]).mean()


method = "temperature"
temperature = np.exp(minimize_scalar(nll_at, bounds=(-3, 3)).x)
""",
    "predict-after-answer": "my_ece_after = 0.05",
    "probs-after": "probs_after = link(logits[test_rows] / temperature)",
    "after": "after = measure(probs_after)",
    "figure-after": """
figure_after = figures.reliability_diagram(
    *promised_and_came(probs_after), bins=bins, reading=reading
)
figure_after
""",
    "my-points": """
my_points = {"Split": 3, "Before": 4, "Map": 2, "After": 4, "Report": 0.5}
projects.add_up(my_points)
""",
}
"""With functions of the learner's own, for one logit an image and for several."""

OTHER_WAY = FILLED | {
    "split": """
split = projects.draw_split(len(labels), rng=np.random.default_rng(4), groups=groups)
calibration_rows, test_rows = split
""",
    "before": """
from scipy.stats import bootstrap
from sklearn.calibration import CalibrationDisplay
from sklearn.metrics import log_loss

bins = 10
test_labels = list(labels[test_rows])


def nll(*columns):
    return log_loss(columns[-1], np.stack(columns[:-1], axis=1), labels=range(10))


def right(probs):
    return probs.argmax(axis=1) == test_labels


def ece(confidence, correct):
    inside = np.digitize(confidence, np.arange(1, bins) / bins)
    gaps = np.bincount(inside, confidence - correct, bins)
    return np.abs(gaps).sum() / len(confidence)


def measure(probs):
    rng = np.random.default_rng(0)
    pair = probs.max(axis=1), right(probs)
    rows = -np.log(probs[range(len(probs)), test_labels])
    chance = dict(method="percentile", n_resamples=999, rng=rng)
    of_nll = bootstrap((rows,), np.mean, **chance)
    of_ece = bootstrap(pair, ece, paired=True, vectorized=False, **chance)
    return {
        "nll": (nll(*probs.T, test_labels), of_nll.confidence_interval),
        "ece": [ece(*pair), *of_ece.confidence_interval],
    }


before = measure(probs_before)
""",
    "figure-before": """
import matplotlib.pyplot as plt


def draw(probs):
    return CalibrationDisplay.from_predictions(
        right(probs), probs.max(axis=1), n_bins=bins
    )


figure_before = draw(probs_before)
""",
    "fit": """
from sklearn.linear_model import LogisticRegression

grid = np.arange(0.5, 6, 0.05)
rows = calibration_rows
nlls = [
    log_loss(labels[rows], softmax(logits[rows] / t, axis=1), labels=range(10))
    for t in grid
]
method, temperature = "Temperature scaling", grid[np.argmin(nlls)]
""",
    "figure-after": "figure_after = draw(probs_after).ax_",
}
"""With libraries, lists, another split and another number of bins; ten classes."""
