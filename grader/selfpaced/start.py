"""Set up a learner's workspace and open JupyterLab on it: `course start`."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import Course, lessons_folder, open_notebooks, released_units
from grader.exercises import UNITS
from grader.selfpaced.summary import summarise
from grader.selfpaced.workspace import Workspace
from quiz.learner import learner_name

__all__ = ["PreparedWorkspace", "open_lab", "prepare_workspace"]

_PROJECTS = "projects"  # the workspace's folder of what nobody marks
_HIDDEN = (
    "@jupyterlab/apputils-extension:announcements",
    "@jupyter/nbgrader:assignment-list",
    "@jupyter/nbgrader:course-list",
    "@jupyter/nbgrader:create-assignment",
    "@jupyter/nbgrader:formgrader",
    "@jupyter/nbgrader:menu",
)


@dataclass(frozen=True, slots=True)
class PreparedWorkspace:
    """A workspace that is ready to be opened.

    Parameters
    ----------
    workspace
        The folder.
    opens
        The notebook to show first.
    lines
        What to tell the learner.
    """

    workspace: Workspace
    opens: Path
    lines: Sequence[str]


def prepare_workspace(
    folder: Path,
    course: Course | None = None,
    unit: str | None = None,
    learner: str | None = None,
) -> PreparedWorkspace:
    """Bring the released units and the projects into a workspace.

    Nothing that is there is written over.

    Parameters
    ----------
    folder
        The workspace; made if it does not exist.
    course
        Whose lessons; None for the installed ones.
    unit
        The unit or project to open, as its name or a path that ends with it; by
        default the first unit that is not finished.
    learner
        Who signs in.

    Raises
    ------
    ValueError
        If the folder's or the learner's name cannot serve, or there is no such unit
        or project.
    """
    lessons = lessons_folder(course)
    units = released_units(lessons)
    projects = open_notebooks(lessons)
    if not units:
        raise ValueError(f"no released units in {lessons}")
    asked = None if unit is None else _name_in(unit, (*units, *projects))
    name = None if learner is None else learner_name(learner)
    workspace = Workspace.create(folder)
    if name is not None:
        workspace.sign_in(name)
    lines = [f"Workspace: {workspace.root}"]
    opens = {}
    for unit_id in units:
        released = lessons / unit_id / f"{unit_id}.ipynb"
        opens[unit_id], said = _brought(workspace, released, unit_id)
        lines += said
    for project, released in projects.items():
        opens[project], said = _brought(workspace, released, _PROJECTS)
        lines += said
    if projects:
        lines.append(
            f"Projects on data of your own: {workspace.root / _PROJECTS} "
            f"(`course start {next(iter(projects))}` opens one)"
        )
    if workspace.learner:
        lines.append(f"Signed in: {workspace.learner}")
    _configure_lab(workspace)
    events = tuple(workspace.events())
    done = {u.unit for u in summarise(events).units if u.points == u.max_points}
    if events:  # where nothing can be earned, having begun is enough
        done |= set(units) - UNITS.keys()
    first = next((name for name in units if name not in done), units[0])
    return PreparedWorkspace(workspace, opens[asked or first], lines)


def open_lab(prepared: PreparedWorkspace, *, browser: bool, port: int) -> int:
    """Run JupyterLab in the workspace until it is stopped; return its exit code."""
    root = prepared.workspace.root
    shown = prepared.opens.relative_to(root).as_posix()
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{shown}",
        f"--port={port}",
    ]
    if not browser:
        command.append("--no-browser")
    # As root, which containers often are, the server wants to be told.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    settings = str(_settings_folder(prepared.workspace))
    path = os.environ.get("JUPYTER_CONFIG_PATH")
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [settings, path])),
    }
    process = subprocess.Popen(command, env=environment)  # noqa: S603 (our own)
    # Who stops the command (a container, a supervisor) means the server.
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the server has had it too, and asks


def _name_in(asked: str, names: Sequence[str]) -> str:
    """Return the name of the notebook that is meant; its path will do, too.

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    last = asked.replace("\\", "/").rstrip("/").rpartition("/")[-1]
    name = last.removesuffix(".ipynb")
    if name not in names:
        raise ValueError(f"no unit or project {asked!r}; there are: {', '.join(names)}")
    return name


def _brought(
    workspace: Workspace, released: Path, folder: str
) -> tuple[Path, list[str]]:
    """Bring one notebook; return which to open, and what to tell of it."""
    had_one = (workspace.root / folder / released.name).exists()
    opens, is_new = workspace.deliver(released, folder)
    name = released.stem if folder == released.stem else f"{folder}/{released.stem}"
    if is_new and had_one:
        said = f"{name}: a new release lies beside your notebook; yours is as it was"
        return opens, [said]
    return opens, [f"{name}: copied"] if is_new else []


def _configure_lab(workspace: Workspace) -> None:
    """Turn off the news pop-up and hide the teacher's plug-ins, here only."""
    folder = _settings_folder(workspace) / "labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    settings = {"disabledExtensions": dict.fromkeys(_HIDDEN, True)}
    (folder / "page_config.json").write_text(json.dumps(settings, indent=1), "utf-8")


def _settings_folder(workspace: Workspace) -> Path:
    return workspace.root / ".course" / "jupyter"
