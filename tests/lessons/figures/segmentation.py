"""Unit 5's figures, as they are drawn here, and what they are drawn from."""

from functools import cache

from matplotlib.figure import Figure

from lessons import data, figures

from .unit_figures import UnitFigures

__all__ = ["FIGURES", "held_out"]


@cache
def held_out():
    """Return the held-out images."""
    return data.load_segmentation().calibration


def part(place):
    """Return a part's image, map and mask."""
    maps = held_out()
    return maps.images[place], maps.probs[place], maps.masks[place]


def cleaned():
    """Return masks of part 29: cut, filled, without crumbs."""
    cut = held_out().probs[29] >= 0.48
    whole = figures.fill_each([cut])
    return {
        "cut": cut,
        "filled": whole[0],
        "without crumbs": figures.drop_small(whole, 25)[0],
    }


def beside_image():
    """Return two masks beside their image."""
    image, _, mask = part(29)
    return figures.mask_panels(dict(list(cleaned().items())[:2]), mask, image=image)


def almost_clean():
    """Return a part without a defect, of which nothing is flagged."""
    image, probs, mask = part(4)
    return figures.pixel_cut(image, probs / 2, mask, 0.9)


def curves():
    """Return two maps' curves, one of them squared."""
    maps = held_out()
    both = {"raw scores": maps.probs, "squares": maps.probs**2}
    return figures.dice_against_threshold(both, maps.masks)


def is_titled_or_named(figure: Figure) -> bool:
    """Say whether each panel has a title, or else a name, as the lowest x axis has."""
    lowest = figure.axes[-1]
    named = all(axes.get_title() or axes.get_ylabel() for axes in figure.axes)
    return named and bool(lowest.get_title() or lowest.get_xlabel())


FIGURES = UnitFigures(
    {
        "cut": lambda: figures.pixel_cut(*part(29), 0.5),
        "nothing flagged, nothing true": almost_clean,
        "everything flagged": lambda: figures.pixel_cut(*part(0), 0.0),
        "masks": lambda: figures.mask_panels(cleaned(), part(29)[2]),
        "masks beside the image": beside_image,
        "curves": curves,
        "half of the best": lambda: figures.dice_against_threshold(
            {"raw scores": held_out().probs}, held_out().masks, law=True
        ),
        "map": lambda: figures.pixel_map(
            held_out().probs, held_out().probs ** 2, cut=0.5
        ),
        "area": lambda: figures.dice_against_area(
            held_out().probs >= 0.48, held_out().masks
        ),
    },
    says_axes=is_titled_or_named,
    # A camera's image has more greys than a diagram has colours.
    most_bytes=50_000,
)
