"""Mark a rebuilt notebook: run it in a worker, ask the probes, judge the replies."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nbformat import NotebookNode

from grader.checking import (
    Outcome,
    Result,
    ask_of,
    graded_probes,
    judge,
    name_dependencies,
    untouched,
)
from grader.exercises import (
    Exercise,
    Probe,
    UnknownExercise,
    find_exercise,
    find_written,
)
from grader.marking.notebooks import StoredOutputs
from grader.marking.outputs import clean_outputs, verdict_outputs, with_figures
from grader.marking.reasonable import reasonable
from grader.marking.rebuild import answer_id, check_id, is_manual
from grader.marking.rubric import with_rubric
from grader.running import (
    Isolation,
    Job,
    JobRun,
    Limits,
    Reply,
    RunCell,
    Stage,
    is_same,
    run_job,
)
from grader.stage import STAGE

__all__ = ["mark", "marking_job", "settle"]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is sent of a notebook, and what is asked for each exercise."""

    cells: tuple[int, ...]
    probes: dict[str, tuple[Probe, ...]]

    @property
    def order(self) -> list[int]:
        """Places of the probes, in the order in which they are asked.

        The published come first: what is quoted of their answers must not tell of
        graded probes that were asked before.
        """
        flat = [
            place >= _published(exercise_id)
            for exercise_id, asked in self.probes.items()
            for place in range(len(asked))
        ]
        return sorted(range(len(flat)), key=flat.__getitem__)


def marking_job(
    notebook: NotebookNode,
    seed: int,
    limits: Limits,
    isolation: Isolation,
    stage: Stage = STAGE,
) -> Job:
    """Return the job that marks a rebuilt notebook; plain, picklable data."""
    plan = _plan(notebook, seed)
    sources = tuple(notebook.cells[index].source for index in plan.cells)
    asks = [ask_of(probe) for asked in plan.probes.values() for probe in asked]
    first = [asks[place] for place in plan.order]
    twice = (*first, *reversed(first))
    return Job(sources, twice, stage, limits, isolation.walls)


def mark(
    notebook: NotebookNode,
    seed: int,
    limits: Limits | None = None,
    stored: StoredOutputs | None = None,
    isolation: Isolation | None = None,
) -> tuple[Result, ...]:
    """Run and judge a rebuilt notebook, and write the outputs into it.

    Parameters
    ----------
    notebook
        From `rebuild`; its outputs are replaced: the learner's cells get theirs,
        the check cells get the verdict.
    seed
        Seed of the freshly drawn probes, kept with the results.
    limits
        What the learner's code may use.
    stored
        Outputs of the solved notebook, from which figures are taken that came out
        alike.
    isolation
        The walls around the learner's code; none by default.

    Returns
    -------
    tuple of Result
        One for each exercise of the notebook, in order.
    """
    job = marking_job(notebook, seed, limits or Limits(), isolation or Isolation())
    return settle(notebook, seed, run_job(job), stored)


def settle(
    notebook: NotebookNode, seed: int, run: JobRun, stored: StoredOutputs | None = None
) -> tuple[Result, ...]:
    """Judge a job's run and write outputs and verdicts into the notebook."""
    plan = _plan(notebook, seed)
    stored = stored or {}
    for index, ran in zip(plan.cells, run.cells, strict=True):
        cell = notebook.cells[index]
        cell.outputs = with_figures(clean_outputs(ran.outputs), stored.get(cell.id, []))
    results = _judge_all(notebook, plan, run)
    by_id = {result.exercise_id: result for result in results}
    for cell in notebook.cells:
        if check_id(cell):
            cell.outputs = verdict_outputs(by_id[check_id(cell)])
        elif is_manual(cell):
            _show_rubric(cell)
    return results


def _plan(notebook: NotebookNode, seed: int) -> _Plan:
    """Leave out check cells, and answer cells that hold nothing but the stub."""
    cells = [
        index
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
        and not check_id(cell)
        and (not answer_id(cell) or _is_attempted(cell))
    ]
    ids = [check_id(cell) for cell in notebook.cells if check_id(cell)]
    return _Plan(tuple(cells), {i: _probes(i, seed) for i in ids})


def _published(exercise_id: str) -> int:
    return len(find_exercise(exercise_id).published)


@functools.lru_cache(maxsize=256)
def _probes(exercise_id: str, seed: int) -> tuple[Probe, ...]:
    """Return an exercise's graded probes; none for an unknown one: it earns nothing.

    Within a run a class shares its seed, so its probes are drawn once.
    """
    try:
        return graded_probes(find_exercise(exercise_id), seed)
    except UnknownExercise:
        return ()


def _is_attempted(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("course", {}).get("attempted"))


