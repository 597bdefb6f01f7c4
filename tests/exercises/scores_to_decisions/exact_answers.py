"""Answers of unit 1 in fractions."""

from fractions import Fraction

__all__ = ["EXACT", "answer_youden"]


def as_lists(scores, labels):
    """Return scores as exact fractions and labels as 0 or 1."""
    exact = [Fraction(float(score)) for score in scores]
    return exact, [int(bool(label)) for label in labels]


def count(scores, labels, threshold):
    """Count the outcomes of score >= threshold, one part at a time."""
    pairs = [(s >= threshold, y == 1) for s, y in zip(scores, labels, strict=True)]
    kinds = ((True, True), (True, False), (False, True), (False, False))
    return tuple(pairs.count(kind) for kind in kinds)


def exact_f1(tp, fp, fn):
    """F1 as a fraction; 0 when undefined."""
    return Fraction(2 * tp, 2 * tp + fp + fn) if tp + fp + fn else Fraction(0)


def answer_confusion(scores, labels, threshold):
    """Count with exact comparisons."""
    exact, y = as_lists(scores, labels)
    return count(exact, y, Fraction(float(threshold)))


def answer_best_f1(scores, labels):
    """Try every score; among equal fractions the largest threshold."""
    exact, y = as_lists(scores, labels)
    f1, t = max((exact_f1(*count(exact, y, t)[:3]), t) for t in set(exact))
    return float(t), float(f1)


def answer_youden(scores, labels):
    """All thresholds whose J is the largest as a fraction."""
    exact, y = as_lists(scores, labels)
    positives, negatives = sum(y), len(y) - sum(y)
    heights = {}
    for t in set(exact):
        tp, fp, _, _ = count(exact, y, t)
        heights[t] = Fraction(tp, positives) - Fraction(fp, negatives)
    best = max(heights.values())
    return [float(t) for t in sorted(heights) if heights[t] == best]


EXACT = {
    "confusion-at": answer_confusion,
    "f1-from-counts": lambda tp, fp, fn: float(exact_f1(tp, fp, fn)),
    "best-f1-threshold": answer_best_f1,
    "youden-thresholds": answer_youden,
}
