"""Behind the wall a submission reaches its scratch folder and nothing else."""

import os
import socket
from pathlib import Path

import pytest

from grader.running import (
    Ask,
    Isolation,
    Job,
    Limits,
    NoWall,
    Stage,
    detect_isolation,
    isolation,
    run_job,
)
from grader.running.worker import landlock, seccomp

STAGE = Stage(stubs=(("grader", ""), ("quiz", ""), ("lessons", "")))
QUICK = Limits(cell_seconds=2, ask_seconds=2, total_seconds=30)
WALLS = [("landlock", "seccomp"), ("landlock", "seccomp", "bubblewrap")]


@pytest.fixture(params=WALLS, ids="+".join)
def behind(request):
    """Return a function that runs cells behind walls and gives what they printed."""
    try:
        there = detect_isolation().walls
    except NoWall:
        there = ()
    missing = set(request.param) - set(there)
    if missing:
        words = f"this machine lacks {', '.join(sorted(missing))}"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)

    def run(*cells, asks=()):
        done = run_job(Job(cells, tuple(asks), STAGE, QUICK, request.param))
        texts = []
        for cell in done.cells:
            parts = [o.get("text", "") + o.get("ename", "") for o in cell.outputs]
            texts.append("".join(parts) + cell.trouble)
        return texts, done

    return run


def test_honest_work_notices_nothing(behind):
    """NumPy, SciPy, scikit-learn, figures, threads, files of one's own: all work."""
    texts, done = behind(
        "import numpy as np, scipy.stats, sklearn.linear_model\n"
        "sklearn.linear_model.LogisticRegression().fit([[0], [1]] * 9, [0, 1] * 9)\n"
        "x = float(np.linalg.svd(np.eye(3))[1].sum())",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('Grüße')\nNone",
        "import threading\nseen = []\n"
        "t = threading.Thread(target=seen.append, args=(1,)); t.start(); t.join()",
        "open('mine.txt', 'w').write('x')\nprint(open('mine.txt').read())",
        "import asyncio\nprint(await asyncio.sleep(0, 'waited'))",
        "import tempfile\nwith tempfile.TemporaryFile() as f: print(f.write(b'abc'))",
        "open('/dev/null', 'w').write('x')\nimport os\nprint(os.urandom(1) != 0)",
        asks=(Ask("x"), Ask("seen")),
    )

    assert [reply.value for reply in done.replies] == [3.0, [1]]
    assert not any(cell.raised for cell in done.cells), texts
    assert done.cells[1].outputs[0]["data"]["image/png"].startswith("iVBOR")


def test_no_file_of_the_machine_can_be_read(behind, tmp_path):
    """Not the course, nor solutions, homes, passwords or another's process."""
    secret = tmp_path / "gradebook.db"
    secret.write_text("marks")
    root = Path(__file__).parents[2]
    places = [
        secret,
        "/etc/passwd",
        "/etc/shadow",
        root / "grader" / "reference" / "__init__.py",
        root / "pyproject.toml",
        f"/proc/{os.getpid()}/environ",
        f"/proc/{os.getpid()}/cmdline",
        "/proc/1/environ",
    ]
    read = (
        "for path in PLACES:\n"
        "    try: print(open(path, 'rb').read(9))\n"
        "    except OSError as error: print(type(error).__name__)"
    )
    texts, _ = behind(f"PLACES = {list(map(str, places))!r}", read)

    assert set(texts[1].split()) <= {"PermissionError", "FileNotFoundError"}
    assert len(texts[1].split()) == len(places)


def test_no_installed_trace_of_the_course_can_be_read(behind):
    """Neither paths of a checkout nor an installed copy beside other packages."""
    cell = (
        "import sys, pathlib\n"
        "sites = [pathlib.Path(p) for p in sys.path if p.endswith('site-packages')]\n"
        "found = [p for s in sites for p in s.iterdir()\n"
        "         if p.suffix == '.pth' or p.name.startswith('calibration_course')]\n"
        "for p in [*found, *(q for p in found if p.is_dir() for q in p.iterdir())]:\n"
        "    if p.is_dir(): continue\n"
        "    try: print('read', p.read_text()[:40])\n"
        "    except OSError: print('refused')\n"
        "print(len(found))"
    )
    texts, _ = behind(cell)
    words = texts[0].split()

    assert int(words[-1]) >= 1
    assert set(words[:-1]) == {"refused"}


