"""Tables of what temperatures and methods do to the same images or parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, softmax

from lessons.data import Outputs
from lessons.figures._bins import edges_of, sort_into_bins, uniform_edges
from lessons.figures._compute import Floats, auroc, sweep
from lessons.figures._outputs import Table
from lessons.figures._proper import brier_score, mean_nll, recalibrated
from lessons.figures._style import plain
from lessons.figures.calibration_methods._fits import METHODS, fit_temperature
from lessons.figures.calibration_methods._lopsided import LopsidedLine
from lessons.figures.calibration_methods._valleys import nll_against

BINS = 15  # for the ECE of the top label
SURE = 0.9
FOLDS = 5


def nll_table(
    logits: ArrayLike, labels: ArrayLike, temperatures: Sequence[float]
) -> Table:
    """Return the mean NLL of binary logits at each temperature, in the order given."""
    nlls = nll_against(logits, labels, np.asarray(temperatures, float))
    rows = [(plain(t), f"{nll:.3f}") for t, nll in zip(temperatures, nlls, strict=True)]
    return Table(("T", "mean NLL"), rows, f"{np.size(labels)} parts")


def readings_table(
    logits: ArrayLike,
    labels: ArrayLike,
    temperatures: Sequence[float],
    *,
    edges: ArrayLike,
    other_edges: ArrayLike,
    names: tuple[str, str],
) -> Table:
    """Return NLL, and ECE by two runs of edges and two readings, for each temperature.

    Parameters
    ----------
    logits, labels : array_like
        One number and one 0/1 a part.
    temperatures : sequence of float
        One row each.
    edges, other_edges : array_like
        Of the bins; reading B uses the first.
    names : (str, str)
        What to call the two.
    """
    values, positive = np.asarray(logits, float), np.asarray(labels, bool)
    rows = []
    for t in temperatures:
        probs = expit(values / t)
        confidence, correct = np.maximum(probs, 1 - probs), (values >= 0) == positive
        numbers = (
            mean_nll(probs, positive),
            sort_into_bins(probs, positive, edges).ece,
            sort_into_bins(probs, positive, other_edges).ece,
            sort_into_bins(confidence, correct, edges).ece,
        )
        rows.append((plain(t), *(f"{number:.3f}" for number in numbers)))
    header = ("T", "NLL", f"ECE A, {names[0]}", f"ECE A, {names[1]}", "ECE B")
    return Table(header, rows, f"The same {positive.size} logits")


def top(probs: Floats, labels: np.ndarray) -> tuple[Floats, np.ndarray]:
    """Return confidence and correctness of the top label."""
    return probs.max(axis=1), probs.argmax(axis=1) == labels


def matrix_nll(probs: Floats, labels: np.ndarray) -> float:
    """Return the mean of -ln(probability of the class that it was); inf is possible."""
    with np.errstate(divide="ignore"):
        return float(-np.mean(np.log(probs[np.arange(labels.size), labels])))


def temperature_table(
    outputs: Outputs, temperatures: Sequence[float], *, of: str = "test"
) -> Table:
    """Return what each temperature does to a classifier's outputs.

    Parameters
    ----------
    outputs : Outputs
        Logits and labels of some images.
    temperatures : sequence of float
        One row each.
    of : str
        Which images they are, for the caption.
    """
    rows = []
    for t in temperatures:
        probs = softmax(outputs.logits / t, axis=1)
        confidence, correct = top(probs, outputs.labels)
        sure = confidence >= SURE
        rows.append(
            (
                plain(t),
                f"{matrix_nll(probs, outputs.labels):.3f}",
                f"{sort_into_bins(confidence, correct, uniform_edges(BINS)).ece:.3f}",
                f"{correct.mean():.3f}",
                f"{confidence.mean():.3f}",
                f"{correct[sure].sum()} of {sure.sum()}",
            )
        )
    header = ("T", "NLL", "ECE", "accuracy", "confidence", f"right at ≥ {SURE}")
    caption = f"{outputs.labels.size} {of} images; reading B, {BINS} bins"
    return Table(header, rows, caption)


def _isotonic_by_class(calibration: Outputs, logits: Floats) -> Floats:
    """Fit isotonic to each class against the rest, and make the rows sum to 1.

    A row of zeros says nothing, so every class gets the same.
    """
    columns = []
    for k in range(logits.shape[1]):
        at, rate = recalibrated(calibration.logits[:, k], calibration.labels == k)
        columns.append(np.interp(logits[:, k], at, rate))
    probs = np.stack(columns, axis=1)
    total = probs.sum(axis=1, keepdims=True)
    even = np.full_like(probs, 1 / probs.shape[1])
    np.divide(probs, total, out=even, where=total > 0)
    return even


def few_images_table(
    calibration: Outputs, test: Outputs, sizes: Sequence[int]
) -> Table:
    """Fit one temperature, and isotonic class by class, to the first images of a set.

    Parameters
    ----------
    calibration, test : Outputs
        What is fitted on, and what is judged on.
    sizes : sequence of int
        How many images of the first set.
    """
    fits: list[tuple[str, Floats]] = [
        ("left as it is", softmax(test.logits, axis=1)),
    ]
    for size in sizes:
        few = Outputs(calibration.logits[:size], calibration.labels[:size])
        t = fit_temperature(few.logits, few.labels)
        name = f"temperature, {size} images"
        fits.append((name, softmax(test.logits / t, axis=1)))
        probs = _isotonic_by_class(few, test.logits)
        fits.append((f"isotonic, {size} images", probs))
    rows = []
    for name, probs in fits:
        _, correct = top(probs, test.labels)
        given = probs[np.arange(test.labels.size), test.labels]
        nll = matrix_nll(probs, test.labels)
        rows.append(
            (name, f"{nll:.3f}", f"{np.sum(given == 0)}", f"{correct.mean():.3f}")
        )
    header = ("fitted", "NLL", "truth got 0", "accuracy")
    return Table(header, rows, f"On the {test.labels.size} test images")


def maps_table(line: LopsidedLine, fresh: LopsidedLine) -> Table:
    """Fit the three methods on some parts and judge them on others.

    Parameters
    ----------
    line, fresh : LopsidedLine
        What is fitted on, and what is judged on.
    """
    maps = {"left as it is": expit} | {
        name: fit(line.logits, line.labels) for name, fit in METHODS.items()
    }
    rows = []
    for name, to_probs in maps.items():
        probs = np.asarray(to_probs(fresh.logits), float)
        rows.append(
            (
                name,
                f"{brier_score(probs, fresh.labels):.3f}",
                f"{mean_nll(probs, fresh.labels):.3f}",
                f"{auroc(sweep(probs, fresh.labels)):.3f}",
                f"{np.unique(to_probs(line.logits)).size}",
            )
        )
    header = ("method", "Brier", "NLL", "AUROC", "different p")
    caption = (
        f"Fitted on {line.labels.size:,} parts (different p: on these), "
        f"judged on {fresh.labels.size:,} others"
    )
    return Table(header, rows, caption)


def leakage_table(line: LopsidedLine, fresh: LopsidedLine, *, bins: int = 10) -> Table:
    """Return each method's ECE on the parts fitted on, by cross-validation, and fresh.

    Parameters
    ----------
    line, fresh : LopsidedLine
        What is fitted on, and parts that nothing was fitted on.
    bins : int
        Of equal width.
    """
    edges = edges_of(bins)
    fold = np.arange(line.labels.size) % FOLDS
    rows = []
    for name, fit in METHODS.items():
        fitted = fit(line.logits, line.labels)
        held_out = np.empty(line.labels.size)
        for k in range(FOLDS):
            inside = fold == k
            part = fit(line.logits[~inside], line.labels[~inside])
            held_out[inside] = part(line.logits[inside])
        measured: Mapping[str, float] = {
            "own": sort_into_bins(fitted(line.logits), line.labels, edges).ece,
            "folds": sort_into_bins(held_out, line.labels, edges).ece,
            "fresh": sort_into_bins(fitted(fresh.logits), fresh.labels, edges).ece,
        }
        rows.append((name, *(f"{ece:.3f}" for ece in measured.values())))
    header = ("method", "ECE on its own parts", f"{FOLDS} folds", "fresh parts")
    caption = (
        f"Fitted on {line.labels.size:,} parts; {fresh.labels.size:,} fresh ones; "
        f"{bins} bins"
    )
    return Table(header, rows, caption)
