"""The folder that a worker imports from, beside third-party packages."""

import importlib.util
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Stage", "build_stage", "third_party_paths"]

_WORKER = Path(__file__).parent / "worker"
WORKER_NAME = "_course_worker"


@dataclass(frozen=True, slots=True)
class Stage:
    """What a worker finds on its import path.

    Parameters
    ----------
    packages
        Names of installed packages of which it gets a private copy, code and
        data, without notebooks.
    stubs
        Pairs (package name, source of its ``__init__``) that stand in for
        packages that it must not see.
    warm_up
        Code that the worker runs once, before it forks: what every child would
        import and prepare again. The names it defines are forgotten.
    """

    packages: tuple[str, ...] = ()
    stubs: tuple[tuple[str, str], ...] = ()
    warm_up: str = ""


def build_stage(stage: Stage, folder: Path) -> None:
    """Fill an empty folder with the stage's packages, stubs and the worker."""
    ignore = shutil.ignore_patterns("*.ipynb", "__pycache__", ".*")
    shutil.copytree(_WORKER, folder / WORKER_NAME, ignore=ignore)
    for package in stage.packages:
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(f"no package named {package!r} to stage")
        source = spec.submodule_search_locations[0]
        shutil.copytree(source, folder / package, ignore=ignore)
    for name, text in stage.stubs:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(text, encoding="utf-8")


def third_party_paths() -> list[str]:
    """Return the folders of installed packages, and no path of a checkout.

    ``.pth`` files are not processed in the worker, so an editable install of
    this course is not importable there.
    """
    names = ("site-packages", "dist-packages")
    return [path for path in sys.path if Path(path).name in names]
