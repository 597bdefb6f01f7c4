"""Cells run as in Jupyter, questions are answered, and nothing gets out."""

import os
import pickle
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from grader.running import Ask, Job, Limits, Stage, run_job
from grader.running.warm import WarmWorker, borrowed_worker

STAGE = Stage(stubs=(("grader", "check = lambda *_: None\n"), ("quiz", "")))
QUICK = Limits(cell_seconds=2, ask_seconds=2, total_seconds=30)


def run(*cells, asks=(), limits=QUICK):
    """Run cells and put questions to them."""
    return run_job(Job(cells, tuple(asks), STAGE, limits))


def text_of(cell):
    """Join everything that a cell printed or showed as text."""
    parts = []
    for output in cell.outputs:
        parts.append(output.get("text", ""))
        parts.append(output.get("data", {}).get("text/plain", ""))
        parts.append(output.get("evalue", ""))
    return "".join(parts)


def test_outputs_are_those_of_jupyter():
    """Streams, last values, displays, figures and errors look as they always do."""
    done = run(
        "import sys\nprint('out')\nprint('err', file=sys.stderr)\n1 + 1",
        "from IPython.display import HTML\ndisplay(HTML('<b>x</b>'))",
        "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])",
        "1 / 0",
        "this is no Python",
        "%%time\n3",
        "await __import__('asyncio').sleep(0, 'waited')",
    )
    first = done.cells[0].outputs
    assert [o["output_type"] for o in first] == ["stream", "stream", "execute_result"]
    assert [o.get("name") for o in first] == ["stdout", "stderr", None]
    assert first[2]["data"] == {"text/plain": "2"}
    assert done.cells[1].outputs[0]["data"]["text/html"] == "<b>x</b>"
    assert done.cells[2].outputs[0]["data"]["image/png"].startswith("iVBOR")
    assert done.cells[3].outputs[0]["ename"] == "ZeroDivisionError"
    assert done.cells[3].raised
    assert done.cells[4].outputs[0]["ename"] == "SyntaxError"
    assert "Wall time" in text_of(done.cells[5])
    assert "waited" in text_of(done.cells[6])


@pytest.mark.parametrize(
    "source",
    [
        "_ + 1",
        "Out[1] + 1",
        "import sys; 3 if sys.stdout.fileno() == 1 and not sys.stdout.closed else 0",
        "import faulthandler; faulthandler.enable(); 3",
        "import sys; sys.stdout.writelines([]); sys.stdout.flush(); 3",
    ],
)
def test_what_runs_in_jupyter_runs_here(source):
    """The last value has its names, and the streams are files."""
    done = run("2", source)

    assert text_of(done.cells[1]) == "3"


def test_questions_find_what_the_cells_defined():
    """Every kind of reply says what was found."""
    done = run(
        "def double(x):\n    return 2 * np.asarray(x)\nimport numpy as np",
        "def fail():\n    raise KeyError('why')\nvalue = 3\nblank = ...",
        asks=(
            Ask("double", ([1.0, 2.0],)),
            Ask("fail", ()),
            Ask("nothing"),
            Ask("blank"),
            Ask("value", ()),
            Ask("value"),
            Ask("np"),
        ),
    )
    kinds = [reply.kind for reply in done.replies]

    assert kinds == [
        "value",
        "raised",
        "missing",
        "placeholder",
        "uncallable",
        "value",
        "unreadable",
    ]
    np.testing.assert_array_equal(done.replies[0].value, [2.0, 4.0])
    assert done.replies[1].words == "KeyError: 'why'"


def test_changed_inputs_are_noticed():
    """A function that changes its arguments is found out, list or array."""
    done = run(
        "def sorts(x):\n    x.sort()\n    return 0\ndef reads(x):\n    return 0",
        asks=(
            Ask("sorts", ([2, 1],)),
            Ask("sorts", (np.array([2, 1]),)),
            Ask("reads", (np.array([np.nan, 1]),)),
        ),
    )

    assert [reply.changed for reply in done.replies] == [True, True, False]


@pytest.mark.parametrize(
    "end",
    [
        "import os; os._exit(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import ctypes; ctypes.string_at(0)",
        "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
    ],
    ids=["exit", "kill", "segfault", "catches-all"],
)
def test_a_cell_that_ends_the_process_costs_only_itself(end):
    """The cells before and after it still run, and the questions are answered."""
    done = run("a = 1", end, "b = 2", asks=(Ask("a"), Ask("b")))

    assert [reply.value for reply in done.replies] == [1, 2]
    assert done.cells[1].raised
    assert not done.cells[0].raised


