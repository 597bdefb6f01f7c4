"""Figures, tables and notes of unit 4: prices, promises, rare positives."""

from lessons.figures.choosing_thresholds._benefit import net_benefit_curves
from lessons.figures.choosing_thresholds._blanks import (
    meet_bill,
    meet_break_even,
    meet_cost_cut,
    meet_f_beta,
    meet_precise_cut,
    meet_price,
    meet_total_cost,
)
from lessons.figures.choosing_thresholds._class_cuts import class_cuts, class_cuts_table
from lessons.figures.choosing_thresholds._cost_curves import cost_curves
from lessons.figures.choosing_thresholds._cost_lines import cost_lines
from lessons.figures.choosing_thresholds._cost_tables import (
    cost_table,
    formula_table,
    prevalence_table,
)
from lessons.figures.choosing_thresholds._f_beta_curve import f_beta_on_pr
from lessons.figures.choosing_thresholds._polarity import (
    Trap,
    forget_to_flip,
    polarity_table,
)
from lessons.figures.choosing_thresholds._prior import simulate_drift
from lessons.figures.choosing_thresholds._promise_tables import (
    floor_table,
    promise_table,
    proof_table,
)
from lessons.figures.choosing_thresholds._promises import PromiseStudy, study_promise
from lessons.figures.choosing_thresholds._rare import pr_at_prevalences, rare_table
from lessons.figures.choosing_thresholds._roc_prices import roc_prices

__all__ = [
    "PromiseStudy",
    "Trap",
    "class_cuts",
    "class_cuts_table",
    "cost_curves",
    "cost_lines",
    "cost_table",
    "f_beta_on_pr",
    "floor_table",
    "forget_to_flip",
    "formula_table",
    "meet_bill",
    "meet_break_even",
    "meet_cost_cut",
    "meet_f_beta",
    "meet_precise_cut",
    "meet_price",
    "meet_total_cost",
    "net_benefit_curves",
    "polarity_table",
    "pr_at_prevalences",
    "prevalence_table",
    "promise_table",
    "proof_table",
    "rare_table",
    "roc_prices",
    "simulate_drift",
    "study_promise",
]
