"""Probabilities, NLL, ECE and fits, by other means than the course's."""

import math

import numpy as np
from scipy.optimize import minimize_scalar
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

SIX = [2.2, 1.0, 0.2, -0.2, -1.0, -2.0]
SIX_LABELS = [1, 1, 1, 0, 0, 0]
EDGES = [0, 0.33, 0.66, 1]
THIRDS = [0, 1 / 3, 2 / 3, 1]


def sigma(z):
    """Return the sigmoid of one number."""
    return 1 / (1 + math.exp(-z))


def nll(logits, labels, temperature):
    """Return the mean NLL of binary logits, one part at a time."""
    costs = [
        -math.log(sigma(z / temperature) if y else 1 - sigma(z / temperature))
        for z, y in zip(logits, labels, strict=True)
    ]
    return sum(costs) / len(costs)


def ece(probs, labels, edges):
    """Return the ECE, bin by bin: [low, high), the last one closed."""
    total = 0.0
    for b in range(len(edges) - 1):
        low, high, last = edges[b], edges[b + 1], b == len(edges) - 2
        inside = [
            (p, y)
            for p, y in zip(probs, labels, strict=True)
            if low <= p and (p < high or last)
        ]
        total += abs(sum(p - y for p, y in inside))  # count times gap
    return total / len(probs)


def six_ece(temperature, edges=EDGES):
    """Return reading A's ECE of the card's six logits."""
    return ece([sigma(z / temperature) for z in SIX], SIX_LABELS, edges)


def softmax_rows(logits, temperature):
    """Return rows of probabilities."""
    powers = np.exp(logits / temperature)
    return powers / powers.sum(axis=1, keepdims=True)


def rows_nll(outputs, temperature):
    """Return the mean NLL of rows of logits."""
    probs = softmax_rows(outputs.logits, temperature)
    return -np.log(probs[np.arange(len(probs)), outputs.labels]).mean()


def top(outputs, temperature):
    """Return confidence and correctness."""
    probs = softmax_rows(outputs.logits, temperature)
    return probs.max(axis=1), probs.argmax(axis=1) == outputs.labels


def equal(bins):
    """Return the edges of equal bins."""
    return (np.arange(bins + 1) / bins).tolist()


def best_temperature(logits, labels):
    """Return the temperature of least NLL, by scipy's bounded search."""
    values, signs = np.asarray(logits), np.where(labels, -1, 1)

    def loss(temperature):
        return np.mean(np.logaddexp(0, signs * values / temperature))

    return minimize_scalar(loss, bounds=(0.05, 50), method="bounded").x


def three_maps(logits, labels):
    """Return temperature, Platt and isotonic as functions; Platt without smoothing."""
    temperature = best_temperature(logits, labels)
    line = LogisticRegression(C=np.inf).fit(np.reshape(logits, (-1, 1)), labels)
    steps = IsotonicRegression(out_of_bounds="clip").fit(logits, labels)
    return {
        "temperature": lambda z: 1 / (1 + np.exp(-np.asarray(z) / temperature)),
        "Platt": lambda z: line.predict_proba(np.reshape(z, (-1, 1)))[:, 1],
        "isotonic": steps.predict,
    }
