"""Honest submissions of unit 1, made by a seed: right, wrong, raising, unfinished.

Each exercise has a pool of ways (`Way`), each with the parts that it earns, worked
out by hand. A learner is one way for each exercise and a shape of the notebook.
"""

from tests.honest_class.course import UNIT, copy_course
from tests.honest_class.learners import WAYS, HonestLearner, honest_class, write_class
from tests.honest_class.shapes import SHAPES
from tests.honest_class.way import EXERCISES, POINTS, Way

__all__ = [
    "EXERCISES",
    "POINTS",
    "SHAPES",
    "UNIT",
    "WAYS",
    "HonestLearner",
    "Way",
    "copy_course",
    "honest_class",
    "write_class",
]
