"""What the open projects import: the learner's own files, chance, a rubric's sum.

Beside it lie the projects' notebooks, kept by hand.
"""

from lessons.projects._drawing import Estimate, RowSplit, draw_split, with_interval
from lessons.projects._errors import Unusable
from lessons.projects._meeting import add_up, meet_measured
from lessons.projects._npz import read_arrays
from lessons.projects._own_boxes import Boxes, SavedBoxes, load_boxes
from lessons.projects._own_logits import SavedLogits, load_logits
from lessons.projects._own_masks import SavedMasks, load_masks

__all__ = [
    "Boxes",
    "Estimate",
    "RowSplit",
    "SavedBoxes",
    "SavedLogits",
    "SavedMasks",
    "Unusable",
    "add_up",
    "draw_split",
    "load_boxes",
    "load_logits",
    "load_masks",
    "meet_measured",
    "read_arrays",
    "with_interval",
]
