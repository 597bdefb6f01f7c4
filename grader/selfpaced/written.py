"""What a learner's own code says: the names it calls, the values it sets."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from types import CodeType
from typing import Any

__all__ = [
    "called_names",
    "names_in",
    "sets_placeholders",
    "sets_values",
    "value_source",
]


def called_names(function: Any) -> frozenset[str]:
    """Return the global names that a function's code uses.

    What stands in a comprehension, a lambda or an inner function counts too: each
    of them is a code object of its own.
    """
    return frozenset(_names_in(getattr(function, "__code__", None)))


def value_source(names: Mapping[str, Any], wanted: Iterable[str]) -> str:
    """Return the last cell run that sets one of the wanted names, or "".

    Parameters
    ----------
    names
        The notebook's names; IPython keeps its cells' sources under ``In``.
    wanted
        Names of values.
    """
    cells = names.get("In")
    kept: list[Any] = cells if isinstance(cells, list) else []
    for source in reversed(kept):
        if isinstance(source, str) and _values(source, frozenset(wanted)):
            return source
    return ""


def names_in(source: str) -> frozenset[str]:
    """Return the names that stand in a cell; none where it is not plain Python."""
    return frozenset(_names_of(_parsed(source)))


def sets_values(source: str, wanted: Iterable[str]) -> bool:
    """Say whether a cell sets one of the wanted names to more than the placeholder.

    Examples
    --------
    >>> sets_values("best = ...", ["best"])
    False
    >>> sets_values("best = search()", ["best"])
    True
    """
    values = _values(source, frozenset(wanted))
    return any(not _is_placeholder(value) for value in values)


def sets_placeholders(source: str, wanted: Iterable[str]) -> bool:
    """Say whether a cell sets one of the wanted names to the placeholder `...`."""
    return any(map(_is_placeholder, _values(source, frozenset(wanted))))


def _names_in(code: Any) -> Iterator[str]:
    if isinstance(code, CodeType):
        yield from code.co_names
        for constant in code.co_consts:
            yield from _names_in(constant)


def _values(source: str, wanted: frozenset[str]) -> list[ast.expr]:
    """Return what the assignments to the wanted names set them to."""
    return [
        node.value
        for node in ast.walk(_parsed(source))
        if isinstance(node, ast.Assign)
        and any(_names_of(target) & wanted for target in node.targets)
    ]


def _parsed(source: str) -> ast.AST:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _names_of(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _is_placeholder(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is ...
