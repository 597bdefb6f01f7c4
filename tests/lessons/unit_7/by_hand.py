"""The unit's measures by the reference, in the unit's ten equal bins."""

import numpy as np

from grader import reference

TENTHS = np.linspace(0, 1, 11)


def ece_of(probs, labels):
    """Return the ECE in ten equal bins."""
    return reference.expected_calibration_error(probs, labels, bin_edges=TENTHS)


def psi_of(reference_probs, probs):
    """Return the PSI in ten equal bins."""
    return reference.population_stability_index(
        reference_probs, probs, bin_edges=TENTHS
    )


def honest_below(probs, rng, draws=400):
    """Return what honest scores' ECE stays below 95 times in 100, drawn here."""
    eces = [ece_of(probs, rng.random(len(probs)) < probs) for _ in range(draws)]
    return np.percentile(eces, 95)


def numbers_in(line):
    """Return the numbers of a printed line."""
    words = line.replace("(", " ").replace(")", " ").replace(",", "").split()
    return [float(w) for w in words if w.replace(".", "", 1).isdigit()]
