"""The course's figures, tables and notes, each with a text that says the same.

Numbers are computed in `_compute` and `_simulate`, drawn in one module per family of
figures, and shown through `Picture`, `Table` and `Note`, which speak HTML and plain
text alike.
"""

from lessons.figures._curves import roc_and_pr
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
from lessons.figures._simulate import (
    InspectionLine,
    OptimismStudy,
    simulate_line,
    study_optimism,
)
from lessons.figures._staircase import f_beta_staircase
from lessons.figures._strip import score_strip
from lessons.figures._style import describe_only
from lessons.figures._tables import cut_table, rules_table, sweep_table
from lessons.figures._targets import targets_strip

__all__ = [
    "InspectionLine",
    "Note",
    "OptimismStudy",
    "Picture",
    "Table",
    "cut_table",
    "describe_only",
    "f_beta_staircase",
    "meet_blank",
    "meet_counts",
    "meet_cut",
    "meet_metric",
    "meet_prediction",
    "meet_target",
    "optimism_plot",
    "roc_and_pr",
    "rules_table",
    "score_strip",
    "simulate_line",
    "study_optimism",
    "sweep_table",
    "targets_strip",
]
