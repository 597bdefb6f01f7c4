"""Change a source in one place at a time."""

import ast
from collections.abc import Iterator

__all__ = ["mutants_of"]

COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
BITWISE = (ast.BitAnd, ast.BitOr, ast.BitXor)
LOGICAL = (ast.And, ast.Or)


def mutants_of(source: str) -> list[tuple[str, str]]:
    """Return (the changed line, the changed source) for each change there is.

    Every comparison, operator, sign, number and bare condition is changed into all
    its alternatives.
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    mutants = []
    for node in list(ast.walk(tree)):
        for new in _alternatives(node):
            changed = ast.unparse(_Swap(node, new).visit(tree))
            tree = _Swap(new, node).visit(tree)
            pairs = zip(original.splitlines(), changed.splitlines(), strict=True)
            (line,) = [after for before, after in pairs if before != after]
            mutants.append((line.strip(), changed))
    return mutants


def _alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of one node of a syntax tree."""
    match node:
        case ast.Compare(left, [op], right):
            yield from (ast.Compare(left, [o], right) for o in _others(op))
        case ast.BinOp(left, op, right):
            yield from (ast.BinOp(left, o, right) for o in _others(op))
        case ast.AugAssign(target, op, value):
            yield from (ast.AugAssign(target, o, value) for o in _others(op))
        case ast.BoolOp(op, values):
            yield from (ast.BoolOp(o, values) for o in _others(op))
        case ast.UnaryOp(_, operand):
            yield operand
        case ast.Constant(value) if isinstance(value, (bool, int, float)):
            yield from map(ast.Constant, _other_values(value))
        case ast.If(test, body, orelse) | ast.IfExp(test, body, orelse) if _is_bare(
            test
        ):
            yield type(node)(ast.UnaryOp(ast.Not(), test), body, orelse)


def _others(op: ast.AST) -> list[ast.AST]:
    """Return the other operators of the same kind."""
    kinds = (COMPARISONS, BITWISE, LOGICAL, ARITHMETIC)
    family = next((kind for kind in kinds if isinstance(op, kind)), ARITHMETIC)
    return [other() for other in family if not isinstance(op, other)]


def _other_values(value: float) -> tuple[float, ...]:
    return (not value,) if isinstance(value, bool) else (value + 1, value - 1)


def _is_bare(test: ast.AST) -> bool:
    """Say whether a condition has no comparison or operator that is changed itself."""
    return not isinstance(test, (ast.Compare, ast.BoolOp, ast.UnaryOp))


class _Swap(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Replace the one node, and look for it in all others."""
        return self.new if node is self.old else self.generic_visit(node)