def test_nothing_outside_the_scratch_folder_can_be_changed(behind, tmp_path):
    """Writing, deleting, linking and making folders elsewhere are refused."""
    victim = tmp_path / "victim.txt"
    victim.write_text("untouched")
    cells = [
        f"open({str(victim)!r}, 'w').write('x')",
        f"open({str(tmp_path / 'new.txt')!r}, 'w')",
        f"import os; os.remove({str(victim)!r})",
        f"import os; os.mkdir({str(tmp_path / 'made')!r})",
        f"import os; os.symlink('/etc', {str(tmp_path / 'link')!r})",
        f"import os; os.chmod({str(victim)!r}, 0)",
        "import os, numpy; open(numpy.__file__, 'a')",
        "import os, grader; open(grader.__file__, 'a')",
        "import os; os.truncate(os.__file__, 0)",
        f"import os; os.utime({str(victim)!r}, (0, 0))",
        f"import os; os.chown({str(victim)!r}, 1, 1)",
    ]
    texts, done = behind(*cells)

    assert all(cell.raised for cell in done.cells), texts
    assert victim.read_text() == "untouched"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["victim.txt"]


def test_there_is_no_network(behind):
    """Neither a server on this machine nor a socket of any family."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        texts, _ = behind(
            f"import socket; socket.create_connection(('127.0.0.1', {port}), 1)",
            "import socket; socket.socket(socket.AF_UNIX)",
            "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
            "import urllib.request; urllib.request.urlopen('http://127.0.0.1')",
        )

    assert all("Error" in text for text in texts)


def test_there_are_no_new_processes(behind):
    """No fork, no program, no shell."""
    texts, _ = behind(
        "import os; os.fork()",
        "import subprocess; subprocess.run(['/bin/true'])",
        "import os; print(os.system('true'))",
        "import os; os.execv('/bin/true', ['true'])",
        "import multiprocessing as m; m.Process(target=print).start()",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import pty; pty.spawn('/bin/true')",
    )

    assert "Error" in texts[0]
    assert "Error" in texts[1]
    assert texts[2] != "0\n"
    assert all("Error" in text for text in texts[3:])


def test_no_signal_and_no_limit_reaches_another_process(behind):
    """The grader cannot be killed, stopped, traced or starved from inside."""
    us = os.getpid()
    texts, done = behind(
        f"import os; os.kill({us}, 0)",
        "import os; os.kill(os.getppid(), 9)",
        "import os; os.kill(-1, 9)",
        "import os; os.killpg(0, 9)",
        f"import resource; resource.prlimit({us}, resource.RLIMIT_NOFILE, (3, 3))",
        f"import os; os.setpriority(os.PRIO_PROCESS, {us}, 19)",
        "import os; os.setsid()",
        f"import os; os.pidfd_open({us})",
        "import ctypes; l = ctypes.CDLL(None, use_errno=True)\n"
        f"print(l.ptrace(16, {us}, 0, 0))",
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2**40, 2**40))",
        "alive = 1",
        asks=(Ask("alive"),),
    )

    assert done.replies[0].value == 1
    assert texts[8] == "-1\n"
    for index in (0, 1, 2, 3, 4, 5, 6, 7, 9):
        assert "Error" in texts[index], index


def test_the_wall_cannot_be_taken_down(behind):
    """A second filter adds to the first; nothing takes it away."""
    texts, _ = behind(
        "import ctypes; l = ctypes.CDLL(None, use_errno=True)\n"
        "l.prctl(22, 0, 0, 0, 0); l.prctl(38, 0, 0, 0, 0)\n"
        "import os; os.fork()",
        "open('/etc/passwd')",
    )

    assert all("Error" in text for text in texts)


def test_the_walls_are_named_and_explained():
    """What the command prints says which walls there are and what they hold."""
    assert str(Isolation(("landlock", "seccomp"))) == "landlock+seccomp"
    assert "no network" in Isolation(("landlock", "seccomp")).words
    assert str(Isolation()) == "limits"
    assert "could read your files" in Isolation().words


def test_without_a_wall_it_has_to_be_asked_for(monkeypatch):
    """The default refuses and says the risk; limits is a choice made in words."""
    monkeypatch.setattr(isolation.landlock, "abi", lambda: 0)

    with pytest.raises(NoWall, match=r"--isolation limits, but .* read your files"):
        detect_isolation()
    assert detect_isolation("limits") == Isolation()


def test_bubblewrap_alone_is_no_wall(monkeypatch):
    """Namespaces without Landlock and seccomp are not enough."""
    monkeypatch.setattr(isolation.seccomp, "is_available", lambda: False)

    with pytest.raises(NoWall):
        detect_isolation()


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_well_formed(machine):
    """Jumps stay inside the program; both architectures refuse the same calls."""
    code = seccomp._filter(machine, 1234)
    length = len(code) // 8

    assert len(code) % 8 == 0
    for index in range(length):
        kind, yes, no = code[8 * index], code[8 * index + 2], code[8 * index + 3]
        if kind & 0x07 == 0x05:
            assert index + 1 + max(yes, no) < length
    assert code[8 * (length - 1)] == 0x06
    only_there = set(seccomp._CALLS["x86_64"]) - set(seccomp._CALLS["aarch64"])
    old = "fork vfork iopl ioperm chmod chown lchown utime utimes futimesat"
    old += " inotify_init modify_ldt"
    assert only_there == set(old.split())


def test_landlock_says_what_it_cannot_do(monkeypatch):
    """On a kernel without it nothing pretends to be restricted."""
    monkeypatch.setattr(landlock, "abi", lambda: 0)

    with pytest.raises(OSError, match="no Landlock"):
        landlock.restrict([], [], [])


def test_no_power_of_root_is_left(behind):
    """Whoever runs the grader, a submission holds no capability."""
    read = (
        "import ctypes, platform\n"
        "number = {'x86_64': 125, 'aarch64': 90}[platform.machine()]\n"
        "header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()\n"
        "print(ctypes.CDLL(None).syscall(number, header, sets), list(sets))"
    )
    texts, _ = behind(read)

    assert texts[0] == "0 [0, 0, 0, 0, 0, 0]\n"


def test_no_socket_file_can_be_sent_to(behind, tmp_path):
    """A pair of datagram sockets would reach every address of its family."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "ear"))
        ear.setblocking(False)
        texts, _ = behind(
            *(
                "import socket\n"
                f"pair = socket.socketpair(socket.AF_UNIX, socket.{kind})\n"
                f"pair[0].sendto(b'x', {str(tmp_path / 'ear')!r})"
                for kind in ("SOCK_DGRAM", "SOCK_SEQPACKET")
            ),
            "import socket\na, b = socket.socketpair()\na.send(b'x')\nprint(b.recv(9))",
        )
        with pytest.raises(BlockingIOError):
            ear.recv(9)

    assert all("PermissionError" in text for text in texts[:2])
    assert texts[2] == "b'x'\n"


