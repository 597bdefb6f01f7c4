"""Plain data across the wall: JSON for the structure, raw bytes for arrays.

Nothing here unpickles or evaluates. What can cross is what an exercise can ask
for: None, booleans, numbers, strings, lists, tuples, dictionaries with any of
these as keys, and arrays of numbers or strings. Both sides use this module, so both
read a value alike.
"""

import decimal
import json
import math
import numbers
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

__all__ = ["Unreadable", "decode", "encode", "plain", "room_of"]

MAX_DEPTH = 32
MAX_ITEMS = 200_000
MAX_BYTES = 4 * 2**20
_SAFE_INTEGER = 2**53
_LARGEST_INTEGER = 2**1024  # beyond every float; Python refuses to print far larger
_DTYPE = re.compile(r"[<|][biuf][1248]")


class Unreadable(ValueError):  # noqa: N818 (a finding about a value, in its own words)
    """A value that cannot cross, with the reason in words."""


def plain(value: Any) -> Any:
    """Turn a value into plain data: Python scalars, containers, arrays.

    Numbers of every kind become ``bool``, ``int`` or ``float``; arrays without
    dimensions become numbers; ranges become lists; anything that offers
    ``__array__`` becomes an array.

    Raises
    ------
    Unreadable
        If the value, or something in it, has no plain form.
    """
    return _Plainer().convert(value, depth=0)


class _Plainer:
    """One conversion, with its count of items."""

    def __init__(self) -> None:
        self.items = 0

    def convert(  # noqa: PLR0911, PLR0912 (one line a kind)
        self, value: Any, depth: int
    ) -> Any:
        self.items += 1
        if depth > MAX_DEPTH:
            raise Unreadable(f"a value nested more than {MAX_DEPTH} deep")
        if self.items > MAX_ITEMS:
            raise Unreadable(f"a value of more than {MAX_ITEMS} items")
        if value is None or isinstance(value, bool):
            return value
        if value is Ellipsis:
            raise Unreadable("the placeholder ...")
        if isinstance(value, str):
            return str(value)
        if isinstance(value, (np.generic, np.ndarray)):
            return self._array(np.asarray(value), depth)
        if isinstance(value, numbers.Integral):
            return _integer(int(value))
        if isinstance(value, (numbers.Real, decimal.Decimal)):
            return float(value)
        if isinstance(value, tuple):
            return tuple(self.convert(item, depth + 1) for item in value)
        if isinstance(value, (list, range)):
            return [self.convert(item, depth + 1) for item in value]
        if isinstance(value, dict):
            return {
                self.convert(key, depth + 1): self.convert(item, depth + 1)
                for key, item in value.items()
            }
        if isinstance(value, (set, frozenset)):
            raise Unreadable("a set, which has no order: make it a sorted list")
        if hasattr(value, "__array__"):
            return self._array(np.asarray(value), depth)
        raise Unreadable(f"a {type(value).__name__}")

    def _array(self, array: Any, depth: int) -> Any:
        kind = array.dtype.kind
        if kind == "O":
            return self.convert(array.tolist(), depth + 1)
        if kind in "UT":
            return self._text_array(array)
        if kind not in "biuf":
            raise Unreadable(f"an array of type {array.dtype}")
        if room_of(array.shape) > MAX_BYTES:
            raise Unreadable(f"an array of shape {array.shape}")
        if array.ndim == 0:
            return {"b": bool, "i": int, "u": int, "f": float}[kind](array)
        if array.nbytes > MAX_BYTES:
            raise Unreadable(f"an array of {array.nbytes} bytes")
        if kind == "f" and array.dtype.itemsize not in (4, 8):
            array = array.astype(np.float64)
        return np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<")))

    def _text_array(self, array: Any) -> Any:
        if array.ndim == 0:
            return str(array[()])
        self.items += room_of(array.shape)
        if self.items > MAX_ITEMS:
            raise Unreadable(f"a value of more than {MAX_ITEMS} items")
        return _texts(array.ravel().tolist()).reshape(array.shape)


def encode(value: Any) -> bytes:
    """Write plain data as bytes: the JSON's length, the JSON, the arrays' bytes."""
    blobs: list[bytes] = []
    text = json.dumps(_to_tree(value, blobs)).encode("ascii")
    return b"".join([len(text).to_bytes(8, "big"), text, *blobs])


