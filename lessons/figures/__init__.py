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
from lessons.figures.calibration_methods import (
    LopsidedLine,
    MethodsStudy,
    calibration_maps,
    few_images_table,
    inspect_lopsided,
    leakage_table,
    maps_table,
    meet_edges,
    meet_method,
    meet_pooled,
    meet_probability,
    meet_softmax,
    meet_temperature,
    methods_against_size,
    nll_and_ece,
    nll_table,
    nll_valleys,
    readings_table,
    study_methods,
    temperature_curves,
    temperature_diagram,
    temperature_table,
)

__all__ = [
    "HonestStudy",
    "Inspection",
    "InspectionLine",
    "LopsidedLine",
    "MethodsStudy",
    "Note",
    "OptimismStudy",
    "Picture",
    "Table",
    "bin_edge_zoom",
    "calibration_maps",
    "cancellation",
    "confusion_panel",
    "cut_table",
    "data_splits",
    "describe_only",
    "ece_against_bins",
    "ece_against_size",
    "f_beta_staircase",
    "few_images_table",
    "forecaster_strip",
    "gaps_table",
    "honest_numbers",
    "inspect_lopsided",
    "inspect_parts",
    "is_described_only",
    "leakage_table",
    "maps_table",
    "meet_bins",
    "meet_blank",
    "meet_calibration",
    "meet_counts",
    "meet_cut",
    "meet_edges",
    "meet_method",
    "meet_metric",
    "meet_pooled",
    "meet_prediction",
    "meet_probability",
    "meet_rain",
    "meet_softmax",
    "meet_split",
    "meet_target",
    "meet_temperature",
    "meet_top_label",
    "meet_umbrella",
    "meet_wet_days",
    "methods_against_size",
    "nll_and_ece",
    "nll_table",
    "nll_valleys",
    "optimism_plot",
    "readings_table",
    "reliability_diagram",
    "roc_and_pr",
    "rules_table",
    "score_strip",
    "scores_table",
    "simulate_line",
    "study_honest",
    "study_methods",
    "study_optimism",
    "sweep_table",
    "targets_strip",
    "temperature_curves",
    "temperature_diagram",
    "temperature_table",
]
