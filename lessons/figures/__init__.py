"""The course's figures, tables and notes, each with a text that says the same.

Numbers are computed in `_compute` and `_simulate`, drawn in one module per family of
figures, and shown through `Picture`, `Table` and `Note`, which speak HTML and plain
text alike.
"""

from lessons.figures._bin_edges import bin_edge_zoom
from lessons.figures._calibration_blanks import (
    meet_bins,
    meet_calibration,
    meet_top_label,
)
from lessons.figures._calibration_tables import (
    gaps_table,
    honest_numbers,
    scores_table,
)
from lessons.figures._cancellation import cancellation
from lessons.figures._curves import roc_and_pr
from lessons.figures._ece_depends import ece_against_bins, ece_against_size
from lessons.figures._forecast import forecaster_strip
from lessons.figures._forecast_meets import meet_rain, meet_umbrella, meet_wet_days
from lessons.figures._inspection import (
    HonestStudy,
    Inspection,
    inspect_parts,
    study_honest,
)
from lessons.figures._matrix import confusion_panel
from lessons.figures._optimism import optimism_plot
from lessons.figures._outputs import Note, Picture, Table
from lessons.figures._predictions import (
    meet_blank,
    meet_counts,
    meet_cut,
    meet_metric,
    meet_prediction,
    meet_target,
)
from lessons.figures._reliability import reliability_diagram
from lessons.figures._simulate import (
    InspectionLine,
    OptimismStudy,
    simulate_line,
    study_optimism,
)
from lessons.figures._splits import data_splits, meet_split
from lessons.figures._staircase import f_beta_staircase
from lessons.figures._strip import score_strip
from lessons.figures._style import describe_only, is_described_only
from lessons.figures._tables import cut_table, rules_table, sweep_table
from lessons.figures._targets import targets_strip
from lessons.figures.choosing_thresholds import (
    PromiseStudy,
    Trap,
    class_cuts,
    class_cuts_table,
    cost_curves,
    cost_lines,
    cost_table,
    f_beta_on_pr,
    floor_table,
    forget_to_flip,
    formula_table,
    meet_bill,
    meet_break_even,
    meet_cost_cut,
    meet_f_beta,
    meet_precise_cut,
    meet_price,
    meet_total_cost,
    net_benefit_curves,
    polarity_table,
    pr_at_prevalences,
    prevalence_table,
    promise_table,
    proof_table,
    rare_table,
    roc_prices,
    simulate_drift,
    study_promise,
)

__all__ = [
    "HonestStudy",
    "Inspection",
    "InspectionLine",
    "Note",
    "OptimismStudy",
    "Picture",
    "PromiseStudy",
    "Table",
    "Trap",
    "bin_edge_zoom",
    "cancellation",
    "class_cuts",
    "class_cuts_table",
    "confusion_panel",
    "cost_curves",
    "cost_lines",
    "cost_table",
    "cut_table",
    "data_splits",
    "describe_only",
    "ece_against_bins",
    "ece_against_size",
    "f_beta_on_pr",
    "f_beta_staircase",
    "floor_table",
    "forecaster_strip",
    "forget_to_flip",
    "formula_table",
    "gaps_table",
    "honest_numbers",
    "inspect_parts",
    "is_described_only",
    "meet_bill",
    "meet_bins",
    "meet_blank",
    "meet_break_even",
    "meet_calibration",
    "meet_cost_cut",
    "meet_counts",
    "meet_cut",
    "meet_f_beta",
    "meet_metric",
    "meet_precise_cut",
    "meet_prediction",
    "meet_price",
    "meet_rain",
    "meet_split",
    "meet_target",
    "meet_top_label",
    "meet_total_cost",
    "meet_umbrella",
    "meet_wet_days",
    "net_benefit_curves",
    "optimism_plot",
    "polarity_table",
    "pr_at_prevalences",
    "prevalence_table",
    "promise_table",
    "proof_table",
    "rare_table",
    "reliability_diagram",
    "roc_and_pr",
    "roc_prices",
    "rules_table",
    "score_strip",
    "scores_table",
    "simulate_drift",
    "simulate_line",
    "study_honest",
    "study_optimism",
    "study_promise",
    "sweep_table",
    "targets_strip",
]
