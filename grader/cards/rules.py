"""Business rules: thresholds chosen on one split and judged on another."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.reference import (
    ConfusionMatrix,
    Interval,
    InvalidInput,
    Threshold,
    best_f_beta_threshold,
    clopper_pearson_interval,
    confusion_matrix,
    cost_threshold,
    threshold_at_precision,
    threshold_at_recall,
)

__all__ = ["BusinessRule", "RuleRow", "parse_rule"]

_Floats = NDArray[np.float64]
_Bools = NDArray[np.bool_]

FORMS = "precision>=X, recall>=X, cost=FP:FN or f1"
_NUMBER = r"(\d+(?:\.\d+)?|\.\d+)"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """How a rule does for one class on the test split.

    Parameters
    ----------
    name : str
        The class, or "positive".
    threshold : float or None
        Flag when probability ≥ threshold; None where no threshold keeps the rule.
    matrix : ConfusionMatrix or None
        On the test split.
    value : float or None
        What the rule is about, on the test split.
    interval : Interval or None
        Clopper and Pearson's 95 % interval about it, where it is a proportion.
    state : str
        "met", "open" (missed, but within what luck explains, or nothing flagged),
        "broken" (missed beyond luck), or "infeasible".
    """

    name: str
    threshold: float | None
    matrix: ConfusionMatrix | None
    value: float | None
    interval: Interval | None
    state: str


@dataclass(frozen=True, slots=True)
class BusinessRule:
    """One sentence that the thresholds serve.

    Parameters
    ----------
    kind : str
        "precision", "recall", "cost" or "f1".
    target : float
        The least precision or recall; unused otherwise.
    costs : (float, float)
        Of a false positive and a false negative; unused otherwise.
    confidence : float
        The one-sided confidence with which the calibration data must show the target.
    """

    kind: str
    target: float = 0.0
    costs: tuple[float, float] = (1.0, 1.0)
    confidence: float = 0.9

    @property
    def words(self) -> str:
        """The rule as a sentence."""
        margin = f"shown with {self.confidence:.0%} confidence".replace("%", " %")
        fp, fn = (f"{cost:g}" for cost in self.costs)
        return {
            "precision": f"precision at least {self.target:g}, {margin}",
            "recall": f"recall at least {self.target:g}, {margin}",
            "cost": f"least expected cost; a false alarm costs {fp}, a miss {fn}",
            "f1": "highest F1",
        }[self.kind]

    @property
    def measure(self) -> str:
        """What is measured on the test split."""
        return {"cost": "cost a part", "f1": "F1"}.get(self.kind, self.kind)

    def choose(self, probs: _Floats, is_class: _Bools) -> float | None:
        """Return the threshold by the calibration split; None where none keeps it."""
        if self.kind == "cost":
            return cost_threshold(*self.costs)
        if not is_class.any():
            return None  # nothing to learn from: no positive at all
        found: Threshold | None
        if self.kind == "f1":
            found = best_f_beta_threshold(probs, is_class)
        else:
            at_target = (
                threshold_at_precision
                if self.kind == "precision"
                else threshold_at_recall
            )
            found = at_target(
                probs, is_class, target=self.target, confidence=self.confidence
            )
        return None if found is None else found.value

    def judge(
        self, name: str, threshold: float | None, probs: _Floats, is_class: _Bools
    ) -> RuleRow:
        """Say how a threshold does on the test split."""
        if threshold is None:
            return RuleRow(name, None, None, None, None, "infeasible")
        matrix = confusion_matrix(probs, is_class, threshold)
        value, interval = self._measured(matrix)
        return RuleRow(
            name,
            threshold,
            matrix,
            value,
            interval,
            self._state(matrix, value, interval),
        )

    def _measured(
        self, matrix: ConfusionMatrix
    ) -> tuple[float | None, Interval | None]:
        if self.kind == "cost":
            return _cost(matrix, *self.costs), None
        if self.kind == "f1":
            return matrix.f_beta(), None
        trials = matrix.tp + (matrix.fp if self.kind == "precision" else matrix.fn)
        if not trials:
            return None, None
        return matrix.tp / trials, Interval(
            *clopper_pearson_interval(matrix.tp, trials)
        )

    def _state(
        self, matrix: ConfusionMatrix, value: float | None, interval: Interval | None
    ) -> str:
        if value is None:
            return "open"
        if self.kind == "f1":
            return "met"
        if self.kind == "cost":
            return "met" if value <= _cost_without(matrix, *self.costs) else "broken"
        if value >= self.target:
            return "met"
        return (
            "open" if interval is not None and interval[1] >= self.target else "broken"
        )


def parse_rule(text: str, *, confidence: float = 0.9) -> BusinessRule:
    """Read a rule such as ``precision>=0.95``, ``recall>=0.9``, ``cost=1:4`` or ``f1``.

    Raises
    ------
    InvalidInput
        If the text is no rule, or a number in it is out of range.

    Examples
    --------
    >>> parse_rule("precision>=0.95").words
    'precision at least 0.95, shown with 90 % confidence'
    >>> parse_rule("cost=1:4").costs
    (1.0, 4.0)
    """
    squeezed = re.sub(r"\s", "", text).lower()
    if squeezed == "f1":
        return BusinessRule("f1")
    if found := re.fullmatch(rf"(precision|recall)(?:>=|≥){_NUMBER}", squeezed):
        target = float(found[2])
        if not 0.0 < target <= 1.0:
            raise InvalidInput("rule", "have a target above 0 and at most 1", text)
        if not 0.0 < confidence < 1.0:
            raise InvalidInput("confidence", "lie between 0 and 1", confidence)
        return BusinessRule(found[1], target=target, confidence=confidence)
    if found := re.fullmatch(rf"cost={_NUMBER}:{_NUMBER}", squeezed):
        costs = float(found[1]), float(found[2])
        if not 0.0 < min(costs) <= max(costs) < math.inf:
            raise InvalidInput("rule", "have finite costs above 0", text)
        return BusinessRule("cost", costs=costs)
    raise InvalidInput("rule", f"be {FORMS}", text)


def _cost(matrix: ConfusionMatrix, cost_fp: float, cost_fn: float) -> float:
    n = matrix.tp + matrix.fp + matrix.fn + matrix.tn
    return (matrix.fp * cost_fp + matrix.fn * cost_fn) / n


def _cost_without(matrix: ConfusionMatrix, cost_fp: float, cost_fn: float) -> float:
    """Return the cost a part of the better of flagging all and flagging nothing."""
    positives, negatives = matrix.tp + matrix.fn, matrix.fp + matrix.tn
    return min(positives * cost_fn, negatives * cost_fp) / (positives + negatives)
