"""Figures, tables and notes of unit 7: groups, alarms, refits, weeks."""

from lessons.figures.watching._alarm_figure import (
    AlarmRow,
    alarms_figure,
    alarms_table,
    compare_alarms,
)
from lessons.figures.watching._blanks import (
    meet_choice,
    meet_group,
    meet_named,
    meet_psi,
)
from lessons.figures.watching._explorer import Drift, drift_apart, drift_figure
from lessons.figures.watching._groups import (
    GroupRow,
    groups_table,
    honest_table,
    measure_groups,
)
from lessons.figures.watching._groups_figure import groups_figure
from lessons.figures.watching._ignored import Passed, ignored_table, pass_below
from lessons.figures.watching._priors import estimates_table, share_table
from lessons.figures.watching._refits import RefitStudy, refits_figure, study_refits
from lessons.figures.watching._weeks import WeekLine, watch_weeks, weeks_figure

__all__ = [
    "AlarmRow",
    "Drift",
    "GroupRow",
    "Passed",
    "RefitStudy",
    "WeekLine",
    "alarms_figure",
    "alarms_table",
    "compare_alarms",
    "drift_apart",
    "drift_figure",
    "estimates_table",
    "groups_figure",
    "groups_table",
    "honest_table",
    "ignored_table",
    "measure_groups",
    "meet_choice",
    "meet_group",
    "meet_named",
    "meet_psi",
    "pass_below",
    "refits_figure",
    "share_table",
    "study_refits",
    "watch_weeks",
    "weeks_figure",
]
