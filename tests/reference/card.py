"""The data of the course's two exercises and of its weighted example."""

SCORES = [0.95, 0.80, 0.60, 0.55, 0.52, 0.40, 0.35, 0.20]
LABELS = [1, 1, 0, 1, 0, 0, 1, 0]

LOGITS = [2.2, 1.0, 0.2, -0.2, -1.0, -2.0]
LOGIT_LABELS = [1, 1, 1, 0, 0, 0]

# 80 parts at confidence .9 of which .8 are right, 20 at .6 of which .9 are.
UNEQUAL_PROBS = [0.9] * 80 + [0.6] * 20
UNEQUAL_LABELS = [1] * 64 + [0] * 16 + [1] * 18 + [0] * 2
