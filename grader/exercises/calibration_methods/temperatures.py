"""Logits at a temperature, as they are right."""

from typing import Any

import numpy as np

from grader import reference

__all__ = ["cooled", "cooled_nll", "on_label_s_side"]


def cooled(logits: Any, temperature: float) -> Any:
    """Return the probabilities of logits divided by a temperature."""
    return reference.sigmoid(np.asarray(logits, dtype=float) / temperature)


def cooled_nll(logits: Any, labels: Any, temperature: float) -> float:
    """Return the mean NLL at a temperature, to the last place.

    Taken on the label's side, the probability of what happened is a sigmoid itself:
    1 - p would lose digits where p is nearly 1.
    """
    given = cooled(on_label_s_side(logits, labels), temperature)
    return reference.negative_log_likelihood(given, np.ones(len(given)))


def on_label_s_side(logits: Any, labels: Any) -> Any:
    """Return the logits of what happened: their signs turned where the label is 0."""
    signs = np.where(np.asarray(labels).astype(bool), 1.0, -1.0)
    return signs * np.asarray(logits, dtype=float)
