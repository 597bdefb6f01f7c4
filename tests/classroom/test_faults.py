"""What goes wrong around a grader: nothing is lost, and grading again completes it."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from grader.classroom.demo_class import LEARNERS, UNIT

SCRIPTS = Path(sys.executable).parent
BY_NAME = {learner.name: learner for learner in LEARNERS}
KINDS = ("ben-reference", "gil-strict", "hal-grid", "kim-raises", "ada-untouched")
# Work that takes its time is still at it when the fault comes.
DAWDLE = "import time\ntime.sleep(0.8)"
pytestmark = pytest.mark.slow


@pytest.fixture
def small_class(hand_in):
    """Hand in two submissions of each kind; return the folder and their marks."""
    learners = [
        replace(BY_NAME[name], name=f"{name}-{copy}", cells_before=(DAWDLE,))
        for name in KINDS
        for copy in (1, 2)
    ]
    return hand_in(*learners), {one.name: one.score for one in learners}


@pytest.fixture
def begin(course, tmp_path):
    """Return a function that starts `course grade` and does not wait for it."""
    begun = []

    def begin(folder, *args):
        process = subprocess.Popen(
            [
                *(SCRIPTS / "course", "grade", UNIT, "--submissions", folder),
                *("--json", tmp_path / f"marks-{len(begun)}.json", *args),
            ],
            cwd=course.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.communicate()


def marks_of(course):
    """Read every mark out of the gradebook, by nbgrader's rule and nothing else."""
    query = """
        select sa.student_id, sum(coalesce(g.manual_score, g.auto_score))
        from submitted_assignment sa
        join submitted_notebook sn on sn.assignment_id = sa.id
        join grade g on g.notebook_id = sn.id group by sa.id
    """
    with closing(sqlite3.connect(course.gradebook)) as connection:
        rows = connection.execute(query).fetchall()
    assert len({student for student, _ in rows}) == len(rows), "a mark is doubled"
    return dict(rows)


def grade(course, command, folder):
    """Grade to the end; return scores by student."""
    ran = command(
        *("course", "grade", UNIT, "--submissions", folder, "--json", "-"),
        cwd=course.root,
    )
    assert ran.code == 0, ran.err
    return {row["student"]: row["score"] for row in json.loads(ran.out)}


def wait_for(condition, seconds=60):
    """Wait until something is so, and return it."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)
    return found


def family_of(pid, name):
    """Return the descendants of a process whose command line holds a name."""
    parents, lines = {}, {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            stat = (entry / "stat").read_text()
            lines[int(entry.name)] = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found, more = set(), {pid}
    while more:
        found |= more
        more = {child for child, parent in parents.items() if parent in found} - found
    named = {p for p in found - {pid} if name in lines.get(p, b"")}
    return {p: parents[p] for p in named}


def running_submissions(pid):
    """Return pairs (child that runs a submission, the warm worker it came from)."""
    workers = family_of(pid, b"_course_worker")
    return [
        (child, parent)
        for child, parent in workers.items()
        if parent in workers and not _is_bubblewrap(parent)
    ]


def _is_bubblewrap(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().startswith("bwrap")
    except OSError:
        return True


def test_killed_at_any_moment_a_second_run_completes(
    course, command, begin, small_class
):
    """After each kill -9 what is in the gradebook is whole; then nothing is missing."""
    folder, deserved = small_class
    for seconds in (2, 3, 4.5, 6):
        process = begin(folder)
        time.sleep(seconds)
        process.kill()
        process.wait()
        if course.gradebook.exists():
            found = marks_of(course)
            assert found.items() <= deserved.items()

    assert grade(course, command, folder) == deserved
    assert marks_of(course) == deserved


def test_killed_while_it_writes(course, begin, command, small_class, monkeypatch):
    """A batch that was cut short in its transaction leaves nothing of itself."""
    folder, deserved = small_class
    process = begin(folder)
    journal = course.gradebook.with_name("gradebook.db-wal")
    autograded = course.classroom / "autograded"
    wait_for(lambda: journal.exists() and autograded.exists())
    process.kill()
    process.wait()

    assert marks_of(course).items() <= deserved.items()
    assert grade(course, command, folder) == deserved == marks_of(course)


def test_a_gradebook_held_for_fifteen_seconds_is_waited_for(
    course, command, small_class
):
    """Another program's lock costs time and no mark."""
    folder, deserved = small_class
    grade(course, command, folder)
    ready = threading.Event()

    def hold():
        with closing(sqlite3.connect(course.gradebook)) as connection:
            connection.execute("begin immediate")
            ready.set()
            time.sleep(15)
            connection.rollback()

    holder = threading.Thread(target=hold)
    holder.start()
    ready.wait()
    started = time.monotonic()
    scores = grade(course, command, folder)
    holder.join()

    assert scores == deserved == marks_of(course)
    assert time.monotonic() - started > 10


