"""The whole class of attackers, graded once by the public command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grader.running import NoWall, detect_isolation

from .all_cases import ALL, BEHIND_TWO_WALLS
from .case import Case
from .handing_in import hand_in
from .host import UNIT, Host, listening, make_host

COURSE = Path(sys.executable).parent / "course"
MODEL = "honest-as-it-is"
"""Whose page the others are compared with."""

WAYS = {
    "all-walls": (ALL, ("landlock", "seccomp", "bubblewrap")),
    "two-walls": (BEHIND_TWO_WALLS, ("landlock", "seccomp")),
}


@dataclass(frozen=True)
class Graded:
    """What came of it.

    Parameters
    ----------
    host
        Where.
    cases
        Who was graded.
    ran
        How the command ended.
    rows
        What it said of each student.
    before, after
        What must not change, before and after.
    most
        The most that was seen of temporary bytes, processes and threads.
    heard
        The sockets at which something arrived.
    survivors
        Processes of the run that are still there.
    """

    host: Host
    cases: Sequence[Case]
    ran: subprocess.CompletedProcess[str]
    rows: Mapping[str, Any]
    before: Mapping[str, object]
    after: Mapping[str, object]
    most: Mapping[str, int]
    heard: Sequence[str]
    survivors: Sequence[str]


@pytest.fixture(scope="session")
def graded(request, tmp_path_factory):
    """Grade a class behind all walls, or behind those that need no namespaces."""
    cases, walls = WAYS[request.param]
    _need(walls)
    root = tmp_path_factory.mktemp(request.param)
    with listening(root) as ears:
        host = make_host(root, ears)
        for case in cases:
            hand_in(case, host)
        before = host.untouchable()
        without = "" if "bubblewrap" in walls else "bwrap"
        with _Watched(host) as watched:
            ran = run(
                host,
                "grade",
                UNIT,
                "--submissions",
                host.handed_in,
                "--json",
                root / "marks.json",
                without=without,
            )
        assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-6000:]
        assert f"isolation: {'+'.join(walls)} (" in ran.stderr
        rows = json.loads((root / "marks.json").read_text("utf-8"))
        yield Graded(
            host,
            cases,
            ran,
            {row["student"]: row for row in rows},
            before,
            host.untouchable(),
            watched.most,
            ears.heard(),
            processes_with(str(root)),
        )


@dataclass(frozen=True)
class Pages:
    """What is shown of a graded class: feedback by student, and the report."""

    feedback: Mapping[str, str]
    report: str


@pytest.fixture(scope="session")
def pages(graded):
    """Write feedback and report by the public command: of those that inject or leak."""
    shown = graded.host.root / "shown"
    shutil.copytree(graded.host.course.root, shown)
    shown_families = ("injection", "leaking")
    names = {c.name for c in graded.cases if c.family in shown_families} | {MODEL}
    for folder in (shown / "classroom" / "autograded").iterdir():
        if folder.name not in names:
            shutil.rmtree(folder)
    place = ("--course", shown)
    for args in (("feedback", UNIT), ("report", UNIT, "--html", shown / "r.html")):
        ran = run(graded.host, *args, *place)
        assert ran.returncode == 0, ran.stderr[-6000:]
    found = (shown / "classroom" / "feedback").glob("*/*/*.html")
    feedback = {path.parents[1].name: path.read_text("utf-8") for path in found}
    return Pages(feedback, (shown / "r.html").read_text("utf-8"))


def run(host: Host, *args: Any, without: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command as a teacher does."""
    return subprocess.run(
        [str(COURSE), *map(str, args)],
        cwd=host.course.root,
        env=host.environment(without),
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def _need(walls: Sequence[str]) -> None:
    try:
        there: Sequence[str] = detect_isolation().walls
    except NoWall:
        there = ()
    missing = sorted(set(walls) - set(there))
    if missing:
        words = f"this machine lacks {', '.join(missing)}"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)


def processes_with(text: str) -> list[str]:
    """Return the command lines of the processes that carry a text with them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line = (folder / "cmdline").read_bytes()
            if text.encode() in line + (folder / "environ").read_bytes():
                found.append(line.replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


class _Watched:
    """Looks every tenth of a second at what a run uses."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.most = {"bytes": 0, "processes": 0, "threads": 0}

    def __enter__(self) -> _Watched:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            now = {"bytes": _tree_bytes(self._host.temporary), **_tasks(os.getpid())}
            self.most = {name: max(self.most[name], now[name]) for name in now}


def _tree_bytes(folder: Path) -> int:
    used = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                used += os.lstat(os.path.join(place, name)).st_blocks * 512
    return used


def _tasks(ancestor: int) -> dict[str, int]:
    """Count a process's descendants, and find the most threads that one of them has."""
    parents: dict[int, int] = {}
    threads: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            pid = int(folder.name)
            parents[pid], threads[pid] = int(fields[1]), int(fields[17])
    known = {ancestor}
    while more := {p for p, parent in parents.items() if parent in known} - known:
        known |= more
    known.discard(ancestor)
    return {
        "processes": len(known),
        "threads": max((threads[pid] for pid in known), default=0),
    }
