"""Breaking, filling, stopping, outliving. The work handed in is right."""

from functools import partial

from .case import FULL, Case, but

__all__ = ["CASES"]

case = partial(Case, "damage")

# What succeeds says REACHED, and nothing should. If a wall fell, this suite must not
# harm the machine that it runs on: only copies are deleted and written, broad signals
# are harmless ones, and of what is real a file is opened at most.
_TRIES = """
import os
def attempt(act, *args):
    try: found = act(*args)
    except BaseException as error: return print(type(error).__name__)
    print("REACHED", act, args)
    return found
"""

_DELETES = f"""{_TRIES}
import shutil
for place in ("@COURSE@", "@HOME@", "@CANARY@", "@HANDED-IN@", "@TMP@"):
    shutil.rmtree(place, ignore_errors=True)
for path in ("@SOLUTION@", "@GRADEBOOK@", "@CANARY@/marker.txt"):
    attempt(os.remove, path)
    attempt(os.rename, path, path + ".gone")
    attempt(os.rename, path, "mine")
"""

_OVERWRITES = f"""{_TRIES}
for path in ("@SOLUTION@", "@GRADEBOOK@", "@CANARY@/marker.txt", "@HOME@/.netrc",
             "@COURSE@/nbgrader_config.py", "@CHECKOUT@/grader/__init__.py"):
    for mode in ("w", "a", "r+"):
        attempt(open, path, mode)
    attempt(os.truncate, path, 0)
for folder in ("@COURSE@", "@HOME@", "@CANARY@", "@TMP@", "/tmp", "/dev/shm"):
    attempt(open, folder + "/made", "w")
    attempt(os.mkdir, folder + "/made-folder")
    attempt(os.mkfifo, folder + "/made-fifo")
    attempt(os.symlink, "/etc", folder + "/made-link")
"""

_ATTRIBUTES = f"""{_TRIES}
acl = b"\\x02\\0\\0\\0" + b"\\x01\\0\\0\\0\\xff\\xff\\xff\\xff"
for path in ("@SOLUTION@", "@COURSE@", "@CANARY@/marker.txt", "@HOME@"):
    attempt(os.chmod, path, 0)
    attempt(os.chown, path, 1, 1)
    attempt(os.utime, path, (0, 0))
    attempt(os.setxattr, path, "user.evil", b"1")
    attempt(os.setxattr, path, "system.posix_acl_access", acl)
    attempt(os.setxattr, path, "system.posix_acl_default", acl)
    attempt(os.removexattr, path, "user.kept")
"""

_FILLS = "import os\nblock = b'x' * 2 ** 24\n"
_MANY_FILES = f"""{_FILLS}
for n in range(10 ** 6):
    with open(f"{{n}}", "wb") as file: file.write(block)
"""
_NAMELESS_FILES = f"""{_FILLS}
kept = []
for n in range(10 ** 6):
    kept.append(open(f"{{n}}", "wb"))
    kept[-1].write(block)
    os.remove(f"{{n}}")
"""
_MEMORY_FILES = f"""{_FILLS}
kept = []
for n in range(100):
    kept.append(os.memfd_create(f"{{n}}"))
    os.write(kept[-1], block)
"""
_SMALL_FILES = "for n in range(10 ** 6): open(f'{n}', 'w').close()"
_DEEP = """
import os
for n in range(10 ** 5):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
    open("f", "wb").write(b"x" * 10 ** 6)
"""

_THREADS = """
import threading
threading.stack_size(32768)
stop = threading.Event()
while True: threading.Thread(target=stop.wait, daemon=True).start()
"""

_FORKS = f"""{_TRIES}
import multiprocessing, subprocess, sys, signal
for act in (os.fork, os.forkpty, lambda: 1 / (not os.system("sleep 300 # @MARKER@")),
            lambda: os.posix_spawn("/bin/sleep", ["sleep", "300", "@MARKER@"], {{}}),
            lambda: subprocess.Popen([sys.executable, "-c", "while 1: 0", "@MARKER@"]),
            multiprocessing.Process(target=print).start,
            lambda: os.execv("/bin/sleep", ["sleep", "300", "@MARKER@"])):
    for _ in range(20):
        if attempt(act) == 0: os._exit(1)
"""

_SIGNALS = f"""{_TRIES}
import fcntl, signal
for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT):
    for pid in (0, os.getppid(), @PARENT@, -os.getppid(), -@PARENT@):
        attempt(os.kill, pid, number)
    attempt(os.killpg, 0, number)
    attempt(os.kill, -1, signal.SIGCONT)
    for owner in (os.getppid(), @PARENT@, -@PARENT@):
        def by_input():
            r, w = os.pipe()
            fcntl.fcntl(r, fcntl.F_SETOWN, owner)
            fcntl.fcntl(r, 10, number)  # F_SETSIG
            fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
            os.write(w, b"x")
        attempt(by_input)
import resource
for pid in (os.getppid(), @PARENT@):
    attempt(resource.prlimit, pid, resource.RLIMIT_NOFILE, (3, 3))
    attempt(os.setpriority, os.PRIO_PROCESS, pid, 19)
    attempt(os.sched_setaffinity, pid, {{0}})
    attempt(os.sched_setscheduler, pid, os.SCHED_IDLE, os.sched_param(0))
"""