def _judge_all(notebook: NotebookNode, plan: _Plan, run: JobRun) -> tuple[Result, ...]:
    answers = {answer_id(c): c for c in notebook.cells if answer_id(c)}
    runs = {
        answer_id(notebook.cells[index]): cell
        for index, cell in zip(plan.cells, run.cells, strict=True)
    }
    steady = dict(zip(plan.order, _steady(run.replies), strict=True))
    replies = iter([steady[place] for place in range(len(steady))])
    results: dict[str, Result] = {}
    for cell in notebook.cells:
        exercise_id = check_id(cell)
        if exercise_id:
            probes = plan.probes[exercise_id]
            said = [next(replies) for _ in probes]
            ran = runs.get(exercise_id)
            result = _judge_one(cell, exercise_id, probes, said, ran)
        elif is_manual(cell):
            exercise_id = answer_id(cell)
            result = _manual(cell, exercise_id)
        else:
            continue
        results[exercise_id] = _with_copies(result, answers.get(exercise_id))
    return tuple(_with_dependency(r, results, answers) for r in results.values())


def _steady(replies: Sequence[Reply]) -> list[Reply]:
    """Join two rounds of the same questions, the second in reverse.

    Who answers one question in two ways has no answer.
    """
    half = len(replies) // 2
    rounds = zip(replies[:half], reversed(replies[half:]), strict=True)
    return [_join(first, second) for first, second in rounds]


def _join(first: Reply, second: Reply) -> Reply:
    for reply in (first, second):
        if reply.kind in ("timeout", "lost"):
            return reply
    same = first.kind == second.kind and is_same(first.value, second.value)
    return first if same else Reply("unsteady")


def _judge_one(
    cell: NotebookNode,
    exercise_id: str,
    probes: Sequence[Probe],
    replies: Sequence[Reply],
    ran: RunCell | None,
) -> Result:
    try:
        exercise = find_exercise(exercise_id)
    except UnknownExercise:
        note = "The grader knows no exercise of this id, so nothing was marked."
        most = float(cell.metadata.nbgrader.points)
        return Result(exercise_id, "", Outcome.INCORRECT, 0.0, most, notes=(note,))
    pairs = zip(probes, replies, strict=True)
    sized = [reasonable(exercise, probe, reply) for probe, reply in pairs]
    result = judge(exercise, probes, sized)
    if result.outcome is not Outcome.NOT_ATTEMPTED:
        return result
    if ran is None:
        return untouched(exercise)
    return _fell_in_cell(result, exercise, ran)


def _fell_in_cell(result: Result, exercise: Exercise, ran: RunCell) -> Result:
    """Tell a cell that raised before it defined anything from one left alone."""
    names = ", ".join(dict.fromkeys(probe.name for probe in exercise.published))
    if ran.trouble:
        why = f"The answer cell did not come to an end in time; {names} is missing."
    elif ran.raised:
        outputs = clean_outputs(ran.outputs)
        error = next((o.ename for o in outputs if o.output_type == "error"), "")
        error = "".join(c for c in error[:80] if c.isprintable())
        why = f"The answer cell raised {error or 'an error'}."
    else:
        why = f"The answer cell ran, but defines no {names}."
        return replace(result, outcome=Outcome.INCORRECT, notes=(why,))
    return replace(result, outcome=Outcome.RAISED, notes=(why,))


def _manual(cell: NotebookNode, exercise_id: str) -> Result:
    """Leave an attempt to a person; an untouched stub earns nothing, as in nbgrader."""
    attempted = _is_attempted(cell)
    outcome = Outcome.NEEDS_MANUAL if attempted else Outcome.NOT_ATTEMPTED
    written = find_written(exercise_id)
    title = written.title if written else ""
    most = float(cell.metadata.nbgrader.points)
    return Result(exercise_id, title, outcome, 0.0, most)


def _show_rubric(cell: NotebookNode) -> None:
    """Put the rubric below an attempt; an untouched stub stays what it is."""
    written = find_written(answer_id(cell))
    if written and cell.cell_type == "markdown" and _is_attempted(cell):
        cell.source = with_rubric(cell.source, written)


def _with_copies(result: Result, answer: NotebookNode | None) -> Result:
    copies = answer.metadata.get("course", {}).get("copies", 0) if answer else 0
    if copies < 2:
        return result
    note = f"Your notebook holds {copies} answers to this exercise: the last counts."
    return replace(result, notes=(*result.notes, note))


def _with_dependency(
    result: Result, results: dict[str, Result], answers: dict[str, NotebookNode]
) -> Result:
    answer = answers.get(result.exercise_id)
    source = answer.source if answer else ""

    def is_right(exercise_id: str) -> bool:
        other = results.get(exercise_id)
        return other is None or other.outcome is Outcome.CORRECT

    def calls(name: str) -> bool:
        return bool(re.search(rf"\b{re.escape(name)}\b", source))

    return name_dependencies(result, calls, is_right)