def test_no_attribute_of_a_file_can_be_changed(behind, tmp_path):
    """Neither an attribute nor an access list, which is a mode by another name."""
    victim = tmp_path / "victim.txt"
    victim.write_text("untouched")
    acl = b"\x02\0\0\0\x01\0\x06\0\xff\xff\xff\xff"
    texts, _ = behind(
        f"import os; os.setxattr({str(victim)!r}, 'user.evil', b'1')",
        f"import os; os.setxattr({str(victim)!r}, 'system.posix_acl_access', {acl!r})",
        f"import os; os.removexattr({str(victim)!r}, 'user.evil')",
    )

    assert all("Error" in text for text in texts)
    assert os.listxattr(victim) == []


def test_no_signal_is_sent_by_way_of_a_descriptor(behind):
    """The kernel sends none to a process that a learner has named."""
    texts, _ = behind(
        *(
            "import fcntl, os\nr, w = os.pipe()\n"
            f"fcntl.fcntl(r, {command}, {os.getpid()})"
            for command in (8, 10, 15, 1026)
        ),
        "import fcntl, os, struct\nr, w = os.pipe()\n"
        f"fcntl.ioctl(r, 0x8901, struct.pack('i', {os.getpid()}))",
        "import fcntl, os\nr, w = os.pipe()\nprint(fcntl.fcntl(r, fcntl.F_GETFL))",
    )

    assert all("PermissionError" in text for text in texts[:5])
    assert texts[5] == "0\n"


def test_no_folder_is_watched_and_no_memory_escapes_its_bound(behind, tmp_path):
    """Others' files are seen in no watch; files in memory are counted nowhere."""
    texts, _ = behind(
        "import ctypes\nlibc = ctypes.CDLL(None)\nwatch = libc.inotify_init1(0)\n"
        f"print(libc.inotify_add_watch(watch, {bytes(tmp_path)!r}, 4095))",
        "import os; os.memfd_create('x')",
        "import os; os.sched_setaffinity(os.getppid(), {0})",
        "import os; os.sched_setaffinity(0, os.sched_getaffinity(0)); print('mine')",
    )

    assert texts[0] == "-1\n"
    assert "PermissionError" in texts[1]
    assert "PermissionError" in texts[2]
    assert texts[3] == "mine\n"
