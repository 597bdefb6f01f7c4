"""The host that is attacked: a course, a home, places of its own, and ears."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import socket
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from grader.classroom.demo_class import UNIT, solved_answers
from grader.course import Course

__all__ = ["UNIT", "Ears", "Host", "listening", "make_host", "snapshot"]

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ears:
    """Sockets at which nothing should be heard."""

    sockets: Mapping[str, socket.socket]
    port: int
    path: str
    abstract: str

    def heard(self) -> list[str]:
        """Return the names of the sockets at which something has arrived."""
        names = []
        for name, ear in self.sockets.items():
            with suppress(BlockingIOError):
                if ear.type == socket.SOCK_DGRAM:
                    ear.recv(100)
                else:
                    ear.accept()[0].close()
                names.append(name)
        return names


@contextmanager
def listening(folder: Path) -> Iterator[Ears]:
    """Listen on loopback and at unix sockets, with and without a file."""
    unix = folder / "ear"
    abstract = f"course-{secrets.token_hex(8)}"
    sockets = {
        "tcp": socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "udp": socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "unix-datagram": socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
        "unix-stream": socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "abstract-datagram": socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
    }
    try:
        sockets["tcp"].bind(("127.0.0.1", 0))
        port = sockets["tcp"].getsockname()[1]
        sockets["udp"].bind(("127.0.0.1", port))
        sockets["unix-datagram"].bind(str(unix))
        sockets["unix-stream"].bind(f"{unix}-stream")
        sockets["abstract-datagram"].bind(f"\0{abstract}")
        for name in ("tcp", "unix-stream"):
            sockets[name].listen()
        for ear in sockets.values():
            ear.setblocking(False)
        yield Ears(sockets, port, str(unix), abstract)
    finally:
        for ear in sockets.values():
            ear.close()


@dataclass(frozen=True)
class Host:
    """Places and secrets of one run.

    Parameters
    ----------
    root
        A folder that holds everything.
    course
        A course of its own, whose solution has a secret in it.
    solved
        The solved answers, without that secret.
    ears
        Where nothing should be heard.
    secrets
        Texts that no learner may be given, by what they are of.
    """

    root: Path
    course: Course
    solved: Mapping[str, str]
    ears: Ears
    secrets: Mapping[str, str] = field(
        default_factory=lambda: {
            name: f"{name.upper()}-SECRET-{secrets.token_hex(8)}"
            for name in ("solution", "home", "environment", "canary", "classmate")
        }
    )

    @property
    def handed_in(self) -> Path:
        """Where the submissions lie."""
        return self.root / "in"

    @property
    def home(self) -> Path:
        """The teacher's home."""
        return self.root / "home"

    @property
    def canary(self) -> Path:
        """A folder that is nobody's business."""
        return self.root / "canary"

    @property
    def checkout(self) -> Path:
        """A copy of the code that grades: what is attacked is not what is worked on."""
        return self.root / "checkout"

    @property
    def temporary(self) -> Path:
        """Where the grader keeps what is temporary."""
        return self.root / "tmp"

    @property
    def words(self) -> dict[str, str]:
        """What stands for what in a case's sources."""
        return {
            "@COURSE@": str(self.course.root),
            "@CHECKOUT@": str(self.checkout),
            "@SOLUTION@": str(self.course.solved(UNIT)),
            "@GRADEBOOK@": str(self.course.gradebook),
            "@HANDED-IN@": str(self.handed_in),
            "@HOME@": str(self.home),
            "@CANARY@": str(self.canary),
            "@TMP@": str(self.temporary),
            "@PORT@": str(self.ears.port),
            "@SOCKET@": self.ears.path,
            "@ABSTRACT@": self.ears.abstract,
            "@PARENT@": str(os.getpid()),
            "@MARKER@": f"marker-of-{self.root}",
            "@CLASSMATE-SECRET@": self.secrets["classmate"],
            "@ALL-ANSWERS@": "\n".join(self.solved.values()),
        }

    def environment(self, without: str = "") -> dict[str, str]:
        """Return the grader's environment, perhaps without one program."""
        return {
            "PATH": self._path(without) if without else os.environ["PATH"],
            "PYTHONPATH": str(self.checkout),
            "HOME": str(self.home),
            "TMPDIR": str(self.temporary),
            "LANG": "C.UTF-8",
            "COURSE_TEST_SECRET": self.secrets["environment"],
            # Its cache of fonts is matplotlib's own affair, as in any program.
            "MPLCONFIGDIR": str(self.root / "matplotlib"),
        }

    def _path(self, without: str) -> str:
        """Return a folder with links to all programs but one."""
        folder = self.root / "bin"
        folder.mkdir(exist_ok=True)
        for place in os.environ["PATH"].split(os.pathsep):
            for program in Path(place).iterdir() if Path(place).is_dir() else ():
                with suppress(FileExistsError):
                    (folder / program.name).symlink_to(program)
        (folder / without).unlink(missing_ok=True)
        return str(folder)

    def untouchable(self) -> dict[str, object]:
        """Return what all that must stay as it is looks like."""
        places = [self.course.solutions, self.course.lessons, self.handed_in]
        places += [self.home, self.canary, self.course.root / "nbgrader_config.py"]
        seen: dict[str, object] = {}
        for place in (*places, self.checkout):
            seen |= snapshot(place)
        return seen


def make_host(root: Path, ears: Ears) -> Host:
    """Make the places, and put a secret into each."""
    course = Course(root / "course")
    course.root.mkdir()
    shutil.copy(CHECKOUT / "nbgrader_config.py", course.root)
    ignore = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("solutions", "lessons"):
        shutil.copytree(
            CHECKOUT / name / UNIT, course.root / name / UNIT, ignore=ignore
        )
    for name in ("grader", "lessons", "quiz"):
        shutil.copytree(CHECKOUT / name, root / "checkout" / name, ignore=ignore)
    host = Host(root, course, solved_answers(course.solved(UNIT)), ears)
    _hide_in_solution(course.solved(UNIT), host.secrets["solution"])
    for folder in (host.home, host.canary, host.temporary, host.handed_in):
        folder.mkdir()
    (host.home / ".netrc").write_text(host.secrets["home"])
    (host.home / ".bashrc").write_text("# mine\n")
    (host.canary / "marker.txt").write_text(host.secrets["canary"])
    return host


def _hide_in_solution(path: Path, secret: str) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell.get("id") == "confusion-at":
            source = "".join(cell["source"])
            begin = "    ### BEGIN SOLUTION\n"
            assert begin in source
            cell["source"] = source.replace(begin, f"{begin}    # {secret}\n")
    path.write_text(json.dumps(notebook, indent=1), "utf-8")


def snapshot(place: Path) -> dict[str, object]:
    """Return kind, mode, owner, attributes and content of all that is in a place."""
    inside = [p for p in place.rglob("*") if "__pycache__" not in p.parts]
    return {str(path): _look(path) for path in (place, *inside)}


def _look(path: Path) -> object:
    found = path.lstat()
    what = stat.filemode(found.st_mode), found.st_uid, found.st_gid
    if stat.S_ISLNK(found.st_mode):
        return (*what, os.readlink(path))
    names = os.listxattr(path) if hasattr(os, "listxattr") else []
    if not stat.S_ISREG(found.st_mode):
        return (*what, names)
    if found.st_size > 2**25:
        return (*what, names, found.st_size)
    with path.open("rb") as file:
        return (*what, names, hashlib.file_digest(file, "sha256").hexdigest())
