"""What no limit of the kernel bounds is bounded all the same: files, threads, words."""

import pytest

from grader.running import Ask, Job, Limits, Stage, run_job

STAGE = Stage(stubs=(("grader", ""), ("quiz", ""), ("lessons", "")))
QUICK = Limits(cell_seconds=8, ask_seconds=8, total_seconds=60)
MEGABYTE = 2**20
FILLS = f"import os\nblock = b'x' * {MEGABYTE}\nkept = []\n"


def run(*cells, asks=(), limits=QUICK):
    """Run cells and put questions to them."""
    return run_job(Job(cells, tuple(asks), STAGE, limits))


@pytest.mark.parametrize(
    "cell",
    [
        "for n in range(10 ** 6): open(f'{n}', 'wb').write(block)",
        "for n in range(100):\n"
        "    kept.append(open('x', 'wb')); kept[-1].write(block); os.remove('x')\n"
        "    kept[-1].flush()\n"
        "while True: pass",
        "for n in range(10 ** 6): open(f'{n}', 'wb')",
        "for n in range(10 ** 6):\n"
        "    os.mkdir('d' * 99); os.chdir('d' * 99); open('x', 'wb').write(block)",
        "import threading\nstop = threading.Event()\n"
        "while True: threading.Thread(target=stop.wait, daemon=True).start()",
    ],
    ids=["files", "nameless-files", "empty-files", "deep-files", "threads"],
)
def test_what_goes_beyond_a_bound_is_ended(cell):
    """The cell is lost long before its time is over; the others are not."""
    limits = Limits(
        cell_seconds=60, total_seconds=90, scratch_bytes=20 * MEGABYTE, threads=20
    )
    done = run(FILLS + cell, "b = 2", asks=(Ask("b"),), limits=limits)

    assert done.cells[0].trouble == "lost"
    assert done.replies[0].value == 2
    assert done.seconds < 50


def test_what_stays_within_the_bounds_is_left_alone():
    """Some files, also deleted and nested ones, and some threads are fine."""
    done = run(
        FILLS + "for n in range(9): open(f'{n}', 'wb').write(block)\n"
        "gone = open('gone', 'wb'); gone.write(block); os.remove('gone')\n"
        "os.makedirs('a/b/c'); open('a/b/c/d', 'w').write('x')\n"
        "import threading\nstop = threading.Event()\n"
        "kept = [threading.Thread(target=stop.wait) for _ in range(9)]\n"
        "for t in kept: t.start()\n"
        "import time; time.sleep(0.3); stop.set()",
        "b = 2",
        asks=(Ask("b"),),
    )

    assert not any(cell.raised or cell.trouble for cell in done.cells)
    assert done.replies[0].value == 2


def test_outputs_are_bounded_in_all():
    """Many cells that print much keep the outputs of the first of them."""
    limits = Limits(output_bytes=10_000, all_output_bytes=35_000)
    done = run(*["print('x' * 9_000)"] * 6, limits=limits)
    texts = [cell.outputs[0]["text"] for cell in done.cells]

    assert [text.startswith("xxx") for text in texts] == [True] * 3 + [False] * 3
    assert "too long" in texts[-1]


def test_outputs_that_say_nothing_have_a_size_too():
    """A hundred thousand empty displays do not get out."""
    done = run("for _ in range(10 ** 5): display({'text/plain': ''}, raw=True)")

    assert len(done.cells[0].outputs) < 11_000


def test_answers_are_bounded_in_all():
    """After so many bytes of answers, further ones are unreadable."""
    limits = Limits(all_answer_bytes=2 * MEGABYTE)
    asks = [Ask("big", ())] * 4
    done = run(
        "import numpy as np\ndef big(): return np.zeros(100_000)",
        asks=asks,
        limits=limits,
    )

    assert [reply.kind for reply in done.replies] == ["value"] * 2 + ["unreadable"] * 2


def test_a_cell_that_runs_again_says_what_it_said_first():
    """What it has learnt from questions meanwhile stays unsaid."""
    done = run(
        "import os\nprint(f'process {os.getpid()}')\nfirst = os.getpid()",
        "def die(): os._exit(1)\nagain = os.getpid()",
        asks=(Ask("first"), Ask("die", ()), Ask("again")),
    )
    first, died, again = done.replies

    assert (died.kind, first.value == again.value) == ("lost", False)
    assert done.cells[0].outputs[0]["text"] == f"process {first.value}\n"