def test_an_interrupt_keeps_what_is_done(course, command, begin, small_class):
    """SIGINT in mid-run: exit code 130, a word on how to go on, whole marks."""
    folder, deserved = small_class
    process = begin(folder, "--workers", "1")
    wait_for(lambda: family_of(process.pid, b"_course_worker"))
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "grade again to complete" in err
    assert "Traceback" not in err
    assert marks_of(course).items() <= deserved.items()
    assert grade(course, command, folder) == deserved


def test_two_graders_at_once(course, begin, small_class, tmp_path):
    """Both come to their end, and to the same marks."""
    folder, deserved = small_class
    both = [begin(folder), begin(folder)]
    for process in both:
        _, err = process.communicate(timeout=180)
        assert process.returncode == 0, err

    for number in range(2):
        rows = json.loads((tmp_path / f"marks-{number}.json").read_text("utf-8"))
        assert {row["student"]: row["score"] for row in rows} == deserved
    assert marks_of(course) == deserved


@pytest.mark.parametrize("victim", ["learner", "warm worker", "pool"])
def test_workers_killed_in_mid_run(course, begin, small_class, tmp_path, victim):
    """Whatever process of the grader's is killed, every submission has its mark."""
    folder, deserved = small_class
    process = begin(folder)
    for _ in range(2):
        running = wait_for(lambda: running_submissions(process.pid))
        child, worker = running[0]
        pool = sorted(family_of(process.pid, b"forkserver"))[-1]
        with suppress(ProcessLookupError):
            os.kill(
                {"learner": child, "warm worker": worker, "pool": pool}[victim],
                signal.SIGKILL,
            )
        time.sleep(1)
    _, err = process.communicate(timeout=180)

    assert process.returncode == 0, err
    rows = json.loads((tmp_path / "marks-0.json").read_text("utf-8"))
    scores = {row["student"]: row["score"] for row in rows}
    if victim == "learner":  # as if their code had ended itself: it costs a cell
        assert scores.keys() == deserved.keys()
        assert sum(scores[name] != deserved[name] for name in scores) <= 2
    else:
        assert scores == deserved


def test_a_full_disk_is_told_and_costs_nothing(course, small_class, tmp_path):
    """On a small disk: exit code 2 with the reason; with room again, all marks."""
    if not shutil.which("bwrap"):
        pytest.skip("needs bubblewrap, for a small disk of its own")
    folder, deserved = small_class
    out = tmp_path / "out"
    out.mkdir()
    script = f"""
        set -u
        cp -r {course.root}/. /mnt && cd /mnt
        head -c 100M /dev/zero > filler 2>/dev/null
        {SCRIPTS}/course grade {UNIT} --submissions '{folder}' > out 2> {out}/full.err
        echo $? > {out}/full.code
        rm filler
        {SCRIPTS}/course grade {UNIT} --submissions '{folder}' --json {out}/marks.json
        cp classroom/gradebook.db {out}/
    """
    subprocess.run(
        [
            *("bwrap", "--dev-bind", "/", "/", "--size", str(8 * 2**20)),
            *("--tmpfs", "/mnt"),
            *("sh", "-c", script),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    rows = json.loads((out / "marks.json").read_text("utf-8"))
    said = (out / "full.err").read_text("utf-8")

    assert (out / "full.code").read_text().strip() == "2", said
    assert "Traceback" not in said
    assert "space" in said or "full" in said
    assert {row["student"]: row["score"] for row in rows} == deserved
