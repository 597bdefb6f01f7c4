"""Look at one part of a project with some of its names changed."""

from grader import check_project
from grader.projects import PROJECTS

__all__ = ["finding_of", "ids_of", "look"]


def finding_of(project, part, names):
    """Return what is said of one part."""
    steps = {look.id: look.step for look in PROJECTS[project].looks}
    report = check_project(project, steps[part], namespace=names)
    return next(finding for finding in report.findings if finding.id == part)


def ids_of(table):
    """Return readable names for the cases."""
    return [f"{part}: {words}" for part, _, _, words in table]


def look(project, names, case):
    """Mutate the names and compare what is said of the part."""
    part, mutate, standing, words = case
    found = finding_of(project, part, names | mutate(names))
    assert (str(found.standing), words in found.words) == (standing, True), found
