"""Unit 7's figures, as they are drawn here, and what they are drawn from."""

from functools import cache

import numpy as np
from scipy.special import expit

from lessons import data, figures

from .unit_figures import UnitFigures

__all__ = ["FIGURES", "alarms", "drift", "rows", "study", "weeks"]


@cache
def shift():
    """Return the classifier's logits."""
    return data.load_shift()


@cache
def rows():
    """Return the live groups' numbers."""
    live, rng = shift().live, np.random.default_rng(0)
    return figures.measure_groups(expit(live.logits), live.labels, live.group, rng=rng)


@cache
def alarms():
    """Return the live groups' alarms."""
    live, home = shift().live, expit(shift().home.logits)
    return figures.compare_alarms(home, expit(live.logits), live.labels, live.group)


@cache
def weeks():
    """Return four charts' numbers."""
    groups, rng = ("A day", "A night", "C tilted"), np.random.default_rng(0)
    return figures.watch_weeks(shift().live, 1.2, groups, rng=rng)


@cache
def study():
    """Return a small study of refits."""
    tilted, rng = shift().live.where(group="C tilted"), np.random.default_rng(0)
    return figures.study_refits(shift().tilted, tilted, 1.2, rng=rng, repeats=10)


def drift(mix, meaning):
    """Return home's scores, moved."""
    return figures.drift_apart(shift().home.logits, mix=mix, meaning=meaning)


def says_axes(figure):
    """Say whether each axes has a name or a title; rows of groups name themselves."""
    named = (
        axes.get_xlabel() or axes.get_ylabel() or axes.get_title(loc="left")
        for axes in figure.axes
    )
    return all(named) and bool(figure.axes[-1].get_xlabel())


FIGURES = UnitFigures(
    {
        "groups": lambda: figures.groups_figure(rows()),
        "alarms": lambda: figures.alarms_figure(alarms()),
        "weeks": lambda: figures.weeks_figure(weeks()),
        "weeks, three charts": lambda: figures.weeks_figure(weeks()[:3]),
        "refits": lambda: figures.refits_figure(study()),
        "drift": lambda: figures.drift_figure(drift(-2.0, 0.2)),
        "drift, the other way": lambda: figures.drift_figure(drift(2.0, 1.0)),
    },
    says_axes=says_axes,
)
