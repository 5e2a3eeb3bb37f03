"""The symbol tables: what is in them, what they came from, how fast and large they are."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib

import pytest

import pyemscripten
from pyemscripten.audit import symbols
from pyemscripten.audit.symbols import (
    KINDS,
    Change,
    Offer,
    Release,
    Symbol,
    pack,
    symbol_platforms,
    symbol_table,
)
from scripts.stable_abi import TARGET, lines
from tests.support.tables import measured_platforms


def test_every_platform_and_every_release_on_npm_was_read() -> None:
    """A release that is new must be extracted: `python -m pyemscripten.verify.symbols`."""
    table = pyemscripten.builtin()
    assert symbol_platforms() == tuple(p.version for p in measured_platforms(table))
    for platform in measured_platforms(table):
        read = [(r.version, r.integrity) for r in symbol_table(platform.version).releases]
        assert read == [
            (r.version, r.npm_integrity)
            for r in table.releases
            if r.platform == platform.version and r.npm
        ]


def test_tables_are_complete() -> None:
    """Each holds what no interpreter could do without, of every kind, with signatures."""
    for version in symbol_platforms():
        table = symbol_table(version)
        assert table["malloc"] == Symbol("malloc", "function", "ii")
        assert table["PyList_New"].signature == "ii"
        assert table["_Py_NoneStruct"].kind == "data"
        assert table["__stack_pointer"].kind == "global"
        assert table["memory"].kind == "memory"
        assert table["__indirect_function_table"].kind == "table"
        assert table["emscripten_date_now"].kind == "JavaScript function"
        model = pyemscripten.platform(version).unwinding.model
        assert ("__cpp_exception" in table) is (model == "WebAssembly")
        assert len(table) == len(list(table)) > 9000
        assert {symbol.kind for symbol in table} <= set(KINDS.values())
        assert len(table.libcxx) == 1
        assert ".so" in table.suffixes
        minor = pyemscripten.platform(version).python.replace(".", "")
        assert f".cpython-{minor}-wasm32-emscripten.so" in table.suffixes


def test_releases_differ_as_the_changes_say() -> None:
    for version in symbol_platforms():
        newest = symbol_table(version)
        for release in newest.releases:
            table = symbol_table(version, release.version)
            later = [r.version for r in newest.releases]
            later = later[later.index(release.version) + 1 :]
            kinds = dict(table.types)
            for change in newest.changes:
                if change.release in later:
                    if change.added:
                        kinds[change.name] = change.type
                    else:
                        assert kinds.pop(change.name) == change.type
            assert kinds == newest.types


def test_the_same_table_is_given_again() -> None:
    version = symbol_platforms()[-1]
    assert symbol_table(version) is symbol_table(version)
    for unknown in (("1999_0", None), (version, "1.2.3")):
        with pytest.raises(KeyError):
            symbol_table(*unknown)


def test_the_file_is_small_and_needs_no_lzma() -> None:
    assert os.path.getsize(symbols.PATH) <= 400_000
    code = (
        "import sys; sys.modules['lzma'] = sys.modules['_lzma'] = None\n"
        "from pyemscripten.audit.symbols import symbol_table, symbol_platforms\n"
        "print([len(symbol_table(version)) > 9000 for version in symbol_platforms()])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.strip(" []\n").split(", ")) == {"True"}


OFFERS = {
    "1_0": {
        "1.0": Offer("sha512-a", (".so",), {"a": "fii", "b": "d", "gone": "fv"}),
        "1.1": Offer("sha512-b", (".x.so", ".so"), {"a": "fij", "b": "d", "new": "s"}),
    },
    "2_0": {"2.0": Offer("sha512-c", (".so",), {"b": "d", "z": "xvi"})},
}


def test_pack_and_read_are_inverse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(symbols, "_file", symbols._unpack(pack(OFFERS)))
    monkeypatch.setattr(symbols, "_tables", {})
    assert symbol_platforms() == ("1_0", "2_0")
    for platform, releases in OFFERS.items():
        for release, offer in releases.items():
            table = symbol_table(platform, release)
            assert table.types == offer.types
            assert table.suffixes == offer.suffixes
    table = symbol_table("1_0")
    assert table.releases == (
        Release("1.0", "sha512-a", (".so",)),
        Release("1.1", "sha512-b", (".x.so", ".so")),
    )
    assert table.history("a") == (Change("1.1", "a", False, "fii"), Change("1.1", "a", True, "fij"))
    assert table.history("b") == ()
    assert symbol_table("2_0").libcxx == frozenset()


def test_a_file_of_another_format_is_refused() -> None:
    data = zlib.compress(b"something else\n")
    with pytest.raises(ValueError, match="is not 'pyemscripten symbols 1'"):
        symbols._unpack(len(data).to_bytes(4, "big") + data)


def test_the_stable_abi_is_that_of_abi3info() -> None:
    """If this fails, run `python scripts.stable_abi.py`."""
    assert TARGET.read_text().splitlines()[1:] == lines()[1:]
