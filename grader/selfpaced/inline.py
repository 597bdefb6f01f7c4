"""What a learner calls in a notebook: check, hint, solution, progress."""

import dis
import html
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grader.checking import (
    Outcome,
    Result,
    ask_of,
    box,
    judge,
    name_dependencies,
    points,
    to_html,
    to_text,
    untouched,
)
from grader.exercises import (
    Exercise,
    UnknownExercise,
    WrittenExercise,
    find_exercise,
    find_written,
)
from grader.running import Ask, Reply, answer
from grader.selfpaced.model_answer import solution_text
from grader.selfpaced.own_mark import BadMark, own_mark, rubric_of, waiting
from grader.selfpaced.quick_test import kept_attempts
from grader.selfpaced.summary import Summary, summarise
from grader.selfpaced.workspace import OWN_MARK, Event, find_workspace
from grader.selfpaced.written import (
    called_names,
    names_in,
    sets_placeholders,
    sets_values,
    value_source,
)

__all__ = ["NotYet", "check", "hint", "notebook_names", "progress", "solution"]

_session: list[Event] = []  # what no workspace holds
_hints_shown: Counter[str] = Counter()  # since this kernel started

_LONGEST_MESSAGE = 300

_UNCONFIGURED = (
    "This cell earns no marks here: the course's nbgrader_config.py is missing or was "
    "not read. Run `nbgrader autograde` in the course folder, or `course grade`."
)


class NotYet(Exception):  # noqa: N818 (what a learner is told)
    """The exercise is not right yet; shown as plain lines, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [f"NotYet: {self}"]


class _Shown:
    """Words that a notebook shows as HTML and everything else as text."""

    def __init__(self, text: str, markup: str) -> None:
        self._text, self._markup = text, markup

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        return self._markup


def check(
    exercise_id: str = "",
    *,
    namespace: Mapping[str, Any] | None = None,
    my_points: Any = None,
) -> None:
    """Check an exercise of this notebook and show how it stands.

    An exercise that is answered in words is marked by a person: of it the rubric is
    shown, by which a learner alone marks it and records the mark.

    Parameters
    ----------
    exercise_id
        Such as ``"best-f1-threshold"``.
    namespace
        Where to look for the learner's names; by default the notebook's.
    my_points
        The learner's own mark, of an exercise that is answered in words.

    Raises
    ------
    NotYet
        Unless the answer is right, or in words.

    Examples
    --------
    >>> check("mini-challenge-why")  # doctest: +SKIP
    >>> check("mini-challenge-why", my_points=2)  # doctest: +SKIP
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        raise NotYet(_UNCONFIGURED)
    exercise = _find(exercise_id)
    if isinstance(exercise, WrittenExercise):
        _mark_by_rubric(exercise, my_points)
        return
    if my_points is not None:
        raise NotYet(f"{exercise_id} is checked here: leave my_points out")
    names = notebook_names() if namespace is None else namespace
    try:
        result = _check(exercise, names)
    except KeyboardInterrupt:
        raise NotYet(
            f"{exercise_id}: stopped before your code came to an end"
        ) from None
    _note("check", exercise_id, result)
    if result.outcome is Outcome.CORRECT:
        _show(_Shown(to_text(result), to_html(result)))
        return
    result = replace(result, notes=(*result.notes, _next_step(result)))
    _show(_Shown(to_text(result), to_html(result)))
    raise NotYet(f"{exercise_id}, see above")


def hint(exercise_id: str = "") -> None:
    """Show the next of an exercise's three hints.

    A new kernel begins with the first again: who comes back and runs all cells sees
    the hints that they had, and none that they did not ask for.
    """
    exercise = _find(exercise_id)
    last = len(exercise.hints) - 1
    number = min(_hints_shown[exercise_id], last)
    _hints_shown[exercise_id] += 1
    head = f"Hint {number + 1} of {len(exercise.hints)}"
    seen = sum(e.what == "hint" and e.exercise == exercise_id for e in _events())
    if seen <= number:
        _note("hint", exercise_id)
    text = exercise.hints[number]
    _show(_Shown(f"{head}: {text}", box(head, [text])))


def solution(exercise_id: str = "") -> None:
    """Show a worked solution, once the exercise has been attempted.

    A class turns this off by ``COURSE_SOLUTIONS=off`` in the environment.
    """
    if not _find(exercise_id).has_solution:
        _say("Nothing to show here: the review explains what you chose.")
        return
    if os.environ.get("COURSE_SOLUTIONS", "").lower() in ("off", "0", "no"):
        _say("Solutions are turned off in this class: ask your teacher, or hint(…).")
        return
    tried = any(
        e.what == "check" and e.exercise == exercise_id and e.outcome != "not-attempted"
        for e in _events()
    )
    if not tried:
        _say(f'First try it yourself: write an answer and run check("{exercise_id}").')
        return
    source = solution_text(exercise_id)
    if source is None:
        _say("The solved notebooks are not installed here.")
        return
    _note("solution", exercise_id)
    if isinstance(_find(exercise_id), WrittenExercise):
        _show(_Shown(source, box("A model answer", source.splitlines())))
        return
    _show(_Shown(source, f"<pre><code>{html.escape(source)}</code></pre>"))


def progress() -> Summary:
    """Return how far the learner is: units, points, quick test, what comes next."""
    workspace = find_workspace()
    learner, attempts = kept_attempts(workspace, _say)
    is_kept = workspace is not None
    return summarise(_events(), learner, is_kept=is_kept, attempts=attempts)


