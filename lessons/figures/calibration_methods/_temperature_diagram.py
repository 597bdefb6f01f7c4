"""A classifier's reliability diagram at a temperature."""

from __future__ import annotations

from scipy.special import softmax

from lessons.data import Outputs
from lessons.figures._outputs import Picture
from lessons.figures._reliability import reliability_diagram
from lessons.figures._style import plain
from lessons.figures.calibration_methods._tables import BINS, matrix_nll, top


def temperature_diagram(outputs: Outputs, temperature: float) -> Picture:
    """Draw the top label's reliability diagram, with NLL and accuracy in words.

    Parameters
    ----------
    outputs : Outputs
        Logits and labels of some images.
    temperature : float
        What the logits are divided by.
    """
    probs = softmax(outputs.logits / temperature, axis=1)
    confidence, correct = top(probs, outputs.labels)
    note = (
        f"T = {plain(temperature)}: mean confidence {confidence.mean():.3f}, "
        f"accuracy {correct.mean():.3f}, NLL {matrix_nll(probs, outputs.labels):.3f}"
    )
    return reliability_diagram(confidence, correct, bins=BINS, reading="B", note=note)
