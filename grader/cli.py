"""The command `course`: every call is a few lines over the library."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from grader.course import Course, CourseNotFound, find_course

__all__ = ["app", "main"]

app = typer.Typer(
    name="course",
    help="The course on calibration and thresholding: start, check, release, grade.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

CourseOption = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="DIR",
        help="The course folder; by default the nearest with an nbgrader_config.py.",
    ),
]


def _named(file: str | None) -> str | None:
    if file == "":
        raise typer.BadParameter("it must name a file, or be - for stdout; got ''")
    return file


JsonOption = Annotated[
    str | None,
    typer.Option(
        "--json",
        metavar="FILE",
        help="Write JSON here; - is stdout.",
        callback=_named,
    ),
]
UnitArgument = Annotated[str, typer.Argument(metavar="UNIT", help="The unit's id.")]


def main() -> None:
    """Run the command."""
    # jsonschema compiles a grammar of internationalised addresses when it can, for
    # a second: no notebook holds one.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    app()


_LAST_PORT = 65535

LEARNERS, TEACHERS = "For learners", "For teachers"


@app.command(rich_help_panel=LEARNERS)
def start(
    unit: Annotated[
        str | None,
        typer.Argument(
            metavar="[UNIT]",
            help="A unit or project to open; by default the first unfinished unit.",
        ),
    ] = None,
    workspace: Annotated[
        Path | None,
        typer.Option(
            help="The folder to learn in; by default the workspace one is in, or else "
            "my-course."
        ),
    ] = None,
    learner: Annotated[
        str | None, typer.Option(help="Sign in; remembered in the workspace.")
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open a browser.")
    ] = True,
    port: Annotated[int, typer.Option(help="The port to serve on.")] = 8888,
    course: CourseOption = None,
) -> None:
    """Copy units and projects into a workspace and open JupyterLab on one of them."""
    from grader.selfpaced import find_workspace  # noqa: PLC0415
    from grader.selfpaced.start import open_lab, prepare_workspace  # noqa: PLC0415

    if not 0 <= port <= _LAST_PORT:
        _fail(f"--port must be from 0 to {_LAST_PORT}, not {port}")
    if workspace is None:
        around = find_workspace()
        workspace = around.root if around else Path("my-course")
    with _told(ValueError, OSError):
        prepared = prepare_workspace(workspace, _course_or_none(course), unit, learner)
        for line in prepared.lines:
            typer.echo(line)
        raise typer.Exit(open_lab(prepared, browser=browser, port=port))


@app.command(rich_help_panel=LEARNERS)
def check(
    notebook: Annotated[Path, typer.Argument(help="Your own notebook.")],
    json_file: JsonOption = None,
    course: CourseOption = None,
) -> None:
    """Run your notebook in a fresh process and say how each exercise stands.

    Ends with 0 when all is right, 1 when something is not, 2 when the file
    cannot be used.
    """
    from grader.running import prepare_worker  # noqa: PLC0415
    from grader.stage import STAGE  # noqa: PLC0415

    prepare_worker(STAGE)  # it imports while this process does

    from grader.selfpaced.check_file import check_file  # noqa: PLC0415

    with _told(ValueError, OSError, RuntimeError):
        checked = check_file(notebook, _course_or_none(course))
    if checked.unrecorded:
        typer.echo(f"not recorded in the workspace: {checked.unrecorded}", err=True)
    _write(checked.to_json(), json_file, checked.to_text())
    raise typer.Exit(0 if checked.is_right else 1)


@app.command(rich_help_panel=LEARNERS)
def quiz(
    form: Annotated[
        int | None, typer.Option(help="Which form; by default your next one.")
    ] = None,
    questions: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write the form as JSON, without keys; - is stdout.",
            callback=_named,
        ),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Score a JSON file {question id: answer}; - is stdin.",
            callback=_named,
        ),
    ] = None,
    learner: Annotated[
        str | None, typer.Option(help="Sign in: your attempts are kept.")
    ] = None,
    json_file: JsonOption = None,
    export_data: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write all that is kept of you; - is stdout.",
            callback=_named,
        ),
    ] = None,
    delete_data: Annotated[
        bool, typer.Option("--delete-data", help="Delete all that is kept of you.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
    export_as: Annotated[
        str | None,
        typer.Option("--export", help="moodle or qti: the bank, keys included."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where --export writes; - is stdout."),
    ] = None,
    course: CourseOption = None,
) -> None:
    """Take the quick test: ten questions, passed with seven right.

    Ends with 0 when passed, 1 when not, 2 when it was stopped or something given
    cannot be used.
    """
    from quiz.command import QuizCall, run_quiz  # noqa: PLC0415

    del course  # the questions come with the package
    call = QuizCall(
        form,
        questions,
        answers,
        learner,
        json_file,
        export_data,
        delete_data,
        yes,
        export_as,
        to,
    )
    with _told(ValueError, OSError):
        code = run_quiz(call)
    raise typer.Exit(code)


@app.command(rich_help_panel=LEARNERS)
def progress(
    workspace: Annotated[
        Path | None,
        typer.Option(help="The workspace; by default the one here, or my-course."),
    ] = None,
    json_file: JsonOption = None,
    course: CourseOption = None,
) -> None:
    """Show units, points, attempts at the quick test, and what comes next."""
    from grader.selfpaced import find_workspace, kept_attempts, summarise  # noqa: PLC0415

    del course  # a learner's record lies in the workspace
    places = [workspace] if workspace else [Path.cwd(), Path.cwd() / "my-course"]
    found = next((w for w in map(find_workspace, places) if w), None)
    if found is None:
        _fail(f"no workspace in {places[-1]}: make one with `course start`")
    with _told(ValueError, OSError):
        learner, attempts = kept_attempts(
            found, lambda said: typer.echo(said, err=True)
        )
        summary = summarise(found.events(), learner, attempts=attempts)
    _write(summary.to_json(), json_file, str(summary))


@app.command(rich_help_panel=LEARNERS)
def card(
    logits: Annotated[
        Path,
        typer.Option(
            metavar="FILE.npz",
            help="Arrays logits and labels; perhaps split (calibration, test) and "
            "groups (what must stay together, such as a video).",
        ),
    ],
    test: Annotated[
        Path | None,
        typer.Option(metavar="FILE.npz", help="The test rows, when in a second file."),
    ] = None,
    html_file: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help="Write the page here; - is stdout; by default calibration-card.html.",
        ),
    ] = None,
    json_file: JsonOption = None,
    model: Annotated[
        str | None, typer.Option(help="The model's name; by default the file's.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="How the splits were parted, in words.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="ARRAY", help="Compare groups: an array in the file."),
    ] = None,
    method: Annotated[
        str, typer.Option(help="temperature, none; for one logit: platt, isotonic.")
    ] = "temperature",
    rule: Annotated[
        str, typer.Option(help="precision>=0.95, recall>=0.9, cost=FP:FN or f1.")
    ] = "f1",
    limit: Annotated[float, typer.Option(help="The ECE that is tolerated.")] = 0.05,
    min_n: Annotated[
        int, typer.Option(min=0, help="Rows from which a group is judged.")
    ] = 100,
    seed: Annotated[int, typer.Option(min=0, help="Of all that is drawn.")] = 0,
) -> None:
    """Make a calibration card of your own model: whether to deploy its scores.

    Ends with 0 when they may, 1 when not or not everywhere, 2 when something given
    cannot be used.
    """
    from grader.cards.command import CardCall, make_card, write_page  # noqa: PLC0415

    call = CardCall(logits, test, model, split, by, method, rule, limit, min_n, seed)
    on_stdout = _is_html_on_stdout(html_file, json_file)
    with _told(ValueError, OSError):
        made = make_card(call)
        if on_stdout:
            typer.echo(made.to_html())
        else:
            page = write_page(made, html_file, to_json=json_file is not None)
            if page is not None:
                typer.echo(f"written: {page}", err=True)
    _write(made.to_json(), json_file, None if on_stdout else repr(made))
    raise typer.Exit(0 if made.verdict.deploy == "yes" else 1)


@app.command(rich_help_panel=TEACHERS)
def release(
    units: Annotated[list[str] | None, typer.Argument(metavar="[UNIT …]")] = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail if lessons are stale.")
    ] = False,
    course: CourseOption = None,
) -> None:
    """Generate lessons/ from solutions/."""
    from grader.classroom import release as releasing  # noqa: PLC0415

    place = _course(course)
    wanted = units or place.units()
    unknown = sorted(set(wanted) - set(place.units()))
    if unknown:
        _fail(f"no unit {', '.join(unknown)} in {place.solutions}")
    with _told(RuntimeError, OSError):
        if check_only:
            stale = releasing.stale_units(place, wanted)
            for name in stale:
                typer.echo(f"{name}: stale, run `course release`")
            raise typer.Exit(1 if stale else 0)
        for name in wanted:
            done = releasing.release_unit(place, name)
            typer.echo(f"{name}: {'released' if done.changed else 'up to date'}")


@app.command(rich_help_panel=TEACHERS)
def grade(
    unit: UnitArgument,
    submissions: Annotated[
        Path | None,
        typer.Option(help="Folder of <student>/<unit>.ipynb to collect first."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Submissions that run at once; by default the cores."),
    ] = None,
    isolation: Annotated[
        str, typer.Option(help="auto or limits: the wall around learners' code.")
    ] = "auto",
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="A Dask scheduler, such as tcp://host:8786, whose workers run them.",
        ),
    ] = None,
    json_file: JsonOption = None,
    course: CourseOption = None,
) -> None:
    """Grade a unit's submissions into nbgrader's gradebook.

    Ends with 0 when every submission has a mark or a reasoned refusal, 2 when
    there is nothing to grade or nothing can be graded here. Grading again is always
    safe: it completes what was interrupted and keeps what you marked by hand.
    """
    from grader.classroom import grade as grading  # noqa: PLC0415
    from grader.classroom.report import grading_text  # noqa: PLC0415
    from grader.running import detect_isolation  # noqa: PLC0415

    # A polite request to end is an interrupt: what is done is kept.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    place = _course(course)
    with _told(ValueError, OSError, RuntimeError):
        walls = detect_isolation(isolation)
        typer.echo(f"isolation: {walls} ({walls.words})", err=True)
        plan = grading.plan_grading(place, unit, submissions)
        with _bar(len(plan.collected), "grading") as advance:
            try:
                standings = grading.grade_unit(
                    plan,
                    isolation=isolation,
                    workers=workers,
                    cluster=cluster,
                    on_ended=advance,
                )
            except KeyboardInterrupt:
                words = "interrupted: what is graded is kept; grade again to complete"
                typer.echo(words, err=True)
                raise typer.Exit(130) from None
    rows = [standing.to_json() for standing in standings]
    _write(rows, json_file, grading_text(standings))


@app.command(rich_help_panel=TEACHERS)
def feedback(unit: UnitArgument, course: CourseOption = None) -> None:
    """Write each student's feedback as HTML into classroom/feedback."""
    from grader.classroom.feedback import write_feedback  # noqa: PLC0415

    with _told(OSError, RuntimeError):
        for path in write_feedback(_course(course), unit):
            typer.echo(str(path))


