"""Open projects: a self-check of what a machine can see, and nothing that marks.

A project is data (`Project`): its parts (`Look`), each of which sees one thing in the
learner's work and ends with a `Finding`. Everything is computed again here, with
`grader.reference`, from the arrays that the learner's notebook holds.
"""

from grader.projects.finding import Finding, Standing
from grader.projects.look import Look
from grader.projects.project import Project
from grader.projects.report import ProjectReport
from grader.projects.self_check import PROJECTS, check_project

__all__ = [
    "PROJECTS",
    "Finding",
    "Look",
    "Project",
    "ProjectReport",
    "Standing",
    "check_project",
]
