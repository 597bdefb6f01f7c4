"""A project as its self-check knows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.projects.look import Look

__all__ = ["Project"]


@dataclass(frozen=True, slots=True)
class Project:
    """An open project: a notebook, and what a machine can look at in it.

    Parameters
    ----------
    id
        The name of its notebook.
    begin
        Takes the learner's names; returns what every look is given. It computes
        nothing yet.
    looks
        The parts, in the order of the notebook; each after those that it needs.
    """

    id: str
    begin: Callable[[Mapping[str, Any]], Any]
    looks: tuple[Look[Any], ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the project, in the order of the notebook."""
        return tuple(dict.fromkeys(look.step for look in self.looks))