@app.command(rich_help_panel=TEACHERS)
def report(
    unit: Annotated[str | None, typer.Argument(metavar="[UNIT]")] = None,
    html_file: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write HTML here; - is stdout."),
    ] = None,
    json_file: JsonOption = None,
    course: CourseOption = None,
) -> None:
    """Show how the class stands, a line a student."""
    from grader.classroom import report as reporting  # noqa: PLC0415
    from grader.classroom.quick_test import UNIT, class_items  # noqa: PLC0415

    on_stdout = _is_html_on_stdout(html_file, json_file)
    place = _course(course)
    with _told(OSError, RuntimeError):
        standings = reporting.standings_of(place, unit)
        items = class_items(place) if unit in (None, UNIT) else None
    if html_file is not None:
        more = items.to_html() if items else ""
        page = reporting.report_html(standings, more)
        with _told(OSError):
            if on_stdout:
                typer.echo(page)
            else:
                html_file.write_text(page, "utf-8")
    rows = [standing.to_json() for standing in standings]
    text = reporting.report_text(standings)
    if items:
        text = f"{text}\n\n{items.to_text()}"
    _write(rows, json_file, None if on_stdout else text)


@app.command(rich_help_panel=TEACHERS)
def export(
    format: Annotated[  # noqa: A002 (the option's name)
        str, typer.Option(help="csv is the only format so far.")
    ] = "csv",
    to: Annotated[
        str,
        typer.Option(
            metavar="FILE", help="Where to write; - is stdout.", callback=_named
        ),
    ] = "-",
    course: CourseOption = None,
) -> None:
    """Export the marks of all units."""
    from grader.classroom.export import csv_text  # noqa: PLC0415

    if format != "csv":
        _fail(f"--format must be csv, not {format!r}")
    with _told(OSError, RuntimeError):
        text = csv_text(_course(course))
        if to == "-":
            typer.echo(text, nl=False)
        else:
            Path(to).write_text(text, "utf-8", newline="")


