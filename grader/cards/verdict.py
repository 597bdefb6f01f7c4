"""Whether to deploy, and why: findings that each say what was looked at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.cards.words import listed, number, shortened, spread

if TYPE_CHECKING:
    from grader.cards.card import CalibrationCard

__all__ = ["TITLES", "Finding", "Verdict", "findings", "verdict"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks for or against deploying.

    Parameters
    ----------
    about : str
        "split", "fit", "trust", "gain", "rule" or "groups".
    state : str
        "met", "open" or "broken".
    words : str
        What was found, with its numbers.
    names : tuple of str, default ()
        The groups that are broken.
    """

    about: str
    state: str
    words: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, in a few words and in one sentence.

    Parameters
    ----------
    deploy : str
        "yes", "on trial", "except groups" or "no".
    words : str
        The headline.
    why : str
        One sentence.
    """

    deploy: str
    words: str
    why: str


def verdict(found: Sequence[Finding]) -> Verdict:
    """Weigh the findings: one that is broken says no, one that is open says not yet.

    Broken groups alone take only these groups out.
    """
    broken = [finding for finding in found if finding.state == "broken"]
    if any(finding.about != "groups" for finding in broken):
        why = f"Because {listed([_broken(f) for f in broken])}."
        return Verdict("no", "Do not deploy", why)
    asked = [_OPEN[finding.about] for finding in found if finding.state == "open"]
    still = ""
    if asked:
        still = f"Still open: {listed(asked)}; until then a human checks its decisions."
    if broken:
        names = [name for finding in broken for name in finding.names]
        until = "it has a fit of its own" if len(names) == 1 else "each has its own fit"
        why = f"Leave out {shortened(names)} until {until}. {still}".rstrip()
        return Verdict("except groups", "Deploy, but not everywhere", why)
    if still:
        return Verdict("on trial", "Deploy on trial only", still)
    return Verdict("yes", "Deploy", "Every point below is met.")


def findings(card: CalibrationCard) -> tuple[Finding, ...]:
    """Look at the split, the fit, the scores, the gain, the rule and the groups."""
    return (
        _split(card),
        _fit(card),
        _trust(card),
        _gain(card),
        _rule(card),
        _groups(card),
    )


TITLES = {
    "split": "Split",
    "fit": "Fit",
    "trust": "Scores",
    "gain": "Gain",
    "rule": "Rule",
    "groups": "Groups",
}
"""What each finding is about, as a heading."""

_BROKEN = {
    "split": "test rows were known to the fit",
    "fit": "the method could not be fitted",
    "trust": "the scores promise what does not come",
    "gain": "the method makes the scores worse",
    "rule": "the rule is not kept",
}
_OPEN = {
    "split": "how the rows were parted",
    "trust": "whether the scores keep the limit",
    "gain": "whether the method helps",
    "rule": "whether the rule is kept throughout",
    "groups": "whether every group is fine",
}


def _broken(found: Finding) -> str:
    if found.about != "groups":
        return _BROKEN[found.about]
    return (
        f"{shortened(found.names)} {'needs' if len(found.names) == 1 else 'need'} a fit"
    )


def _split(card: CalibrationCard) -> Finding:
    sizes = f"{card.calibration.n:,} rows to calibrate, {card.test.n:,} to test"
    if card.overlap:
        words = f"{card.overlap:,} test rows stand in the calibration split too"
        return Finding("split", "broken", f"{words}: nothing below can be believed.")
    if card.torn:
        words = f"{card.torn:,} videos, patients or parts have rows in both splits"
        return Finding("split", "broken", f"{words}: the test has been told of.")
    if not card.split:
        words = f"{sizes}, no row in both; nobody has said how they were parted."
        return Finding("split", "open", words)
    return Finding("split", "met", f"{sizes}, no row in both. Parted {card.split}.")


def _fit(card: CalibrationCard) -> Finding:
    fitted = card.method
    if fitted.problem:
        return Finding("fit", "broken", f"{fitted.name}: {fitted.problem}.")
    if fitted.name == "none":
        return Finding("fit", "met", "No method: the model's own probabilities.")
    found = ", ".join(f"{name} = {number(v)}" for name, v in fitted.parameters.items())
    kind = f"{fitted.name}, {found}" if found else fitted.name
    return Finding("fit", "met", f"{kind}, fitted on the calibration split.")


def _trust(card: CalibrationCard) -> Finding:
    ece = card.after.ece
    honest = f"honest scores stay below {number(card.after.honest_ece)}"
    words = f"ECE {spread(ece)} on the test split; limit {card.limit:g}, {honest}."
    if ece.value <= card.limit:
        return Finding("trust", "met", words)
    state = "broken" if ece.value > card.after.honest_ece else "open"
    return Finding("trust", state, words)


def _gain(card: CalibrationCard) -> Finding:
    if card.method.name == "none":
        return Finding("gain", "met", "Nothing was fitted, so nothing is to be gained.")
    if math.isinf(card.after.nll.value):
        words = "NLL is infinite: a probability of exactly 0 was given to what came."
        return Finding("gain", "broken", words)
    low, high = card.gain.interval
    words = f"NLL changes by {spread(card.gain)}"
    if high < 0:
        return Finding("gain", "met", f"{words}: better.")
    if low > 0:
        return Finding("gain", "broken", f"{words}: worse than without the method.")
    return Finding("gain", "open", f"{words}: not shown to be better.")


def _rule(card: CalibrationCard) -> Finding:
    names = {
        state: [row.name for row in card.rows if row.state == state]
        for state in ("broken", "infeasible", "open", "met")
    }
    if len(card.rows) == 1:
        told = _STATES[card.rows[0].state]
    else:
        told = "; ".join(
            f"{_STATES[state]} ({_some(some, len(card.rows))})"
            for state, some in names.items()
            if some
        )
    if names["broken"] or not (names["open"] or names["met"]):
        state = "broken"
    else:
        state = "open" if names["infeasible"] or names["open"] else "met"
    return Finding(
        "rule", state, f"Wanted: {card.rule.words}. On the test split: {told}."
    )


def _some(names: Sequence[str], n: int) -> str:
    return f"all {n} classes" if len(names) == n else shortened(names)


_STATES = {
    "broken": "broken",
    "infeasible": "no threshold keeps it, decide by hand",
    "open": "missed, though luck may explain it",
    "met": "kept",
}


def _groups(card: CalibrationCard) -> Finding:
    if card.groups is None:
        words = "No groups were given: nobody has looked at cameras, sites or batches."
        return Finding("groups", "open", words)
    names = {
        state: [row.name for row in card.groups if row.state == state]
        for state in ("refit", "open", "few")
    }
    told = [_GROUPS[state] + shortened(some) for state, some in names.items() if some]
    sizes = f"{len(card.groups)} groups, limit {card.limit:g}."
    if not told:
        words = f"{sizes} No ECE is above it."
        return Finding("groups", "met", words)
    state = "broken" if names["refit"] else "open"
    words = f"{sizes} {'. '.join(told)}."
    return Finding("groups", state, words, tuple(names["refit"]))


_GROUPS = {
    "refit": "ECE above it, refit: ",
    "open": "ECE above it, though luck may explain it: ",
    "few": "Too few rows to judge: ",
}
