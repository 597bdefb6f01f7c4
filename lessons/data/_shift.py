"""Logits of a defect classifier at home, on other cameras, and over twelve weeks."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

LIVE_GROUPS = ("A day", "A night", "B day", "B night", "C tilted")


@dataclass(frozen=True, slots=True, repr=False)
class ScoredParts:
    """What the classifier said about some parts, and what they are.

    Parameters
    ----------
    logits : array of float, shape (n,)
        Before the sigmoid; positive speaks for a defect.
    labels : array of int, shape (n,)
        1 for a defect.
    """

    logits: NDArray[np.float64]
    labels: NDArray[np.int64]

    def __repr__(self) -> str:
        return f"{len(self.logits):,} parts, {self.labels.mean():.1%} defective"


@dataclass(frozen=True, slots=True, repr=False)
class LiveParts:
    """Parts of the twelve weeks after the classifier was put to work.

    Parameters
    ----------
    logits : array of float, shape (n,)
        Before the sigmoid; positive speaks for a defect.
    labels : array of int, shape (n,)
        1 for a defect; in a plant they would arrive late, or never.
    week : array of int, shape (n,)
        1 to 12, ascending.
    group : array of str, shape (n,)
        Camera and shift, one of `LIVE_GROUPS`; "C tilted" is there from week 7.
    """

    logits: NDArray[np.float64]
    labels: NDArray[np.int64]
    week: NDArray[np.int64]
    group: NDArray[np.str_]

    def where(self, *, group: str | None = None, week: int | None = None) -> LiveParts:
        """Return the parts of a group, of a week, or of both."""
        wanted = np.ones(len(self.logits), dtype=bool)
        if group is not None:
            wanted &= self.group == group
        if week is not None:
            wanted &= self.week == week
        return LiveParts(
            self.logits[wanted],
            self.labels[wanted],
            self.week[wanted],
            self.group[wanted],
        )

    def __repr__(self) -> str:
        weeks, groups = len(np.unique(self.week)), len(np.unique(self.group))
        return (
            f"{len(self.logits):,} parts, {self.labels.mean():.1%} defective; "
            f"{weeks} week{'s' * (weeks != 1)}, {groups} group{'s' * (groups != 1)}"
        )


@dataclass(frozen=True, slots=True, repr=False)
class Shift:
    """One classifier, at home and elsewhere; it trained on none of these parts.

    Parameters
    ----------
    home : ScoredParts
        Camera A by day: for fitting, and as the reference of an alarm.
    home_test : ScoredParts
        The same camera, other parts: for the report.
    live : LiveParts
        All cameras, week by week.
    tilted : ScoredParts
        Labels bought for a refit under camera C, none of them in `live`.
    rare : ScoredParts
        Camera A by day when only 5 % of the parts are defective.
    """

    home: ScoredParts
    home_test: ScoredParts
    live: LiveParts
    tilted: ScoredParts
    rare: ScoredParts

    def __repr__(self) -> str:
        names = ("home", "home_test", "live", "tilted", "rare")
        return "\n".join(f"{name}: {getattr(self, name)!r}" for name in names)


def load_shift() -> Shift:
    """Load a defect classifier's logits at home and after things have changed.

    The parts are simulated as measurements, not drawn; what changes from camera to
    camera is known. `lessons.data.make_shift` tells all.

    Examples
    --------
    >>> shift = load_shift()
    >>> shift.home
    1,500 parts, 29.6% defective
    >>> shift.live.where(group="C tilted", week=7)
    300 parts, 35.3% defective; 1 week, 1 group
    """
    path = files("lessons.data") / "shift.npz"
    with path.open("rb") as stream, np.load(stream) as saved:
        home, home_test, tilted, rare = (
            ScoredParts(
                saved[f"{name}_logits"].astype(np.float64),
                saved[f"{name}_labels"].astype(np.int64),
            )
            for name in ("home", "home_test", "tilted", "rare")
        )
        live = LiveParts(
            saved["live_logits"].astype(np.float64),
            saved["live_labels"].astype(np.int64),
            saved["live_week"].astype(np.int64),
            np.array(LIVE_GROUPS)[saved["live_group"]],
        )
    return Shift(home, home_test, live, tilted, rare)
