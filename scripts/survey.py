"""Audit the corpus and hold every prediction against the real runtimes.

    python scripts/survey.py NAMES FOLDER OUTPUT

NAMES is a file with a project on PyPI a line. Their newest wheels for each platform are
downloaded into FOLDER by pip, audited, and each of their modules is loaded in one release of every
platform under Node.js, each wheel in a fresh interpreter, as `pyemscripten try --no-imports` does.
FOLDER also keeps what was found in each release, so that an interrupted run goes on. OUTPUT is the
small, sorted JSON from which the page `/survey/` is made; nothing depends on when or where the
script ran except `date`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from pyemscripten import wasm
from pyemscripten.audit.checks import check, predict
from pyemscripten.audit.contents import Contents, read_wheel
from pyemscripten.audit.survey import newest_wheels
from pyemscripten.audit.trial import Attempt, find_extensions, load_modules
from pyemscripten.files import write
from pyemscripten.lookup import builtin
from pyemscripten.runtime import fetch_pyodide, find_node


def releases() -> list[str]:
    """The newest release of each platform that is on npm."""
    table = builtin()
    return [
        [r for r in table.history(platform).releases if r.npm][-1].version
        for platform in table.platforms
    ]


def fetch(names: list[str], folder: Path) -> None:
    for name in names:
        place = folder / name
        if not (place / "done").exists():
            place.mkdir(parents=True, exist_ok=True)
            found = newest_wheels(name, str(place), lambda line: print(line, file=sys.stderr))
            for pure in {*place.glob("*/*.whl")} - {*found}:
                pure.unlink()
            (place / "done").touch()


#: What was predicted of a module, and what came of it.
COUNTS = ("loads-loaded", "loads-failed", "fails-loaded", "fails-failed")


def truth(wheels: dict[Path, Contents], release: str) -> dict[Path, dict[str, Any]]:
    """What was predicted of each module of each wheel, and what came of it in a release."""
    known = builtin().release(release)
    package = fetch_pyodide(release, expected_integrity=known.npm_integrity)

    def one(path: Path) -> dict[str, Any]:
        contents = wheels[path]
        default, every = (
            predict(contents, known.platform or "", release, opcodes=opcodes)
            for opcodes in (False, True)
        )
        attempts = load_modules(package, path, contents)
        print(release, path.name, file=sys.stderr, flush=True)
        return _compare(attempts, default, every)

    # Node.js does the work, so threads are enough to keep every core busy.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(wheels, pool.map(one, wheels), strict=True))


def found_by_python(wheels: dict[Path, Contents], release: str) -> list[dict[str, str]]:
    """Whether Python finds the modules of some wheels under their names in a release."""
    known = builtin().release(release)
    package = fetch_pyodide(release, expected_integrity=known.npm_integrity)
    return [
        {
            "wheel": path.name,
            "release": release,
            "python": known.python,
            "module": attempt.name,
            "outcome": attempt.outcome,
            "said": attempt.detail,
        }
        for path, contents in wheels.items()
        for attempt in find_extensions(
            package, path, contents, load_modules(package, path, contents)
        )
    ]


def why(contents: Contents, release: str, miss: dict[str, str]) -> str:
    """Why a module failed that was predicted to load, as far as a rule says it."""
    called = re.search(r"cannot resolve symbol (\S+)", miss["said"])
    for finding in check(contents, release=release).findings:
        if called and finding.file == miss["module"] and called[1] in finding.evidence:
            return (
                f"{finding.rule} warns of this function, which does not exist there; the module "
                "calls it while it is loaded, from a static constructor"
            )
    return ""


def _compare(
    attempts: list[Attempt], default: dict[str, str], every: dict[str, str]
) -> dict[str, Any]:
    counts = dict.fromkeys(COUNTS, 0)
    misses = []
    only_opcodes = []
    for name, outcome, detail in ((a.name, a.outcome, a.detail) for a in attempts):
        if outcome not in ("ok", "failed", "fatal"):
            raise RuntimeError(f"{name} could not be tried: {outcome}: {detail}")
        guess = "fails" if name in every else "loads"
        came = "loaded" if outcome == "ok" else "failed"
        counts[f"{guess}-{came}"] += 1
        if (guess, came) in (("loads", "failed"), ("fails", "loaded")):
            misses.append({"module": name, "predicted": every.get(name, ""), "said": detail})
        elif guess == "fails" and name not in default:
            only_opcodes.append({"module": name, "predicted": every[name], "said": detail})
    return {"counts": counts, "misses": misses, "only_opcodes": only_opcodes}


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
    told: dict[str, list[dict[str, str]]] = {"misses": [], "only_opcodes": []}
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
            for kind, cases in told.items():
                for case in found[kind]:
                    reason = {"why": why(wheels[path], release, case)} if kind == "misses" else {}
                    cases.append({"wheel": path.name, "release": release, **case, **reason})
    misnamed = {
        path: contents
        for (path, contents), entry in zip(wheels.items(), entries, strict=True)
        if any(found["rule"] == "PYEM005" for found in entry["findings"])
    }
    document = {
        "format": "pyemscripten survey",
        "schema_version": 1,
        "date": dt.date.today().isoformat(),  # noqa: DTZ011
        "node": find_node().version,
        "releases": releases(),
        "truth_columns": list(COUNTS),
        "interpreters": "a fresh interpreter for each wheel",
        **told,
        "names": [case for release in releases() for case in found_by_python(misnamed, release)],
    }
    # A wheel a line: small, and easy to compare with the next survey.
    head = json.dumps(document, indent=1, ensure_ascii=False).removesuffix("\n}")
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    write(output, f'{head},\n "wheels": [\n{lines}\n ]\n}}\n')


if __name__ == "__main__":
    main()
