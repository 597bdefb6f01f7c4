"""Right ways to clean a mask, as learners write them."""

__all__ = ["POSTPROCESS"]

POSTPROCESS = {
    "scipy.ndimage": """
from scipy import ndimage
def postprocess(mask, min_area):
    filled = ndimage.binary_fill_holes(mask)
    labelled, n = ndimage.label(filled)
    area = np.bincount(labelled.ravel())
    return filled & (area[labelled] >= min_area)
""",
    "region by region, whole numbers": """
from scipy import ndimage
def postprocess(mask, min_area):
    filled = ndimage.binary_fill_holes(np.array(mask))
    labelled, n = ndimage.label(filled)
    out = np.zeros(filled.shape, dtype=int)
    for k in range(1, n + 1):
        region = labelled == k
        if region.sum() >= min_area:
            out[region] = 1
    return out
""",
    "areas by sum_labels": """
from scipy import ndimage as ndi
def postprocess(mask, min_area):
    filled = ndi.binary_fill_holes(np.asarray(mask, dtype=bool))
    labelled, n = ndi.label(filled)
    area = ndi.sum_labels(filled, labelled, index=np.arange(1, n + 1))
    small = 1 + np.flatnonzero(area < min_area)
    filled[np.isin(labelled, small)] = False
    return filled.astype(np.uint8)
""",
    "background labelled, the border's spared": """
from scipy import ndimage
def postprocess(mask, min_area):
    m = np.pad(np.asarray(mask) > 0, 1)
    outside, _ = ndimage.label(~m)
    filled = outside != outside[0, 0]
    labelled, _ = ndimage.label(filled)
    numbers, area = np.unique(labelled[labelled > 0], return_counts=True)
    keep = numbers[area >= min_area]
    return np.isin(labelled, keep)[1:-1, 1:-1].astype(float)
""",
    "flooding by hand, lists": """
def postprocess(mask, min_area):
    grid = [[1 if v else 0 for v in row] for row in mask]
    h, w = len(grid), len(grid[0])
    def flood(seen, start, value):
        queue, region = [start], []
        seen[start[0]][start[1]] = True
        while queue:
            r, c = queue.pop()
            region.append((r, c))
            for a, b in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                inside = 0 <= a < h and 0 <= b < w
                if inside and not seen[a][b] and grid[a][b] == value:
                    seen[a][b] = True
                    queue.append((a, b))
        return region
    for value in (0, 1):
        seen = [[False] * w for _ in range(h)]
        for r in range(h):
            for c in range(w):
                if seen[r][c] or grid[r][c] != value:
                    continue
                region = flood(seen, (r, c), value)
                if value == 0:
                    enclosed = all(0 < a < h - 1 and 0 < b < w - 1 for a, b in region)
                    change = enclosed
                else:
                    change = len(region) < min_area
                if change:
                    for a, b in region:
                        grid[a][b] = 1 - value
    return grid
""",
    "a graph of neighbours": """
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
def pieces(image):
    number = np.arange(image.size).reshape(image.shape)
    across = image[:, 1:] == image[:, :-1]
    down = image[1:] == image[:-1]
    i = np.concatenate([number[:, 1:][across], number[1:][down]])
    j = np.concatenate([number[:, :-1][across], number[:-1][down]])
    links = coo_matrix((np.ones(len(i)), (i, j)), shape=(image.size, image.size))
    return connected_components(links, directed=False)[1].reshape(image.shape)
def postprocess(mask, min_area):
    image = np.pad(np.asarray(mask, dtype=bool), 1)
    piece = pieces(image)
    image = image | (piece != piece[0, 0])
    piece = pieces(image)
    large = np.bincount(piece.ravel())[piece] >= min_area
    return tuple(map(tuple, (image & large)[1:-1, 1:-1]))
""",
    "growing the outside until it stands still": """
def grow(seed, within):
    while True:
        p = np.pad(seed, 1)
        next_ = (p[1:-1, 1:-1] | p[:-2, 1:-1] | p[2:, 1:-1] | p[1:-1, :-2]
                 | p[1:-1, 2:]) & within
        if (next_ == seed).all():
            return seed
        seed = next_
def postprocess(mask, min_area):
    m = np.array(mask, dtype=bool)
    rim = np.ones_like(m)
    rim[1:-1, 1:-1] = False
    filled = ~grow(rim & ~m, ~m)
    left, out = filled.copy(), np.zeros_like(filled)
    while left.any():
        seed = np.zeros_like(left)
        seed[tuple(np.argwhere(left)[0])] = True
        region = grow(seed, left)
        left &= ~region
        if np.count_nonzero(region) >= min_area:
            out |= region
    return out.tolist()
""",
    "slices of regions": """
from scipy.ndimage import binary_propagation, find_objects, label
def postprocess(mask, min_area):
    m = np.asarray(mask).astype(bool)
    outside = binary_propagation(np.zeros_like(m), mask=~m, border_value=1)
    labelled, _ = label(~outside)
    for k, where in enumerate(find_objects(labelled), start=1):
        region = labelled[where]
        if (region == k).sum() < min_area:
            region[region == k] = 0
    return labelled > 0
""",
}
