"""What a unit's two notebooks give to the marking of every submission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.marking.rebuild import answer_id
from grader.running import Stage
from grader.stage import stage_of

__all__ = ["StoredOutputs", "UnitNotebooks"]

StoredOutputs = Mapping[str, Sequence[NotebookNode]]
"""Outputs by the id of their cell."""


@dataclass(frozen=True, slots=True)
class UnitNotebooks:
    """A unit's released notebook, with the outputs that its solved one stores.

    Parameters
    ----------
    released
        The master that submissions are put into.
    stored
        The solved notebook's outputs.
    """

    released: NotebookNode
    stored: StoredOutputs

    @property
    def stage(self) -> Stage:
        """What a worker imports beforehand for this unit."""
        cells = (cell for cell in self.released.cells if cell.cell_type == "code")
        return stage_of(cell.source for cell in cells if not answer_id(cell))

    @classmethod
    def read(cls, released: Path, solved: Path) -> "UnitNotebooks":
        """Read both from their files."""
        cells = nbformat.read(solved, as_version=4).cells
        stored = {cell.id: cell.get("outputs", []) for cell in cells}
        return cls(nbformat.read(released, as_version=4), stored)
