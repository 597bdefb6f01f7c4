"""What a learner moves: numbers along stops, and choices by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# ipywidgets is imported where a control is made: a page without a front end, and the
# grader's worker, do without it.


@dataclass(frozen=True, slots=True)
class Slider:
    """One number that a learner moves, by a slider or by typing it.

    Parameters
    ----------
    name : str
        The keyword under which the drawing function receives it.
    label : str
        What stands beside it.
    stops : sequence of float
        The values that it can take, ascending.
    start : float
        Where it stands at first; one of the stops.
    """

    name: str
    label: str
    stops: Sequence[float]
    start: float

    def __post_init__(self) -> None:
        _require_start(self.name, self.stops, self.start)

    def control(self) -> tuple[Any, Any]:
        """Return the control to show, and its part that holds the value.

        Beside the slider stands a labelled field of the browser's own, for keyboards
        and screen readers: a box for a number, or a menu where stops are uneven.
        """
        from ipywidgets import (  # noqa: PLC0415
            BoundedFloatText,
            Dropdown,
            HBox,
            SelectionSlider,
        )

        slider = SelectionSlider(
            options=self.stops,
            value=self.start,
            readout=False,
            layout={"width": "20em"},
        )
        look = {
            "description": self.label,
            "style": {"description_width": "initial"},
            "layout": {"width": "auto", "max_width": "20em"},
        }
        steps = {round(b - a, 9) for a, b in pairwise(self.stops)}
        if len(steps) == 1:
            low, high = self.stops[0], self.stops[-1]
            field = BoundedFloatText(
                self.start, min=low, max=high, step=min(steps), **look
            )
        else:
            # The width is the label's too: a long one would leave none to the number.
            look["layout"] = {"width": "auto", "max_width": "30em"}
            field = Dropdown(options=self.stops, value=self.start, **look)

        def from_field(_: object) -> None:
            slider.value = min(self.stops, key=lambda stop: abs(stop - field.value))

        def from_slider(_: object) -> None:
            field.value = slider.value

        field.observe(from_field, "value")
        slider.observe(from_slider, "value")
        return HBox([field, slider], layout={"flex_flow": "row wrap"}), slider


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few names that a learner chooses.

    Parameters
    ----------
    name : str
        The keyword under which the drawing function receives it.
    label : str
        What stands beside it.
    stops : sequence of str
        The names.
    start : str
        Which is chosen at first; one of the names.
    """

    name: str
    label: str
    stops: Sequence[str]
    start: str

    def __post_init__(self) -> None:
        _require_start(self.name, self.stops, self.start)

    def control(self) -> tuple[Any, Any]:
        """Return the control to show, and its part that holds the value."""
        from ipywidgets import Dropdown  # noqa: PLC0415

        menu = Dropdown(
            options=self.stops,
            value=self.start,
            description=self.label,
            style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "30em"},
        )
        return menu, menu


def _require_start(name: str, stops: Sequence[object], start: object) -> None:
    """Raise unless a control starts on one of at least two stops."""
    if len(stops) < 2 or start not in stops:
        raise ValueError(
            f"start must be one of at least two stops of {name!r}; got {start!r}"
        )
