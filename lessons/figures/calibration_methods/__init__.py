"""Figures, tables and notes of unit 3: temperature, Platt, isotonic."""

from lessons.figures.calibration_methods._blanks import (
    meet_edges,
    meet_pooled,
    meet_probability,
    meet_softmax,
    meet_temperature,
)
from lessons.figures.calibration_methods._lopsided import (
    LopsidedLine,
    MethodsStudy,
    inspect_lopsided,
    study_methods,
)
from lessons.figures.calibration_methods._maps import calibration_maps
from lessons.figures.calibration_methods._method_sizes import (
    meet_method,
    methods_against_size,
)
from lessons.figures.calibration_methods._nll_and_ece import nll_and_ece
from lessons.figures.calibration_methods._tables import (
    few_images_table,
    leakage_table,
    maps_table,
    nll_table,
    readings_table,
    temperature_table,
)
from lessons.figures.calibration_methods._temperature_curves import temperature_curves
from lessons.figures.calibration_methods._temperature_diagram import (
    temperature_diagram,
)
from lessons.figures.calibration_methods._valleys import nll_valleys

__all__ = [
    "LopsidedLine",
    "MethodsStudy",
    "calibration_maps",
    "few_images_table",
    "inspect_lopsided",
    "leakage_table",
    "maps_table",
    "meet_edges",
    "meet_method",
    "meet_pooled",
    "meet_probability",
    "meet_softmax",
    "meet_temperature",
    "methods_against_size",
    "nll_and_ece",
    "nll_table",
    "nll_valleys",
    "readings_table",
    "study_methods",
    "temperature_curves",
    "temperature_diagram",
    "temperature_table",
]