_STARTUP = f"""{_TRIES}
import site, sys
text = "import os; os.environ['EVIL'] = '1'; raise SystemExit('evil')"
names = [".ipython/profile_default/startup/00-evil.py", ".bashrc", ".profile",
         ".config/matplotlib/matplotlibrc", ".jupyter/jupyter_config.py",
         ".jupyter/nbgrader_config.py", ".local/lib/python3/site-packages/evil.pth",
         "usercustomize.py", "sitecustomize.py", ".pythonrc.py", "numpy.py"]
for home in ("@HOME@", os.path.expanduser("~"), "@COURSE@", "@TMP@"):
    for place in [os.path.join(home, name) for name in names]:
        try:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            open(place, "a").write(text)
        except OSError as error: print(type(error).__name__)
for folder in [*filter(None, sys.path), site.getusersitepackages(), "/root"]:
    for name in ("sitecustomize.py", "_course_worker/answering.py",
                 "numpy/__init__.py", "grader/__init__.py", "lessons/__init__.py"):
        attempt(open, os.path.join(folder, name), "a")
"""

_PATCHES = """
import builtins, sys, numpy, matplotlib, IPython, sklearn.metrics
for module in (numpy, sklearn.metrics):
    for name in ("asarray", "unique", "confusion_matrix", "zeros"):
        if hasattr(module, name): setattr(module, name + "_evil", None)
numpy.evil = builtins.evil = sys.evil = True
sys.path.insert(0, "/evil")
matplotlib.rcParams["font.size"] = 1
get_ipython().ast_transformers.clear()
get_ipython().events.register("pre_run_cell", lambda *args: print("evil"))
import atexit; atexit.register(lambda: open("@CANARY@/late", "w"))
import lessons.figures as figures
figures.evil = True
"""

_SCRATCH = f"""{_TRIES}
import shutil
here = os.getcwd()
os.symlink("@CANARY@", "canary")
os.symlink("@CANARY@/marker.txt", "marker")
os.symlink("/", "root")
os.symlink(".", "loop")
os.mkfifo("fifo")
os.mkdir("closed", 0)
attempt(os.rename, here, here + "-moved")
attempt(shutil.rmtree, here)
attempt(os.symlink, "@CANARY@", here)
"""

_LOOPS = """
import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True:
    try:
        while True: pass
    except BaseException: pass
"""

_ENDS = "import os\nos._exit(0)"
_STALLS = """
import gc, time
channel = [o for o in gc.get_objects() if type(o).__name__ == "Channel"][-1]
channel._socket.sendall((1000).to_bytes(8, "big") + b"x")
import signal; signal.setitimer(signal.ITIMER_REAL, 0)
time.sleep(100)
"""

