"""Difficulty against discrimination, as an SVG that stands inside a page."""

import html
import io
import re
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.figure import Figure

from quiz.item_analysis import ItemStatistics

__all__ = ["item_plot"]


def item_plot(items: Sequence[ItemStatistics]) -> str:
    """Return a bar an item: the share right, marked where discrimination is low.

    The picture is part of the page, so that a policy without images shows it, and
    its description is read in its place.
    """
    names = [item.question.id for item in items]
    shares = [item.difficulty for item in items]
    with mpl.rc_context({"svg.hashsalt": "items", "svg.fonttype": "none"}):
        figure = Figure(figsize=(7, 1 + 0.24 * len(items)), layout="constrained")
        axes = figure.add_subplot()
        bars = axes.barh(names, shares, color="#0072b2")
        for bar, item in zip(bars, items, strict=True):
            r = item.discrimination
            if r is not None and r <= 0:
                bar.set(hatch="///", facecolor="white", edgecolor="#b84d00")
        axes.invert_yaxis()
        axes.set(
            xlim=(0, 1),
            xlabel="share right (hatched: who was right here did no better elsewhere)",
        )
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    described = ", ".join(f"{n} {s:.0%}" for n, s in zip(names, shares, strict=True))
    return _inside_a_page(out.getvalue(), f"Share right by item: {described}")


def _inside_a_page(svg: str, words: str) -> str:
    """Drop the XML prologue and name the picture for screen readers."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    label = html.escape(words)
    return body.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
