"""Put one question to a namespace: read a name, or call a function."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .codec import Unreadable, plain

__all__ = ["Ask", "Reply", "ReplyKind", "answer", "is_same"]

_LONGEST_MESSAGE = 300

ReplyKind = Literal[
    "value",
    "missing",
    "placeholder",
    "uncallable",
    "raised",
    "unreadable",
    "timeout",
    "lost",
    "unsteady",
]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the learner's work.

    Parameters
    ----------
    name
        The name in the learner's namespace.
    args
        Plain data to call it with; None to read its value.
    """

    name: str
    args: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Parameters
    ----------
    kind
        ``value``; ``missing``, no such name; ``placeholder``, the name is still
        ``...``; ``uncallable``, not a function; ``raised``; ``unreadable``, the
        value has no plain form; ``timeout`` and ``lost``, no answer came;
        ``unsteady``, the same question was answered in two ways.
    value
        The plain value, for the kind ``value``.
    words
        The error's type and message, or what was found instead of a value.
    changed
        True if the call changed the arguments that it was given.
    """

    kind: ReplyKind
    value: Any = None
    words: str = ""
    changed: bool = False


def answer(namespace: Mapping[str, Any], ask: Ask) -> Reply:
    """Ask a namespace, on copies of the arguments.

    Errors that the learner's code raises come back as words; only what stops
    the process itself (`KeyboardInterrupt`, `SystemExit`) passes through.
    """
    if ask.name not in namespace:
        return Reply("missing", words=ask.name)
    found = namespace[ask.name]
    if found is Ellipsis:
        return Reply("placeholder", words=ask.name)
    if ask.args is None:
        return _read(found)
    if not callable(found):
        return Reply("uncallable", words=type(found).__name__)
    given = copy.deepcopy(ask.args)
    try:
        value = found(*given)
    except Exception as error:
        return Reply("raised", words=_say(error))
    return _read(value, changed=not is_same(given, ask.args))


def _read(value: Any, *, changed: bool = False) -> Reply:
    try:
        return Reply("value", plain(value), changed=changed)
    except Unreadable as error:
        return Reply("unreadable", words=str(error), changed=changed)
    except Exception as error:  # a learner's own class may raise anything
        return Reply("unreadable", words=_say(error), changed=changed)


def _say(error: BaseException) -> str:
    try:
        message = str(error)
    except Exception:
        message = ""
    words = f"{type(error).__name__}: {message}" if message else type(error).__name__
    return words[:_LONGEST_MESSAGE]


def _shape(value: Any) -> type | None:
    """Return the kind of container that plain data is, None for a single value."""
    if isinstance(value, (list, tuple)):
        return list
    holds = isinstance(value, dict) or hasattr(value, "tobytes")
    return type(value) if holds else None


def is_same(left: Any, right: Any) -> bool:
    """Tell whether two pieces of plain data are equal; a list and a tuple may be."""
    if _shape(left) is not _shape(right):
        return False
    if hasattr(left, "tobytes"):
        like = left.dtype == right.dtype and left.shape == right.shape
        return bool(like and left.tobytes() == right.tobytes())
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(is_same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(
            is_same(left[k], right[k]) for k in left
        )
    return bool(left == right) or repr(left) == repr(right) == "nan"
