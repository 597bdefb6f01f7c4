"""Exercise sigmoid: from a logit to a probability."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, shaped

__all__ = ["SIGMOID"]

_LARGE = 700  # beyond it the exponential of a number overflows


def _expected_sigmoid(probe: Probe) -> Any:
    (z,) = probe.args or ()
    return np.asarray(reference.sigmoid(z)).tolist()


def _read_sigmoid(probe: Probe, value: Any) -> Reading:
    (z,) = probe.args or ()
    return shaped(value, "the answer", np.shape(z))


def _draw_sigmoid(rng: np.random.Generator) -> Sequence[Probe]:
    row = np.round(3 * rng.normal(size=9), 3)
    large = np.round(rng.uniform(-900, 900, size=(2, 4)), 1)
    return (
        Probe("sigmoid", (row,), "a freshly drawn array", "values"),
        Probe("sigmoid", (float(row[0]) / 2,), "a freshly drawn number", "values"),
        Probe("sigmoid", (large,), "large logits, freshly drawn", "large"),
    )


def _of(formula: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the answer by a formula of a float array, which may overflow."""

    def answer(z: Any) -> Any:
        with np.errstate(all="ignore"):
            return np.asarray(formula(np.asarray(z, dtype=float))).tolist()

    return answer


def _right(z: Any) -> Any:
    return reference.sigmoid(np.asarray(z, dtype=float))


def _failing(error: Exception, when: Callable[[Any], bool]) -> Callable[[Any], Any]:
    """Return the answer that is right unless something about z raises an error."""

    def answer(z: Any) -> Any:
        if when(z):
            raise error
        return np.asarray(_right(z)).tolist()

    return answer


def _is_array(z: Any) -> bool:
    return np.ndim(z) > 0


def _is_number(z: Any) -> bool:
    return np.ndim(z) == 0


def _overflows(z: Any) -> bool:
    """Say whether ``math.exp(-z)`` raises an error."""
    return bool((np.asarray(z) < -_LARGE).any())


def _overflows_above(z: Any) -> bool:
    """Say whether ``math.exp(z)`` raises an error."""
    return bool((np.asarray(z) > _LARGE).any())


def _numbers_by_math(overflows: Callable[[Any], bool]) -> Callable[[Any], Any]:
    """Answer as ``math.exp`` does, which takes no arrays and no large numbers."""
    by_number = _failing(OverflowError("math range error"), overflows)
    by_array = TypeError("only 0-dimensional arrays can be converted")
    return lambda z: _failing(by_array, _is_array)(z) if _is_array(z) else by_number(z)


def _in_its_own_type(z: Any) -> Any:
    """Fill an array like z, which cuts the decimals off where z is whole numbers."""
    return np.asarray(_right(z)).astype(np.asarray(z).dtype).tolist()


def _clipped_logit(most: float) -> Callable[[Any], Any]:
    return _of(lambda z: _right(np.clip(z, -most, most)))


def _clipped(eps: float) -> Callable[[Any], Any]:
    return _of(lambda z: np.clip(_right(z), eps, 1 - eps))


