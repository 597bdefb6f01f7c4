"""Unit 1's figures, as they are drawn here."""

from matplotlib.figure import Figure

from lessons import figures

from .unit_figures import UnitFigures

__all__ = ["CASTINGS", "FIGURES", "LABELS", "SCORES"]

SCORES = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
LABELS = [1, 1, 0, 1, 0, 0, 1, 0]
CASTINGS = [0.90, 0.70, 0.70, 0.60, 0.30, 0.10], [1, 1, 0, 1, 0, 0]


def has_x_names(figure: Figure) -> bool:
    """Say whether every x axis that is seen has a name."""
    return all(axes.get_xlabel() for axes in figure.axes if axes.axison)


FIGURES = UnitFigures(
    drawings={
        "strip": lambda: figures.score_strip(SCORES, LABELS),
        "strip with a cut": lambda: figures.score_strip(SCORES, LABELS, 0.6),
        "strip with a cut outside": lambda: figures.score_strip(SCORES, LABELS, 1.4),
        "stairs": lambda: figures.f_beta_staircase(SCORES, LABELS),
        "stairs with a grid": lambda: figures.f_beta_staircase(
            SCORES, LABELS, beta=2, grid=[0.3, 0.5]
        ),
        "curves": lambda: figures.roc_and_pr(*CASTINGS),
        "curves with J": lambda: figures.roc_and_pr(SCORES, LABELS, youden=True),
        "forecaster": figures.forecaster_strip,
        "forecaster with a rule": lambda: figures.forecaster_strip(
            "over-confident", 0.5
        ),
        "forecaster, never an umbrella": lambda: figures.forecaster_strip(
            "honest", 1.0
        ),
        "data split": figures.data_splits,
        "confusion panel": lambda: figures.confusion_panel(*CASTINGS, 0.5),
        "confusion panel, nothing flagged": lambda: figures.confusion_panel(
            *CASTINGS, 1.0
        ),
        "targets": lambda: figures.targets_strip(SCORES, LABELS),
        "targets, predicted": lambda: figures.targets_strip(
            SCORES, LABELS, yours={"F2": 0.4}, leave_out=["F1"]
        ),
    },
    says_axes=has_x_names,
)
