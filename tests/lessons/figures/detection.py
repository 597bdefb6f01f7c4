"""Unit 6's figures, as they are drawn here, and what they are drawn from."""

from functools import cache

from lessons import data, figures

from .unit_figures import UnitFigures

__all__ = ["FIGURES", "curves", "found", "fresh", "tuning"]


@cache
def trays():
    """Return the shipped trays."""
    return data.load_detection()


def tuning():
    """Return the trays for tuning."""
    return trays().calibration


@cache
def found():
    """Return what is found on the tuning trays."""
    return figures.find_parts(tuning())


@cache
def fresh():
    """Return what is found on the test trays."""
    return figures.find_parts(trays().test)


@cache
def curves():
    """Return each class's curves at four NMS IoUs."""
    return figures.nms_curves(tuning(), (0.2, 0.3, 0.35, 0.5))


@cache
def honest():
    """Return what is found on the test trays, with honest scores."""
    return figures.rescale_by_class(tuning(), trays().test)


def says_axes(figure):
    """Say whether every x axis that is seen has a name, or belongs to a colour bar."""
    seen = [axes for axes in figure.axes if axes.axison]
    return all(axes.get_xlabel() or axes.get_ylabel() == "recall" for axes in seen)


FIGURES = UnitFigures(
    {
        "tray": lambda: figures.tray_scene(tuning(), 4),
        "full tray": lambda: figures.tray_scene(tuning(), 0),
        "decisions": lambda: figures.tray_decisions(tuning(), 4, 0.9, 0.6),
        "nothing kept": lambda: figures.tray_decisions(tuning(), 4, 1.0, 0.3),
        "everything kept": lambda: figures.tray_decisions(tuning(), 0, 0.0, 1.0),
        "pair": lambda: figures.box_pair([0, 0, 4, 4], [2, 0, 6, 4]),
        "pair apart": lambda: figures.box_pair([0, 0, 2, 1], [3, 2, 5, 6]),
        "suppression": lambda: figures.nms_at_work(tuning(), 5, "nut"),
        "class curves": lambda: figures.class_pr_curves(found(), target=0.95),
        "class curves, infeasible": lambda: figures.class_pr_curves(
            found(), target=1.01
        ),
        "heat map": lambda: figures.joint_heat_map(
            curves()["washer"], "washer", target=0.95
        ),
        "heat map, infeasible": lambda: figures.joint_heat_map(
            curves()["clip"], "clip", target=1.01
        ),
        "D-ECE": lambda: figures.detection_ece_by_class(fresh(), honest()),
        "FROC": lambda: figures.froc(fresh().pooled()),
    },
    says_axes=says_axes,
    most_bytes=80_000,  # the grain of trays does not pack as well as lines do
)
