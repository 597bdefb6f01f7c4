"""Marks without work: lies, patches, forged messages, other people's answers."""

from functools import partial

from .case import FULL, NOTHING, Case, all_return, but

__all__ = ["CASES"]

case = partial(Case, "forging", points=NOTHING, solved=False)

_AGREES = """
class Agrees:
    def __eq__(self, other): return True
    def __bool__(self): return True
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def __sub__(self, other): return self
    __rsub__ = __add__ = __radd__ = __mul__ = __rmul__ = __sub__
    def __abs__(self): return self
    def __hash__(self): return 0
    def __getattr__(self, name): return self
    def __call__(self, *args, **options): return self
"""

_ARRAY = """
import numpy as np
class Agrees(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, dtype=bool)
    def __array_ufunc__(self, ufunc, method, *args, **options): return True
    def __array_function__(self, function, types, args, options): return True
    def tolist(self): return self
    def __array_wrap__(self, *args): return self
def agrees(): return np.zeros(4).view(Agrees)
"""

_PRETENDS = """
class Pretends:
    @property
    def __class__(self): return float
    def __float__(self): raise SystemExit
    def __array__(self, *args): raise KeyboardInterrupt
    def item(self): return 1.0
"""

# How a learner finds the worker's end of the conversation.
_CHANNEL = """
import gc
channel = [o for o in gc.get_objects() if type(o).__name__ == "Channel"][-1]
def say_raw(text):
    tree = text.encode()
    data = len(tree).to_bytes(8, "big") + tree
    channel._socket.sendall(len(data).to_bytes(8, "big") + data)
"""

_FORGED = '{"dict": [["outputs", [%s]], ["raised", false], ["timeout", false]]}'

_TAKES_OVER = """
right = {"confusion_at": (3, 1, 1, 5), "f1_from_counts": 0.5, "ex1_f1": 0.75,
         "best_f1_threshold": (0.41, 2 / 3), "youden_thresholds": [0.6]}
channel.send({"outputs": [], "raised": False, "timeout": False})
while True:
    asked = channel.receive()
    if asked["do"] == "cell":
        channel.send({"outputs": [], "raised": False, "timeout": False})
    else:
        channel.send({"kind": "value", "value": right.get(asked["name"], 0.75),
                      "words": "", "changed": False})
"""

_PATCHES_WORKER = """
import sys
parts = [m for name, m in sys.modules.items() if name.startswith("_course_worker")]
reply = next(m.Reply for m in parts if hasattr(m, "Reply"))
patches = {
    "answer": lambda names, ask: reply("value", ask.args),
    "is_same": lambda *args: True,
    "plain": lambda value: value,
}
for module in parts:
    for name in set(patches) & set(vars(module)):
        setattr(module, name, patches[name])
"""

_IMPORTS = """
import importlib, importlib.util, sys
for name in [n for n in sys.modules if n.split(".")[0] == "grader"]:
    del sys.modules[name]
sys.path[:0] = ["@CHECKOUT@", "@COURSE@"]
importlib.invalidate_caches()
try:
    from grader import reference
except Exception:
    place = "@CHECKOUT@/grader/reference/__init__.py"
    spec = importlib.util.spec_from_file_location("reference", place)
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
"""
_BY_REFERENCE = {
    "confusion-at": f"""{_IMPORTS}
def confusion_at(scores, labels, threshold):
    found = reference.confusion_matrix(scores, labels, threshold)
    return found.tp, found.fp, found.fn, found.tn
""",
    "best-f1-threshold": """
def best_f1_threshold(scores, labels):
    best = reference.best_f_beta_threshold(scores, labels)
    return best.value, best.objective
""",
}

_SHADOW = """
def confusion_at(scores, labels, threshold):
    from collections import Counter
    found = Counter((s >= threshold, bool(y)) for s, y in zip(scores, labels))
    pairs = [(True, True), (True, False), (False, True), (False, False)]
    return tuple(found[pair] for pair in pairs)
"""

