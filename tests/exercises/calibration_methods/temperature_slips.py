"""Known slips of unit 3's binary temperatures and of Exercise 2."""

from ..wrong_nlls import WRONG_NLLS

__all__ = ["BEST_TEMPERATURE", "EXERCISE_2", "NLL_AT_TEMPERATURE"]

_LOSS = """
import math
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float), np.asarray(labels, dtype=int)
    p = {p}
    given = np.where(y == 1, p, 1 - p)
    return {answer}
"""


def nll(answer="-np.mean(np.log(given))", p="sigmoid(z / T)"):
    """Write an NLL at a temperature that goes wrong in one place."""
    return _LOSS.format(answer=answer, p=p)


def stable(margin):
    """Write an NLL without a sigmoid."""
    return f"""
def nll_at_temperature(logits, labels, T):
    z, y = np.asarray(logits, dtype=float), np.asarray(labels, dtype=int)
    return np.logaddexp(0, {margin}).mean()
"""


NLL_AT_TEMPERATURE = [
    ("multiplied-by-temperature", nll(p="sigmoid(z * T)")),
    ("multiplied-by-temperature", stable("np.where(y == 1, -z * T, z * T)")),
    ("temperature-ignored", nll(p="sigmoid(z)")),
    ("temperature-ignored", stable("np.where(y == 1, -z, z)")),
    ("probability-divided", nll(p="sigmoid(z) / T")),
    ("probability-divided", nll(p="np.clip(sigmoid(z) / T, 0, 1)")),
    ("probability-divided", nll(p="np.clip(sigmoid(z) / T, 1e-12, 1 - 1e-12)")),
    ("probability-raised", nll(p="sigmoid(z) ** (1 / T)")),
    ("logit-shifted", nll(p="sigmoid(z - T)")),
    ("logit-shifted", nll(p="sigmoid(z + T)")),
    ("logit-counted-twice", nll(p="np.exp(z / T) / (np.exp(z / T) + np.exp(-z / T))")),
    ("logit-counted-twice", stable("np.where(y == 1, -2 * z / T, 2 * z / T)")),
    (
        "softmax-over-parts",
        "from scipy.special import softmax" + nll(p="softmax(z / T)"),
    ),
    ("loss-divided", nll("-np.mean(np.log(given)) / T", "sigmoid(z)")),
    ("loss-divided", nll("-np.mean(np.log(given)) * T", "sigmoid(z)")),
    *((slip, nll(answer)) for slip, answer in WRONG_NLLS),
    ("labels-reversed", stable("np.where(y == 1, z / T, -z / T)")),
    ("logarithm-of-p-always", stable("-z / T")),
    ("clipped-visibly", nll(p="np.clip(sigmoid(z / T), 1e-7, 1 - 1e-7)")),
    ("clipped-visibly", nll("-np.log(given + 1e-8).mean()")),
    ("rounded-result", nll("round(-float(np.log(given).mean()), 3)")),
    ("rounded-result", nll("np.round(-np.log(given).mean(), 6)")),
]

_SEARCH = """
def probs_at(logits, T):
    return 1 / (1 + np.exp(-np.asarray(logits, dtype=float) / T))
def given_at(logits, labels, T):
    p = probs_at(logits, T)
    return np.where(np.asarray(labels, dtype=int) == 1, p, 1 - p)
def nll_at_temperature(logits, labels, T):
    return -np.log(given_at(logits, labels, T)).mean()
def loss(logits, labels, T):
    return {loss}
def best_temperature(logits, labels, grid):
    losses = np.array([loss(logits, labels, t) for t in grid])
    place = int(losses.argmin())
    return {answer}
"""


def best(answer="grid[place]", loss="nll_at_temperature(logits, labels, T)"):
    """Write a search that goes wrong in one place."""
    return _SEARCH.format(answer=answer, loss=loss)


def loop(start, better):
    """Write a search by a best so far."""
    return (
        best().partition("def best_temperature")[0]
        + f"""
def best_temperature(logits, labels, grid):
    best, lowest = {start}
    for t in grid:
        now = loss(logits, labels, t)
        if {better}:
            best, lowest = t, now
    return best
"""
    )


