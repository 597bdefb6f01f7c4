"""Each part of project 2's self-check fails on work that is wrong there."""

import numpy as np
import pytest

from grader import check_project
from grader.projects import PROJECTS
from grader.projects.segment.pixels import AreaTally
from grader.reference import dice, postprocess

from .filled_2 import FILLED_2
from .looking import finding_of, ids_of, look
from .mutations_2 import MUTATIONS_2

NAME = "2-tune-a-segmentation-threshold"


@pytest.fixture(scope="module")
def parts(run_project):
    """Return the names of the notebook, filled in on the parts."""
    names = run_project(NAME, FILLED_2).names

    def clean_all(rows, area):
        maps = [names["probs"][i] for i in rows]
        return [names["clean"](one >= names["threshold"], area) for one in maps]

    return names | {"clean_all": clean_all}


@pytest.mark.parametrize("case", MUTATIONS_2, ids=ids_of(MUTATIONS_2))
def test_what_is_wrong_is_told_where_it_is(parts, case):
    """The part that is concerned says what arrived and what to try."""
    look(NAME, parts, case)


def test_every_part_has_a_mutation_of_its_own():
    """No part is without work that fails it."""
    failed = {part for part, _, standing, _ in MUTATIONS_2 if standing != "holds"}
    assert failed | {"change"} == {look.id for look in PROJECTS[NAME].looks}


def after_with(names, masks):
    """Return names whose masks after are others; the change alone is looked at."""
    return names | {"masks_after": masks, "after": names["measure"](masks)}


def test_a_change_beyond_luck_is_told_from_luck_and_from_loss(parts):
    """Worse is asked about, no change is luck, and the gain holds."""
    see = {look.id: look for look in PROJECTS[NAME].looks}["change"].see
    begin = PROJECTS[NAME].begin
    emptier = [mask & False for mask in parts["masks_after"]]
    with pytest.raises(Exception, match="It became worse"):
        see(begin(after_with(parts, emptier)))
    with pytest.raises(Exception, match="The interval holds 0"):
        see(begin(after_with(parts, parts["masks_before"])))
    assert "Dice changes by +0.031" in see(begin(parts))


@pytest.mark.parametrize(
    ("key", "part", "offset"), [("Dice", "dice", 0.01), ("blobs", "blobs", 0.3)]
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_no_wrong_number_is_answered_with_the_right_one(parts, key, part, offset, when):
    """What a look refuses, it does not correct."""
    old = parts[when][key]
    value = old[0] if key == "Dice" else old
    new = (value + offset, *old[1:]) if key == "Dice" else value + offset
    changed = parts | {when: {**parts[when], key: new}}
    found = finding_of(NAME, f"{part}-{when}", changed)
    assert str(found.standing) == "not-yet"
    assert f"{value:.3f}" not in found.words


def test_no_wrong_choice_is_answered_with_the_right_one(parts):
    """Neither the best threshold nor the best area is told."""
    assert "0.48" not in finding_of(NAME, "threshold", parts | {"threshold": 0.3}).words
    assert "25" not in finding_of(NAME, "area", parts | {"min_area": 3}).words


def test_areas_in_one_pass_are_the_references(parts):
    """Judging all areas at once gives what fill, drop and Dice give one by one."""
    rng = np.random.default_rng(5)
    masks = [rng.random((20, 25)) < 0.55 for _ in range(3)]
    truths = [rng.random((20, 25)) < 0.3 for _ in range(3)]
    areas = np.array([0, 1, 2, 3, 5, 8, 40])
    found = AreaTally(masks, truths).dice(areas)
    side = np.concatenate(truths, axis=1)
    for area, value in zip(areas, found, strict=True):
        cleaned = np.concatenate([postprocess(m, int(area)) for m in masks], axis=1)
        assert value == pytest.approx(dice(cleaned, side), abs=1e-12)


def test_the_same_work_always_gets_the_same_answer(parts):
    """No answer depends on chance, and no name is changed by looking."""
    names = dict(parts)
    first, second = (check_project(NAME, namespace=parts) for _ in range(2))
    assert repr(first) == repr(second)
    assert parts.keys() == names.keys()
    assert all(parts[name] is value for name, value in names.items())
