"""Run one notebook's cells and put questions to what they define.

`run_job` knows nothing of exercises or of what an answer should be. It is a
function of plain, picklable data, so any `concurrent.futures.Executor` can
carry it.
"""

import time
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args

from grader.running.limits import Limits
from grader.running.stage import Stage
from grader.running.warm import Child, borrowed_worker
from grader.running.worker.answering import Ask, Reply, ReplyKind
from grader.running.worker.channel import Closed, TimedOut

__all__ = ["Job", "JobRun", "RunCell", "run_job"]

_GRACE_SECONDS = 2.0
_MOST_STARTS = 4
_SIZE_OF_OUTPUT = 100
_LEFT_OUT = {
    "output_type": "stream",
    "name": "stderr",
    "text": "[left out: the notebook's outputs are too long in all]",
}


@dataclass(frozen=True, slots=True)
class Job:
    """The cells of one notebook, in order, and the questions asked afterwards.

    Parameters
    ----------
    cells
        Sources of the code cells.
    asks
        Questions; each is sent only when its turn has come.
    stage
        What the cells may import besides third-party packages.
    limits
        What they may use.
    walls
        The walls of `Isolation` that stand around them.
    """

    cells: tuple[str, ...]
    asks: tuple[Ask, ...]
    stage: Stage = field(default_factory=Stage)
    limits: Limits = field(default_factory=Limits)
    walls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunCell:
    """How one cell went.

    Parameters
    ----------
    outputs
        In nbformat's shape, unchecked: hostile until cleaned.
    raised
        Whether the cell ended in an error.
    trouble
        ``""``, ``"timeout"`` or ``"lost"`` (the process ended in this cell).
    """

    outputs: tuple[dict[str, Any], ...] = ()
    raised: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class JobRun:
    """What came of a job: one entry for each cell and each question."""

    cells: tuple[RunCell, ...]
    replies: tuple[Reply, ...]
    seconds: float


@dataclass(slots=True)
class _State:
    """Progress that survives a child's end."""

    job: Job
    deadline: float = 0.0
    cells: dict[int, RunCell] = field(default_factory=dict)
    replies: dict[int, Reply] = field(default_factory=dict)
    shown: int = 0
    said: int = 0
    ended: dict[str, ReplyKind] = field(default_factory=dict)

    def keep(self, index: int, cell: RunCell) -> None:
        """Keep how a cell went the first time, as far as there is room for it.

        What it says when it is run again, it may have learnt from questions.
        """
        first = self.cells.get(index)
        if first:
            if cell.trouble == "lost":
                self.cells[index] = replace(first, raised=True, trouble="lost")
            return
        size = _size(cell.outputs)
        if self.shown + size > self.job.limits.all_output_bytes:
            cell = replace(cell, outputs=(_LEFT_OUT,))
        else:
            self.shown += size
        self.cells[index] = cell

    def take(self, index: int, reply: Reply) -> None:
        """Keep a reply, and the name that could not be brought to one."""
        self.said += _size(reply.value)
        if self.said > self.job.limits.all_answer_bytes:
            reply = Reply("unreadable", words="too much data in all the answers")
        self.replies[index] = reply
        if reply.kind in ("timeout", "lost"):
            self.ended[self.job.asks[index].name] = reply.kind

    def seconds(self, most: float) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimedOut
        return min(most + _GRACE_SECONDS, left)


def run_job(job: Job) -> JobRun:
    """Run a job in a fresh child of this process's warm workers.

    A cell or question that ends the process, or that has to be ended, costs
    only itself: the others are run again in a new child without it, as long as
    time is left. A name that once could not be brought to an answer is not
    asked again.
    """
    start = time.monotonic()
    state = _State(job)
    for _ in range(_MOST_STARTS):
        with (
            borrowed_worker(job.stage, job.walls) as worker,
            worker.child(job.limits) as child,
        ):
            # The time that a worker takes to start is not the learner's.
            state.deadline = state.deadline or (
                time.monotonic() + job.limits.total_seconds
            )
            if _run_through(child, state) or time.monotonic() > state.deadline:
                break
    lost = Reply("lost", words="no answer within the limits")
    return JobRun(
        tuple(
            state.cells.get(i, RunCell(trouble="lost")) for i in range(len(job.cells))
        ),
        tuple(state.replies.get(i, lost) for i in range(len(job.asks))),
        time.monotonic() - start,
    )


def _run_through(child: Child, state: _State) -> bool:
    """Run what is left; False when the child was lost on the way."""
    limits = state.job.limits
    for index, source in enumerate(state.job.cells):
        if state.cells.get(index, RunCell()).trouble == "lost":
            continue
        try:
            said = child.request(
                {"do": "cell", "source": source}, state.seconds(limits.cell_seconds)
            )
            state.keep(index, _read_cell(said))
        except (Closed, TimedOut):
            state.keep(index, RunCell(raised=True, trouble="lost"))
            return False
    for index, ask in enumerate(state.job.asks):
        if index in state.replies:
            continue
        if ask.name in state.ended:
            state.replies[index] = Reply(state.ended[ask.name], words=ask.name)
            continue
        request: dict[str, Any] = {"do": "ask", "name": ask.name, "args": ask.args}
        try:
            said = child.request(request, state.seconds(limits.ask_seconds))
            state.take(index, _read_reply(said))
        except TimedOut:
            state.take(index, Reply("timeout", words=ask.name))
            return False
        except Closed:
            state.take(index, Reply("lost", words=ask.name))
            return False
    return True


def _read_cell(said: Any) -> RunCell:
    """Check the shape of a child's word on a cell."""
    if not isinstance(said, dict) or not isinstance(said.get("outputs"), list):
        raise Closed("not an answer to a cell")
    outputs = tuple(output for output in said["outputs"] if isinstance(output, dict))
    trouble = "timeout" if said.get("timeout") is True else ""
    return RunCell(outputs, said.get("raised") is not False, trouble)


def _size(data: Any) -> int:
    """Return about how long plain data is when it is written down."""
    if isinstance(data, dict):
        return _size(tuple(data.values())) + _size(tuple(data))
    if isinstance(data, (list, tuple)):
        return _SIZE_OF_OUTPUT + sum(map(_size, data))
    if isinstance(data, str):
        return len(data)
    return int(getattr(data, "nbytes", 8))


def _read_reply(said: Any) -> Reply:
    """Check the shape of a child's word on a question; the value is plain data."""
    kind = said.get("kind") if isinstance(said, dict) else None
    if not isinstance(kind, str) or kind not in get_args(ReplyKind):
        raise Closed("not an answer to a question")
    words = said.get("words", "")
    return Reply(
        cast(ReplyKind, kind),
        said.get("value"),
        words[:300] if isinstance(words, str) else "",
        said.get("changed") is True,
    )
