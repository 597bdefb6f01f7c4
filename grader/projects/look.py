"""How a project is looked at: parts that need each other, each looked at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from grader.projects.finding import Finding, Standing

__all__ = ["Explain", "Look", "NotYetRight", "Open", "Verdict", "Waits", "look_at_all"]

Work = TypeVar("Work")


class Verdict(Exception):  # noqa: N818 (a way of looking ends with it)
    """A look ends with something else than "holds"."""

    standing = Standing.NOT_YET


class NotYetRight(Verdict):
    """What is there is not right yet; the words say what arrived and what to try."""


class Explain(Verdict):
    """What is there may be right: a person has to say why."""

    standing = Standing.EXPLAIN


class Open(Verdict):
    """Nothing is there yet."""

    standing = Standing.OPEN


class Waits(Verdict):
    """It can be looked at only when another part holds."""

    standing = Standing.WAITS


@dataclass(frozen=True, slots=True)
class Look(Generic[Work]):
    """One part of a project that a machine can look at.

    Parameters
    ----------
    id, title
        Which part.
    step
        The step of the project to which it belongs.
    see
        Takes the learner's work; returns what was seen when the part holds, and
        raises a `Verdict` otherwise.
    needs
        Ids of the parts that have to hold, or be explained, before.
    """

    id: str
    title: str
    step: str
    see: Callable[[Work], str]
    needs: tuple[str, ...] = ()


def look_at_all(
    looks: Sequence[Look[Work]], work: Work, steps: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Look at a learner's work, part by part.

    Parameters
    ----------
    looks
        The project's parts; each stands after those that it needs.
    work
        What every part is given.
    steps
        Which steps to tell of; all of them by default. What they need is looked at
        too.
    """
    wanted = [look for look in looks if not steps or look.step in steps]
    by_id = {look.id: look for look in looks}
    found: dict[str, Finding] = {}
    for look in wanted:
        _look_at(look, work, by_id, found)
    return tuple(found[look.id] for look in wanted)


def _look_at(
    look: Look[Work],
    work: Work,
    by_id: dict[str, Look[Work]],
    found: dict[str, Finding],
) -> Finding:
    """Look at one part after those that it needs; each is looked at once."""
    if look.id in found:
        return found[look.id]
    for needed in look.needs:
        before = _look_at(by_id[needed], work, by_id, found)
        if before.standing not in (Standing.HOLDS, Standing.EXPLAIN):
            words = f"Looked at as soon as this stands: {before.title}."
            found[look.id] = Finding(look.id, look.title, Standing.WAITS, words)
            return found[look.id]
    found[look.id] = _seen(look, work)
    return found[look.id]


def _seen(look: Look[Work], work: Work) -> Finding:
    try:
        words, standing = look.see(work), Standing.HOLDS
    except Verdict as verdict:
        words, standing = str(verdict), verdict.standing
    except Exception as error:  # a learner's objects may do anything
        words = f"What is there cannot be looked at: it raised {_told(error)}."
        standing = Standing.NOT_YET
    return Finding(look.id, look.title, standing, words)


def _told(error: Exception) -> str:
    """Return an error's kind and words; the kind alone where even those raise."""
    kind = type(error).__name__
    try:
        return f"{kind}: {error}"
    except Exception:
        return kind