_ECE = """
def ece(probs, labels, edges):
    p, y, total = np.asarray(probs), np.asarray(labels, dtype=int), 0
    for i, (low, high) in enumerate(zip(edges, edges[1:])):
        inside = (p >= low) & ((p < high) | (i == len(edges) - 2))
        if inside.any():
            total += inside.sum() * abs(p[inside].mean() - y[inside].mean())
    return total / len(p)
"""


def by_ece(edges):
    """Write a search for the lowest ECE."""
    return _ECE + best(loss=f"ece(probs_at(logits, T), labels, {edges})")


BEST_TEMPERATURE = [
    (
        "multiplied-by-temperature",
        best(loss="nll_at_temperature(logits, labels, 1 / T)"),
    ),
    ("highest-nll", best("grid[losses.argmax()]")),
    ("highest-nll", best(loss="np.log(given_at(logits, labels, T)).mean()")),
    ("highest-nll", loop("grid[0], 0.0", "now > lowest")),
    ("nll-for-temperature", best("losses.min()")),
    ("index-for-temperature", best("losses.argmin()")),
    ("pair-for-temperature", best("(grid[place], losses[place])")),
    ("pair-for-temperature", best("min(zip(losses, grid), key=lambda pair: pair[0])")),
    (
        "first-of-the-grid",
        best(loss="-np.mean((probs_at(logits, T) >= 0.5) == np.array(labels))"),
    ),
    ("first-of-the-grid", loop("grid[0], 0.0", "now < lowest")),
    ("last-of-the-grid", best("[t for t in grid][-1]")),
    ("last-on-ties", loop("grid[0], float('inf')", "now <= lowest")),
    ("last-on-ties", best("list(grid)[::-1][losses[::-1].argmin()]")),
    ("grid-sorted", best().replace("losses = ", "grid = sorted(grid); losses = ")),
    ("grid-sorted", best("min(zip(losses.round(12), grid))[1]")),
    (
        "grid-sorted",
        best().replace("losses = ", "grid = sorted(grid)[::-1]; losses = "),
    ),
    (
        "lowest-of-one-part",
        best(loss="min(-np.log(given_at(logits, labels, T)))"),
    ),
    (
        "labels-reversed",
        best(loss="-np.log(1 - given_at(logits, labels, T)).mean()"),
    ),
    (
        "one-class-only",
        best(loss="-np.sum(np.array(labels) * np.log(probs_at(logits, T)))"),
    ),
    (
        "one-class-only",
        best(loss="-np.sum((1 - np.array(labels)) * np.log(1 - probs_at(logits, T)))"),
    ),
    ("chosen-by-ece", by_ece("[0, 0.33, 0.66, 1]")),
    ("chosen-by-ece", by_ece("np.linspace(0, 1, 11)")),
    ("chosen-by-ece", by_ece("np.linspace(0, 1, 16)")),
    ("chosen-by-ece", by_ece("np.linspace(0, 1, 6)")),
    (
        "chosen-by-brier",
        best(loss="np.mean((probs_at(logits, T) - np.array(labels)) ** 2)"),
    ),
]

RIGHT_VALUES = {
    "ex2_nll": "{0.5: 0.218, 1: 0.342, 1.5: 0.421, 2: 0.473}",
    "ex2_best_T": "0.5",
    "ex2_ece_before": "0.126",
    "ex2_ece_after": "0.045",
}


def card(**values):
    """Write an answer cell with these values in place of the right ones."""
    return "\n".join(
        f"{name} = {value}" for name, value in {**RIGHT_VALUES, **values}.items()
    )


def nlls(*four):
    """Write four NLLs in the order of the temperatures."""
    return str(dict(zip((0.5, 1.0, 1.5, 2.0), four, strict=True)))


def eces(before, after):
    """Write an answer cell with two wrong ECEs."""
    return card(ex2_ece_before=before, ex2_ece_after=after)


# Curriculum §2 lists most of these; the others are hand computed or from a formula
# that is written out here.
_P = "import numpy as np\nz = np.array([2.2, 1, .2, -.2, -1, -2])\ny = z > 0\n"
_G = _P + "def q(T, z=z): return np.where(y, 1, -1) * z / T\n"


