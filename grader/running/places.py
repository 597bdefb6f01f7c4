"""Which folders a worker may see, worked out by the parent."""

import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from grader.running.stage import Stage, third_party_paths

__all__ = ["listable_places", "readable_places", "visible_places"]

_SYSTEM = (
    *(f"/usr/lib/{name}" for name in ("x86_64-linux-gnu", "aarch64-linux-gnu")),
    "/usr/lib64",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
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
        if entry.name not in hidden
        and entry.suffix != ".pth"
        and not entry.name.startswith("calibration_course-")
    ]
    return [*_python(), *packages, *_SYSTEM, str(folder)]


def listable_places() -> list[str]:
    """Return the folders whose names an import has to list."""
    return [*_library_folders(), *third_party_paths()]


def visible_places() -> list[str]:
    """Return what is mounted, read-only, in a namespace of the worker's own."""
    python = (sys.base_prefix, sys.base_exec_prefix, sys.prefix)
    whole = [*python, *third_party_paths(), "/usr", "/lib", "/lib64", "/bin", "/etc"]
    return [path for path in _unique(whole) if Path(path).exists()]


def _library_folders() -> list[str]:
    """Return the standard library's folders; installed packages may lie in them."""
    base = {"base": sys.base_prefix, "platbase": sys.base_exec_prefix}
    names = ("stdlib", "platstdlib")
    return _unique(sysconfig.get_path(name, vars=base) for name in names)


def _python() -> list[str]:
    """Return what belongs to Python itself, without any installed package."""
    packages = ("site-packages", "dist-packages")
    library = [
        str(entry)
        for folder in _library_folders()
        for entry in Path(folder).iterdir()
        if entry.name not in packages
    ]
    shared = Path(sys.base_prefix) / "lib"
    return _unique([*library, *map(str, shared.glob("libpython*"))])


def _unique(paths: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(paths))
