"""Score threshold and NMS IoU on one tray: what they keep and what they lose."""

from __future__ import annotations

from lessons.data import TrayScenes
from lessons.figures import Picture, tray_decisions
from lessons.widgets._controls import Slider
from lessons.widgets._moving import Moving, Shown, moving

CUTS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
NMS_IOUS = tuple(step / 20 for step in range(1, 20))


def tray_sliders(
    trays: TrayScenes, number: int, *, threshold: float = 0.5, nms_iou: float = 0.5
) -> Moving | Shown:
    """Return one tray's decisions, which follow the threshold and the NMS IoU.

    Parameters
    ----------
    trays : TrayScenes
        Those with an image are numbered from 0.
    number : int
        Of the tray.
    threshold, nms_iou : float
        Of the still picture; each is one of its slider's stops.
    """

    def draw(threshold: float, nms_iou: float) -> Picture:
        return tray_decisions(trays, number, threshold, nms_iou)

    return moving(
        draw,
        Slider("threshold", "score at or above", CUTS, threshold),
        Slider("nms_iou", "NMS IoU", NMS_IOUS, nms_iou),
    )
