"""Unit 4's figures, as they are drawn here, and what they are drawn from."""

from functools import cache

import numpy as np
from scipy.special import softmax

from lessons import data, figures

from .unit_figures import UnitFigures

__all__ = ["EIGHT", "FIGURES", "digits", "models", "parts"]

EIGHT = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20], [1, 1, 0, 1, 0, 0, 1, 0]


@cache
def parts():
    """Return 1,000 parts of a model that is too sure."""
    return figures.inspect_parts(1000, rng=np.random.default_rng(4))


def models():
    """Return the model's and the honest probabilities by name."""
    return {"this model": parts().probs, "honest scores": parts().honest_probs}


@cache
def digits():
    """Return class probabilities and classes of the calibration images."""
    images = data.load_digits_logits().calibration
    return softmax(images.logits / 3.4, axis=1), images.labels


FIGURES = UnitFigures(
    {
        "bills": lambda: figures.cost_lines(2, 6, part=0.3),
        "bills, false alarms dear": lambda: figures.cost_lines(6, 2),
        "cost curves": lambda: figures.cost_curves(
            models(), parts().labels, cost_fp=1, cost_fn=9
        ),
        "cost curves, false alarms dear": lambda: figures.cost_curves(
            models(), parts().labels, cost_fp=20, cost_fn=1
        ),
        "F-beta": lambda: figures.f_beta_on_pr(parts().honest_probs, parts().labels),
        "F-beta of eight": lambda: figures.f_beta_on_pr(*EIGHT),
        "classes": lambda: figures.class_cuts(*digits(), target=0.9),
        "prevalences": lambda: figures.pr_at_prevalences(2.2),
        "ROC": lambda: figures.roc_prices(*EIGHT, cost_fp=1, cost_fn=4),
        "net benefit": lambda: figures.net_benefit_curves(models(), parts().labels),
    }
)
