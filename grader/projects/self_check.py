"""What a learner calls in a project's notebook: `check_project`."""

from collections.abc import Mapping
from typing import Any

from grader.projects.detect import DETECT
from grader.projects.look import look_at_all
from grader.projects.recalibrate import RECALIBRATE
from grader.projects.report import ProjectReport
from grader.projects.segment import SEGMENT
from grader.selfpaced.inline import NotYet, notebook_names

__all__ = ["PROJECTS", "check_project"]

PROJECTS = {project.id: project for project in (RECALIBRATE, SEGMENT, DETECT)}
"""Every project that can be checked, by the name of its notebook."""


def check_project(
    project: str, *steps: str, namespace: Mapping[str, Any] | None = None
) -> ProjectReport:
    """Look at what a machine can see of a project, and say how it stands.

    Everything is computed again from the learner's own arrays, by the course's code.
    Nothing is marked and nothing is written: the rubric is for people.

    Parameters
    ----------
    project
        The name of the project's notebook, such as ``"1-recalibrate-a-classifier"``.
    *steps
        Which of its steps to tell of, such as ``"split"``; all of them by default.
    namespace
        Where to look for the learner's names; by default the notebook's.

    Returns
    -------
    ProjectReport
        What a notebook shows as boxes, and everything else as text.

    Raises
    ------
    NotYet
        If there is no such project or step.
    """
    known = PROJECTS.get(project)
    if known is None:
        raise NotYet(f"no project {project!r}; there are: {', '.join(PROJECTS)}")
    for step in steps:
        if step not in known.steps:
            told = ", ".join(known.steps)
            raise NotYet(f"{project} has no step {step!r}; its steps are: {told}")
    names = notebook_names() if namespace is None else namespace
    findings = look_at_all(known.looks, known.begin(names), steps)
    return ProjectReport(known.id, findings, steps)
