"""Judge the replies to an exercise's probes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.checking.result import Outcome, PartResult, Result
from grader.checking.slips import recognise
from grader.exercises import Exercise, Misshapen, Probe
from grader.running import Ask, Reply

__all__ = ["ask_of", "graded_probes", "judge", "untouched"]

_LONGEST_QUOTE = 160
_UNSTEADY = (
    "Your function answered the same question in two ways. Nothing in it may depend on "
    "chance, on the time or on earlier calls."
)

_UNREAD = "what came back has a form that cannot be compared with anything."


def graded_probes(exercise: Exercise, seed: int) -> tuple[Probe, ...]:
    """Return all that is asked at grading: published, reviewed and fresh probes.

    The fresh ones follow from the seed and the exercise alone.
    """
    rng = np.random.default_rng([seed, *exercise.id.encode()])
    return (*exercise.published, *exercise.graded, *exercise.draw(rng))


def ask_of(probe: Probe) -> Ask:
    """Return the question that a probe puts to a namespace."""
    return Ask(probe.name, probe.args)


@dataclass(frozen=True, slots=True)
class _Judged:
    """One probe with its reply and what is right in it."""

    probe: Probe
    reply: Reply
    parts: dict[str, bool]
    trouble: str = ""

    @property
    def is_wrong(self) -> bool:
        return not all(self.parts.values())


def judge(
    exercise: Exercise, probes: Sequence[Probe], replies: Sequence[Reply]
) -> Result:
    """Compare replies with the reference and return the verdict.

    Parameters
    ----------
    exercise
        The exercise.
    probes
        What was asked; an exercise without probes earns nothing.
    replies
        What came back, one for each probe.
    """
    judged = [
        _judge_one(exercise, probe, reply)
        for probe, reply in zip(probes, replies, strict=True)
    ]
    if not judged or all(j.reply.kind in ("missing", "placeholder") for j in judged):
        return untouched(exercise, _why_untouched(judged))
    if any(j.reply.kind == "unsteady" for j in judged):
        return _earns_nothing(exercise, _UNSTEADY)
    changed = any(j.reply.changed for j in judged)
    parts = _part_results(exercise, judged, changed)
    points = sum(part.points for part in parts)
    asked = [(j.probe, j.reply) for j in judged]
    slips = recognise(exercise, asked, [j.is_wrong for j in judged])
    notes = () if slips else _observations(judged, len(exercise.published))
    if changed:
        notes = (*notes, "Your function changed the data it was given: work on a copy.")
    return Result(
        exercise.id,
        exercise.title,
        _outcome(judged, points, exercise.points),
        points,
        exercise.points,
        parts,
        slips,
        notes,
        is_complete=len(judged) > len(exercise.published) or not exercise.graded,
    )


def _earns_nothing(exercise: Exercise, note: str) -> Result:
    return replace(untouched(exercise, note), outcome=Outcome.INCORRECT)


def untouched(exercise: Exercise, *notes: str) -> Result:
    """Return the verdict on an exercise that nobody has begun."""
    return Result(
        exercise.id,
        exercise.title,
        Outcome.NOT_ATTEMPTED,
        0.0,
        exercise.points,
        notes=tuple(note for note in notes if note),
    )


def _why_untouched(judged: Sequence[_Judged]) -> str:
    names = ", ".join(dict.fromkeys(j.probe.name for j in judged))
    if any(j.reply.kind == "missing" for j in judged):
        return f"Not defined yet: {names}. Write the answer cell and run it first."
    return f"Still the placeholder `...`: {names}."


def _judge_one(exercise: Exercise, probe: Probe, reply: Reply) -> _Judged:
    nothing = dict.fromkeys(exercise.bears_on(probe), False)
    if reply.kind != "value":
        return _Judged(probe, reply, nothing, _trouble(probe, reply))
    try:
        reading = exercise.read(probe, reply.value)
        parts = exercise.verdicts(probe, reading)
        wrong = not all(parts.values())
        words = exercise.remark(probe, reply.value) if exercise.remark and wrong else ""
    except Misshapen as error:
        return _Judged(probe, reply, nothing, _sentence(f"{error}"))
    except Exception:  # a fault of ours costs this answer, not the whole submission
        return _Judged(probe, reply, nothing, _UNREAD)
    return _Judged(probe, reply, parts, words)


def _part_results(
    exercise: Exercise, judged: Sequence[_Judged], changed: bool
) -> tuple[PartResult, ...]:
    """Give each part its points, all or nothing; unasked parts earn nothing.

    The last part also demands that the inputs stay as they were.
    """
    results = []
    for part in exercise.parts:
        verdicts = [j.parts[part.id] for j in judged if part.id in j.parts]
        right = bool(verdicts) and all(verdicts)
        if changed and part is exercise.parts[-1]:
            right = False
        results.append(
            PartResult(part.title, part.points if right else 0.0, part.points)
        )
    return tuple(results)


def _outcome(judged: Sequence[_Judged], points: float, most: float) -> Outcome:
    if points == most:
        return Outcome.CORRECT
    if points > 0:
        return Outcome.PARTIAL
    if all(j.reply.kind in ("raised", "timeout", "lost") for j in judged):
        return Outcome.RAISED
    return Outcome.INCORRECT


def _observations(judged: Sequence[_Judged], n_published: int) -> tuple[str, ...]:
    """Say what is certain about the wrong answers: one example, in words.

    A published probe is shown with its data; of a graded one only its kind.
    """
    for j in judged[:n_published]:
        if j.is_wrong:
            return (_shown(j),)
    kinds = dict.fromkeys(j.probe.about for j in judged if j.is_wrong)
    if not kinds:
        return ()
    notes = [f"The visible checks passed; hidden ones did not: {', '.join(kinds)}."]
    troubles = dict.fromkeys(_guarded(j) for j in judged if j.trouble)
    return (*notes, *list(troubles)[:1])


def _guarded(j: _Judged) -> str:
    """Tell a graded probe's trouble in our own words alone.

    An error's message or kind, a class's name, an answer's shape are the learner's
    to choose, and could carry the graded input out.
    """
    if j.reply.kind == "raised":
        return "Your code raised an error there."
    if j.reply.kind in ("timeout", "lost"):
        return _sentence(j.trouble)
    return "What came back there has not the form that is asked for."


def _shown(j: _Judged) -> str:
    where = "" if j.probe.args is None else f"{_call(j.probe)} ({j.probe.about}): "
    if j.trouble:
        return f"{where}{j.trouble}"
    if j.probe.args is None:
        return f"{j.probe.name} = {_quote(j.reply.value)} is not right yet."
    return f"{where}your function returned {_quote(j.reply.value)}, not right yet."


def _trouble(probe: Probe, reply: Reply) -> str:
    """Say in a sentence why there is no value."""
    name = probe.name
    return {
        "raised": f"your code raised {_quote_text(reply.words)}.",
        "missing": f"{name} is not defined.",
        "placeholder": f"{name} still holds the placeholder `...`.",
        "uncallable": f"{name} is {_quote_text(reply.words)}, not a function.",
        "unreadable": f"what came back cannot be read: {_quote_text(reply.words)}.",
        "timeout": "your code did not come to an end in time.",
        "lost": "your code ended the whole process.",
        "unsteady": _UNSTEADY,
    }[reply.kind]


def _call(probe: Probe) -> str:
    return f"{probe.name}({', '.join(_quote(arg) for arg in probe.args or ())})"


def _quote(value: object) -> str:
    if isinstance(value, np.ndarray):
        return _quote_text(f"array({value.tolist()!r})")
    return _quote_text(repr(value))


def _quote_text(text: str) -> str:
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]} …"


def _sentence(text: str) -> str:
    return f"{text}." if not text.endswith((".", "?")) else text
