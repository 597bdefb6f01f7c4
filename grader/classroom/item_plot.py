"""Difficulty and discrimination of items, as an SVG that stands inside a page."""

import html
import io
import re
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from quiz.item_analysis import ItemStatistics

__all__ = ["item_plot"]

_GOOD, _DOUBTFUL = "#0072b2", "#b84d00"


def item_plot(items: Sequence[ItemStatistics]) -> str:
    """Return two panels with a row an item: the share right, and discrimination.

    The picture is part of the page, so that a policy without images shows it, and
    its description is read in its place.
    """
    with mpl.rc_context({"svg.hashsalt": "items", "svg.fonttype": "none"}):
        size = (8, 1 + 0.24 * len(items))
        figure = Figure(figsize=size, layout="constrained")
        shares, signs = figure.subplots(1, 2, sharey=True, width_ratios=(3, 2))
        _draw_shares(shares, items)
        _draw_discriminations(signs, items)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    described = ", ".join(map(_described, items))
    return _inside_a_page(out.getvalue(), f"Share right by item: {described}")


def _draw_shares(axes: Axes, items: Sequence[ItemStatistics]) -> None:
    """Draw a bar an item; hatched where being right here goes with little else."""
    names = [item.question.id for item in items]
    bars = axes.barh(names, [item.difficulty for item in items], color=_GOOD)
    for bar, item in zip(bars, items, strict=True):
        if _is_doubtful(item):
            bar.set(hatch="///", facecolor="white", edgecolor=_DOUBTFUL)
    axes.invert_yaxis()
    axes.set(xlim=(0, 1), xlabel="share right (hatched: look at this item)")


def _draw_discriminations(axes: Axes, items: Sequence[ItemStatistics]) -> None:
    """Draw a point an item that enough learners took, beside the line at 0."""
    axes.axvline(0, color="#595959", linewidth=0.8)
    for row, item in enumerate(items):
        if item.discrimination is not None:
            marker, color = ("D", _DOUBTFUL) if _is_doubtful(item) else ("o", _GOOD)
            axes.plot(item.discrimination, row, marker, color=color)
    axes.tick_params(axis="y", length=0)
    axes.set(xlim=(-1.05, 1.05), xlabel="discrimination")


def _is_doubtful(item: ItemStatistics) -> bool:
    return item.discrimination is not None and item.discrimination <= 0


def _described(item: ItemStatistics) -> str:
    words = f"{item.question.id} {item.difficulty:.0%}"
    if item.discrimination is None:
        return words
    return f"{words} (discrimination {item.discrimination:+.2f})"


def _inside_a_page(svg: str, words: str) -> str:
    """Drop the XML prologue and name the picture for screen readers."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    label = html.escape(words)
    return body.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
