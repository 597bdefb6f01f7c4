"""From a submission to its results: rebuild, run, ask, judge.

A submission contributes source text only (`read_submission`, `rebuild`); its
code runs in a worker (`grader.running`); the verdict is computed here, in the
parent (`mark`).
"""

from grader.marking.mark import mark, marking_job, settle
from grader.marking.notebooks import StoredOutputs, UnitNotebooks
from grader.marking.outputs import clean_outputs, verdict_outputs
from grader.marking.rebuild import answer_id, check_id, is_manual, rebuild
from grader.marking.submission import Refused, SubmittedCell, read_submission

__all__ = [
    "Refused",
    "StoredOutputs",
    "SubmittedCell",
    "UnitNotebooks",
    "answer_id",
    "check_id",
    "clean_outputs",
    "is_manual",
    "mark",
    "marking_job",
    "read_submission",
    "rebuild",
    "settle",
    "verdict_outputs",
]
