"""Exercise top-label: from many classes to one question."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader import reference
from grader.exercises.building import calls, rounded_slips, slip, slips
from grader.exercises.exercise import Exercise, Part, Probe, Reading
from grader.exercises.reading import flattened, sequence, shaped

__all__ = ["TOP_LABEL"]

_Formula = Callable[[Any, Any], Any]


def _expected_top(probe: Probe) -> tuple[list[float], list[bool]]:
    confidence, correct = reference.top_label(*(probe.args or ()))
    return confidence.tolist(), correct.tolist()


def _read_top(probe: Probe, value: Any) -> Reading:
    n = len((probe.args or ((), ()))[1])
    pair = sequence(value, "the answer", 2, "sequences (confidence, correct)")
    columns = [
        shaped(column, name, (n,))
        for name, column in zip(("confidence", "correct"), pair, strict=True)
    ]
    return tuple(item for row in zip(*columns, strict=True) for item in row)


def _draw_top(rng: np.random.Generator) -> Sequence[Probe]:
    while True:
        rows = rng.integers(1, 100, size=(12, 4))
        two_best = np.sort(rows, axis=1)[:, -2:]
        labels = np.where(rng.random(12) < 0.5, rows.argmax(axis=1), rng.integers(0, 4))
        if (two_best[:, 0] < two_best[:, 1]).all() and len(set(labels.tolist())) > 2:
            args = (rows / rows.sum(axis=1, keepdims=True), labels)
            return (Probe("top_label", args, "freshly drawn data"),)


def _of(confidence: _Formula, correct: _Formula) -> Callable[..., Any]:
    """Return the answer by two formulas of the matrix and the labels."""

    def answer(matrix: Any, labels: Any) -> Any:
        m, y = np.asarray(matrix, dtype=float), np.asarray(labels)
        return confidence(m, y).tolist(), correct(m, y).tolist()

    return answer


def _highest(m: Any, _: Any) -> Any:
    return m.max(axis=1)


def _is_right(m: Any, y: Any) -> Any:
    return m.argmax(axis=1) == y


def _of_label(m: Any, y: Any) -> Any:
    return m[np.arange(len(y)), y]


def _last_class(m: Any) -> Any:
    """Return the last class that has the highest probability."""
    return m.shape[1] - 1 - m[:, ::-1].argmax(axis=1)


def _softmax_again(m: Any, _: Any) -> Any:
    e = np.exp(m)
    return (e / e.sum(axis=1, keepdims=True)).max(axis=1)


_right = _of(_highest, _is_right)

_ONE_CLASS = (
    "Your confidence is that of one and the same class for every part. Look in each "
    "row for the class with the highest probability."
)

TOP_LABEL = Exercise(
    id="top-label",
    title="Was the top label right?",
    asks="top_label(prob_matrix, labels) -> (confidence, correct)",
    parts=(
        Part("confidence", 1, "the confidence"),
        Part("correct", 1, "whether it was right, ties too; inputs unchanged"),
    ),
    components=("confidence", "correct"),
    published=calls(
        "top_label",
        "",
        (
            "five parts, three classes",
            (
                [
                    [0.55, 0.3, 0.15],
                    [0.2, 0.35, 0.45],
                    [0.1, 0.65, 0.25],
                    [0.31, 0.3, 0.39],
                    [0.05, 0.225, 0.725],
                ],
                [0, 1, 1, 2, 0],
            ),
        ),
        (
            "ties",
            (
                [[0.4, 0.4, 0.2], [0.25, 0.375, 0.375], [0.5, 0.0, 0.5], [1, 0, 0]],
                [1, 1, 0, 0],
            ),
        ),
        (
            "two classes, many decimals",
            ([[0.3141593, 0.6858407], [0.8, 0.2], [0.48, 0.52]], [1, 1, 0]),
        ),
    ),
    graded=calls(
        "top_label",
        "",
        (
            "an array of four classes",
            (
                np.array(
                    [
                        [0.1, 0.2, 0.3, 0.4],
                        [0.3, 0.28, 0.22, 0.2],
                        [0.05, 0.85, 0.06, 0.04],
                        [0.15, 0.24, 0.35, 0.26],
                        [0.6, 0.1, 0.1, 0.2],
                        [0.27, 0.2, 0.18, 0.35],
                    ]
                ),
                np.array([3, 1, 1, 2, 0, 0]),
            ),
        ),
        (
            "ties in every row",
            (
                np.array([[0.25] * 4, [0.1, 0.4, 0.1, 0.4], [0.0, 0.5, 0.5, 0.0]]),
                np.array([0, 3, 2]),
            ),
        ),
        (
            "certain answers as whole numbers",
            ([[0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0]], [1, 2, 2, 0]),
        ),
        (
            "all wrong",
            ([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]], [1, 0, 1]),
        ),
        (
            "one class only",
            (
                [[0.6, 0.3, 0.1], [0.34, 0.35, 0.31], [0.8, 0.1, 0.1], [0.2, 0.3, 0.5]],
                [0, 0, 0, 0],
            ),
        ),
    ),
    draw=_draw_top,
    expected=_expected_top,
    read=_read_top,
    fingerprint=lambda _, value: flattened(value),
    slips=(
        *slips(
            "always-one-class",
            _ONE_CLASS,
            _of(lambda m, _: m[:, 1], lambda m, y: y == 1),
            _of(lambda m, _: m[:, 1], _is_right),
            _of(lambda m, _: m[:, 1], lambda m, y: (m[:, 1] >= 0.5) == y),
            _of(lambda m, _: m[:, 0], lambda m, y: y == 0),
            _of(lambda m, _: m[:, 0], _is_right),
            _of(lambda m, _: m[:, -1], lambda m, y: y == m.shape[1] - 1),
            _of(lambda m, _: m[:, -1], _is_right),
        ),
        slip(
            "last-class-on-ties",
            "Where two classes share the highest probability you take the last of "
            "them. The first counts here, as with `np.argmax`.",
            _of(_highest, lambda m, y: _last_class(m) == y),
        ),
        slip(
            "any-class-on-ties",
            "Where two classes share the highest probability you count either as "
            "right. Only the first of them is the top label here.",
            _of(_highest, lambda m, y: _of_label(m, y) == m.max(axis=1)),
        ),
        slip(
            "class-for-correct",
            "Your second answer is the number of the top class. Asked for is whether "
            "that class is the label.",
            _of(_highest, lambda m, y: m.argmax(axis=1)),
        ),
        slip(
            "confidence-of-the-label",
            "Your confidence is the probability of the true class. A model in use "
            "doesn't know the label: take the highest probability of the row.",
            _of(_of_label, _is_right),
        ),
        *slips(
            "least-likely-class",
            "You look for the lowest probability of each row. The top label has the "
            "highest.",
            _of(lambda m, _: m.min(axis=1), lambda m, y: m.argmin(axis=1) == y),
            _of(_highest, lambda m, y: m.argmin(axis=1) == y),
            _of(lambda m, _: m.min(axis=1), _is_right),
        ),
        slip(
            "wrong-for-right",
            "Your second answer is true where the top label was wrong. Asked for is "
            "whether it was right.",
            _of(_highest, lambda m, y: m.argmax(axis=1) != y),
        ),
        slip(
            "right-if-above-half",
            "You count the label as found only where its probability is above 0.5. "
            "With several classes the top label may have less.",
            _of(_highest, lambda m, y: _of_label(m, y) > 0.5),
        ),
        slip(
            "margin-for-confidence",
            "Your confidence is how far the highest probability is ahead of the "
            "second. Asked for is the highest itself.",
            _of(lambda m, _: np.ptp(np.sort(m, axis=1)[:, -2:], axis=1), _is_right),
        ),
        slip(
            "softmax-of-probabilities",
            "Your confidence has been through a softmax. The rows are probabilities "
            "already: take the highest as it is.",
            _of(_softmax_again, _is_right),
        ),
        slip(
            "classes-counted-from-one",
            "You count classes from 1. Labels are class numbers from 0, like the "
            "columns.",
            _of(_highest, lambda m, y: m.argmax(axis=1) + 1 == y),
        ),
        slip(
            "columns-for-parts",
            "You look for the highest probability of each column. A part is a row: "
            "with `axis=1` NumPy goes along it.",
            _of(lambda m, _: m.max(axis=0), lambda m, y: m.argmax(axis=0)),
        ),
        slip(
            "swapped-pair",
            "Your two answers have changed places: the confidence comes first, then "
            "whether it was right.",
            lambda m, y: _right(m, y)[::-1],
        ),
        slip(
            "pairs-for-columns",
            "Your answer is one (confidence, correct) for each part. Asked for are two "
            "sequences: all confidences, then all answers to whether it was right.",
            lambda m, y: list(zip(*_right(m, y), strict=True)),
        ),
        slip(
            "averages-only",
            "Your two numbers are means over the parts. Asked for are two sequences "
            "with an entry for each part.",
            lambda m, y: tuple(float(np.mean(column)) for column in _right(m, y)),
        ),
        *rounded_slips(_right),
    ),
    hints=(
        "Each row is one part. Its confidence is its highest probability; the top "
        "label is the number of the column where that stands, counted from 0.",
        "`max` and `argmax` of an array take `axis=1` to go along each row. `argmax` "
        "takes the first of equal ones, as the text asks.",
        "With `probs = np.asarray(prob_matrix)`: `confidence = probs.max(axis=1)` and "
        "`correct = probs.argmax(axis=1) == np.asarray(labels)`; return both.",
    ),
)
