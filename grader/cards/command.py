"""The call `course card`: a calibration card of somebody's own model."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from grader.cards.card import CalibrationCard, calibration_card
from grader.cards.evidence import Outputs
from grader.reference import InvalidInput
from lessons.projects import SavedLogits, draw_split, load_logits, read_arrays

__all__ = ["CardCall", "make_card", "write_page"]

_PAGE = Path("calibration-card.html")


@dataclass(frozen=True, slots=True)
class CardCall:
    """The options of one call, as they were given.

    Parameters
    ----------
    logits, test
        The file, and a second one when each split has its own.
    model, split
        What the model is called, and how the splits were parted, in words.
    by
        The array in the test rows' file that names groups to compare.
    method, rule, limit, min_n, seed
        As in `calibration_card`.
    """

    logits: Path
    test: Path | None = None
    model: str | None = None
    split: str | None = None
    by: str | None = None
    method: str = "temperature"
    rule: str = "f1"
    limit: float = 0.05
    min_n: int = 100
    seed: int = 0


def make_card(call: CardCall) -> CalibrationCard:
    """Read the file or files and make the card.

    A file whose rows are not split is split at random, whole groups together.

    Raises
    ------
    ValueError
        If a file, an array in it or an option cannot be used; the message names it.
    """
    for option, path in (("--logits", call.logits), ("--test", call.test)):
        if path is not None and not path.expanduser().exists():
            raise InvalidInput(option, "be a file that exists", str(path))
    saved = load_logits(call.logits, call.test)
    ours, theirs, how = _sides(saved, call)
    together = None
    if saved.groups is not None:
        together = (saved.groups[ours], saved.groups[theirs])
    return calibration_card(
        _outputs(saved, ours),
        (saved.logits[theirs], saved.labels[theirs]),
        method=call.method,
        rule=call.rule,
        model=call.model or call.logits.stem,
        split=call.split or how,
        together=together,
        groups=_groups(call, theirs, len(saved.labels)),
        limit=call.limit,
        min_n=call.min_n,
        seed=call.seed,
    )


def write_page(
    card: CalibrationCard, path: Path | None, *, to_json: bool
) -> Path | None:
    """Write the page where it was asked for, or into the folder one is in.

    A page that nobody named is never written over another, and not at all where
    only JSON was asked for.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    if path is None and to_json:
        return None
    target = path or _free(_PAGE)
    target.write_text(card.to_html(), "utf-8")
    return target


def _free(path: Path) -> Path:
    """Return the path, or the first like it with a number that is not taken."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    return path if not path.exists() else next(p for p in names if not p.exists())


def _sides(
    saved: SavedLogits, call: CardCall
) -> tuple[NDArray[np.intp], NDArray[np.intp], str]:
    """Return the rows of either split, and how they were parted."""
    if saved.split is not None:
        ours, theirs = saved.rows("calibration"), saved.rows("test")
        return ours, theirs, "as the files say" if call.test else "as the file says"
    if len(saved.labels) < 2:
        rule = "hold two rows or more, one to calibrate and one to test"
        raise InvalidInput(str(call.logits), rule, len(saved.labels))
    rng = np.random.default_rng(call.seed)
    ours, theirs = draw_split(len(saved.labels), rng=rng, groups=saved.groups)
    if saved.groups is not None:
        return ours, theirs, f"at random, whole groups together (seed {call.seed})"
    sound = "which is sound only if no two rows show the same thing"
    return ours, theirs, f"at random, row by row (seed {call.seed}), {sound}"


def _outputs(saved: SavedLogits, rows: NDArray[np.intp]) -> Outputs:
    return Outputs(saved.logits[rows], saved.labels[rows])


def _groups(
    call: CardCall, rows: NDArray[np.intp], n: int
) -> NDArray[np.generic] | None:
    """Return the groups of the test rows, from the file that holds those."""
    if call.by is None:
        return None
    if not call.by:
        raise InvalidInput("--by", "name an array in the file", call.by)
    file = call.test or call.logits
    names = read_arrays(file, (call.by,))[call.by]
    wanted = len(rows) if call.test else n
    if names.shape != (wanted,):
        rule = f"have one entry for each of the {wanted:,} rows"
        raise InvalidInput(f"{file.name}: {call.by}", rule, names.shape)
    if names.dtype.kind in "fc":
        rule = "hold whole numbers or words"
        raise InvalidInput(f"{file.name}: {call.by}", rule, f"{names.dtype} numbers")
    return names if call.test else names[rows]
