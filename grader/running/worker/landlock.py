"""Landlock: what a process may open, decided by itself and for good.

Needs no privilege. The kernel's interface is three system calls; the numbers are
from ``linux/landlock.h`` and are the same on every architecture.
"""

import ctypes
import os
import sys
from collections.abc import Iterable

__all__ = ["abi", "restrict"]

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_READ = _EXECUTE | _READ_FILE | _READ_DIR
# Rights by the version of the interface that brought them.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_FOR_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | 1 << 15
_NET_RIGHTS = (4, 0b11)
_SCOPES = (6, 0b11)


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def abi() -> int:
    """Return the version of Landlock that this kernel offers; 0 for none."""
    if sys.platform != "linux":
        return 0
    version = ctypes.CDLL(None, use_errno=True).syscall(_CREATE, None, 0, 1)
    return max(int(version), 0)


def restrict(
    readable: Iterable[str], listable: Iterable[str], writable: Iterable[str]
) -> None:
    """Let this process, and all that it starts, open these places only.

    Parameters
    ----------
    readable
        Files and folders that may be read, with all that is below them.
    listable
        Folders whose names, and those below, may be listed but not read.
    writable
        Folders in which everything is allowed.

    Raises
    ------
    OSError
        If the kernel refuses; nothing is restricted then.
    """
    version = abi()
    if not version:
        raise OSError("this kernel has no Landlock")
    every = sum(rights for since, rights in _FILE_RIGHTS.items() if since <= version)
    net = _NET_RIGHTS[1] if version >= _NET_RIGHTS[0] else 0
    scoped = _SCOPES[1] if version >= _SCOPES[0] else 0
    attributes = _Ruleset(every, net, scoped)
    size = 24 if scoped else 16 if net else 8
    ruleset = _call(_CREATE, ctypes.byref(attributes), size, 0)
    try:
        for rights, paths in (
            (_READ, readable),
            (_READ_DIR, listable),
            (every, writable),
        ):
            for path in paths:
                _allow(ruleset, path, rights & every)
        _prctl_no_new_privileges()
        _call(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Add one rule; a path that is not there needs none."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return
    try:
        if not os.path.isdir(path):
            rights &= _FOR_FILES
        rule = _PathBeneath(rights, descriptor)
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)


def _prctl_no_new_privileges() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(38, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS)")


def _call(number: int, *arguments: object) -> int:
    result = int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
