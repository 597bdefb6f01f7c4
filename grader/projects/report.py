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
    steps
        The steps that were asked for; none where all of them were.
    """

    project: str
    findings: tuple[Finding, ...]
    steps: tuple[str, ...] = ()

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
        what = ", ".join([self.project, *self.steps])
        holding = f"{standings.count(Standing.HOLDS)} of {len(standings)} hold"
        return f"{what}: {', '.join([holding, *counts])}"

    def _entries(self) -> list[tuple[str, str, str]]:
        """Return title, words and border of each entry; what waits shares one."""
        entries = [
            (
                f"{_HEADS[finding.standing]}: {finding.title}",
                shown(finding.words),
                _BORDERS.get(finding.standing, "dotted"),
            )
            for finding in self.findings
            if finding.standing is not Standing.WAITS
        ]
        waiting = [f.title for f in self.findings if f.standing is Standing.WAITS]
        if waiting:
            title = f"{_HEADS[Standing.WAITS]} for what comes before"
            entries.append((title, f"{' · '.join(waiting)}.", "dotted"))
        return entries

    def __repr__(self) -> str:
        lines = [self.head]
        for title, words, _ in self._entries():
            lines += [f"  {title}", f"      {words}"]
        return "\n".join(lines if self.steps else [*lines, _CLOSING])

    def _repr_html_(self) -> str:
        """Return boxes whose borders differ in style; every word is escaped."""
        boxes = [box(self.head, [])]
        boxes += [box(title, [words], edge) for title, words, edge in self._entries()]
        if not self.steps:
            boxes.append(box("", [_CLOSING]))
        return "".join(boxes)