@app.command(rich_help_panel=TEACHERS)
def demo(
    keep: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the class in this folder.")
    ] = None,
    course: CourseOption = None,
) -> None:
    """Release, grade and report a class of generated learners, in one go.

    Ends with 0 when every mark is the one deserved.
    """
    from grader.classroom.demo import run_demo  # noqa: PLC0415

    with _told(OSError, RuntimeError, ValueError):
        done = run_demo(_course(course), keep, typer.echo)
    raise typer.Exit(0 if done else 1)


def _course(folder: Path | None) -> Course:
    try:
        return find_course(folder)
    except CourseNotFound as error:
        _fail(str(error))


def _course_or_none(folder: Path | None) -> Course | None:
    """Return the course folder, or None where the installed lessons serve."""
    if folder is not None:
        return _course(folder)
    try:
        return find_course()
    except CourseNotFound:
        return None


@contextmanager
def _told(*expected: type[Exception]) -> Iterator[None]:
    """End the command with a line and exit code 2 on what can be expected."""
    try:
        yield
    except typer.Exit:
        raise
    except expected as error:
        _fail(str(error))


def _fail(words: str) -> NoReturn:
    typer.echo(f"course: {words}", err=True)
    raise typer.Exit(2)


def _is_html_on_stdout(html_file: Path | None, json_file: str | None) -> bool:
    """Say whether a page goes to stdout, where it stands alone."""
    on_stdout = html_file is not None and str(html_file) == "-"
    if on_stdout and json_file == "-":
        _fail("--html and --json cannot both be -")
    return on_stdout


def _write(data: Any, json_file: str | None, text: str | None) -> None:
    """Write text, or JSON where it was asked for; JSON on stdout stands alone."""
    if json_file != "-" and text is not None:
        typer.echo(text)
    if json_file is None:
        return
    body = json.dumps(data, indent=1, ensure_ascii=False)
    if json_file == "-":
        typer.echo(body)
        return
    with _told(OSError):
        Path(json_file).write_text(f"{body}\n", "utf-8")


@contextmanager
def _bar(total: int, what: str) -> Iterator[Any]:
    """Show progress on a terminal's stderr, with rate and time left."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, disable=not sys.stderr.isatty()
    ) as progress_bar:
        task = progress_bar.add_task(what, total=total)
        yield lambda: progress_bar.advance(task)
