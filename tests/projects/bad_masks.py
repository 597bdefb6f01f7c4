"""Files of maps and masks that cannot serve, each with words of its refusal."""

import numpy as np

__all__ = ["BAD_MASKS", "MAPS", "TRUE"]

MAPS = np.array([[[0.1, 0.9], [0.2, 0.8]], [[0.0, 0.5], [1.0, 0.3]]])
TRUE = np.array([[[0, 1], [0, 1]], [[0, 0], [1, 0]]])
WORDS = np.array(["calibration", "test"])
NAN = MAPS.copy()
NAN[1, 0, 1] = np.nan

BAD_MASKS = {
    "no maps": ({"probs": None}, "hold an array named 'probs'"),
    "no masks": ({"masks": None}, "hold an array named 'masks'"),
    "one map": ({"probs": MAPS[0]}, "probs must have the shape (n, h, w); got the sha"),
    "a channel": ({"probs": MAPS[:, None]}, "Save one channel: probs.squeeze()"),
    "channels": (
        {"probs": np.stack([MAPS, MAPS, MAPS], axis=1)},
        "Several classes?",
    ),
    "no image": ({"probs": MAPS[:0], "masks": TRUE[:0]}, "probs must not be empty"),
    "words": ({"probs": np.full((2, 2, 2), "a")}, "hold probabilities; got an array"),
    "decided": ({"probs": MAPS > 0.5}, "no threshold left to tune"),
    "complex": ({"probs": MAPS * 1j}, "an array of complex128"),
    "nan": ({"probs": NAN}, "probs[1] must lie from 0 to 1; got nan at pixel (0, 1)."),
    "logits": ({"probs": MAPS * 9 - 4}, "If they are logits, save scipy.special.expit"),
    "grey": ({"probs": (MAPS * 255).astype(np.uint8)}, "save probs / 255"),
    "too few masks": ({"masks": TRUE[:1]}, "one mask for each of the 2 maps; got 1"),
    "another size": (
        {"masks": TRUE[:, :, :1]},
        "masks[0] must have the shape (2, 2) of its map; got the shape (2, 1)",
    ),
    "masks in words": ({"masks": np.full((2, 2, 2), "a")}, "True and False, or 1 and"),
    "masks of 255": ({"masks": TRUE * 255}, "255 at pixel (0, 1). If 255 stands for"),
    "class numbers": ({"masks": TRUE * 2}, "or 1 and 0; got 2 at pixel (0, 1)."),
    "a mask of nan": ({"masks": NAN}, "got 0.1 at pixel (0, 0)"),
    "nothing true": ({"masks": TRUE * 0}, "hold an object somewhere; got empty masks"),
    "a split of one side": (
        {"split": np.array(["test", "test"])},
        "call some rows 'calibration' and some 'test'",
    ),
    "a short split": ({"split": WORDS[:1]}, "each of the 2 maps; got the shape (1,)"),
    "groups in parts": (
        {"groups": [0.5, 1]},
        "groups must hold whole numbers",
    ),
    "a gap in the numbers": (
        {"probs": None, "masks": None, "probs_0": MAPS[0], "probs_2": MAPS[1]},
        "hold an array named 'masks_0'",
    ),
    "a numbered cube": (
        {"probs": None, "masks": None, "probs_0": MAPS, "masks_0": TRUE},
        "probs_0 must have the shape (h, w); got the shape (2, 2, 2)",
    ),
}
