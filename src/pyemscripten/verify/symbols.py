"""Extract from the published releases what side modules can import: the audit's symbol tables.

Each release is fetched from npm and started in Node.js, and the object from which its loader
resolves imports is read. Signatures of the main module's functions come from its type section,
those of JavaScript functions from the ``sig`` that Emscripten gives them.

``python -m pyemscripten.verify.symbols`` adds the releases that the tables lack, and ``--anew``
extracts all of them; ``--check`` does so too, compares them with the file that is there, and exits
with 1 if they differ.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pyemscripten import wasm
from pyemscripten.audit import symbols
from pyemscripten.files import write
from pyemscripten.lookup import builtin
from pyemscripten.runtime import RuntimeFailed, RuntimeProblem, fetch_pyodide, find_node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SCRIPT = Path(__file__).with_name("symbols.mjs")


def extract(folder: Path, integrity: str) -> symbols.Offer:
    """What the release that is unpacked in ``folder`` offers to side modules.

    ``integrity`` is that of the npm tarball which the folder came from. Raises
    :class:`~pyemscripten.runtime.errors.RuntimeProblem` if Node.js is missing or the release does
    not start.
    """
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as scratch:
        output = Path(scratch, "symbols.json")
        done = subprocess.run(
            [find_node().path, _SCRIPT, folder, output],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if not output.exists():
            last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise RuntimeFailed(f"{folder}: the release did not start: {last}")
        found = json.loads(output.read_text(encoding="utf-8"))
    main = wasm.parse((folder / "pyodide.asm.wasm").read_bytes())
    types = {}
    for name, (kind, detail) in sorted(found["symbols"].items()):
        signature = main.signature(detail) or "" if kind == "f" else detail
        # Emscripten writes "p" for a pointer, which is an i32 on this platform.
        types[name] = kind + signature.replace("p", "i")
    return symbols.Offer(integrity, tuple(found["suffixes"]), types)


#: What releases offer, by platform and release, oldest first.
Offers = dict[str, dict[str, symbols.Offer]]


def extract_all(
    only: Sequence[str] = (),
    progress: Callable[[str], object] = lambda _line: None,
    known: Offers | None = None,
) -> Offers:
    """What every release on npm offers.

    ``only`` limits it to some releases; those in ``known`` are not extracted again. Raises
    :class:`~pyemscripten.runtime.errors.RuntimeProblem`.
    """
    offers: Offers = {}
    for platform in builtin().platforms:
        for release in builtin().releases:
            wanted = not only or release.version in only
            if release.platform == platform.version and release.npm and wanted:
                offer = (known or {}).get(platform.version, {}).get(release.version)
                if offer is None or offer.integrity != release.npm.integrity:
                    progress(f"pyodide {release.version}: extracting symbols")
                    package = fetch_pyodide(
                        release.version, expected_integrity=release.npm.integrity, progress=progress
                    )
                    offer = extract(package.path, release.npm.integrity)
                offers.setdefault(platform.version, {})[release.version] = offer
    return offers


def packaged() -> Offers:
    """What the packaged tables say, as an extraction would.

    >>> packaged()["2026_0"]["314.0.0"].types["malloc"]
    'fii'
    """
    return {
        platform: {
            release.version: symbols.Offer(
                release.integrity,
                release.suffixes,
                symbols.symbol_table(platform, release.version).types,
            )
            for release in symbols.symbol_table(platform).releases
        }
        for platform in symbols.symbol_platforms()
    }


def differences(offers: Offers) -> list[str]:
    """Where the packaged tables and an extraction disagree, a sentence each."""
    found = []
    for platform, releases in offers.items():
        for release, offer in releases.items():
            try:
                table = symbols.symbol_table(platform, release)
            except KeyError:
                found.append(f"{release}: the packaged tables lack this release")
                continue
            names = [
                name
                for name in sorted({*table.types, *offer.types})
                if table.types.get(name) != offer.types.get(name)
            ]
            found += [
                f"{release}: {name} is {offer.types.get(name, 'absent')}, packaged as "
                f"{table.types.get(name, 'absent')}"
                for name in names
            ]
            if table.suffixes != offer.suffixes:
                found.append(f"{release}: Python imports {offer.suffixes}, not {table.suffixes}")
    return found


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Complete the tables, or compare them; 0 fine, 1 different, 3 could not be had."""
    parser = argparse.ArgumentParser("python -m pyemscripten.verify.symbols", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare and write nothing")
    parser.add_argument("--anew", action="store_true", help="extract what is there, too")
    parser.add_argument(
        "--only", action="append", default=[], metavar="RELEASE", help="with --check"
    )
    options = parser.parse_args(arguments)
    if options.only and not options.check:
        parser.error("--only goes with --check: the file holds every release")
    try:
        known = None if options.check or options.anew else packaged()
        offers = extract_all(options.only, _say, known)
    except RuntimeProblem as problem:
        _say(str(problem))
        return 3
    if options.check:
        wrong = differences(offers)
        sys.stdout.writelines(f"{line}\n" for line in wrong)
        return 1 if wrong else 0
    write(symbols.PATH, symbols.pack(offers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