SIGMOID = Exercise(
    id="sigmoid",
    title="From logit to probability",
    asks="sigmoid(z) -> 1 / (1 + e^-z), a number or an array in, the same shape out",
    parts=(
        Part("values", 0.5, "numbers and arrays"),
        Part("large", 0.5, "large logits, whole numbers; inputs unchanged"),
    ),
    components=(),
    published=(
        *calls(
            "sigmoid",
            "values",
            ("a number", (0.8472,)),
            ("a negative number", (-1.5,)),
            ("four logits", (np.array([2.31, 0.0, -0.74, -3.17]),)),
            (
                "two rows",
                (np.array([[0.43, -1.26, 5.02], [-19.5, 1.19, -0.37]]),),
            ),
        ),
        *calls(
            "sigmoid",
            "large",
            ("large whole numbers in rows", (np.array([[1000, -1000], [0, 3]]),)),
            ("a large number", (1000.0,)),
            ("a large negative number", (-1000.0,)),
        ),
    ),
    graded=(
        *calls(
            "sigmoid",
            "values",
            ("an even number", (0.0,)),
            ("a column", (np.array([[1.7], [-0.2], [0.6]]),)),
            (
                "logits on both sides of nothing, in no order",
                (np.array([-6.3, 4.4, 0.05, -0.05, 9.1, -12.5]),),
            ),
        ),
        *calls(
            "sigmoid",
            "large",
            ("a whole number", (2,)),
            ("a large whole number", (1000,)),
            ("a large negative whole number", (-1000,)),
            (
                "large and small ones in two rows",
                (np.array([[-1000.0, 0.31, 1000.0], [745.2, -1.4, -745.2]]),),
            ),
            ("whole numbers in rows", (np.array([[2, -1], [0, -800], [1, 30]]),)),
        ),
    ),
    draw=_draw_sigmoid,
    expected=_expected_sigmoid,
    read=_read_sigmoid,
    fingerprint=lambda _, value: flattened(value),
    slips=(
        *slips(
            "sign-missing",
            "Your numbers fall where the logit rises: the exponent lacks its minus "
            "sign. A large logit speaks for the positive class.",
            _of(lambda z: _right(-z)),
            _of(lambda z: np.exp(-z) / (1 + np.exp(-z))),
        ),
        slip(
            "nan-at-large-logits",
            "A large logit gives nan: the exponential above and below the fraction's "
            "line is inf, and inf / inf is nothing. Divide both by it first: then only "
            "`np.exp(-z)` is left, once.",
            _of(lambda z: np.exp(z) / (1 + np.exp(z))),
        ),
        *slips(
            "overflow-error",
            "Your code raises OverflowError at large logits: `math.exp` stops where "
            "its result is too large. `np.exp` gives inf there, which is as good as "
            "any: 1 / (1 + inf) is 0.",
            _failing(OverflowError("math range error"), _overflows),
            _failing(OverflowError("math range error"), _overflows_above),
        ),
        *slips(
            "numbers-only",
            "Your code takes one number at a time and fails on an array: `math.exp` "
            "and `if z >= 0` know single numbers alone. `np.exp` and `np.where` go "
            "through a whole array.",
            _failing(TypeError("no array"), _is_array),
            _failing(ValueError("ambiguous"), _is_array),
            _numbers_by_math(_overflows),
            _numbers_by_math(_overflows_above),
        ),
        *slips(
            "arrays-only",
            "Your code fails on a single number: it loops, picks or asks for a length "
            "or a shape, which a number has not. Start with `z = np.asarray(z)`, or "
            "use what takes both.",
            _failing(TypeError("not iterable"), _is_number),
            _failing(AttributeError("shape"), _is_number),
        ),
        slip(
            "whole-numbers-kept",
            "Where the logits are whole numbers, your probabilities are too: an array "
            "made by `np.empty_like(z)` or `np.zeros_like(z)` holds what z holds. Make "
            "it of floats.",
            _in_its_own_type,
        ),
        slip(
            "parentheses-missing",
            "`1 / 1 + np.exp(-z)` divides first and adds then. Put parentheses around "
            "the whole lower part of the fraction.",
            _of(lambda z: 1 + np.exp(-z)),
        ),
        slip(
            "odds-for-probability",
            "Your number is the exponential of the logit: the odds, which go beyond "
            "every bound. A probability is odds / (1 + odds).",
            _of(np.exp),
        ),
        *slips(
            "softmax-over-parts",
            "Your probabilities of an array add up to 1: that is a softmax. The "
            "logits here are of different parts, each with a probability of its own.",
            _of(lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()),
            _of(lambda z: np.exp(z) / np.exp(z).sum()),
        ),
        slip(
            "hyperbolic-tangent",
            "Your numbers run from -1 to 1, as `np.tanh` does. A probability runs "
            "from 0 to 1.",
            _of(np.tanh),
        ),
        *slips(
            "decision-for-probability",
            "Your answer is a decision: whether the logit is above 0. Asked for is the "
            "probability itself.",
            _of(lambda z: z >= 0),
            _of(lambda z: z > 0),
        ),
        *slips(
            "clipped-visibly",
            "Your logits or probabilities are clipped so closely that it shows. Either "
            "leave them alone, or clip logits where nobody sees it, at ±500.",
            *(_clipped_logit(most) for most in (*range(1, 21),)),
            *(_clipped(10.0**-k) for k in range(1, 9)),
        ),
        slip(
            "shape-lost",
            "Your numbers are right, but two rows have become one. The answer has the "
            "shape of what came in.",
            lambda z: (
                np.ravel(_right(z)).tolist() if _is_array(z) else float(_right(z))
            ),
        ),
        *rounded_slips(lambda z: np.asarray(_right(z)).tolist()),
    ),
    hints=(
        "The sigmoid is 1 / (1 + e^-z): 1/2 at z = 0, near 1 for large z, near 0 for "
        "large negative z. NumPy's `np.exp` takes numbers and arrays alike.",
        "Of the two forms e^z / (1 + e^z) and 1 / (1 + e^-z), think what each gives "
        "where the exponential is inf: inf / inf is nan, 1 / inf is 0.",
        "`1 / (1 + np.exp(-z))` is all. At -1000 NumPy warns of an overflow, which "
        "costs nothing; `scipy.special.expit` does the same without a warning.",
    ),
)