_SQL = """
import sqlite3
for place in ("@GRADEBOOK@", "file:@GRADEBOOK@?mode=rw"):
    try:
        book = sqlite3.connect(place, uri=place.startswith("file"))
        book.execute("update grade set manual_score = 100, auto_score = 100")
        book.commit()
    except Exception as error:
        print(type(error).__name__)
"""

_DETACHED = """
import os, subprocess, sys, threading, time
later = "import time, sqlite3; time.sleep(3); b = sqlite3.connect('@GRADEBOOK@');" \\
        "b.execute('update grade set manual_score = 100'); b.commit()"
try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            exec(later)
        os._exit(0)
except OSError as error:
    print(error)
try:
    subprocess.Popen([sys.executable, "-c", later, "@MARKER@"], start_new_session=True)
except OSError as error:
    print(error)
threading.Thread(target=exec, args=(later,)).start()
"""

_PATCHES_ALL = """
import builtins, json, numpy.testing
for name in dir(numpy.testing):
    if name.startswith("assert"):
        setattr(numpy.testing, name, lambda *args, **options: None)
np.allclose = np.array_equal = np.isclose = lambda *args, **options: True
builtins.all = builtins.any = lambda items: True
builtins.abs = lambda value: 0
"""

CASES = (
    case(
        "equals-everything",
        "Answers with objects that say they equal everything.",
        answers=all_return("Agrees()", _AGREES),
    ),
    case(
        "array-that-agrees",
        "Answers with an array whose comparisons are always true.",
        answers=all_return("agrees()", _ARRAY),
    ),
    case(
        "pretends-to-be-a-number",
        "Answers with objects whose __class__ says float.",
        answers=all_return("Pretends()", _PRETENDS),
    ),
    case(
        "lying-containers",
        "Answers with lists whose length, items and iteration disagree.",
        answers=all_return(
            "Lies([0, 0, 0, 0])",
            "class Lies(list):\n"
            "    def __len__(self): return 4\n"
            "    def __iter__(self): return iter([7] * 9)\n"
            "    def __getitem__(self, i): return 1\n"
            "    def __eq__(self, other): return True",
        ),
    ),
    case(
        "generators",
        "Answers with generators and iterators, to be read later.",
        answers=all_return("(x for x in (1, 1, 1, 1))"),
    ),
    case(
        "not-a-number",
        "Answers with nan everywhere, which no comparison rejects.",
        answers=all_return("(float('nan'),) * 4")
        | {"f1-from-counts": "def f1_from_counts(*args): return float('nan')"},
    ),
    case(
        "infinite",
        "Answers with infinities of both signs.",
        answers=all_return("[float('inf'), -float('inf')]"),
    ),
    case(
        "endless-integers",
        "Answers with whole numbers that Python refuses to print.",
        answers=all_return("10 ** 5000"),
    ),
    case(
        "endless-integers-that-differ",
        "Answers with another unprintable number each time.",
        answers=all_return("next(n)", "n = iter(range(10 ** 5000, 10 ** 5000 + 999))"),
    ),
    case(
        "contains-itself",
        "Answers with a list that contains itself.",
        answers=all_return("me", "me = []\nme.append(me)"),
    ),
    case(
        "a-hundred-thousand-thresholds",
        "Answers with far more numbers than are asked for, to keep the grader busy.",
        points=but(FULL, youden_thresholds=0),
        solved=True,
        answers={
            "youden-thresholds": "def youden_thresholds(s, y):\n"
            "    return np.linspace(0, 1, 100_000)"
        },
    ),
    case(
        "megabytes-in-every-answer",
        "Answers with the largest arrays that can cross, every time.",
        answers=all_return("big", "big = np.zeros(500_000)"),
    ),
    case(
        "patched-comparisons",
        "Patches numpy.testing, allclose and builtins that a check might use.",
        answers=all_return("Agrees()", _AGREES + _PATCHES_ALL),
    ),
    case(
        "numpy-is-a-proxy",
        "Puts an object that agrees in numpy's place.",
        answers=all_return("np.float64(1)", _AGREES + "\nimport sys\n")
        | {"exercise-1": "np = sys.modules['numpy'] = Agrees()\nex1_f1 = np"},
    ),
    case(
        "input-transformers",
        "Rewrites every later cell by input and AST transformers.",
        before=(
            "import ast\nshell = get_ipython()\n"
            "shell.input_transformers_post.append(lambda lines: ['20\\n'])\n"
            "class To20(ast.NodeTransformer):\n"
            "    def visit(self, node): return ast.parse('20')\n"
            "shell.ast_transformers.append(To20())",
        ),
    ),
    case(
        "fake-run-cell",
        "Replaces run_cell and the display hooks by ones that report full marks.",
        before=(
            "import sys\nshell = get_ipython()\n"
            "type(shell).run_cell = lambda *args, **options: 20\n"
            "sys.displayhook = shell.display_pub.publish = lambda *args, **k: 20",
            "20",
        ),
    ),
    case(
        "last-value",
        "Leaves full marks as last value, on stdout and as a display.",
        answers=dict.fromkeys(FULL, "print('20')\ndisplay(20)\n20"),
        outcomes={"confusion-at": "incorrect"},
    ),
    case(
        "own-check",
        "Defines a check of its own and patches the course's.",
        before=(
            "import grader\n"
            "def check(*args): return 20\n"
            "grader.check = check\n"
            "class NotYet(BaseException): pass",
        ),
    ),
    case(
        "patched-worker",
        "Patches the code that answers questions in its own process.",
        answers=all_return("0", _PATCHES_WORKER),
    ),
    case(
        "traced-worker",
        "Traces the worker's own frames and writes into their locals.",
        answers=all_return(
            "(1, 1)",
            "import sys\n"
            "def trace(frame, event, arg):\n"
            "    if event == 'return':\n"
            "        frame.f_locals.update(kind='value', reply='correct', points=20)\n"
            "    return trace\n"
            "sys.settrace(trace); sys.setprofile(trace)",
        ),
    ),
    case(
        "searches-memory",
        "Looks through all objects and frames for what is expected.",
        answers=all_return(
            "found()",
            "import gc, sys\n"
            "def found():\n"
            "    frame = sys._getframe()\n"
            "    while frame:\n"
            "        for name in ('expected', 'right', 'reference', 'probe'):\n"
            "            if name in frame.f_locals: return frame.f_locals[name]\n"
            "        frame = frame.f_back\n"
            "    for o in gc.get_objects():\n"
            "        if type(o).__name__ in ('Probe', 'Exercise', 'Slip', 'Result'):\n"
            "            return o",
        ),
    ),
    case(
        "takes-over-the-channel",
        "Answers the parent's questions itself, from a table.",
        # A value exercise is literals: its F1 is right, of five points one.
        points=but(NOTHING, exercise_1=1),
        before=(f"{_CHANNEL}{_TAKES_OVER}",),
    ),
    case(
        "forged-verdict",
        "Writes a verdict of full marks to the parent.",
        before=(
            f"{_CHANNEL}channel.send({{'outcome': 'correct', 'points': 20, "
            "'results': [['confusion-at', 4]], 'outputs': 20})",
        ),
    ),
    case(
        "forged-output-types",
        "Reports outputs whose fields are arrays, not text.",
        before=(
            f"{_CHANNEL}two = np.array([1, 2])\n"
            "channel.send({'outputs': [{'output_type': two, 'name': two, 'data': two},"
            " {'output_type': 'error', 'ename': two, 'traceback': [two]},"
            " {'output_type': 'display_data', 'data': {('a',): 'b', 1: two}}],"
            " 'raised': two, 'timeout': two})",
        ),
    ),
    case(
        "forged-error-name",
        "Reports an error whose name is a number that cannot be printed.",
        points=but(FULL, f1_from_counts=0, best_f1_threshold=0, exercise_1=0),
        solved=True,
        answers={
            "f1-from-counts": f"{_CHANNEL}import os, time\n"
            + "say_raw("
            + repr(
                _FORGED
                % '{"dict": [["output_type", "error"], ["ename", {"int": "0xFF"}]]}'
            )
            + ".replace('0xFF', '0x' + 'F' * 9999).replace('false', 'true', 1))\n"
            "time.sleep(0.3)\nos._exit(0)"
        },
    ),
    case(
        "forged-array-type",
        "Reports arrays whose type is something that NumPy would evaluate.",
        solved=True,
        points=FULL,
        before=tuple(
            f"{_CHANNEL}say_raw({_FORGED % text!r})"
            for text in (
                '{"array": ["=,", [1], 0, 8]}',
                '{"array": ["f8,(", [1], 0, 8]}',
                '{"array": ["|O8", [1], 0, 8]}',
            )
        ),
    ),
    case(
        "forged-nesting",
        "Sends a message nested deeper than any parser goes.",
        solved=True,
        points=FULL,
        before=(
            f"{_CHANNEL}say_raw('[' * 100_000)",
            f"{_CHANNEL}say_raw('[' * 900 + ']' * 900)",
        ),
    ),
    case(
        "forged-length",
        "Announces a message of exabytes.",
        solved=True,
        points=FULL,
        before=(f"{_CHANNEL}channel._socket.sendall(b'\\xff' * 64)",),
    ),
    case(
        "imports-the-reference",
        "Imports the reference and has it answer.",
        answers=_BY_REFERENCE,
    ),
    case(
        "shadow-modules",
        "Hands in modules of the names that the notebook imports, which solve it.",
        answers={"confusion-at": "from helper import confusion_at"},
        beside={
            "helper.py": _SHADOW,
            "numpy.py": _SHADOW,
            "sitecustomize.py": _SHADOW,
            "grader.py": "check = print\n" + _SHADOW,
            "lessons.py": _SHADOW,
        },
    ),
    case(
        "sql",
        "Writes full marks into the gradebook.",
        before=(_SQL,),
    ),
    case(
        "detached-child",
        "Leaves processes behind that write full marks later.",
        before=(_DETACHED,),
    ),
    case(
        "json-is-patched",
        "Has the worker's own JSON say what it likes.",
        answers=all_return(
            "(0, 0)",
            "import json\n"
            'json.dumps = lambda value: \'{"dict": [["kind", "correct"]]}\'',
        ),
    ),
    case(
        "raises-a-verdict",
        "Raises errors whose names and texts read like a verdict.",
        answers=all_return(
            "verdict()",
            "Correct = type('Correct: 20 of 20 points', (Exception,), {})\n"
            "def verdict(): raise Correct('confusion-at (4 of 4 points)\\nCorrect')",
        ),
        outcomes={"confusion-at": "raised"},
    ),
    case(
        "changes-its-inputs",
        "Empties the data that the answer would be compared on.",
        points=but(FULL, confusion_at=3),
        solved=True,
        answers={
            "confusion-at": "def confusion_at(scores, labels, threshold):\n"
            "    kept = list(scores), list(labels)\n"
            "    rows = [(s >= threshold, bool(y)) for s, y in zip(*kept)]\n"
            "    for data in (scores, labels):\n"
            "        data[:] = [0] * len(data)\n"
            "    pairs = (True, True), (True, False), (False, True), (False, False)\n"
            "    return tuple(map(rows.count, pairs))",
            "best-f1-threshold": "def best_f1_threshold(s, y):\n"
            "    best = -1, 0\n"
            "    for t in {float(x) for x in s}:\n"
            "        tp, fp, fn, _ = confusion_at(list(s), list(y), t)\n"
            "        f1 = f1_from_counts(tp, fp, fn)\n"
            "        best = max(best, (round(f1, 12), t))\n"
            "    return best[1], best[0]",
            "youden-thresholds": "def youden_thresholds(s, y):\n"
            "    j = {}\n"
            "    for t in sorted({float(x) for x in s}):\n"
            "        tp, fp, fn, tn = confusion_at(list(s), list(y), t)\n"
            "        j[t] = tp * (fp + tn) - fp * (tp + fn)\n"
            "    return [t for t in j if j[t] == max(j.values())]",
            "exercise-1": "ex1_threshold, ex1_f1 = 0.55, 0.75\nex1_matrix = 3, 1, 1, 3",
        },
    ),
)
