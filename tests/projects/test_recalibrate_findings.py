"""Each part of project 1's self-check fails on work that is wrong there."""

import numpy as np
import pytest

from grader import check_project
from grader.projects import PROJECTS

from .filled_1 import FILLED, OTHER_WAY
from .mutations_1 import BINARY, MULTICLASS
from .own_files import binary_arrays

NAME = "1-recalibrate-a-classifier"
STEP_OF = {look.id: look.step for look in PROJECTS[NAME].looks}


@pytest.fixture(scope="module")
def digits(run_project):
    """Return the names of the notebook, filled in on the digits."""
    return run_project(NAME, FILLED).names


@pytest.fixture(scope="module")
def binary(run_project, tmp_path_factory):
    """Return the names of the notebook, filled in on a binary classifier in groups."""
    path = tmp_path_factory.mktemp("own") / "binary.npz"
    np.savez(path, **binary_arrays())
    own = {"my-file": f"my_file = {str(path)!r}", "split": OTHER_WAY["split"]}
    return run_project(NAME, FILLED | own).names


def finding_of(part, names):
    """Return what is said of one part."""
    report = check_project(NAME, STEP_OF[part], namespace=names)
    return next(finding for finding in report.findings if finding.id == part)


def ids_of(table):
    """Return readable names for the cases."""
    return [f"{part}: {words}" for part, _, _, words in table]


def look(names, part, mutate, standing, words):
    """Mutate the names and compare what is said of the part."""
    found = finding_of(part, names | mutate(names))
    assert (str(found.standing), words in found.words) == (standing, True), found


@pytest.mark.parametrize(
    ("part", "mutate", "standing", "words"), MULTICLASS, ids=ids_of(MULTICLASS)
)
def test_what_is_wrong_is_told_where_it_is(digits, part, mutate, standing, words):
    """The part that is concerned says what arrived and what to try."""
    look(digits, part, mutate, standing, words)


@pytest.mark.parametrize(
    ("part", "mutate", "standing", "words"), BINARY, ids=ids_of(BINARY)
)
def test_the_same_for_one_logit_an_image(binary, part, mutate, standing, words):
    """Sigmoid, groups and reading A have their own words."""
    look(binary, part, mutate, standing, words)


def test_every_part_has_a_mutation_of_its_own():
    """No part is without work that fails it."""
    failed = {p for p, _, standing, _ in (*MULTICLASS, *BINARY) if standing != "holds"}
    assert failed | {"change"} == set(STEP_OF)


def same_work(names, probs_after, measure_again):
    """Return names whose later numbers belong to other probabilities."""
    return names | {
        "method": "mine",
        "probs_after": probs_after,
        "after": measure_again(probs_after),
    }


@pytest.mark.parametrize(
    ("power", "words"),
    [(1.1, "It became worse"), (0.97, None)],
    ids=["worse", "better"],
)
def test_worse_than_before_is_asked_about(digits, power, words):
    """Sharper than over-confident is worse; a little softer is better already."""
    sharper = digits["probs_before"] ** power
    sharper /= sharper.sum(axis=1, keepdims=True)
    found = finding_of("change", same_work(digits, sharper, digits["measure"]))
    assert str(found.standing) == ("explain" if words else "holds"), found
    assert (words or "Row by row the NLL changes by -") in found.words


def test_no_change_beyond_luck_is_asked_about(digits):
    """Where the interval holds 0, the words say that it may be luck."""
    rng = np.random.default_rng(3)
    noisy = digits["probs_before"] * np.exp(rng.normal(0, 0.3, (700, 10)))
    noisy /= noisy.sum(axis=1, keepdims=True)
    found = finding_of("change", same_work(digits, noisy, digits["measure"]))
    assert str(found.standing) == "explain"
    assert "may be luck" in found.words


def test_no_wrong_number_is_answered_with_the_right_one(digits):
    """What a look refuses, it does not correct."""
    for when in ("before", "after"):
        for metric in ("NLL", "ECE"):
            value, low, high = digits[when][metric]
            wrong = {**digits[when], metric: (value + 0.01, low, high)}
            found = finding_of(f"{metric.lower()}-{when}", digits | {when: wrong})
            assert f"{value:.3f}" not in found.words
            assert f"{value + 0.01:.3f}"[:5] in found.words


def test_the_learners_names_are_left_as_they_were(digits):
    """Looking changes no array and no name."""
    kept = {k: v.copy() for k, v in digits.items() if isinstance(v, np.ndarray)}
    names = dict(digits)
    check_project(NAME, namespace=names)
    assert names.keys() == digits.keys()
    assert all(np.array_equal(digits[k], v) for k, v in kept.items())


def test_the_same_work_always_gets_the_same_answer(digits):
    """No answer depends on chance."""
    first, second = (check_project(NAME, namespace=digits) for _ in range(2))
    assert repr(first) == repr(second)


@pytest.mark.parametrize("dtype", [np.float32, np.float16, list])
def test_other_kinds_of_numbers_are_fine(digits, dtype):
    """Half precision, single precision and lists hold as well."""
    names = dict(digits)
    for name in ("probs_before", "probs_after"):
        probs = digits[name]
        names[name] = probs.tolist() if dtype is list else probs.astype(dtype)
    for when in ("before", "after"):
        with np.errstate(divide="ignore"):
            names[when] = digits["measure"](np.asarray(names[f"probs_{when}"], float))
    names["labels"] = digits["labels"].astype(np.uint8)
    names["test_rows"] = np.isin(np.arange(1397), digits["test_rows"])
    report = check_project(NAME, namespace=names)
    if dtype is np.float16:  # a certain and wrong answer underflows to 0
        assert "Take softmax or sigmoid in 64 bits" in repr(report)
    else:
        assert report.is_done, repr(report)
