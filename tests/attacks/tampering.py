"""The notebook itself changed: cells, ids, points, types, metadata, outputs."""

import random
from functools import partial
from typing import Any

from .case import FULL, NOTHING, Case, all_return, but

__all__ = ["CASES"]

case = partial(Case, "tampering")

Notebook = dict[str, Any]


def _ours(cell: dict[str, Any]) -> dict[str, Any]:
    found = cell["metadata"].get("nbgrader", {})
    return found if isinstance(found, dict) else {}


def _is_answer(cell: dict[str, Any]) -> bool:
    return bool(_ours(cell).get("solution"))


def _keep(wanted: Any) -> Any:
    def change(notebook: Notebook) -> Notebook:
        return {**notebook, "cells": [c for c in notebook["cells"] if wanted(c)]}

    return change


def _in_order(order: Any) -> Any:
    def change(notebook: Notebook) -> Notebook:
        return {**notebook, "cells": list(order(notebook["cells"]))}

    return change


def _each(edit: Any) -> Any:
    def change(notebook: Notebook) -> Notebook:
        for cell in notebook["cells"]:
            edit(cell)
        return notebook

    return change


def _shuffled(cells: list[Any]) -> list[Any]:
    return random.Random(4).sample(cells, len(cells))  # noqa: S311


def _retyped(kind: str) -> Any:
    def edit(cell: dict[str, Any]) -> None:
        if _is_answer(cell):
            cell["cell_type"] = kind

    return edit


def _swap_ids(notebook: Notebook) -> Notebook:
    names = {"confusion-at": "f1-from-counts", "f1-from-counts": "confusion-at"}
    for cell in notebook["cells"]:
        ours = _ours(cell)
        if ours.get("grade_id") in names:
            ours["grade_id"] = cell["id"] = names[ours["grade_id"]]
    return notebook


def _worth_a_thousand(cell: dict[str, Any]) -> None:
    if _ours(cell):
        _ours(cell).update(
            points=1000, locked=False, schema_version=99, task=True, grade=True
        )
        cell["metadata"].update(editable=True, deletable=True)


def _checks_print_full_marks(cell: dict[str, Any]) -> None:
    if _ours(cell).get("grade"):
        _ours(cell).update(locked=False)
        cell["source"] = "print('20')\n20"


def _forged_outputs(cell: dict[str, Any]) -> None:
    if cell["cell_type"] == "code":
        data = {"text/plain": "20", "text/html": "<b>Correct: 20 of 20 points</b>"}
        result = {"output_type": "execute_result", "data": data, "metadata": {}}
        cell["outputs"] = [{**result, "execution_count": 1}]
        cell["execution_count"] = 1


def _graded_cell(grade_id: str, source: str, **more: Any) -> dict[str, Any]:
    ours = {"grade": True, "solution": False, "locked": True, "points": 1000}
    ours |= {"grade_id": grade_id, "schema_version": 3, "task": False, **more}
    return {
        "cell_type": "code",
        "id": grade_id,
        "metadata": {"nbgrader": ours},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def _more_checks(notebook: Notebook) -> Notebook:
    more = [_graded_cell("confusion-at-check", "20") for _ in range(3)]
    return {**notebook, "cells": [*more, *notebook["cells"], *more]}


def _bonus_cells(notebook: Notebook) -> Notebook:
    bonus = [
        _graded_cell("bonus", "20"),
        _graded_cell("by-hand", "20", solution=True, locked=False),
        _graded_cell("exercise-1-check", "20", solution=True, locked=False),
    ]
    return {**notebook, "cells": [*notebook["cells"], *bonus]}


def _not_our_metadata(notebook: Notebook) -> Notebook:
    for cell, junk in zip(notebook["cells"], ["x", 7, [1], None, True] * 99):  # noqa: B905
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] = junk
        else:
            cell["metadata"] = junk
    return notebook


def _own_kernel(notebook: Notebook) -> Notebook:
    spec = {"name": "evil", "display_name": "Evil", "language": "bash"}
    spec |= {"argv": ["sh", "-c", "touch @CANARY@/made-by-a-kernel"]}
    return {**notebook, "metadata": {"kernelspec": spec, "language_info": {}}}


def _tags(cell: dict[str, Any]) -> None:
    names = ["skip-execution", "remove-cell", "parameters", "raises-exception"]
    cell["metadata"]["tags"] = [*names, "nbval-skip", "hide-input"]


def _our_own_metadata(cell: dict[str, Any]) -> None:
    cell["metadata"]["course"] = {"attempted": True, "copies": 9, "added": True}
    cell["metadata"]["execution"] = {"status": "ok"}


def _without_metadata(cell: dict[str, Any]) -> None:
    cell["metadata"] = {}


