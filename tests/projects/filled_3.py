"""Project 3 as a learner may fill it in: the sources of its blanks, by cell."""

__all__ = ["FILLED_3", "OTHER_WAY_3"]

FILLED_3 = {
    "split": """
calibration_rows, test_rows = saved.rows("calibration"), saved.rows("test")
""",
    "predict-before-answer": "my_precision = 0.8",
    "before": """
def ious(box, others):
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    common = np.prod(np.maximum(high - low, 0), axis=1)
    area = lambda b: (b[..., 2] - b[..., 0]) * (b[..., 3] - b[..., 1])
    return common / (area(box) + area(others) - common)


def nms(boxes, scores, limit):
    left, kept = list(np.argsort(-scores, kind="stable")), []
    while left:
        kept.append(left.pop(0))
        left = [i for i in left if ious(boxes[kept[-1]], boxes[[i]])[0] <= limit]
    return kept


def detect(rows, place, limit):
    scores, right, where, there = [], [], [], []
    for k, row in enumerate(rows):
        mine = (found.image == row) & (found.classes == place)
        true = truths.boxes[(truths.image == row) & (truths.classes == place)]
        there.append(len(true))
        boxes, confidence = found.boxes[mine], found.scores[mine]
        free = np.ones(len(true), dtype=bool)
        for i in nms(boxes, confidence, limit):
            overlap = np.where(free, ious(boxes[i], true), 0) if len(true) else [0]
            hit = max(overlap) >= match_iou
            if hit:
                free[np.argmax(overlap)] = False
            scores.append(confidence[i])
            right.append(hit)
            where.append(k)
    order = np.argsort(-np.array(scores))
    columns = [np.array(c)[order] for c in (scores, right, where)]
    return *columns, np.array(there)


def share(right, whole):
    return right.sum() / whole.sum()


def measure(place, limit, threshold):
    scores, right, where, there = detect(test_rows, place, limit)
    n, inside = len(test_rows), scores >= threshold
    kept = np.bincount(where[inside], minlength=n)
    hits = np.bincount(where[inside & right], minlength=n)
    rng = np.random.default_rng(0)
    return {
        "precision": projects.with_interval(share, hits, kept, rng=rng),
        "recall": projects.with_interval(share, hits, there, rng=rng),
    }


before = {
    name: measure(i, nms_before, threshold_before)
    for i, name in enumerate(class_names)
}
""",
    "predict-sweep-answer": "my_feasible = 2",
    "promise": """
target, margin = 0.95, 0.9
nms_ious = [0.2, 0.3, 0.4, 0.5, 0.6]
""",
    "sweep": """
from scipy.stats import beta


def sweep(place, limit):
    scores, right, _, there = detect(calibration_rows, place, limit)
    k, tp = np.arange(1, len(scores) + 1), np.cumsum(right)
    return scores, k, tp, tp / there.sum()


swept = {
    name: {limit: sweep(i, limit) for limit in nms_ious}
    for i, name in enumerate(class_names)
}
curves = {
    name: {
        limit: list(zip(scores, tp / k, recall))
        for limit, (scores, k, tp, recall) in by_limit.items()
    }
    for name, by_limit in swept.items()
}
""",
    "choose": """
def lower_bound(tp, k):
    if margin is None:
        return tp / k
    return np.where(tp > 0, beta.ppf(1 - margin, np.maximum(tp, 1), k - tp + 1), 0)


def choose(by_limit):
    best = None
    for limit, (scores, k, tp, recall) in by_limit.items():
        for i in np.flatnonzero(lower_bound(tp, k) >= target):
            key = (recall[i], scores[i], -limit)
            if best is None or key > best[0]:
                best = key, (limit, scores[i])
    return best and best[1]


chosen = {name: choose(by_limit) for name, by_limit in swept.items()}
""",
    "figure-tradeoff": """
figure_tradeoff, axes = plt.subplots(
    1, len(class_names), figsize=(10, 3.4), sharey=True, layout="constrained"
)
for ax, name in zip(axes, class_names):
    for limit, points in curves[name].items():
        _, precision, recall = np.transpose(points)
        ax.plot(recall, precision, label=f"NMS IoU {limit}")
    ax.axhline(target, linestyle=":", color="black")
    if chosen[name]:
        limit, threshold = chosen[name]
        point = next(p for p in curves[name][limit] if p[0] == threshold)
        ax.plot(point[2], point[1], "ko")
    ax.set(xlabel="recall", ylabel="precision", title=name, ylim=(0.5, 1.01))
axes[0].legend(loc="lower left", fontsize=8)
""",
    "predict-after-answer": "my_after = 0.95",
    "after": """
after = {
    name: chosen[name] and measure(i, *chosen[name])
    for i, name in enumerate(class_names)
}
""",
    "my-points": """
my_points = {"Split": 3, "Sweep": 4, "Promise": 2, "After": 4, "Report": 0.5}
projects.add_up(my_points)
""",
}
"""With functions of the learner's own, a margin, and images drawn again."""

OTHER_WAY_3 = FILLED_3 | {
    "split": """
split = projects.draw_split(len(images), rng=np.random.default_rng(4), groups=groups)
calibration_rows, test_rows = split
""",
    "before": FILLED_3["before"].replace(
        """    rng = np.random.default_rng(0)
    return {
        "precision": projects.with_interval(share, hits, kept, rng=rng),
        "recall": projects.with_interval(share, hits, there, rng=rng),
    }
""",
        """
    def exact(k, n):
        low, high = binomtest(int(k), int(n)).proportion_ci()
        return round(k / n, 4), (low, high)

    return {
        "Precision": exact(hits.sum(), kept.sum()),
        "Recall": exact(hits.sum(), there.sum()),
    }


from scipy.stats import binomtest
""",
    ),
    "promise": """
target, margin = 0.9, None
nms_ious = np.array([0.3, 0.45])
""",
    "sweep": FILLED_3["sweep"].replace(
        "list(zip(scores, tp / k, recall))",
        "np.column_stack([scores, tp / k, recall])[::-1]",
    ),
    "figure-tradeoff": """
fig, axes = plt.subplots()
for name in class_names:
    axes.plot(*curves[name][0.3].T[:0:-1], label=name)
axes.set(xlabel="recall", ylabel="precision")
figure_tradeoff = axes
""",
}
"""Without a margin, with Clopper and Pearson's intervals, another split and arrays."""
