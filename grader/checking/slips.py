"""Recognise a wrong answer by the wrong ways that are known."""

from collections.abc import Iterable, Mapping, Sequence

from grader.checking.result import SlipFound
from grader.exercises import Exercise, Probe, Reading, Slip, alike
from grader.running import Reply

__all__ = ["recognise"]


def recognise(
    exercise: Exercise, asked: Sequence[tuple[Probe, Reply]], wrong: Sequence[bool]
) -> tuple[SlipFound, ...]:
    """Return the slips that certainly explain the wrong answers.

    A slip explains a name (a function, or one of several values) when it gives
    the learner's answer to *every* probe of that name on which it is not silent,
    the right ones included.
    Where one slip explains all the wrong names, it alone is returned; where a
    name fits several slips, nothing is said about it.

    Parameters
    ----------
    exercise
        The exercise.
    asked
        Probes with the replies to them.
    wrong
        For each, whether the reply is wrong.
    """
    by_name: dict[str, tuple[list[int], list[int]]] = {}
    for index, (probe, _) in enumerate(asked):
        where = by_name.setdefault(probe.name, ([], []))
        where[0 if wrong[index] else 1].append(index)
    seen = (
        [_seen(exercise, probe, reply) for probe, reply in asked] if any(wrong) else []
    )
    fitting = {
        name: [s for s in exercise.slips if _explains(exercise, s, asked, seen, *where)]
        for name, where in by_name.items()
        if where[0]
    }
    shared = _in_all(fitting)
    groups = [shared] if shared else list(fitting.values())
    return _found(group[0] for group in groups if _say_one_thing(group))


def _explains(
    exercise: Exercise,
    slip: Slip,
    asked: Sequence[tuple[Probe, Reply]],
    seen: Sequence[Reading | str | None],
    wrong: Iterable[int],
    right: Iterable[int],
) -> bool:
    """Say whether a slip agrees wherever it speaks, a wrong answer among it."""
    has_spoken = False
    for index in wrong:
        given = exercise.given_by(slip, asked[index][0])
        if not _agrees(exercise, given, seen[index]):
            return False
        has_spoken |= given is not None
    return has_spoken and all(
        _agrees(exercise, exercise.given_by(slip, asked[index][0]), seen[index])
        for index in right
    )


def _seen(exercise: Exercise, probe: Probe, reply: Reply) -> Reading | str | None:
    """Return a reply as it is compared: a reading, or the name of its error."""
    if reply.kind == "raised":
        return reply.words.partition(":")[0]
    try:
        return exercise.seen(probe, reply.value) if reply.kind == "value" else None
    except Exception:  # a fault of ours names no slip
        return None


def _agrees(
    exercise: Exercise, given: Reading | str | None, seen: Reading | str | None
) -> bool:
    """Say whether a slip's answer is this one; who says nothing does not disagree."""
    if given is None:
        return True
    if isinstance(given, str) or isinstance(seen, str):
        return given == seen
    return seen is not None and alike(seen, given, exercise.tolerance)


def _in_all(fitting: Mapping[str, Sequence[Slip]]) -> list[Slip]:
    if not fitting:
        return []
    first, *others = fitting.values()
    return [slip for slip in first if all(slip in other for other in others)]


def _say_one_thing(slips: Sequence[Slip]) -> bool:
    return len({slip.words for slip in slips}) == 1


def _found(slips: Iterable[Slip]) -> tuple[SlipFound, ...]:
    by_id = {slip.id: SlipFound(slip.id, slip.words) for slip in slips}
    return tuple(by_id.values())
