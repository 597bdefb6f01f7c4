"""The calibration card of a model: one page that says whether to deploy its scores.

Imports `grader.reference` and draws with `lessons.figures`.
"""

from grader.cards.card import CalibrationCard, calibration_card
from grader.cards.rules import BusinessRule, parse_rule

__all__ = ["BusinessRule", "CalibrationCard", "calibration_card", "parse_rule"]
