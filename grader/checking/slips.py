"""Recognise a wrong answer by the wrong ways that are known."""

from collections.abc import Iterable, Mapping, Sequence

from grader.checking.result import SlipFound
from grader.exercises import Exercise, Probe, Silent, Slip
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
    by_name: dict[str, list[int]] = {}
    for index, (probe, _) in enumerate(asked):
        by_name.setdefault(probe.name, []).append(index)
    fitting = {
        name: [s for s in exercise.slips if _explains(exercise, s, asked, wrong, where)]
        for name, where in by_name.items()
        if any(wrong[i] for i in where)
    }
    shared = _in_all(fitting)
    groups = [shared] if shared else list(fitting.values())
    return _found(group[0] for group in groups if _say_one_thing(group))


def _explains(
    exercise: Exercise,
    slip: Slip,
    asked: Sequence[tuple[Probe, Reply]],
    wrong: Sequence[bool],
    where: Iterable[int],
) -> bool:
    """Say whether a slip agrees wherever it speaks, a wrong answer among it."""
    agrees = {index: _agrees(exercise, slip, *asked[index]) for index in where}
    spoken = {index: agreed for index, agreed in agrees.items() if agreed is not None}
    return all(spoken.values()) and any(wrong[index] for index in spoken)


def _agrees(exercise: Exercise, slip: Slip, probe: Probe, reply: Reply) -> bool | None:
    """Say whether a slip gives this reply, errors compared by type; None if silent."""
    try:
        slip.answer(probe)
    except Silent:
        return None
    except Exception as error:
        name = reply.words.partition(":")[0]
        return reply.kind == "raised" and name == type(error).__name__
    return reply.kind == "value" and exercise.shows(slip, probe, reply.value)


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
