"""Attempts are kept whole, whatever happens to a process, a disk or a file."""

import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest

from quiz import NotSaved, draw_form, score
from quiz.attempts import Attempts, default_file


@pytest.fixture
def attempts(tmp_path):
    """Return a record that tells what it says."""
    told = []
    record = Attempts(tmp_path / "data" / "quick-test.db", told.append)
    record.told = told
    return record


@pytest.fixture
def result(bank, right_answers):
    """Return a function that makes a result with n wrong."""

    def result(wrong=0, form=1):
        drawn = draw_form(bank, form)
        return score(drawn, right_answers(drawn, wrong))

    return result


def run_script(script, *arguments):
    """Start a Python process of its own on a script."""
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.Popen(command, text=True, stdout=-1, stderr=-1)


ADD = """
    import sys
    from pathlib import Path
    from types import MappingProxyType
    from quiz import QuestionResult, QuizResult, NotSaved
    from quiz.attempts import Attempts

    file, learner, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    one = QuestionResult("s01-a", True, "a")
    attempts = Attempts(file, print)
    for form in range(1, count + 1):
        result = QuizResult(form, 1, 1, MappingProxyType({"s01-a": one}))
        attempts.add(learner, result)
        print(form, flush=True)
"""


def test_the_file_lies_in_the_user_s_data_folder(own_home):
    """XDG_DATA_HOME decides on Linux, and nothing is made before an attempt."""
    assert default_file().is_relative_to(own_home)
    assert Attempts().of("ana") == []
    assert not default_file().parent.exists()


def test_all_attempts_are_kept_in_order(attempts, result):
    """Each attempt comes back with its form, score and answers."""
    for wrong, form in [(5, 1), (1, 2), (3, 3)]:
        attempts.add("ana", result(wrong, form))
    kept = Attempts(attempts.file).of("ana")
    assert [(a.form, a.score, a.out_of, a.passed) for a in kept] == [
        (1, 5, 10, False),
        (2, 9, 10, True),
        (3, 7, 10, True),
    ]
    assert kept[0].answers == {
        r.id: r.chosen for r in result(5, 1).by_question.values()
    }
    assert all(a.when.endswith("+00:00") for a in kept)


def test_learners_are_apart(attempts, result):
    """Names that look like patterns or SQL are names."""
    for name in ("ana", "an%", "' OR 1=1 --"):
        attempts.add(name, result())
        assert len(attempts.of(name)) == 1
    assert attempts.of("nobody") == []


def test_a_very_long_form_number_is_kept(attempts, result):
    """A form's number may be longer than 64 bits."""
    attempts.add("ana", result(form=10**30))
    assert attempts.of("ana")[0].form == 10**30


def test_deleting_leaves_others_and_no_trace(attempts, result):
    """One learner's attempts go, from the bytes of the file too."""
    attempts.add("ana-the-first", result())
    attempts.add("ben-the-second", result())
    attempts.add("ana-the-first", result(form=2))
    assert attempts.delete("ana-the-first") == 2
    assert attempts.of("ana-the-first") == []
    assert len(attempts.of("ben-the-second")) == 1
    content = attempts.file.read_bytes()
    assert b"ana-the-first" not in content
    assert b"ben-the-second" in content


def test_deleting_where_nothing_is_kept_makes_nothing(attempts):
    """No file comes to be by deleting."""
    assert attempts.delete("ana") == 0
    assert not attempts.file.exists()


