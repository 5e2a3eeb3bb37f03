"""What the last complete run saw, as the package carries it."""

from __future__ import annotations

import json
import re

import pyemscripten
from pyemscripten.evidence.recorded import RECORDED, Evidence, recorded, to_text

TABLE = pyemscripten.builtin()
EVIDENCE = recorded()


def test_the_recorded_result_is_written_and_read_back_to_the_byte() -> None:
    text = RECORDED.read_text(encoding="utf-8")
    assert to_text(EVIDENCE, json.loads(text)["as_of"]) == text


def test_the_recorded_result_is_small_and_holds_no_clock_and_no_machine() -> None:
    text = RECORDED.read_text(encoding="utf-8")
    assert len(text) < 100_000
    assert not re.search(r"/(home|root|tmp|Users)/|node v|https?://(?!github)", text)


def test_every_release_on_npm_was_looked_at_in_full() -> None:
    rows = [release.version for release in TABLE.releases if release.npm]
    assert list(EVIDENCE.releases) == rows
    assert {frozenset(seen.parts) for seen in EVIDENCE.releases.values()} == {
        frozenset({"artifact", "main module", "runtime"})
    }


def test_evidence_of_nothing() -> None:
    document = json.loads(to_text(Evidence(), "2026-01-01"))
    assert document["npm"] is None
    assert document["releases"] == document["tools"] == {}