def decode(data: bytes) -> Any:
    """Read what `encode` wrote, trusting none of it.

    Raises
    ------
    Unreadable
        If the bytes are not well-formed in every respect.
    """
    try:
        length = int.from_bytes(data[:8], "big")
        tree = json.loads(data[8 : 8 + length].decode("ascii"))
        return _Reader(memoryview(data)[8 + length :]).read(tree)
    except Unreadable:
        raise
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise Unreadable(f"malformed data ({type(error).__name__})") from None


def _to_tree(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, int) and not -_SAFE_INTEGER < value < _SAFE_INTEGER:
        return {"int": hex(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, tuple):
        return {"tuple": [_to_tree(item, blobs) for item in value]}
    if isinstance(value, list):
        return [_to_tree(item, blobs) for item in value]
    if isinstance(value, dict):
        pairs = [[_to_tree(k, blobs), _to_tree(v, blobs)] for k, v in value.items()]
        return {"dict": pairs}
    if isinstance(value, np.ndarray):
        return _array_to_tree(value, blobs)
    raise Unreadable(f"a {type(value).__name__}")


def _array_to_tree(array: Any, blobs: list[bytes]) -> Any:
    if array.dtype.kind == "U":
        return {"text": [list(array.shape), array.ravel().tolist()]}
    start = sum(map(len, blobs))
    blobs.append(array.tobytes())
    return {"array": [array.dtype.str, list(array.shape), start, array.nbytes]}


class _Reader:
    """Reads one message, with a count of its items.

    Parameters
    ----------
    blob
        The bytes of its arrays.
    """

    def __init__(self, blob: memoryview) -> None:
        self._blob = blob
        self._items = 0

    def read(  # noqa: PLR0911 (one line a kind)
        self, tree: Any, depth: int = 0
    ) -> Any:
        self._items += 1
        if depth > MAX_DEPTH + 8 or self._items > 2 * MAX_ITEMS:
            raise Unreadable("data nested too deep, or too much of it")
        if isinstance(tree, int):
            return _integer(tree)
        if tree is None or isinstance(tree, (float, str)):
            return tree
        if isinstance(tree, list):
            return [self.read(item, depth + 1) for item in tree]
        ((tag, body),) = tree.items()
        if tag == "int":
            return _integer(int(body, 16))
        if tag == "tuple":
            return tuple(self.read(item, depth + 1) for item in body)
        if tag == "dict":
            return {
                self.read(key, depth + 1): self.read(item, depth + 1)
                for key, item in body
            }
        if tag == "array":
            return _array_from(body, self._blob)
        if tag == "text":
            return self._text_array(body)
        raise Unreadable(f"an unknown tag {tag!r}")

    def _text_array(self, body: Any) -> Any:
        shape, texts = body
        if not _is_shape(shape):
            raise Unreadable("an array with an impossible shape")
        self._items += max(len(texts), room_of(shape))
        if self._items > 2 * MAX_ITEMS:
            raise Unreadable("too much data")
        return _texts(texts).reshape(shape)


def _integer(value: int) -> int:
    if abs(value) > _LARGEST_INTEGER:
        raise Unreadable("a whole number of more than 300 digits")
    return value


def _array_from(body: Any, blob: memoryview) -> Any:
    name, shape, start, size = body
    # NumPy evaluates parts of a longer name.
    if not isinstance(name, str) or not _DTYPE.fullmatch(name):
        raise Unreadable("an array of an unknown type")
    dtype = np.dtype(name)
    if not _is_shape((*shape, start, size)) or room_of(shape) > MAX_BYTES:
        raise Unreadable("an array with an impossible shape")
    if start + size > len(blob):
        raise Unreadable("an array shorter than it says")
    flat = np.frombuffer(blob[start : start + size], dtype=dtype)
    return flat.reshape(shape).copy()


def room_of(shape: Sequence[int]) -> int:
    """Return how many lists and items an array becomes at least.

    An array of a million rows without columns has no items, and is a million lists.
    """
    return math.prod(max(1, n) for n in shape)


def _is_shape(numbers: Any) -> bool:
    return all(isinstance(n, int) and n >= 0 for n in numbers)


def _texts(texts: list[Any]) -> Any:
    """Return an array of texts, in which each takes as much room as the longest."""
    if not all(isinstance(text, str) for text in texts):
        raise Unreadable("an array of texts, not all of which are texts")
    if 4 * len(texts) * max(map(len, texts), default=0) > MAX_BYTES:
        raise Unreadable("an array of too many long texts")
    return np.array(texts, dtype=np.str_)
