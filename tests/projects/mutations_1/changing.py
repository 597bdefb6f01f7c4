"""Small changes of what project 1 reports, shared by the tables of mutations."""

import numpy as np
from scipy.special import softmax

__all__ = ["nll_at", "softmax_of", "with_report", "with_value"]


def with_report(when, metric, change):
    """Return the mutation that changes one reported number."""

    def mutate(n):
        value, low, high = n[when][metric]
        return {when: {**n[when], metric: change(value, low, high)}}

    return mutate


def with_value(when, metric, change):
    """Return the mutation that changes a reported value, and not its interval."""
    return with_report(
        when, metric, lambda value, low, high: (change(value), low, high)
    )


def nll_at(names, t, rows):
    """Return the NLL of rows at a temperature."""
    probs = softmax(names["logits"][rows] / t, axis=1)
    return -np.log(probs[np.arange(len(rows)), names["labels"][rows]]).mean()


def softmax_of(n, temperature=1.0, rows="test_rows"):
    """Return the probabilities of one side at a temperature."""
    return softmax(n["logits"][n[rows]] / temperature, axis=1)