def test_an_endless_cell_is_stopped_and_the_next_one_runs():
    """A loop costs its own time, told as a timeout."""
    done = run("while True: pass", "b = 2", asks=(Ask("b"),))

    assert done.cells[0].trouble == "timeout"
    assert done.replies[0].value == 2


def test_an_endless_answer_is_stopped_and_the_next_question_asked():
    """A function that loops loses its own question only."""
    done = run(
        "def loop():\n    while True: pass\nx = 1",
        asks=(Ask("loop", ()), Ask("x")),
    )

    assert [reply.kind for reply in done.replies] == ["timeout", "value"]


def test_a_name_that_did_not_answer_is_not_asked_again():
    """Ten endless answers cost the time of one, even when they catch everything."""
    start = time.monotonic()
    done = run(
        "def loop(n):\n  while True:\n    try:\n      while True: pass\n"
        "    except BaseException: pass\nx = 1",
        asks=(*(Ask("loop", (n,)) for n in range(10)), Ask("x")),
    )

    assert [reply.kind for reply in done.replies] == ["timeout"] * 10 + ["value"]
    assert time.monotonic() - start < 8


def test_a_name_that_ends_the_process_costs_the_others_nothing():
    """Ten deadly answers cost one new start; what else is asked is answered."""
    done = run(
        "import os\ndef die(n): os._exit(1)\nx = 1",
        asks=(*(Ask("die", (n,)) for n in range(10)), Ask("x")),
    )

    assert [reply.kind for reply in done.replies] == ["lost"] * 10 + ["value"]


def test_a_tree_nested_without_end_is_removed():
    """Cleaning up never decides a run, however deep a submission has dug."""
    deep = "import os\nfor _ in range(1500): os.mkdir('d'); os.chdir('d')"
    done = run(deep, "x = 1", asks=(Ask("x"),))

    assert done.replies[0].value == 1


def test_the_whole_submission_has_an_end():
    """Many slow cells together stop at the total."""
    limits = Limits(cell_seconds=0.4, total_seconds=1)
    start = time.monotonic()
    done = run(*["import time; time.sleep(0.3)"] * 20, asks=(Ask("x"),), limits=limits)

    assert time.monotonic() - start < 8
    assert done.replies[0].kind == "lost"


def test_memory_is_bounded():
    """An array larger than the bound raises MemoryError in the cell."""
    limits = Limits(memory_bytes=2 * 2**30)
    done = run(
        "import numpy as np\nbig = np.ones(2**30)",
        "y = 1",
        asks=(Ask("y"),),
        limits=limits,
    )

    assert "MemoryError" in done.cells[0].outputs[-1]["ename"]
    assert done.replies[0].value == 1


def test_endless_output_is_cut():
    """What a cell prints is kept up to the bound."""
    limits = Limits(output_bytes=10_000)
    done = run("for _ in range(100_000): print('x' * 100)", limits=limits)

    assert len(text_of(done.cells[0])) <= 10_000


def test_a_huge_answer_is_refused_and_the_rest_goes_on():
    """A reply beyond every need is unreadable, not a problem."""
    done = run(
        "def big():\n    return [0] * 10**6\nx = 1", asks=(Ask("big", ()), Ask("x"))
    )

    assert [reply.kind for reply in done.replies] == ["unreadable", "value"]


def test_the_verdicts_code_cannot_be_imported():
    """Reference, exercises and checks are not there; the stub is."""
    done = run(
        "import grader; grader.check('x')",
        "import grader.reference",
        "import grader.exercises",
        "import tests",
        "import lessons",
        "import sys; print([m for m in sys.modules if m.startswith('grader.')])",
    )

    assert not done.cells[0].raised
    assert all(cell.raised for cell in done.cells[1:5])
    assert text_of(done.cells[5]) == "[]\n"


def test_no_input_is_there_before_its_question():
    """A learner who searches all memory finds no probe that was not asked."""
    search = (
        "import gc\n"
        "def find():\n"
        "    return sum(o == [0.123, 0.456] for o in gc.get_objects()\n"
        "               if type(o) is list)\n"
        "found = find()"
    )
    done = run(
        search, asks=(Ask("found"), Ask("find", ()), Ask("len", ([0.123, 0.456],)))
    )

    assert [reply.value for reply in done.replies[:2]] == [0, 0]