def _mark_by_rubric(exercise: WrittenExercise, my_points: Any) -> None:
    """Show the rubric, or record the mark that the learner read off it."""
    if my_points is None:
        result = waiting(exercise)
        _note("check", exercise.id, result)
        result = replace(result, notes=rubric_of(exercise))
        _show(_Shown(to_text(result), to_html(result)))
        return
    try:
        result = own_mark(exercise, my_points)
    except BadMark as error:
        raise NotYet(f"{exercise.id}: {error}") from None
    is_kept = _note(OWN_MARK, exercise.id, result)
    marks = f"{points(result.points)} of {points(result.max_points)} points"
    head = f"Your own mark: {exercise.id} ({marks})"
    line = "Recorded as your own; the latest counts. See `progress()`."
    if find_workspace() is None:
        line = "It counts as your own, in this session only: no workspace here."
    elif not is_kept:
        line = "It counts as your own, in this session only."
    _show(_Shown(f"{head}\n{line}", box(head, [line])))


def _check(exercise: Exercise, names: Mapping[str, Any]) -> Result:
    replies = [_answer(names, ask_of(probe)) for probe in exercise.published]
    if all(_is_nothing(reply) for reply in replies):
        name = exercise.published[0].name
        if exercise.is_value or _is_unwritten(names.get(name)):
            return untouched(exercise, f"Still to be written: {name}.")
        lacks = f"{name} returns nothing: is a return missing?"
        return replace(untouched(exercise, lacks), outcome=Outcome.INCORRECT)
    result = judge(exercise, exercise.published, replies)
    called = called_names(names.get(exercise.published[0].name))
    if exercise.is_value:
        wanted = tuple(dict.fromkeys(probe.name for probe in exercise.published))
        source = value_source(names, wanted)
        called = names_in(source)
        if result.outcome is Outcome.NOT_ATTEMPTED:
            result = _stopped(result, source, wanted, names)

    def is_right(exercise_id: str) -> bool:
        needed = find_exercise(exercise_id)
        return _check(needed, names).outcome is Outcome.CORRECT

    return name_dependencies(result, called.__contains__, is_right)


def _answer(names: Mapping[str, Any], ask: Ask) -> Reply:
    """Ask here; an answer that would end the process has raised like any other."""
    try:
        return answer(names, ask)
    except SystemExit as error:
        code = f": {error.code}" if isinstance(error.code, (int, str)) else ""
        return Reply("raised", words=f"SystemExit{code}"[:_LONGEST_MESSAGE])


def _stopped(
    result: Result, source: str, wanted: Sequence[str], names: Mapping[str, Any]
) -> Result:
    """Tell a cell of values that was run in vain from one that nobody has begun.

    A value that is missing after its cell was run means an error. One that holds the
    placeholder may have been given it, so there the cell's own placeholders count.
    """
    missing = ", ".join(name for name in wanted if name not in names)
    if not sets_values(source, wanted):
        return result
    if missing:
        why = f"Its cell raised an error before it had set {missing}."
        return replace(result, outcome=Outcome.RAISED, notes=(why,))
    if sets_placeholders(source, wanted):
        return replace(result, outcome=Outcome.INCORRECT)
    return result


def _is_unwritten(function: Any) -> bool:
    """Say whether a function does nothing but stand there with its docstring."""
    code = getattr(function, "__code__", None)
    idle = ("RESUME", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "NOP")
    return code is not None and all(
        step.opname in idle for step in dis.get_instructions(code)
    )


def _is_nothing(reply: Reply) -> bool:
    return reply.kind == "value" and reply.value is None


def _next_step(result: Result) -> str:
    exercise = find_exercise(result.exercise_id)
    hints = sum(e.what == "hint" and e.exercise == exercise.id for e in _events())
    off = os.environ.get("COURSE_SOLUTIONS", "").lower() in ("off", "0", "no")
    call = "hint" if off or hints < len(exercise.hints) else "solution"
    begun = result.outcome is not Outcome.NOT_ATTEMPTED
    verb = "Change" if begun else "Write"
    return f'{verb} your answer and check again, or run `{call}("{exercise.id}")`.'


def _find(exercise_id: object) -> Exercise | WrittenExercise:
    if not isinstance(exercise_id, str):
        given = " ".join(repr(exercise_id).split())[:40]
        raise NotYet(f'an exercise\'s id is text such as "confusion-at", not {given}')
    try:
        return find_written(exercise_id) or find_exercise(exercise_id)
    except UnknownExercise as error:
        raise NotYet(str(error)) from None


def notebook_names() -> Mapping[str, Any]:
    """Return the notebook's names; outside one those of the caller's caller."""
    shell = _shell()
    if shell is not None:
        names: Mapping[str, Any] = shell.user_ns
        return names
    frame = sys._getframe(2)
    return {**frame.f_globals, **frame.f_locals}


def _shell() -> Any:
    module = sys.modules.get("IPython")
    return module.get_ipython() if module else None


def _events() -> list[Event]:
    """Return the workspace's record, and what this session holds beside it."""
    workspace = find_workspace()
    if workspace is None:
        return _session
    try:
        return [*workspace.events(), *_session]
    except OSError as error:
        _say(f"The workspace's record cannot be read: {error}.")
        return _session


def _note(what: str, exercise_id: str, result: Result | None = None) -> bool:
    """Keep an event; say so, and return False, where the workspace cannot take it."""
    workspace = find_workspace()
    if workspace is not None:
        try:
            workspace.record(what, exercise_id, result)
            return True
        except OSError as error:
            _say(f"Not recorded, it counts in this session only: {error}.")
    _session.append(Event.now(what, exercise_id, result))
    return False


def _say(text: str) -> None:
    _show(_Shown(text, box("", [text])))


def _show(shown: _Shown) -> None:
    if _shell() is None:
        print(shown)
        return
    from IPython.display import display  # noqa: PLC0415 (only inside IPython)

    display(shown)
