"""Leave aside an answer that is far larger than any that is asked for.

Answers are read and compared with every known slip in the process that marks the
whole class: what one of them may cost there has to be bounded.
"""

from dataclasses import replace
from typing import Any

from grader.exercises import Exercise, Probe
from grader.running import Reply, room_of

__all__ = ["reasonable"]


def reasonable(exercise: Exercise, probe: Probe, reply: Reply) -> Reply:
    """Return a reply, as unreadable when it holds far too much.

    As much as the right answer and the question together, four times, is not too
    much; nor are a hundred items.
    """
    if reply.kind != "value":
        return reply
    count = _count(reply.value)
    if count <= 100 + 4 * (len(exercise.right(probe)) + _count(probe.args)):
        return reply
    words = f"an answer of {count} items, far more than are asked for"
    return replace(reply, kind="unreadable", value=None, words=words)


def _count(value: Any) -> int:
    """Count the items of plain data; a hundred characters are one."""
    if isinstance(value, str):
        return 1 + len(value) // 100
    if isinstance(value, dict):
        return 1 + sum(map(_count, value)) + sum(map(_count, value.values()))
    if isinstance(value, (list, tuple)):
        return 1 + sum(map(_count, value))
    return room_of(getattr(value, "shape", ()))
