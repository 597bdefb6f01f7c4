"""A picture that follows its controls, with a still one where nothing can move."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable
from typing import Any, Protocol

from lessons.figures import is_described_only
from lessons.widgets._controls import Choice, Slider

_STILL = "course-still"
# After a still picture: a view that has no elements is but an error in words, such
# as "model not found" when a notebook is opened again.
_QUIET = (
    f"<style>.jp-OutputArea-child:has(.{_STILL}) + .jp-OutputArea-child "
    ".jp-OutputArea-output.jupyter-widgets:not(:has(*)) { display: none; }</style>"
)


class Shown(Protocol):
    """What a widget draws: it speaks plain text and HTML, as a `Picture` does."""

    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str: ...


class Moving:
    """A drawing and what moves it.

    In a notebook it puts out the drawing at its start, and then the controls with a
    drawing of their own. Where the controls live, the first is hidden; where they do
    not (a printed page, a notebook opened again), the first tells the story.

    Parameters
    ----------
    draw : callable
        Takes the controls' values by name, returns a `Picture` or its like.
    *controls : Slider or Choice
        At least one.
    """

    def __init__(self, draw: Callable[..., Shown], *controls: Slider | Choice) -> None:
        self._draw, self._controls = draw, controls
        self.still = self.at()

    def __repr__(self) -> str:
        return repr(self.still)

    def at(self, **values: float | str) -> Shown:
        """Return the drawing at some values, the other controls at their start."""
        start = {control.name: control.start for control in self._controls}
        return self._draw(**start | values)

    def live(self) -> Any:
        """Return the form of `ipywidgets`: the controls, and a drawing that follows."""
        from ipywidgets import HTML, VBox  # noqa: PLC0415 (only where it can move)

        pairs = {control.name: control.control() for control in self._controls}
        shown = HTML(self.still._repr_html_())

        def follow(_: object) -> None:
            values = {name: holder.value for name, (_, holder) in pairs.items()}
            shown.value = self._draw(**values)._repr_html_()

        for _, holder in pairs.values():
            holder.observe(follow, "value")
        hide = HTML(_hide(self._mark()), layout={"display": "none"})
        return VBox([hide, *(control for control, _ in pairs.values()), shown])

    def _mark(self) -> str:
        """Return a class name that is the same on every run."""
        names = "".join(control.name for control in self._controls)
        digest = hashlib.sha256((names + repr(self.still)).encode())
        return f"{_STILL}-{digest.hexdigest()[:10]}"

    def _how(self) -> str:
        labels = ", ".join(control.label for control in self._controls)
        return f"Run this cell in JupyterLab to move: {labels}."

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415 (only inside IPython)

        still = {
            "text/plain": repr(self.still),
            "text/html": (
                f'{_QUIET}<div class="{_STILL} {self._mark()}">'
                f"{self.still._repr_html_()}<p>{html.escape(self._how())}</p></div>"
            ),
        }
        display(still, raw=True)
        view = self.live()._repr_mimebundle_()
        display({**view, "text/plain": self._how()}, raw=True)


def moving(draw: Callable[..., Shown], *controls: Slider | Choice) -> Moving | Shown:
    """Return what a widget function returns: a drawing that follows its controls.

    Where figures are only described (`lessons.figures.describe_only`) it is the
    drawing at its start, alone.

    Parameters
    ----------
    draw : callable
        Takes the controls' values by name, returns a `Picture` or its like.
    *controls : Slider or Choice
        At least one.
    """
    found = Moving(draw, *controls)
    return found.still if is_described_only() else found


def _hide(mark: str) -> str:
    """Return the style by which a live widget hides its still picture."""
    return (
        f"<style>.{mark}, .jp-OutputArea-child:has(.{mark}) "
        "{ display: none !important; }</style>"
    )
