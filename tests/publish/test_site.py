"""The files for machines: complete, reproducible, readable by the library itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyemscripten
from pyemscripten.publish.site import files, lookup_facts

TABLE = pyemscripten.builtin()


def test_a_file_for_everything_and_one_for_each_platform() -> None:
    published = dict(files(TABLE))
    assert "api/v1/platforms.json" in published
    for platform in TABLE.platforms:
        one = json.loads(published[f"api/v1/platforms/{platform.version}.json"])
        assert one["platform"]["tag"] == platform.tag
    releases = json.loads(published["api/v1/pyodide.json"])["releases"]
    assert [r["version"] for r in releases] == [r.version for r in TABLE.releases]
    conflicts = json.loads(published["api/v1/conflicts.json"])["conflicts"]
    assert [c["identifier"] for c in conflicts] == [c.identifier for c in TABLE.conflicts]


def test_every_data_file_says_which_edition_it_is() -> None:
    for path, content in files(TABLE):
        if path.endswith(".json") and "schema" not in path:
            head = json.loads(content)
            assert (head["schema_version"], head["data_version"], head["as_of"]) == (
                1,
                TABLE.version,
                TABLE.as_of,
            )


def test_the_library_reads_the_published_file_back(tmp_path: Path) -> None:
    path = tmp_path / "platforms.json"
    path.write_text(dict(files(TABLE))["api/v1/platforms.json"], encoding="utf-8")
    assert dict(files(pyemscripten.load(path))) == dict(files(TABLE))


def test_another_process_publishes_the_same_bytes() -> None:
    script = (
        "import hashlib, pyemscripten\n"
        "from pyemscripten.publish.site import files\n"
        "whole = repr(list(files(pyemscripten.builtin())))\n"
        "print(hashlib.sha256(whole.encode()).hexdigest())\n"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert len(hashes) == 1


def test_facts_of_the_look_up_box_cannot_end_their_script() -> None:
    nasty = TABLE.platforms[0].replace(names={"tool": ("</script><b>",)})
    facts = lookup_facts(TABLE.replace(platforms=(nasty,)))
    assert "<" not in facts
    assert json.loads(facts)["platforms"][0]["names"] == ["</script><b>"]
