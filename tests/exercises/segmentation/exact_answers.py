"""Answers of unit 5 by counting pixels one by one, in fractions."""

from fractions import Fraction

__all__ = ["EXACT"]


def pixels_of(mask):
    """Return the places of the flagged pixels."""
    return {
        (r, c) for r, row in enumerate(mask) for c, pixel in enumerate(row) if pixel
    }


def ratio(common, both):
    """Return 2·common / both as a fraction, 1 for 0/0."""
    return Fraction(2 * common, both) if both else Fraction(1)


def answer_dice(pred, truth):
    """Compare two sets of places."""
    p, t = pixels_of(pred), pixels_of(truth)
    return float(ratio(len(p & t), len(p) + len(t)))


def answer_tuning(prob_maps, masks, grid):
    """Count all pixels anew at each threshold."""
    pairs = [
        (Fraction(float(p)), bool(y))
        for prob_map, mask in zip(prob_maps, masks, strict=True)
        for row, true in zip(prob_map, mask, strict=True)
        for p, y in zip(row, true, strict=True)
    ]
    positives = sum(y for _, y in pairs)
    values = []
    for t in grid:
        flagged = [y for p, y in pairs if p >= Fraction(float(t))]
        values.append(ratio(sum(flagged), len(flagged) + positives))
    best = values.index(max(values))
    return float(grid[best]), float(values[best])


def pieces(places):
    """Split a set of places into those that hang together through sides."""
    left, found = set(places), []
    while left:
        piece, edge = set(), {left.pop()}
        while edge:
            piece |= edge
            beside = {
                place
                for r, c in edge
                for place in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1))
            }
            edge = beside & left
            left -= edge
        found.append(piece)
    return found


def answer_postprocess(mask, min_area):
    """Fill pieces of background without a pixel at the border, drop small pieces."""
    height, width = len(mask), len(mask[0])
    everywhere = {(r, c) for r in range(height) for c in range(width)}
    border = {(r, c) for r, c in everywhere if r in (0, height - 1)}
    border |= {(r, c) for r, c in everywhere if c in (0, width - 1)}
    flagged = pixels_of(mask)
    for piece in pieces(everywhere - flagged):
        if not piece & border:
            flagged |= piece
    kept = {p for piece in pieces(flagged) if len(piece) >= min_area for p in piece}
    return [[(r, c) in kept for c in range(width)] for r in range(height)]


EXACT = {
    "dice": answer_dice,
    "tune-pixel-threshold": answer_tuning,
    "postprocess": answer_postprocess,
}
