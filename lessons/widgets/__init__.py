"""Pictures that move: where moving a slider teaches what a page cannot.

To add one, write a module with one public function, and name it here::

    def bins_slider(probs, labels):
        def draw(bins):
            return reliability_diagram(probs, labels, bins=int(bins))

        return moving(draw, Slider("bins", "number of bins", range(2, 31), start=10))

`draw` takes the controls' values by name and returns a `Picture` (or `Table`, `Note`)
of `lessons.figures`: compute and draw there, never here. What it returns at the
controls' start is the still picture that a page without a front end shows, so choose
a start that tells the story. Drawing must be pure and take well under half a second,
for it runs at every stop; 10 to 100 stops are plenty. Test a widget by
`moving(...).at(bins=20)`, which returns the drawing at a stop.

In a solved notebook's stored outputs leave out what names a model: the entry
``application/vnd.jupyter.widget-view+json`` and the notebook's ``metadata.widgets``.
"""

from lessons.widgets._bin_count import bins_slider
from lessons.widgets._controls import Choice, Slider
from lessons.widgets._cost_ratio import cost_ratio_slider
from lessons.widgets._drift import drift_explorer
from lessons.widgets._moving import Moving, Shown, moving
from lessons.widgets._pixel_threshold import pixel_threshold_slider
from lessons.widgets._temperature import temperature_slider
from lessons.widgets._threshold import threshold_slider
from lessons.widgets._tray import tray_sliders
from lessons.widgets._umbrella import umbrella_slider

__all__ = [
    "Choice",
    "Moving",
    "Shown",
    "Slider",
    "bins_slider",
    "cost_ratio_slider",
    "drift_explorer",
    "moving",
    "pixel_threshold_slider",
    "temperature_slider",
    "threshold_slider",
    "tray_sliders",
    "umbrella_slider",
]
