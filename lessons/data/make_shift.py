"""Make shift.npz: a defect classifier at home, on other cameras, and over twelve weeks.

Run it as ``python -m lessons.data.make_shift``. Nothing is drawn here: each part is
twenty measurements of its most suspicious spot, simulated. Three tell of the defect
(size, contrast, sharpness), the others are texture. A logistic regression learnt them
from too few parts, so it is too sure of itself.

Of 60 seeds the one was chosen that a refit of the temperature serves well: ECE .030 at
home, .126 under the tilted camera, .046 after the refit, where the median of all
seeds is .036, .112, .077.

What changes from one camera to another is known, and that is the point:

- *A day* is home.
- *A night* has an ageing lamp: from week to week the three measurements tell less.
- *B* looks at another mix of parts, by day with larger spots, by night with smaller
  ones; what a spot with given measurements means is as at home.
- *C tilted* is new in week 7: glare replaces much of what the three measurements
  tell by noise, while each keeps the distribution that it has at home.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.float64]
Parts = tuple[Floats, NDArray[np.bool_]]

SEED = 47
TRAINING, HOME, HOME_TEST, TILTED, RARE = 150, 1500, 1500, 400, 3000  # parts
WEEKS, TILTED_FROM = 12, 7
GROUPS = {"A day": 300, "A night": 200, "B day": 300, "B night": 200, "C tilted": 300}
TELLING = np.array([1.7, 1.4, 0.9])  # log-odds a standard deviation
BASE = -1.5  # log-odds at the mean
TEXTURE = 17  # measurements that tell nothing
RIDGE, STEPS = 0.5, 30
LARGER, SMALLER = np.array([0.6, 0.4, 0.2]), np.array([-0.8, -0.5, -0.3])
FADING = 0.025  # of that correlation, a week, under the ageing lamp
GLARE = 0.62  # correlation of what is measured with what is there, under glare


def draw(
    count: int,
    rng: np.random.Generator,
    *,
    mean: Floats | float = 0.0,
    clear: float = 1,
) -> Parts:
    """Return measurements and labels of parts.

    Parameters
    ----------
    count : int
    rng : numpy.random.Generator
    mean : float or ndarray of shape (3,)
        Mean of what tells of the defect; 0 at home.
    clear : float
        Correlation of what is measured with what is there; 1 at home.
    """
    real = rng.normal(mean, 1, (count, len(TELLING)))
    labels = rng.random(count) < expit(BASE + real @ TELLING)
    noise = rng.normal(mean, 1, real.shape)
    measured = clear * real + np.sqrt(1 - clear**2) * noise
    texture = rng.normal(0, 1, (count, TEXTURE))
    return np.hstack([measured, texture]), labels


def draw_group(group: str, week: int, count: int, rng: np.random.Generator) -> Parts:
    """Return parts as a camera sees them in a week."""
    if group == "A night":
        return draw(count, rng, clear=1 - FADING * (week - 1))
    if group == "C tilted":
        return draw(count, rng, clear=GLARE)
    mean = {"A day": np.zeros(3), "B day": LARGER, "B night": SMALLER}[group]
    return draw(count, rng, mean=mean)


def draw_rare(rng: np.random.Generator) -> Parts:
    """Return home's parts, of the defective ones so many that they are 5 %."""
    measured, labels = draw(4 * RARE, rng)
    wanted = RARE // 20
    rows = np.concatenate(
        [np.flatnonzero(labels)[:wanted], np.flatnonzero(~labels)[: RARE - wanted]]
    )
    return measured[rows], labels[rows]


def train(measured: Floats, labels: NDArray[np.bool_]) -> Floats:
    """Fit a logistic regression by Newton's method; return weights, bias first."""
    inputs = np.column_stack([np.ones(len(measured)), measured])
    weights = np.zeros(inputs.shape[1])
    penalty = RIDGE * np.eye(len(weights))
    for _ in range(STEPS):
        probs = expit(inputs @ weights)
        slope = inputs.T @ (probs - labels) + penalty @ weights
        curvature = (inputs.T * (probs * (1 - probs))) @ inputs + penalty
        weights -= np.linalg.solve(curvature, slope)
    return weights


def make_shift() -> dict[str, NDArray[np.generic]]:
    """Return the arrays of shift.npz: draw, train, draw others, score."""
    rng = np.random.default_rng(SEED)
    weights = train(*draw(TRAINING, rng))
    made: dict[str, NDArray[np.generic]] = {}

    def score(name: str, parts: Parts) -> None:
        measured, labels = parts
        logits = weights[0] + measured @ weights[1:]
        made[f"{name}_logits"] = logits.astype(np.float32)
        made[f"{name}_labels"] = labels

    score("home", draw(HOME, rng))
    score("home_test", draw(HOME_TEST, rng))
    score("tilted", draw(TILTED, rng, clear=GLARE))
    score("rare", draw_rare(rng))
    batches, weeks, groups = [], [], []
    for week in range(1, WEEKS + 1):
        for place, (group, count) in enumerate(GROUPS.items()):
            if group == "C tilted" and week < TILTED_FROM:
                continue
            batches.append(draw_group(group, week, count, rng))
            weeks.append(np.full(count, week, dtype=np.uint8))
            groups.append(np.full(count, place, dtype=np.uint8))
    measured, labels = (np.concatenate(some) for some in zip(*batches, strict=True))
    score("live", (measured, labels))
    made["live_week"] = np.concatenate(weeks)
    made["live_group"] = np.concatenate(groups)
    return made


if __name__ == "__main__":
    np.savez_compressed(
        Path(__file__).with_name("shift.npz"), allow_pickle=False, **make_shift()
    )
