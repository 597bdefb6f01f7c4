"""A course of its own for a class: what a teacher has, copied to another place."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.course import CONFIG, Course

__all__ = ["RELEASED", "SOLVED", "UNIT", "copy_course"]

ROOT = Path(__file__).parents[2]
UNIT = "1-scores-to-decisions"
RELEASED = ROOT / "lessons" / UNIT / f"{UNIT}.ipynb"
SOLVED = ROOT / "solutions" / UNIT / f"{UNIT}.ipynb"


def copy_course(root: Path) -> Course:
    """Copy configuration, source and release of the unit, and no class."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / CONFIG, root)
    for folder in ("solutions", "lessons"):
        shutil.copytree(
            ROOT / folder / UNIT,
            root / folder / UNIT,
            ignore=shutil.ignore_patterns("__pycache__", ".*"),
        )
    return Course(root)
