"""Which folders a worker may see, worked out by the parent."""

import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from grader.running.stage import Stage, third_party_paths

__all__ = ["listable_places", "readable_places", "visible_places"]

_SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/lib",
    "/lib64",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/null",
    "/dev/random",
    "/dev/urandom",
    "/dev/zero",
)


def readable_places(stage: Stage, folder: Path) -> list[str]:
    """Return what may be read: the stage, Python, system libraries, packages.

    Of an installation's packages each is named by itself, so that the packages
    that the stage stands in for, installed beside them, stay out.
    """
    hidden = {*stage.packages, *(name for name, _ in stage.stubs)}
    packages = [
        str(entry)
        for path in third_party_paths()
        for entry in Path(path).iterdir()
        if entry.name not in hidden and entry.suffix != ".pth"
    ]
    return [*_python(), *packages, *_SYSTEM, str(folder)]


def listable_places() -> list[str]:
    """Return the folders whose names an import has to list."""
    return third_party_paths()


def visible_places() -> list[str]:
    """Return what is mounted, read-only, in a namespace of the worker's own."""
    python = (sys.base_prefix, sys.base_exec_prefix, sys.prefix)
    whole = [*python, *third_party_paths(), "/usr", "/lib", "/lib64", "/bin", "/etc"]
    return [path for path in _unique(whole) if Path(path).exists()]


def _python() -> list[str]:
    """Return where the interpreter and its standard library are."""
    names = ("stdlib", "platstdlib")
    libraries = [sysconfig.get_path(n, vars={"base": sys.base_prefix}) for n in names]
    shared = Path(sys.base_prefix) / "lib"
    return _unique([*libraries, *map(str, shared.glob("libpython*"))])


def _unique(paths: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(paths))
