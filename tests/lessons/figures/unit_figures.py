"""What the tests need to know of a unit's figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from matplotlib.figure import Figure

from lessons.figures import Picture

__all__ = ["UnitFigures", "has_names", "has_names_or_titles"]


def has_names(figure: Figure) -> bool:
    """Say whether the lowest x axis has a name, and every y axis one."""
    named = all(axes.get_ylabel() for axes in figure.axes)
    return named and bool(figure.axes[-1].get_xlabel())


def has_names_or_titles(figure: Figure) -> bool:
    """Say whether the lowest x axis has a name, and all axes one or a title."""
    named = all(axes.get_ylabel() or axes.get_title() for axes in figure.axes)
    return named and bool(figure.axes[-1].get_xlabel())


@dataclass(frozen=True)
class UnitFigures:
    """A unit's figures, each as it is drawn in some case.

    Parameters
    ----------
    drawings
        What draws one picture, by the case's name; the same picture every time.
    says_axes
        Whether a figure's axes say what they show.
    most_bytes
        What no picture's PNG reaches.
    """

    drawings: Mapping[str, Callable[[], Picture]]
    says_axes: Callable[[Figure], bool] = has_names
    most_bytes: int = 40_000
