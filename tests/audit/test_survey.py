"""What the committed survey has to show: predictions hold, and what was missed is explained."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pyemscripten
from tests.support.site import ROOT
from tests.support.tables import measured_releases

SURVEY: dict[str, Any] = json.loads((ROOT / "docs/survey.json").read_bytes())
TABLE = pyemscripten.builtin()
RELEASES: list[str] = SURVEY["releases"]


def counts(release: str) -> dict[str, int]:
    rows = [wheel["truth"][release] for wheel in SURVEY["wheels"]]
    return dict(zip(SURVEY["truth_columns"], map(sum, zip(*rows, strict=True)), strict=True))


def test_every_platform_of_its_day_has_a_release() -> None:
    platforms = [pyemscripten.release(release).platform for release in RELEASES]
    then = {r.platform for r in measured_releases(TABLE) if r.date <= SURVEY["date"]}
    assert platforms == [p.version for p in TABLE.platforms if p.version in then]


@pytest.mark.parametrize("release", RELEASES)
def test_every_module_of_every_wheel_was_tried(release: str) -> None:
    for wheel in SURVEY["wheels"]:
        assert sum(wheel["truth"][release]) == wheel["modules"], wheel["wheel"]


@pytest.mark.parametrize("release", RELEASES)
def test_nothing_loaded_that_was_predicted_to_fail(release: str) -> None:
    assert counts(release)["fails-loaded"] == 0
    assert counts(release)["fails-failed"] > 0


@pytest.mark.parametrize("release", RELEASES)
def test_every_failure_that_was_missed_is_explained(release: str) -> None:
    missed = [miss for miss in SURVEY["misses"] if miss["release"] == release]
    assert len(missed) == counts(release)["loads-failed"]
    assert all(miss["why"] for miss in missed)


def test_an_error_of_a_name_is_one_on_the_wheel_s_own_platform() -> None:
    """PYEM005 is an error where Python does not find the module, and else a warning."""
    own = {wheel["wheel"]: wheel for wheel in SURVEY["wheels"]}
    seen = set()
    for case in SURVEY["names"]:
        wheel = own[case["wheel"]]
        if pyemscripten.release(case["release"]).platform == wheel["platform"]:
            levels = {f["level"] for f in wheel["findings"] if f["rule"] == "PYEM005"}
            assert levels == {"warning" if case["outcome"] == "ok" else "error"}
            seen |= levels
    assert seen == {"warning", "error"}