def _without_ids(cell: dict[str, Any]) -> None:
    cell.pop("id", None)


def _one_id(cell: dict[str, Any]) -> None:
    cell["id"] = "same"


def _ids_of_others(notebook: Notebook) -> Notebook:
    """Give added cells the ids of check cells."""
    added = [
        {**_graded_cell("x", "check = print"), "metadata": {}, "id": f"{name}-check"}
        for name in FULL
    ]
    return {**notebook, "cells": [*added, *notebook["cells"]]}


def _easier_data(cell: dict[str, Any]) -> None:
    if cell.get("id") == "eight-parts-data":
        cell["source"] = "scores = [0.9, 0.1]\nlabels = [1, 0]"


def _provided_cells_raise(cell: dict[str, Any]) -> None:
    if cell["cell_type"] == "code" and not _ours(cell):
        cell["source"] = f"{cell['source']}\nraise RuntimeError('no')"


CASES = (
    case(
        "checks-deleted",
        "Deletes the check cells.",
        change=_keep(lambda cell: not _ours(cell).get("grade")),
    ),
    case(
        "answers-only",
        "Deletes everything but the answers.",
        change=_keep(_is_answer),
    ),
    case("no-cells", "Deletes every cell.", NOTHING, change=_keep(lambda _: False)),
    case("reversed", "Turns the order around.", change=_in_order(reversed)),
    case("shuffled", "Shuffles the cells.", change=_in_order(_shuffled)),
    case(
        "doubled",
        "Has every cell twice, checks and answers too.",
        change=_in_order(lambda cells: [*cells, *cells]),
    ),
    case(
        "answers-as-markdown",
        "Makes markdown of the answers.",
        change=_each(_retyped("markdown")),
    ),
    case("answers-as-raw", "Makes raw cells.", change=_each(_retyped("raw"))),
    case(
        "answers-of-no-type",
        "Gives the answers a type that there is not.",
        change=_each(_retyped("<script>")),
    ),
    case("ids-swapped", "Swaps the ids of two answers.", change=_swap_ids),
    case(
        "worth-a-thousand",
        "Unlocks the checks, raises their points and their schema.",
        but(NOTHING, exercise_1=5),
        answers={
            "exercise-1": "ex1_threshold, ex1_f1 = 0.55, 0.75\nex1_matrix = 3, 1, 1, 3"
        },
        solved=False,
        change=_each(_worth_a_thousand),
    ),
    case(
        "checks-print-full-marks",
        "Rewrites the checks so that they end in full marks.",
        NOTHING,
        solved=False,
        change=_each(_checks_print_full_marks),
    ),
    case(
        "forged-outputs",
        "Hands in outputs of full marks in every cell.",
        NOTHING,
        solved=False,
        change=_each(_forged_outputs),
    ),
    case(
        "more-checks",
        "Adds checks of a known id that are worth a thousand points.",
        NOTHING,
        solved=False,
        change=_more_checks,
    ),
    case(
        "bonus-cells",
        "Adds graded cells of its own, and one to be marked by hand.",
        NOTHING,
        solved=False,
        change=_bonus_cells,
    ),
    case(
        "junk-for-metadata",
        "Has text, numbers and lists where metadata should be.",
        change=_not_our_metadata,
    ),
    case("own-kernel", "Brings a kernel that runs a shell.", change=_own_kernel),
    case("tags", "Tags every cell as one to skip and remove.", change=_each(_tags)),
    case(
        "our-own-metadata",
        "Sets the metadata by which the grader keeps its own notes.",
        NOTHING,
        solved=False,
        change=_each(_our_own_metadata),
        outcomes=dict.fromkeys(FULL, "not-attempted"),
    ),
    case("without-metadata", "Strips metadata.", change=_each(_without_metadata)),
    case("without-ids", "Strips the cells' ids.", change=_each(_without_ids)),
    case("one-id-for-all", "Gives all cells one id.", change=_each(_one_id)),
    case(
        "ids-of-checks",
        "Adds cells that carry the ids of checks.",
        change=_ids_of_others,
    ),
    case(
        "easier-data",
        "Edits the provided data, on which the answer would be another one.",
        but(FULL, exercise_1=0),
        change=_each(_easier_data),
    ),
    case(
        "provided-cells-raise",
        "Edits every provided cell so that it raises.",
        change=_each(_provided_cells_raise),
    ),
    case(
        "all-in-one-cell",
        "Deletes the answers and solves all in one cell of its own.",
        solved=False,
        after=("@ALL-ANSWERS@",),
        change=_keep(lambda cell: not _is_answer(cell)),
    ),
    case(
        "undone-at-the-end",
        "Replaces right functions by useless ones in a last cell.",
        NOTHING,
        after=tuple(all_return("None").values()),
    ),
)