def test_home_and_environment_are_empty(monkeypatch):
    """Nothing of the grader's own environment reaches a learner's code."""
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    done = run(
        "import os, pathlib\n"
        "print(dict(os.environ))\n"
        "print(os.listdir(pathlib.Path.home()), os.listdir())"
    )

    assert "s3cret" not in text_of(done.cells[0])
    assert text_of(done.cells[0]).endswith("[] []\n")


def test_scratch_files_are_gone_afterwards():
    """What a submission writes is not found by the next one."""
    done = run("open('left.txt', 'w').write('x')\nimport os\nprint(os.getcwd())")
    folder = Path(text_of(done.cells[0]).splitlines()[0])

    assert folder.name.startswith("course-")
    assert not folder.exists()


@pytest.mark.parametrize("options", ["", "start_new_session=True"])
def test_children_of_a_submission_are_ended(options):
    """No process that a cell starts outlives the submission, not even a daemon."""
    marker = f"course-marker-{os.getpid()}"
    run(
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', "
        f"{marker!r}], {options})"
    )
    alive = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if marker.encode() in entry.read_bytes():
                alive.append(entry)
    assert alive == []


def test_random_numbers_differ_between_submissions():
    """Forked children do not share the parent's random state."""
    source = (
        "import numpy as np, random\nx = [float(np.random.random()), random.random()]"
    )
    values = [run(source, asks=(Ask("x"),)).replies[0].value for _ in range(3)]

    assert len({value[0] for value in values}) == 3
    assert len({value[1] for value in values}) == 3


def test_nothing_is_carried_over():
    """Names, modules and patches of one submission are unknown to the next."""
    run("leak = 1\nimport numpy\nnumpy.leak = 1\nimport builtins\nbuiltins.leak = 1")
    done = run("import numpy\nprint(hasattr(numpy, 'leak'))", asks=(Ask("leak"),))

    assert text_of(done.cells[0]) == "False\n"
    assert done.replies[0].kind == "missing"


def test_forged_replies_bring_no_verdict():
    """Code that writes to its socket can only speak nonsense or answer."""
    forge = (
        "import os\n"
        "for fd in range(3, 64):\n"
        "    try: os.write(fd, (9).to_bytes(8, 'big') + b'x' * 9)\n"
        "    except OSError: pass"
    )
    done = run("a = 1", forge, "b = 2", asks=(Ask("a"), Ask("b")))

    assert [reply.value for reply in done.replies] == [1, 2]
    assert done.cells[1].raised


def test_a_job_is_plain_picklable_data():
    """Any executor can carry a job and bring its run back."""
    job = Job(("x = 1",), (Ask("x", None),), STAGE)
    done = pickle.loads(pickle.dumps(run_job(pickle.loads(pickle.dumps(job)))))  # noqa: S301

    assert done.replies[0].value == 1


def test_a_dead_worker_is_replaced():
    """When the warm worker itself is killed, the next submission starts another."""
    run("x = 1")
    with borrowed_worker(STAGE) as worker:
        os.kill(worker._process.pid, 9)
        worker._process.wait(30)
    done = run("x = 2", asks=(Ask("x"),))

    assert done.replies[0].value == 2


def test_jobs_run_side_by_side():
    """Threads that run jobs at once have a worker each, and their own answers."""
    jobs = [Job((f"x = {n}",), (Ask("x"),), STAGE, QUICK) for n in range(12)]
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(run_job, jobs))

    assert [run.replies[0].value for run in done] == list(range(12))


def test_a_worker_leaves_no_folder_behind():
    """Closing a worker removes its stage."""
    before = set(Path(tempfile.gettempdir()).glob("course-worker-*"))
    worker = WarmWorker(Stage(stubs=(("grader", ""),)))
    made = set(Path(tempfile.gettempdir()).glob("course-worker-*")) - before
    worker.close()

    assert len(made) == 1
    assert not any(folder.exists() for folder in made)


def test_the_stage_holds_packages_without_notebooks():
    """A staged package brings its code and data, and no notebook."""
    stage = Stage(packages=("lessons",))
    done = run_job(
        Job(
            (
                "import lessons, pathlib\n"
                "root = pathlib.Path(lessons.__file__).parent\n"
                "print(len(list(root.rglob('*.py'))) > 3, list(root.rglob('*.ipynb')))",
            ),
            (),
            stage,
        )
    )

    assert text_of(done.cells[0]) == "True []\n"


def test_a_package_that_is_not_there_is_named():
    """Staging an unknown package fails before anything runs."""
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        run_job(Job((), (), Stage(packages=("no_such_package",))))
