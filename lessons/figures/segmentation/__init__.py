"""Figures, tables and notes of unit 5: pixels, thresholds, regions."""

from lessons.data._masks import pooled_dice
from lessons.figures.segmentation._area_curve import dice_against_area
from lessons.figures.segmentation._blanks import (
    meet_cleaning_step,
    meet_dice,
    meet_kept_regions,
    meet_tuned_pixels,
)
from lessons.figures.segmentation._dice_curves import dice_against_threshold
from lessons.figures.segmentation._gain_tables import (
    gain_intervals,
    gain_steps,
    grid_table,
    seeds_table,
)
from lessons.figures.segmentation._mask_panels import mask_panels
from lessons.figures.segmentation._pixel_cut import pixel_cut
from lessons.figures.segmentation._pixel_map import pixel_map
from lessons.figures.segmentation._search import (
    DefectCount,
    DiceSearch,
    change_by_image,
    count_defects,
    drop_small,
    fill_each,
    search_min_area,
    search_threshold,
)

__all__ = [
    "DefectCount",
    "DiceSearch",
    "change_by_image",
    "count_defects",
    "dice_against_area",
    "dice_against_threshold",
    "drop_small",
    "fill_each",
    "gain_intervals",
    "gain_steps",
    "grid_table",
    "mask_panels",
    "meet_cleaning_step",
    "meet_dice",
    "meet_kept_regions",
    "meet_tuned_pixels",
    "pixel_cut",
    "pixel_map",
    "pooled_dice",
    "search_min_area",
    "search_threshold",
    "seeds_table",
]
