"""Unit 7: ship and watch."""

from grader.exercises.ship_and_watch.needs_recalibration import NEEDS_RECALIBRATION
from grader.exercises.ship_and_watch.psi import PSI
from grader.exercises.ship_and_watch.subgroup_report import SUBGROUP_REPORT

__all__ = ["EXERCISES"]

EXERCISES = (SUBGROUP_REPORT, PSI, NEEDS_RECALIBRATION)