def test_two_processes_at_once_lose_nothing(attempts):
    """Four writers, two of them for one learner: every attempt is there."""
    names = ["ana", "ana", "ben", "cleo"]
    running = [run_script(ADD, attempts.file, name, 12) for name in names]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    for name, count in (("ana", 24), ("ben", 12), ("cleo", 12)):
        forms = sorted(a.form for a in attempts.of(name))
        assert forms == sorted(list(range(1, 13)) * (count // 12))
    assert attempts.told == []


def test_a_killed_process_loses_nothing_that_was_saved(attempts):
    """What was reported as saved before SIGKILL is there, and the file is sound."""
    process = run_script(ADD, attempts.file, "ana", 10_000)
    reported = 0
    while reported < 5:
        reported = int(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    reported = max([reported, *map(int, rest.split())])
    forms = [a.form for a in attempts.of("ana")]
    assert forms[:reported] == list(range(1, reported + 1))
    assert attempts.told == []


FULL = """
    import resource, signal, sys
    from pathlib import Path
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = Path(sys.argv[1]).stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    from quiz import NotSaved
    sys.argv[3] = "100000"
    try:
        exec(sys.stdin.read())
    except NotSaved as error:
        print("NotSaved:", error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_is_told_and_loses_nothing(attempts, result):
    """When the file cannot grow, adding fails clearly and the rest is there."""
    attempts.add("ana", result())
    before = attempts.file.stat().st_size
    command = [sys.executable, "-c", textwrap.dedent(FULL)]
    done = subprocess.run(
        [*command, str(attempts.file), "ana", "0"],
        input=textwrap.dedent(ADD),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert lines[-1].startswith("NotSaved:")
    assert "stays as it is" in lines[-1]
    saved = [int(line) for line in lines[:-1]]
    kept = attempts.of("ana")
    assert [a.form for a in kept] == [1, *saved]
    assert attempts.file.stat().st_size == before
    assert attempts.told == []
    attempts.add("ana", result(form=7))
    assert attempts.of("ana")[-1].form == 7


def test_a_file_that_may_not_be_written_is_told(attempts, result):
    """What SQLite refuses is told in one exception, with the file's name."""
    attempts.file.mkdir(parents=True)
    with pytest.raises(NotSaved, match=r"quick-test\.db cannot be used"):
        attempts.add("ana", result())
    assert attempts.file.is_dir()


def _garbage(file):
    file.write_bytes(b"this is no database " * 200)


def _truncated(file):
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2 + 100])


def _scribbled(file):
    content = bytearray(file.read_bytes())
    content[4096:8192] = b"\x5a" * 4096
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [_garbage, _truncated, _scribbled])
@pytest.mark.parametrize("call", ["of", "add", "delete"])
def test_a_damaged_file_is_set_aside_as_it_was(attempts, result, damage, call):
    """Its bytes stay under another name, the learner is told, and work goes on."""
    for form in range(1, 30):
        attempts.add("ana", result(form=form))
    damage(attempts.file)
    damaged = attempts.file.read_bytes()
    more = {"add": (result(form=99),)}.get(call, ())
    getattr(attempts, call)("ana", *more)
    (aside,) = attempts.damaged_files()
    assert aside.read_bytes() == damaged
    (words,) = attempts.told
    assert "is damaged" in words
    assert aside.name in words
    attempts.add("ana", result(form=100))
    assert attempts.of("ana")[-1].form == 100
    assert len(attempts.told) == 1


def test_what_can_be_read_of_a_damaged_file_is_carried_over(attempts, result):
    """Rows of sound pages are in the new file, and their number is told."""
    for form in range(1, 80):
        attempts.add("ana", result(form=form))
    content = bytearray(attempts.file.read_bytes())
    content[-4096:] = bytes(4096)
    attempts.file.write_bytes(content)
    kept = attempts.of("ana")
    assert 20 < len(kept) < 79
    assert [a.form for a in kept] == list(range(1, len(kept) + 1))
    assert f"could be read: {len(kept)}." in attempts.told[0]


def test_rows_that_are_no_attempts_are_left_behind(attempts, result):
    """A damaged file may hold anything: only whole attempts are carried over."""
    attempts.add("ana", result())
    odd = [("x", 1, "{}"), ("1", 99, "{}"), ("1", 1, "["), ("1", 1, "[]")]
    rows = [("ana", *row) for row in odd] + [("z", "1", 1, "{}")] * 300
    insert = (
        "INSERT INTO attempts (learner, form, score, answers, at, out_of, passed) "
        "VALUES (?, ?, ?, ?, '2026-01-01T00:00:00+00:00', 10, 0)"
    )
    with closing(sqlite3.connect(attempts.file)) as connection, connection:
        connection.executemany(insert, rows)
    content = bytearray(attempts.file.read_bytes())
    content[-4096:] = bytes(4096)
    attempts.file.write_bytes(content)
    assert [a.score for a in attempts.of("ana")] == [10]


def test_a_journal_left_behind_is_not_played_into_the_new_file(attempts, result):
    """What a crash leaves beside a damaged file harms nothing that comes after."""
    attempts.add("ana", result())
    _garbage(attempts.file)
    journal = attempts.file.with_name(attempts.file.name + "-journal")
    journal.write_bytes(b"x" * 600)
    attempts.add("ana", result(form=2))
    assert [a.form for a in attempts.of("ana")] == [2]


def test_processes_that_meet_a_damaged_file_set_it_aside_once(attempts):
    """Whoever comes second finds the new file, and nobody's attempt is lost."""
    attempts.file.parent.mkdir()
    _garbage(attempts.file)
    running = [run_script(ADD, attempts.file, f"l{n}", 4) for n in range(4)]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0] * 4, said
    assert len(attempts.damaged_files()) == 1
    assert sum("is damaged" in out for out, _ in said) == 1
    assert [len(attempts.of(f"l{n}")) for n in range(4)] == [4] * 4


def test_a_damaged_lock_does_not_stop_anything(attempts, result):
    """The lock file holds nothing, so a damaged one is made anew."""
    attempts.add("ana", result())
    _garbage(attempts.file.with_suffix(".lock"))
    attempts.add("ana", result(form=2))
    assert [a.form for a in attempts.of("ana")] == [1, 2]