def computed(expression):
    """Write an answer cell whose NLLs are computed wrongly from the margins m."""
    line = f"{{T: (lambda m: {expression})(q(T)) for T in (.5, 1, 1.5, 2)}}"
    return _G + card(ex2_nll=line)


EXERCISE_2 = [
    ("multiplied-by-temperature", card(ex2_best_T=2.0)),
    (
        "multiplied-by-temperature",
        card(ex2_nll=nlls(0.4729, 0.3425, 0.2647, 0.2184), ex2_best_T=2),
    ),
    ("sum-for-mean", card(ex2_nll=nlls(1.310239, 2.054812, 2.52768, 2.837545))),
    ("logarithm-base-two", card(ex2_nll=nlls(0.315046, 0.494078, 0.60778, 0.682286))),
    ("logarithm-base-two", computed("np.log2(1 + np.exp(-m)).mean()")),
    ("logarithm-base-ten", computed("np.log10(1 + np.exp(-m)).mean()")),
    ("positives-only", computed("np.log(1 + np.exp(-m))[y].sum() / 6")),
    ("positives-only", computed("np.log(1 + np.exp(-m))[y].mean()")),
    ("negatives-only", computed("np.log(1 + np.exp(-m))[~y].sum() / 6")),
    ("negatives-only", computed("np.log(1 + np.exp(-m))[~y].mean()")),
    ("minus-missing", card(ex2_nll=nlls(-0.218, -0.342, -0.421, -0.473))),
    ("labels-reversed", computed("np.log(1 + np.exp(m)).mean()")),
    ("temperature-ignored", card(ex2_nll=nlls(*[0.342469] * 4))),
    ("probability-divided", card(ex2_nll=nlls(0.558365, 0.342469, 0.478351, 0.592798))),
    ("probability-divided", card(ex2_nll=nlls(0.381205, 0.342469, 0.478351, 0.592798))),
    ("logit-counted-twice", computed("np.log(1 + np.exp(-2 * m)).mean()")),
    ("nll-for-temperature", card(ex2_best_T=0.218)),
    ("index-for-temperature", card(ex2_best_T=0)),
    ("ece-at-another-temperature", eces(0.044753, 0.126139)),
    ("ece-at-another-temperature", card(ex2_ece_after=0.126)),
    ("ece-at-another-temperature", card(ex2_ece_after=0.1791)),
    ("ece-at-another-temperature", card(ex2_ece_after=0.066)),
    ("ece-at-another-temperature", card(ex2_ece_after=0.0864)),
    ("confidence-against-correctness", eces(0.276195, 0.178524)),
    ("confidence-against-correctness", card(ex2_ece_before=0.276)),
    # Correctness is 1 throughout: the gap is 1 less the mean p, (1 - .4968).
    ("rate-of-right-decisions", _P + eces("1 - (1 / (1 + np.exp(-z))).mean()", 0.499)),
    ("bin-midpoints", eces(0.111111, 0.111111)),
    ("bin-midpoints", eces(0.113333, 0.113333)),
    ("largest-gap", eces(0.194072, 0.068595)),
    ("gaps-cancel", eces(0.003242, 0.000976)),
    ("gaps-cancel", eces(-0.003242, -0.000976)),
    ("unweighted-sum", eces(0.378418, 0.134260)),
    # Six times .126139 and .044753.
    ("counts-not-shares", eces(0.756836, 0.268520)),
    ("squared-gaps", eces(0.154540, 0.054825)),
    # The squares of .154540 and .054825.
    ("squared-gaps", eces(0.023883, 0.003006)),
    (
        "brier-for-ece",
        _P
        + eces(*(f"np.mean((1 / (1 + np.exp(-z / {T})) - y) ** 2)" for T in (1, 0.5))),
    ),
    ("nll-for-ece", eces(0.342469, 0.218373)),
    ("in-percent", eces(12.6139, 4.4753)),
    (
        "rounded-too-far",
        card(
            ex2_nll=nlls(0.22, 0.34, 0.42, 0.47),
            ex2_ece_before=0.13,
            ex2_ece_after=0.04,
        ),
    ),
    (
        "rounded-too-far",
        card(ex2_nll=nlls(0.2, 0.3, 0.4, 0.5), ex2_ece_before=0.1, ex2_ece_after=0.0),
    ),
]
