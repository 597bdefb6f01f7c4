"""Figures, tables and notes of unit 6: boxes, pairs of cuts, honest detections."""

from lessons.figures.detection._area_tables import map_and_promise_table, map_page
from lessons.figures.detection._box_blanks import meet_kept, meet_overlap, meet_pair
from lessons.figures.detection._box_pictures import box_pair, nms_at_work
from lessons.figures.detection._class_curves import class_pr_curves
from lessons.figures.detection._detection_ece import detection_ece_by_class
from lessons.figures.detection._found import (
    FoundClass,
    FoundParts,
    find_parts,
    nms_curves,
)
from lessons.figures.detection._froc import froc
from lessons.figures.detection._heat_map import joint_heat_map
from lessons.figures.detection._honest_scores import rescale_by_class
from lessons.figures.detection._promise_tables import (
    best_proof,
    detection_ece_table,
    promise_on_test_table,
    sensitivity_floor_table,
    share_right,
    shared_cuts_table,
)
from lessons.figures.detection._scenes import tray_decisions, tray_scene

__all__ = [
    "FoundClass",
    "FoundParts",
    "best_proof",
    "box_pair",
    "class_pr_curves",
    "detection_ece_by_class",
    "detection_ece_table",
    "find_parts",
    "froc",
    "joint_heat_map",
    "map_and_promise_table",
    "map_page",
    "meet_kept",
    "meet_overlap",
    "meet_pair",
    "nms_at_work",
    "nms_curves",
    "promise_on_test_table",
    "rescale_by_class",
    "sensitivity_floor_table",
    "share_right",
    "shared_cuts_table",
    "tray_decisions",
    "tray_scene",
]