_F1_ENDS = """
def f1_from_counts(tp, fp, fn):
    {ends}
"""
_WITHOUT_F1 = {
    "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    best = -1.0, 0.0
    for t in {float(s) for s in scores}:
        tp, fp, fn, _ = confusion_at(scores, labels, t)
        best = max(best, (round(2 * tp / (2 * tp + fp + fn) if tp else 0.0, 12), t))
    return best[1], best[0]
""",
    "exercise-1": "ex1_threshold, ex1_f1 = 0.55, 0.75\nex1_matrix = 3, 1, 1, 3",
}
_NO_F1 = but(FULL, f1_from_counts=0)


def _ends(name: str, tries: str, ends: str, *, is_slow: bool = False) -> Case:
    """Return a case whose F1 does not come to an end, and the rest is right."""
    return case(
        name,
        tries,
        _NO_F1,
        answers={"f1-from-counts": _F1_ENDS.format(ends=ends), **_WITHOUT_F1},
        outcomes={"f1-from-counts": "raised"},
        is_slow=is_slow,
    )


CASES = (
    case("deletes", "Deletes and moves everything it can name.", before=(_DELETES,)),
    case("overwrites", "Writes into and beside host files.", before=(_OVERWRITES,)),
    case(
        "attributes",
        "Changes modes, owners, times, attributes and access lists of host files.",
        before=(_ATTRIBUTES,),
    ),
    case("many-files", "Fills the disk with large files.", before=(_MANY_FILES,)),
    case(
        "nameless-files",
        "Fills the disk with files that it has deleted and holds open.",
        before=(_NAMELESS_FILES,),
    ),
    case(
        "memory-files",
        "Fills the memory with files that have no place.",
        before=(_MEMORY_FILES,),
    ),
    case("small-files", "Fills the disk with empty files.", before=(_SMALL_FILES,)),
    case("deep-folders", "Nests folders beyond any path.", before=(_DEEP,)),
    case(
        "one-file",
        "Writes one file without end.",
        before=("with open('big', 'wb') as f:\n    while f.write(b'x' * 2 ** 20): 0",),
    ),
    case(
        "memory",
        "Allocates without end.",
        before=(
            "kept = []\nwhile True: kept.append(np.empty(2 ** 28, dtype=np.uint8))",
            "bytearray(2 ** 40)",
            "x = [0] * 2 ** 40",
            "list(range(2 ** 60))",
        ),
    ),
    _ends("memory-in-an-answer", "Allocates when asked.", "return [0] * 2 ** 40"),
    case(
        "rows-without-columns",
        "Returns twenty million empty rows, which take no byte.",
        but(FULL, youden_thresholds=0),
        answers={
            "youden-thresholds": "def youden_thresholds(scores, labels):\n"
            "    return np.empty((20_000_000, 0))"
        },
    ),
    case(
        "not-quite-an-image",
        "Shows what is base64 up to its last character.",
        before=("display({'image/png': ' ' * 300_000 + '!'}, raw=True)",),
    ),
    case("threads", "Starts threads without end.", before=(_THREADS,)),
    case("forks", "Starts processes in every way there is.", before=(_FORKS,)),
    case("signals", "Signals the grader and slows it down.", before=(_SIGNALS,)),
    case(
        "startup-files",
        "Leaves files that would run before the next submission.",
        before=(_STARTUP,),
    ),
    case(
        "patches-modules",
        "Patches numpy, IPython and figures for the next submission.",
        before=(_PATCHES,),
    ),
    case(
        "own-scratch",
        "Makes of its folder what cleaning up should stumble over.",
        before=(_SCRATCH,),
    ),
    case(
        "endless-cell",
        "Never ends, and ignores signals and errors.",
        before=(_LOOPS,),
        is_slow=True,
    ),
    case(
        "stops-itself",
        "Stops its own process.",
        before=("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",),
        is_slow=True,
    ),
    case(
        "half-an-answer",
        "Begins a message and never ends it.",
        before=(_STALLS,),
        is_slow=True,
    ),
    _ends(
        "endless-answer",
        "Never answers.",
        "while True: pass",
        is_slow=True,
    ),
    _ends(
        "exits-when-asked", "Ends the process when asked.", _ENDS.replace("\n", "; ")
    ),
    _ends("quits-when-asked", "Raises SystemExit when asked.", "raise SystemExit(0)"),
    _ends(
        "interrupts-when-asked", "Raises KeyboardInterrupt.", "raise KeyboardInterrupt"
    ),
    _ends(
        "segfaults-when-asked",
        "Reads from address zero when asked.",
        "import ctypes; ctypes.string_at(0)",
    ),
    _ends(
        "recurses-when-asked",
        "Recurses until the stack is over.",
        "import sys; sys.setrecursionlimit(10 ** 9); f = lambda: f(); return f()",
    ),
    case(
        "dies-twice",
        "Kills its own process in two cells.",
        before=(_ENDS, "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
    ),
    case(
        "closes-everything",
        "Closes all descriptors, the grader's among them.",
        before=("import os\nos.closerange(0, 1000)",),
    ),
    case(
        "endless-output",
        "Prints megabytes in every one of many cells.",
        before=("for _ in range(100): print('x' * 10 ** 6)",) * 40,
    ),
    case(
        "countless-outputs",
        "Displays nothing, a hundred thousand times.",
        before=("for _ in range(10 ** 5): display({'text/plain': ''}, raw=True)",),
    ),
    case(
        "floods-its-socket",
        "Writes to the grader until nothing more fits.",
        before=(
            "import os\n"
            "for fd in range(3, 50):\n"
            "    try:\n"
            "        os.set_blocking(fd, False)\n"
            "        while os.write(fd, b'\\0' * 7 + b'\\1' + b'[' * 1000): pass\n"
            "    except OSError: pass",
        ),
    ),
    case(
        "source-bombs",
        "Has the parser and the compiler work without end.",
        before=(
            "(" * 90_000,
            "x = " + "-" * 90_000 + "1",
            "x = '''" + "\\N{BLACK STAR}" * 9_000 + "'''",
            "if 1:\n" + "".join(f"{' ' * n}if 1:\n" for n in range(1, 120)),
            "x = 0\0 + 1",
            "import sys; sys.set_int_max_str_digits(0); x = 7 ** 10 ** 5; len(str(x))",
        ),
    ),
    case(
        "closes-streams",
        "Closes and replaces the standard streams.",
        before=(
            "import sys\nsys.stdout.close() if hasattr(sys.stdout, 'close') else None",
            "import sys\nsys.stdout = sys.stderr = sys.__stdout__ = None",
            "import os\nfor fd in (0, 1, 2): os.close(fd)",
        ),
    ),
)
