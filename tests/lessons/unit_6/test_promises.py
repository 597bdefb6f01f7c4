"""Precision of 95 %: one threshold, three, pairs, a margin, and none."""

import numpy as np
import pytest

from grader import reference

from .by_hand import CLASSES, bound, find, needed, pooled


def test_one_threshold(said, shown, tuning):
    """At .959 all keep .95 together, and clips have .844; .986 costs washers."""
    together = pooled(tuning)
    shared = reference.threshold_at_precision(
        together.scores, together.hits, target=0.95
    ).value
    own = needed(tuning)
    rows = [[shared] * 3, [max(own)] * 3, own]
    lines = shown["shared-cuts"].splitlines()[2:]
    table = []
    for line, cuts in zip(lines, rows, strict=True):
        seen = [one.at(cut) for one, cut in zip(tuning, cuts, strict=True)]
        words = " ".join(f"{p:.3f} / {r:.3f}" for p, r in seen)
        assert " ".join(line.split()).endswith(words)
        table.append(seen)
    said(
        "one-or-three",
        f"keep precision 0.95 from score {shared:.3f}",
        given=["0.03"],
    )
    said(
        "explain-shared",
        f"for clips it is {table[0][2][0]:.3f}",
        f"safe for each class, {max(own):.3f}",
        f"recall {table[1][0][1]:.3f} instead of {table[2][0][1]:.3f}",
    )
    # The cell that meets the prediction cuts at three decimals: the same clips.
    assert tuning[2].at(0.959)[0] == pytest.approx(table[0][2][0], abs=0.002)
    assert table[0][0][0] > 0.95  # "the washers pay for it"


def test_joint(said, shown):
    """Washers: .702 at NMS IoU .3, .712 at .35, .317 at .5."""
    best = {}
    for iou in (0.3, 0.35, 0.5):
        washers = find("calibration", nms_iou=iou)[0]
        cut = needed([washers])[0]
        best[iou] = (cut, washers.at(cut)[1])
    said(
        "joint-idea",
        "simply 0.3",
        f"At NMS IoU 0.3 the promise leaves washers recall {best[0.3][1]:.3f}",
        "At 0.5?",
        given=["0.05"],
    )
    said(
        "explain-heat",
        f"{best[0.5][1]:.3f}. Up to 0.35",
        f"NMS IoU 0.35 with score ≥ {best[0.35][0]:.3f}, recall {best[0.35][1]:.3f}",
    )
    assert f"NMS IoU 0.35 with score ≥ {best[0.35][0]:.3f}" in shown["heat-map"]
    for iou, (_, recall) in best.items():
        assert f"{recall:.3f} at NMS IoU {iou:g}" in shown["heat-map"]


def test_worked_and_faded_joint(said, cells):
    """(.3, .7) of the worked rows; of the bolts the tie goes to (.6, .9)."""
    worked = {
        0.3: [(0.9, 1.00, 0.5), (0.7, 0.96, 0.7), (0.5, 0.90, 0.8)],
        0.5: [(0.9, 0.97, 0.6), (0.7, 0.92, 0.75)],
    }
    found = reference.joint_threshold_search(worked, target=0.95)
    assert (found.nms_iou, found.threshold) == (0.3, 0.7)
    said(
        "worked-joint",
        "the promise is 0.95",
        "NMS IoU 0.3: (0.9, 1.00, 0.5), (0.7, 0.96, 0.7), (0.5, 0.90, 0.8)",
        "NMS IoU 0.5: (0.9, 0.97, 0.6), (0.7, 0.92, 0.75)",
        "with recalls 0.5, 0.7 and 0.6. The best is 0.7: the pair (0.3, 0.7)",
        "Recall 0.8 breaks the promise",
    )
    space = {}
    exec(cells["bolts-data"].source, space)  # noqa: S102 (our own cell)
    found = reference.joint_threshold_search(space["bolts"], target=0.95)
    assert (found.nms_iou, found.threshold, found.recall) == (0.6, 0.9, 0.6)
    said("faded-joint", "*exactly* 0.95 keeps it", "Its NMS IoU is 0.6")


def curve(found, *, proven):
    """Return (threshold, precision or what is proven of it, recall) at each score."""
    order = found.scores.argsort()[::-1]
    right, seen = found.hits[order].cumsum(), np.arange(1, order.size + 1)
    precision = bound(right, seen) if proven else right / seen
    return list(zip(found.scores[order], precision, right / found.parts, strict=True))


def test_on_the_test(said, shown):
    """Without a margin one class of three keeps it; with one, two do, and clips none.

    Each pair is searched again, over all eleven NMS IoUs of the notebook.
    """
    ious = [step / 20 for step in range(2, 13)]
    lines = iter(shown["promise-table"].splitlines()[2:])
    measured = {}
    for margin, proven in (("none", False), ("90 %", True)):
        for group, name in enumerate(CLASSES):
            curves = {
                iou: curve(find("calibration", nms_iou=iou)[group], proven=proven)
                for iou in ious
            }
            pair = reference.joint_threshold_search(curves, target=0.95)
            words = [word.strip() for word in next(lines).split("  ") if word.strip()]
            measured[margin, name] = None
            if pair is None:
                assert words == [margin, name, "infeasible"]
                continue
            one = find("test", nms_iou=pair.nms_iou)[group]
            numbers = [f"{number:.3f}" for number in one.at(pair.threshold)]
            chosen = [f"{pair.nms_iou:g}", f"{pair.threshold:.3f}"]
            assert words == [margin, name, *chosen, *numbers]
            measured[margin, name] = numbers[0]
    plain = [float(measured["none", name]) for name in CLASSES]
    assert sum(precision >= 0.95 for precision in plain) == 1
    assert measured["90 %", "clip"] is None
    safe = [measured["90 %", name] for name in CLASSES[:2]]
    assert min(map(float, safe)) >= 0.95
    said("margin", "each keeps 0.95", "On the 250 test trays")
    said(
        "explain-promise",
        "the 90 % Clopper-Pearson lower bound",
        f"on the test, {safe[0]} and {safe[1]}",
        given=["4"],
    )


def test_infeasible(said, shown, tuning, fresh):
    """23 of 23 clips prove .905; .95 takes 45 of 45. Shipped, .986 gives .882."""
    clips = tuning[2]
    hits = clips.hits[clips.scores.argsort()[::-1]].cumsum()
    proofs = bound(hits, range(1, hits.size + 1))
    best = int(proofs.argmax())
    assert hits[best] == best + 1 == 23
    assert bound(45, 45) >= 0.95 > bound(44, 44)
    cut = needed([clips])[0]
    delivered = fresh[2].at(cut)[0]
    assert shown["best-proof"].strip() == "the best proof: 23 of 23 right"
    said(
        "explain-infeasible",
        f"23 of 23 right, and that proves only {proofs[best]:.3f}",
        "for 0.95 it takes 45 of 45",
        f"shipping {cut:.3f} means a promise of 0.95 and a delivery of {delivered:.3f}",
    )
