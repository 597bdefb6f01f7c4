"""Project 1, recalibrate a classifier: what its self-check looks at."""

from functools import partial

from grader.projects.look import Look
from grader.projects.pictures import picture_words, require_another_picture
from grader.projects.project import Project
from grader.projects.reading import read_name
from grader.projects.recalibrate.before_fitting import (
    see_arrays,
    see_raw_probs,
    see_twins,
)
from grader.projects.recalibrate.fitting import (
    see_accuracy,
    see_fit,
    see_fitted_probs,
)
from grader.projects.recalibrate.measuring import see_change, see_ece, see_nll
from grader.projects.recalibrate.work import Recalibration
from grader.projects.split_work import see_split

__all__ = ["RECALIBRATE"]

_AXES = "Say what is promised and what came"


def _see_first_figure(work: Recalibration) -> str:
    """Look for a figure of the raw probabilities."""
    name = "figure_before"
    words = picture_words(name, read_name(work.names, name), _AXES)
    return f"There is {words}. Whether it is the right one is for your eyes."


def _see_second_figure(work: Recalibration) -> str:
    """Look for another figure, of the probabilities after the fit."""
    name = "figure_after"
    value = read_name(work.names, name)
    words = picture_words(name, value, _AXES)
    require_another_picture(name, value, work.names.get("figure_before"))
    return f"There is {words}, and it is not the one before."


RECALIBRATE = Project(
    "1-recalibrate-a-classifier",
    Recalibration,
    (
        Look("data", "Logits and labels belong together", "split", see_arrays),
        Look(
            "split", "The split is declared and disjoint", "split", see_split, ("data",)
        ),
        Look("twins", "No image is on both sides", "split", see_twins, ("split",)),
        Look(
            "probs-before",
            "Raw probabilities of the test rows",
            "before",
            see_raw_probs,
            ("split",),
        ),
        Look(
            "nll-before",
            "NLL before, with its interval",
            "before",
            partial(see_nll, when="before"),
            ("probs-before",),
        ),
        Look(
            "ece-before",
            "ECE before, with its interval",
            "before",
            partial(see_ece, when="before"),
            ("probs-before",),
        ),
        Look(
            "figure-before",
            "A reliability diagram before",
            "before",
            _see_first_figure,
        ),
        Look(
            "fit",
            "A map, fitted on the calibration rows",
            "fit",
            see_fit,
            ("split",),
        ),
        Look(
            "probs-after",
            "Probabilities of the test rows after the fit",
            "after",
            see_fitted_probs,
            ("fit",),
        ),
        Look(
            "accuracy",
            "Accuracy unchanged",
            "after",
            see_accuracy,
            ("split",),
        ),
        Look(
            "nll-after",
            "NLL after, with its interval",
            "after",
            partial(see_nll, when="after"),
            ("probs-after",),
        ),
        Look(
            "ece-after",
            "ECE after, with its interval",
            "after",
            partial(see_ece, when="after"),
            ("probs-after",),
        ),
        Look(
            "figure-after",
            "A reliability diagram after",
            "after",
            _see_second_figure,
        ),
        Look(
            "change",
            "Better on rows that the fit has not seen",
            "after",
            see_change,
            ("nll-before", "nll-after"),
        ),
    ),
)
"""The first project's self-check, part by part in the order of its notebook."""
