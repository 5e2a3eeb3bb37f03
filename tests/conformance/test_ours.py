"""Our own code, judged by the published cases; and the cases themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pyemscripten
from pyemscripten.acceptance import KINDS, judge
from pyemscripten.errors import InvalidName
from pyemscripten.publish.conformance import NOT_A_WHEEL, document
from pyemscripten.publish.json import text
from tests.conformance.cases import DOCUMENT, PLATFORM_TAGS, WHEELS, filename, targets

TARGETS = targets()


def test_there_are_enough_cases_each_with_a_name_of_its_own() -> None:
    identifiers = [case["id"] for case in (*WHEELS, *PLATFORM_TAGS)]
    assert len(identifiers) == len(set(identifiers)) >= 150
    asked = [(case["target"], case["filename"]) for case in WHEELS if "filename" in case]
    assert len(asked) == len(set(asked))
    assert {case["reason"] for case in WHEELS} <= {*KINDS, NOT_A_WHEEL} - {"upload"}


def test_every_platform_is_a_target() -> None:
    versions = {platform.version for platform in pyemscripten.builtin().platforms}
    assert versions < set(DOCUMENT["targets"])


def test_the_same_data_gives_the_same_bytes() -> None:
    again = text(document(pyemscripten.builtin()))
    assert json.loads(again) == DOCUMENT
    assert text(document(pyemscripten.builtin())) == again


@pytest.mark.parametrize("case", WHEELS, ids=lambda case: case["id"])
def test_wheel(case: dict[str, Any]) -> None:
    where = TARGETS[case["target"]]
    if case["reason"] == NOT_A_WHEEL:
        assert not case["accepted"]
        with pytest.raises(InvalidName):
            where.rank(filename(case))
        return
    verdict = judge(filename(case), where)
    assert (verdict.accepted, verdict.kind) == (case["accepted"], case["reason"])
    assert verdict.rank == where.rank(filename(case)) == case["rank"]


@pytest.mark.parametrize("case", PLATFORM_TAGS, ids=lambda case: case["id"])
def test_platform_tag(case: dict[str, Any]) -> None:
    assert pyemscripten.is_well_formed(case["tag"]) == case["well_formed"]
    assert pyemscripten.is_known(case["tag"]) == case["known"]


@pytest.mark.parametrize("name", TARGETS)
def test_a_platform_wheel_ranks_before_every_pure_one(name: str) -> None:
    ranks = {
        pure: [
            c["rank"]
            for c in WHEELS
            if c["target"] == name and c["accepted"] and pure == (c["reason"] == "pure")
        ]
        for pure in (True, False)
    }
    assert max(ranks[False]) < min(ranks[True])
