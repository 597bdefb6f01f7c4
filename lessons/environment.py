"""Look at the Python that runs a notebook: is all there that the course needs."""

from __future__ import annotations

import platform
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from lessons.figures import Table

__all__ = ["DISTRIBUTION", "environment_table"]

DISTRIBUTION = "calibration-course"
CAPTION = "What this notebook runs on"


def environment_table(distribution: str = DISTRIBUTION) -> Table:
    """Return each needed package with the version found and a word on it.

    What is needed is what the distribution was installed with; nothing is imported,
    and nothing is asked of the network.

    Parameters
    ----------
    distribution : str
        Whose requirements to look at. One that is not installed has none.
    """
    try:
        needed = metadata.requires(distribution) or []
        python = metadata.metadata(distribution)["Requires-Python"] or ""
    except metadata.PackageNotFoundError:
        needed, python = [], ""
    rows = [_row("Python", SpecifierSet(python), platform.python_version())]
    for requirement in map(Requirement, needed):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            found = _version(requirement.name)
            rows.append(_row(requirement.name, requirement.specifier, found))
    wrong = sum(row[-1] != "fine" for row in rows)
    verdict = "all fine" if not wrong else f"{wrong} to mend: install the course again"
    return Table(("package", "needed", "found", ""), rows, f"{CAPTION}: {verdict}")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _row(name: str, needed: SpecifierSet, found: str) -> tuple[str, str, str, str]:
    """Return a package's name, what is needed, what is found, and a word on it."""
    if not found:
        return name, str(needed), "none", "missing"
    fits = needed.contains(found, prereleases=True)
    return name, str(needed), found, "fine" if fits else "too old"
