"""Open a learner's .npz without trusting it, and say what is wrong with it."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lessons.projects._errors import Unusable

__all__ = ["array_names", "as_path", "quoted_names", "read_arrays"]

Arrays = dict[str, NDArray[np.generic]]

_NPY, _PICKLE, _ARCHIVE = b"\x93NUMPY", b"\x80", b"PK"
_SAVE = "Save your arrays by name: np.savez(file, {})."
# What a damaged or encrypted archive makes NumPy and zipfile raise.
_BROKEN = (
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_arrays(
    file: str | os.PathLike[str], needed: Iterable[str], optional: Iterable[str] = ()
) -> Arrays:
    """Return the named arrays of a .npz; nothing in it is ever unpickled.

    Parameters
    ----------
    file : path
        Where it lies; a leading ~ is the home folder.
    needed : iterable of str
        The arrays that must be there.
    optional : iterable of str
        Those that may be. Others are passed over.

    Raises
    ------
    Unusable
        If there is no such file, it is no .npz, an array is missing, or one of them
        could only be read by unpickling.
    """
    path = as_path(file)
    wanted = list(needed)
    _require_npz(path, wanted)
    try:
        with np.load(path, allow_pickle=False) as saved:
            names = list(saved.files)
            _require_names(path, wanted, names)
            asked = [name for name in (*wanted, *optional) if name in names]
            return {name: _read_one(path, saved, name) for name in asked}
    except Unusable:
        raise
    except _BROKEN as error:
        got = f"one that cannot be read ({type(error).__name__}: {error})"
        advice = "It may be damaged or cut short: save or copy it again."
        raise Unusable("file", "be a whole .npz", got, advice, path.name) from None


def array_names(file: str | os.PathLike[str]) -> list[str]:
    """Return the names of what is in a file, none where it is no whole .npz."""
    path = as_path(file)
    try:
        with zipfile.ZipFile(path) as archive:
            return [name.removesuffix(".npy") for name in archive.namelist()]
    except _BROKEN:
        return []


def as_path(file: object) -> Path:
    """Return a learner's path to an existing file.

    Raises
    ------
    Unusable
        If it is no path, or there is no file.
    """
    if not isinstance(file, str | os.PathLike):
        rule = 'be a path such as "my_file.npz", or None'
        raise Unusable("file", rule, f"{file!r:.80}")
    path = Path(os.fsdecode(file)).expanduser()
    if path.is_dir():
        raise Unusable("file", "be a file", f"the folder {str(path)!r}")
    if not path.is_file():
        advice = f"A path counts from the notebook's folder, {str(Path.cwd())!r}."
        raise Unusable("file", "exist", f"{str(path)!r}, which is not there", advice)
    return path


def _require_npz(path: Path, wanted: list[str]) -> None:
    """Refuse what is no archive, by the kind of file that it looks like."""
    if zipfile.is_zipfile(path):
        return
    with path.open("rb") as stream:
        begins = stream.read(len(_NPY))
    save = _SAVE.format(", ".join(f"{name}={name}" for name in wanted))
    got = "something else"
    if not begins:
        got = "an empty file"
    elif begins == _NPY:
        got = "a single array (.npy)"
    elif begins[:2] == _ARCHIVE:
        got = "the beginning of one, cut short"
    elif begins[:1] == _PICKLE:
        got = "a pickle, which could run code and is never opened here"
    raise Unusable("file", "be an .npz", got, save, path.name)


def _require_names(path: Path, wanted: list[str], names: list[str]) -> None:
    """Refuse an archive that lacks an array."""
    missing = [name for name in wanted if name not in names]
    if not missing:
        return
    save = _SAVE.format(", ".join(f"{name}={name}" for name in wanted))
    if any(name.endswith("data.pkl") for name in names):
        rule, got = "be an .npz", "a file of torch.save, a pickle, never opened here"
        save = f"Turn tensors into arrays with .numpy(). {save}"
        raise Unusable("file", rule, got, save, path.name)
    rule = f"hold an array named {missing[0]!r}"
    got = f"one with {quoted_names(names)}" if names else "one without any array"
    raise Unusable("file", rule, got, save, path.name)


def _read_one(
    path: Path, saved: np.lib.npyio.NpzFile, name: str
) -> NDArray[np.generic]:
    """Return one array of an open archive."""
    try:
        found = saved[name]
    except ValueError as error:
        if "pickle" not in str(error):
            raise
        got = "Python objects, which only a pickle can hold"
        advice = f"Save plain numbers or text: np.asarray({name}, dtype=...)."
        rule = "be a plain array"
        raise Unusable(name, rule, got, advice, path.name) from None
    if not isinstance(found, np.ndarray):  # a member that is no array comes as bytes
        raise Unusable(name, "be an array", "a file of another kind", "", path.name)
    return found


def quoted_names(names: Iterable[str], most: int = 6) -> str:
    """Return names for a message: each in quotes, and not too many.

    Examples
    --------
    >>> quoted_names(["a", "b", "c"], most=2)
    "'a', 'b' and 1 more"
    """
    listed = list(names)
    text = ", ".join(f"{name!r:.60}" for name in listed[:most])
    more = len(listed) - most
    return f"{text} and {more} more" if more > 0 else text
