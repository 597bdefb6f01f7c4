"""Whether a learner's figure is a figure with something in it."""

from typing import Any

from grader.projects.look import NotYetRight

__all__ = ["picture_words", "require_another_picture"]


def picture_words(name: str, value: Any, axes: str | None) -> str:
    """Say what picture a name holds: one of the course's, or one of Matplotlib's.

    Parameters
    ----------
    name, value
        The learner's name, and what it holds.
    axes
        What the axes are to say, as a sentence; None where they need no names.

    Raises
    ------
    NotYetRight
        If it is no picture, nothing is drawn in it, or its axes have no names.
    """
    from lessons.figures import Picture  # noqa: PLC0415 (drawing is a slow import)

    if isinstance(value, Picture):
        return "one of the course's figures, with a text alternative"
    figure = _figure_of(value)
    if figure is None:
        kind = type(value).__name__
        raise NotYetRight(
            f"`{name}` is {kind}. Keep the figure itself: what a function of "
            "`lessons.figures` returns, or Matplotlib's Figure or Axes."
        )
    filled = [one for one in figure.axes if one.has_data()]
    if not filled:
        raise NotYetRight(f"`{name}` is a figure in which nothing is drawn.")
    if axes is None:
        return "a Matplotlib figure"
    if not any(one.get_xlabel() and one.get_ylabel() for one in filled):
        raise NotYetRight(
            f"`{name}`: the axes have no names. {axes}: "
            "`axes.set(xlabel=..., ylabel=...)`."
        )
    return "a Matplotlib figure with named axes"


def require_another_picture(name: str, value: Any, earlier: Any) -> None:
    """Refuse the same picture a second time.

    Raises
    ------
    NotYetRight
        If it is.
    """
    same = value is earlier or _drawn(value) == _drawn(earlier)
    if same:
        raise NotYetRight(
            f"`{name}` is the same picture as the one before. Draw it again from the "
            "new numbers, in a figure of its own."
        )


def _figure_of(value: Any) -> Any:
    """Return Matplotlib's figure behind a Figure, Axes, display or such a pair."""
    from matplotlib.axes import Axes  # noqa: PLC0415 (as above)
    from matplotlib.figure import Figure  # noqa: PLC0415

    parts = value if isinstance(value, tuple) else (value,)
    for part in parts:
        if isinstance(part, Figure):
            return part
        if isinstance(part, Axes):
            return part.figure
        # scikit-learn's displays keep the figure that they drew in.
        if isinstance(getattr(part, "figure_", None), Figure):
            return part.figure_
    return None


def _drawn(value: Any) -> Any:
    """Return what makes a picture that picture."""
    words = getattr(value, "alt", None)
    if words is not None:
        return words
    figure = _figure_of(value)
    return value if figure is None else id(figure)
