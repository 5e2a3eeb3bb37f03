"""Audit the corpus and hold every prediction against the real runtimes.

    python tests/audit/survey_corpus.py NAMES FOLDER OUTPUT

NAMES is a file with a project on PyPI a line. Their newest wheels for each platform are
downloaded into FOLDER by pip, audited, and each of their modules is loaded in one release of every
platform under Node.js. Modules share an interpreter, since starting one takes longest; whatever
fails after a failure that leaves traces, or loads though it should not, is tried alone in a fresh
one. FOLDER also keeps what was found in each release, so that an interrupted run goes on. OUTPUT is
the small, sorted JSON from which the page `/survey/` is made; nothing depends on when or where
the script ran except `date`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from pyemscripten.audit import wasm
from pyemscripten.audit.checks import check, predict
from pyemscripten.audit.contents import Contents, read_wheel
from pyemscripten.audit.survey import newest_wheels
from pyemscripten.audit.trial import Attempt, asks_addresses, its_own, load_code, to_attempt
from pyemscripten.lookup import builtin
from pyemscripten.runtime import Outcome, PyodidePackage, fetch_pyodide, find_node, run_many


def releases() -> list[str]:
    """The newest release of each platform that is on npm."""
    table = builtin()
    return [
        [r for r in table.history(platform).releases if r.npm_integrity][-1].version
        for platform in table.platforms
    ]


def fetch(names: list[str], folder: Path) -> None:
    for name in names:
        place = folder / name
        if not (place / "done").exists():
            place.mkdir(parents=True, exist_ok=True)
            newest_wheels(name, str(place), lambda line: print(line, file=sys.stderr))
            (place / "done").touch()


#: What was predicted of a module, and what came of it.
COUNTS = ("loads-loaded", "loads-failed", "fails-loaded", "fails-failed")


class Case(NamedTuple):
    """One module of one wheel."""

    wheel: Path
    contents: Contents
    module: str


def truth(wheels: dict[Path, Contents], release: str) -> dict[Path, dict[str, Any]]:
    """What was predicted of each module of each wheel, and what came of it in a release."""
    known = builtin().release(release)
    package = fetch_pyodide(release, expected_integrity=known.npm_integrity)
    predicted = {
        path: predict(contents, known.platform or "", release, opcodes=True)
        for path, contents in wheels.items()
    }
    good: list[Case] = []
    bad: list[Case] = []
    for path, contents in wheels.items():
        for module in contents.modules:
            (bad if module in predicted[path] else good).append(Case(path, contents, module))
    outcomes: dict[tuple[Path, str], Attempt] = {}
    for cases in (good, bad):
        while cases:
            batch = _batch(cases)
            cases = cases[len(batch) :] + _load(package, batch, outcomes, alone=len(batch) == 1)
            print(release, len(cases), "to go", file=sys.stderr, flush=True)
    # A library of another wheel may have lent a symbol: what was not to load is tried alone.
    for case in bad:
        if outcomes[case.wheel, case.module].outcome == "ok":
            _load(package, [case], outcomes, alone=True)
    return {
        path: _compare({m: outcomes[path, m] for m in contents.modules}, predicted[path])
        for path, contents in wheels.items()
    }


def _batch(cases: list[Case]) -> list[Case]:
    """The first cases, of which the wheels together are not too much for one interpreter."""
    wheels: dict[Path, int] = {}
    batch: list[Case] = []
    for case in cases:
        wheels[case.wheel] = case.contents.size
        if batch and sum(wheels.values()) > 100 << 20:
            break
        batch.append(case)
    return batch


def _load(
    package: PyodidePackage,
    cases: list[Case],
    outcomes: dict[tuple[Path, str], Attempt],
    *,
    alone: bool,
) -> list[Case]:
    """Load some modules in one interpreter; those that have to be tried again in another."""
    folders = {path: f"/w/{number}" for number, path in enumerate({c.wheel: 0 for c in cases})}
    files = {}
    for path, folder in folders.items():
        contents = next(case.contents for case in cases if case.wheel == path)
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                installed = re.sub(r"^[^/]+\.data/(purelib|platlib)/", "", name)
                if installed in contents.modules:
                    files[f"{folder}/{installed}"] = archive.read(name)
    codes = [
        load_code(case.module, case.contents, package.version, folders[case.wheel])
        for case in cases
    ]
    spoiled = False
    again = []
    results = run_many(package, codes, files=files, timeout=1200)
    for case, result in zip(cases, results, strict=True):
        attempt = to_attempt(case.module, result)
        if result.outcome is Outcome.NOT_RUN or (
            spoiled and attempt.outcome != "ok" and not its_own(attempt, case.contents)
        ):
            again.append(case)
            continue
        outcomes[case.wheel, case.module] = attempt
        spoiled |= attempt.outcome != "ok" and asks_addresses(case.module, case.contents)
    assert not (alone and again)
    return again


def _compare(attempts: dict[str, Attempt], predicted: dict[str, str]) -> dict[str, Any]:
    counts = dict.fromkeys(COUNTS, 0)
    misses = []
    for name, attempt in attempts.items():
        guess = "fails" if name in predicted else "loads"
        came = "loaded" if attempt.outcome == "ok" else "failed"
        counts[f"{guess}-{came}"] += 1
        if f"{guess}-{came}" in ("loads-failed", "fails-loaded"):
            said = re.sub(r"/w/\d+/", "", attempt.detail)
            misses.append({"module": name, "predicted": predicted.get(name, ""), "said": said})
    return {"counts": counts, "misses": misses}


def describe(path: Path) -> tuple[dict[str, Any], Contents]:
    contents = read_wheel(path, keep_code=True)
    verdict = check(contents, opcodes=True, everywhere=True)
    project = contents.parts.project.replace("_", "-").lower()
    return {
        "wheel": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "project": project,
        "version": contents.parts.version,
        "platform": verdict.claimed,
        "tags": ".".join(contents.parts.platforms),
        "level": verdict.level or None,
        "modules": verdict.modules,
        "libraries": sum(
            1
            for module in contents.modules.values()
            if isinstance(module, wasm.Module)
            and not any(name.startswith("PyInit") for name in module.exports)
        ),
        "fits": list(verdict.fits),
        "unwinding": verdict.unwinding or None,
        "findings": [
            {"rule": f.rule, "level": f.level, "message": f.message, "count": f.count}
            for f in verdict.findings
        ],
    }, contents


def main() -> None:
    names, folder, output = map(Path, sys.argv[1:4])
    fetch(names.read_text().split(), folder)
    kept = folder / "truth.json"
    done = json.loads(kept.read_text()) if kept.exists() else {}
    entries = []
    misses: list[dict[str, str]] = []
    wheels = {}
    for path in sorted(folder.glob("*/*/*.whl"), key=lambda each: each.name.lower()):
        entry, contents = describe(path)
        entries.append(entry)
        wheels[path] = contents
    for release in releases():
        keys = {
            path: f"{release} {entry['sha256']}"
            for path, entry in zip(wheels, entries, strict=True)
        }
        left = {path: contents for path, contents in wheels.items() if keys[path] not in done}
        if left:
            for path, found in truth(left, release).items():
                done[keys[path]] = found
            kept.write_text(json.dumps(done))
        for path, entry in zip(wheels, entries, strict=True):
            found = done[keys[path]]
            entry.setdefault("truth", {})[release] = list(found["counts"].values())
            misses += [{"wheel": path.name, "release": release, **miss} for miss in found["misses"]]
    document = {
        "format": "pyemscripten survey",
        "schema_version": 1,
        "date": dt.date.today().isoformat(),  # noqa: DTZ011
        "node": find_node().version,
        "releases": releases(),
        "truth_columns": list(COUNTS),
        "misses": misses,
    }
    # A wheel a line: small, and easy to compare with the next survey.
    head = json.dumps(document, indent=1, ensure_ascii=False).removesuffix("\n}")
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    output.write_text(f'{head},\n "wheels": [\n{lines}\n ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
