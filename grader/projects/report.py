"""Findings in words: plain text first, the same in escaped HTML."""

from dataclasses import dataclass

from grader.checking import box
from grader.projects.finding import Finding, Standing
from grader.projects.reading import shown

__all__ = ["ProjectReport"]

_HEADS = {
    Standing.HOLDS: "Holds",
    Standing.NOT_YET: "Not yet",
    Standing.EXPLAIN: "For you to explain",
    Standing.OPEN: "Still open",
    Standing.WAITS: "Waits",
}
_COUNTED = {
    Standing.NOT_YET: "not yet",
    Standing.EXPLAIN: "for you to explain",
    Standing.OPEN: "still open",
    Standing.WAITS: "waiting",
}
_BORDERS = {Standing.HOLDS: "solid", Standing.EXPLAIN: "dashed"}

_CLOSING = (
    "A self-check of what a machine can see. It gives no points and writes nothing "
    "anywhere; the rubric has the points, and you give them."
)


@dataclass(frozen=True, slots=True, repr=False)
class ProjectReport:
    """How a project stands; a notebook shows it as boxes, all else as text.

    Parameters
    ----------
    project
        The project's id.
    findings
        One for each part that was looked at.
    """

    project: str
    findings: tuple[Finding, ...]

    @property
    def is_done(self) -> bool:
        """Whether all of it holds, or is the learner's to explain."""
        fine = (Standing.HOLDS, Standing.EXPLAIN)
        return all(finding.standing in fine for finding in self.findings)

    @property
    def head(self) -> str:
        """One line: how many parts stand in which way."""
        standings = [finding.standing for finding in self.findings]
        counts = [
            f"{standings.count(kind)} {words}"
            for kind, words in _COUNTED.items()
            if kind in standings
        ]
        holding = f"{standings.count(Standing.HOLDS)} of {len(standings)} hold"
        return ", ".join([f"{self.project}: {holding}", *counts])

    def __repr__(self) -> str:
        lines = [self.head]
        for finding in self.findings:
            lines.append(f"  {_HEADS[finding.standing]}: {finding.title}")
            lines.append(f"      {shown(finding.words)}")
        return "\n".join([*lines, _CLOSING])

    def _repr_html_(self) -> str:
        """Return boxes whose borders differ in style; every word is escaped."""
        boxes = (
            box(
                f"{_HEADS[finding.standing]}: {finding.title}",
                [shown(finding.words)],
                _BORDERS.get(finding.standing, "dotted"),
            )
            for finding in self.findings
        )
        return "".join([box(self.head, []), *boxes, box("", [_CLOSING])])
