"""The call `course quiz`: what each of its options does."""

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.attempts import Attempts
from quiz.before_after import kept_file
from quiz.errors import BadAnswer, QuizError
from quiz.exporting import FORMATS, export_bank
from quiz.forms import Form
from quiz.questions import load_bank
from quiz.sitting import Sitting
from quiz.terminal import Stopped, ask_form, closing_text, review_text

__all__ = ["QuizCall", "run_quiz"]

_STDOUT = "-"


@dataclass(frozen=True, slots=True)
class QuizCall:
    """The options of one call, as they were given.

    Parameters
    ----------
    form, learner
        Which form, and who takes it; None for the next one, and for whoever is
        signed in.
    questions
        Where to write the form as JSON, without keys.
    answers
        Where answers are read from, instead of being asked for.
    json
        Where to write the result as JSON.
    export_data
        Where to write all that is kept of the learner.
    delete_data, yes
        Whether to delete it, and whether without asking.
    export, to
        The format of another platform, and where to write the bank in it.
    """

    form: int | None = None
    questions: str | None = None
    answers: str | None = None
    learner: str | None = None
    json: str | None = None
    export_data: str | None = None
    delete_data: bool = False
    yes: bool = False
    export: str | None = None
    to: Path | None = None


def run_quiz(call: QuizCall) -> int:
    """Do what a call asks for and return its exit code.

    Returns
    -------
    int
        0 when the test is passed, or when none was taken and all was done; 1 when
        it is not passed; 2 when the learner stopped.

    Raises
    ------
    QuizError
        If something given cannot be used; nothing is saved then.
    OSError
        If a file cannot be read or written.
    """
    _require_one_on_stdout(call)
    if call.export is not None:
        return _export(call)
    sitting = Sitting.begin(call.learner, tell=_tell)
    if call.export_data is not None or call.delete_data:
        return _own_data(call, sitting)
    form = sitting.form(call.form)
    if call.questions is not None:
        _write(form.to_json(), call.questions)
        if call.answers is None:
            return 0
    return _take(call, sitting, form)


def _require_one_on_stdout(call: QuizCall) -> None:
    targets = {
        "--questions": call.questions,
        "--json": call.json,
        "--export-data": call.export_data,
        "--to": None if call.to is None else str(call.to),
    }
    there = [option for option, target in targets.items() if target == _STDOUT]
    if len(there) > 1:
        raise QuizError(f"{' and '.join(there)} cannot both be {_STDOUT}")


def _take(call: QuizCall, sitting: Sitting, form: Form) -> int:
    # JSON on stdout stands alone.
    say = _tell if _STDOUT in (call.json, call.questions) else print
    if call.answers is not None:
        answers = _read_answers(call.answers)
    else:
        say(textwrap.fill(sitting.greeting, 78))
        try:
            answers = ask_form(form, _asking(say), say)
        except (Stopped, KeyboardInterrupt) as ended:
            _tell(f"\n{str(ended) or 'stopped'}: nothing is saved")
            return 2
    submitted = sitting.submit(form, answers)
    if call.answers is None or call.json is None:
        say(f"\n{review_text(submitted)}\n\n{closing_text(submitted)}")
    elif not submitted.saved:
        _tell(submitted.words)
    if call.json is not None:
        _write(submitted.result.to_json(saved=submitted.saved), call.json)
    return 0 if submitted.result.passed else 1


def _asking(say: Callable[[str], None]) -> Callable[[str], str]:
    """Return what asks for a line, with its prompt where everything else is said."""
    if say is print:
        return input

    def ask(prompt: str) -> str:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")

    return ask


def _own_data(call: QuizCall, sitting: Sitting) -> int:
    """Export what is kept of a learner, or delete it, or first one, then the other."""
    learner = sitting.learner
    if learner is None:
        raise QuizError("nobody is signed in, so nothing is kept: say --learner NAME")
    attempts, few = sitting.attempts.of(learner), Attempts(kept_file(), _tell)
    if call.export_data is not None:
        rows = [attempt.to_export() for attempt in attempts]
        asked = [answered.to_export() for answered in few.of(learner)]
        own = {"learner": learner, "attempts": rows, "before_and_after": asked}
        _write(own, call.export_data)
    if not call.delete_data:
        return 0
    question = f"Delete {len(attempts)} attempts of {learner}? Type yes: "
    if not (call.yes or _agrees(question)):
        _tell("nothing is deleted")
        return 2
    _tell(f"deleted: {sitting.attempts.delete(learner)} attempts of {learner}")
    if few.delete(learner):
        _tell("deleted: the answers before and after the course")
    for path in (*sitting.attempts.damaged_files(), *few.damaged_files()):
        _tell(f"a damaged file that was set aside may hold some too: {path}")
    return 0


def _agrees(question: str) -> bool:
    try:
        return _asking(_tell)(question).strip().lower() == "yes"
    except (EOFError, KeyboardInterrupt):
        return False


def _export(call: QuizCall) -> int:
    if call.export not in FORMATS:
        known = " or ".join(FORMATS)
        raise QuizError(f"--export must be {known}, not {call.export!r}")
    if call.to is None:
        raise QuizError("--export needs --to FILE")
    if str(call.to) == _STDOUT:
        sys.stdout.buffer.write(FORMATS[call.export](load_bank()))
        sys.stdout.buffer.flush()
        return 0
    count = export_bank(call.export, call.to)
    _tell(f"{call.to}: {count} questions")
    return 0


def _read_answers(source: str) -> dict[str, Any]:
    try:
        text = _text_of(source)
        answers = json.loads(text, object_pairs_hook=_Pairs)
    except UnicodeDecodeError as error:
        raise BadAnswer(f"{source} is not UTF-8: {error}") from None
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"{source} is not JSON: {error}") from None
    if not isinstance(answers, _Pairs):
        raise BadAnswer(
            f"{source} must hold an object {{question id: answer}}, "
            f"not a {type(answers).__name__}"
        )
    if answers.twice:
        raise BadAnswer(f"{source}: question {answers.twice[0]!r} is answered twice")
    return answers


def _text_of(source: str) -> str:
    return sys.stdin.read() if source == _STDOUT else Path(source).read_text("utf-8")


class _Pairs(dict[str, Any]):
    """An object of a JSON file, which knows the names that came twice in it."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counts = Counter(name for name, _ in pairs)
        self.twice = [name for name, count in counts.items() if count > 1]


def _write(data: Any, target: str) -> None:
    body = json.dumps(data, indent=1, ensure_ascii=False)
    if target == _STDOUT:
        print(body)
        return
    Path(target).write_text(f"{body}\n", "utf-8")


def _tell(words: str) -> None:
    print(words, file=sys.stderr)
