from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.errors import InvalidName
from pyemscripten.runtime import (
    IntegrityMismatch,
    LockFileProblem,
    NpmMissing,
    PyodidePackage,
    RegistryUnavailable,
    ReleaseNotCached,
    ReleaseNotOnNpm,
    TruncatedArchive,
    UnsafeArchive,
    fetch_pyodide,
)
from tests.support.registry import Registry, integrity, make_package, make_tarball
from tests.support.runtimes import NEWEST, package

VERSION, NPM_VERSION = "9.8.7a6", "9.8.7-alpha.6"
PACKAGE_IN_LOCK = b"a distribution package"
LOCK = {
    "info": {"arch": "wasm32", "platform": "emscripten_9_9_9"},
    "packages": {
        "some": {
            "file_name": "some-1-py3-none-any.whl",
            "sha256": hashlib.sha256(PACKAGE_IN_LOCK).hexdigest(),
        },
        "odd": {},
    },
}
FILES = {
    "pyodide.mjs": b"export {}",
    "pyodide.asm.wasm": b"\0asm\1\0\0\0",
    "pyodide-lock.json": json.dumps(LOCK).encode(),
}


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "the cache"


def publish(registry: Registry, files: Mapping[str, bytes] = FILES, **manifest: object) -> str:
    return registry.add(make_package("pyodide", NPM_VERSION, files, **manifest), NPM_VERSION)


def kept(cache: Path) -> list[str]:
    """The files in the cache, by name."""
    return sorted(path.name for path in cache.rglob("*") if path.is_file())


def test_a_release_of_the_data_names_itself_and_its_integrity(
    registry: Registry, cache: Path
) -> None:
    published = publish(registry)
    release = pyemscripten.builtin().releases[-1].replace(version=VERSION, npm=None)
    assert release.npm_integrity is None
    assert fetch_pyodide(release, cache=cache).version == VERSION
    other = integrity(b"something else")
    measured = next(r for r in pyemscripten.builtin().releases if r.npm).replace(version=VERSION)
    assert measured.npm is not None
    for wrong in (measured, release):
        with pytest.raises(IntegrityMismatch, match="expected"):
            fetch_pyodide(wrong, cache=cache / "new", expected_integrity=other)
    with pytest.raises(IntegrityMismatch, match=re.escape(measured.npm_integrity or "-")):
        fetch_pyodide(measured, cache=cache / "new")
    right = measured.replace(npm=measured.npm.replace(integrity=published))
    assert fetch_pyodide(right, cache=cache).integrity == published


def test_a_release_is_fetched_checked_and_unpacked(registry: Registry, cache: Path) -> None:
    published = publish(registry)
    lines: list[str] = []
    package = fetch_pyodide(VERSION, cache=cache, progress=lines.append)
    assert (package.version, package.npm_version) == (VERSION, NPM_VERSION)
    assert package.integrity == published
    assert package.tarball.stem == hashlib.sha512(package.tarball.read_bytes()).hexdigest()
    assert lines == [f"pyodide {VERSION}: downloading"]
    assert not (cache / "unpacked").exists()
    for name, content in FILES.items():
        assert package.read(name) == content
        assert (package.path / name).read_bytes() == content
    assert lines[1:] == [f"pyodide {VERSION}: unpacking"]
    assert package.lock_file == "pyodide-lock.json"
    assert package.lock_info() == LOCK["info"]
    assert package.lock_packages() == LOCK["packages"]
    with pytest.raises(KeyError):
        package.read("absent")
    assert not list(cache.glob(".tmp-*"))


def test_the_second_time_needs_no_registry(registry: Registry, cache: Path) -> None:
    publish(registry)
    first = fetch_pyodide(VERSION, cache=cache)
    path = first.path
    asked = len(registry.requests)
    lines: list[str] = []
    for offline in (True, False):
        again = fetch_pyodide(VERSION, cache=cache, offline=offline, progress=lines.append)
        assert again == first
        assert again.path == path
    assert (len(registry.requests), lines) == (asked, [])


def test_the_cache_is_where_the_variable_says(
    registry: Registry, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(registry)
    monkeypatch.setenv("PYEMSCRIPTEN_CACHE", str(cache))
    assert fetch_pyodide(VERSION).tarball.is_relative_to(cache)


def test_a_package_can_be_sent_to_another_process(registry: Registry, cache: Path) -> None:
    publish(registry)
    package = fetch_pyodide(VERSION, cache=cache)
    there: PyodidePackage = pickle.loads(pickle.dumps(package))
    assert there == package
    assert there.path == package.path


def test_offline_with_an_empty_cache(cache: Path) -> None:
    with pytest.raises(ReleaseNotCached) as caught:
        fetch_pyodide(VERSION, cache=cache, offline=True)
    assert str(caught.value) == (
        f"pyodide {VERSION}: not in the cache ({cache}); run once without offline"
    )


def test_the_expected_integrity(registry: Registry, cache: Path) -> None:
    published = publish(registry)
    package = fetch_pyodide(VERSION, cache=cache, expected_integrity=published)
    assert package.integrity == published


def test_another_integrity_than_expected_is_not_kept(registry: Registry, cache: Path) -> None:
    published = publish(registry)
    expected = integrity(b"something else")
    with pytest.raises(IntegrityMismatch) as caught:
        fetch_pyodide(VERSION, cache=cache, expected_integrity=expected)
    assert str(caught.value) == (
        f"pyodide {VERSION}: npm delivered {published}, expected {expected}; it was not kept"
    )
    assert kept(cache) == []


def test_the_expected_integrity_counts_for_what_is_cached(registry: Registry, cache: Path) -> None:
    publish(registry)
    fetch_pyodide(VERSION, cache=cache)
    with pytest.raises(ReleaseNotCached):
        fetch_pyodide(VERSION, cache=cache, offline=True, expected_integrity=integrity(b""))


@pytest.mark.parametrize("text", ["", "sha1-abc", "sha512-abc", integrity(b"") + "\n"])
def test_an_expected_integrity_that_is_none(text: str, cache: Path) -> None:
    with pytest.raises(InvalidName, match="is not like 'sha512-…=='"):
        fetch_pyodide(VERSION, cache=cache, expected_integrity=text)


def test_a_tampered_tarball_in_the_cache(registry: Registry, cache: Path) -> None:
    publish(registry)
    tarball = fetch_pyodide(VERSION, cache=cache).tarball
    tarball.write_bytes(make_package("pyodide", NPM_VERSION, {**FILES, "pyodide.mjs": b"evil"}))
    for offline in (True, False):
        with pytest.raises(IntegrityMismatch) as caught:
            fetch_pyodide(VERSION, cache=cache, offline=offline)
        assert f"pyodide {VERSION}: {tarball} has sha512-" in str(caught.value)
        assert str(caught.value).endswith("delete it and run again")
    tarball.unlink()
    fetch_pyodide(VERSION, cache=cache)


def test_a_tarball_that_was_cut_short_in_the_cache(registry: Registry, cache: Path) -> None:
    publish(registry)
    tarball = fetch_pyodide(VERSION, cache=cache).tarball
    os.truncate(tarball, 100)
    with pytest.raises(IntegrityMismatch):
        fetch_pyodide(VERSION, cache=cache)


def test_a_record_that_makes_no_sense_is_fetched_again(registry: Registry, cache: Path) -> None:
    publish(registry)
    fetch_pyodide(VERSION, cache=cache)
    record = cache / "npm" / f"pyodide-{NPM_VERSION}.integrity"
    record.write_text("sha512-")
    fetch_pyodide(VERSION, cache=cache)
    assert record.read_text() == integrity(fetch_pyodide(VERSION, cache=cache).tarball.read_bytes())


def change(path: Path) -> None:
    (path / "pyodide.mjs").write_bytes(b"evil     ")


def remove(path: Path) -> None:
    (path / "pyodide.mjs").unlink()


def add(path: Path) -> None:
    (path / "node_modules" / "ws").mkdir(parents=True)
    (path / "node_modules" / "ws" / "index.js").touch()


@pytest.mark.parametrize(
    ("tamper", "file"),
    [(change, "pyodide.mjs"), (remove, "pyodide.mjs"), (add, "node_modules/ws/index.js")],
)
def test_what_was_unpacked_is_compared_before_it_is_used(
    tamper: object, file: str, registry: Registry, cache: Path
) -> None:
    publish(registry)
    path = fetch_pyodide(VERSION, cache=cache).path
    assert callable(tamper)
    tamper(path)
    package = fetch_pyodide(VERSION, cache=cache)
    with pytest.raises(IntegrityMismatch) as caught:
        _ = package.path
    assert f"pyodide {VERSION}: {path / file} is not as it was unpacked" in str(caught.value)


def test_packages_of_the_distribution_may_lie_beside(registry: Registry, cache: Path) -> None:
    publish(registry)
    path = fetch_pyodide(VERSION, cache=cache).path
    beside = path / "some-1-py3-none-any.whl"
    beside.write_bytes(PACKAGE_IN_LOCK)
    assert fetch_pyodide(VERSION, cache=cache).path == path
    assert beside.exists()
    # Node.js was killed while it wrote this one.
    beside.write_bytes(PACKAGE_IN_LOCK[:5])
    assert fetch_pyodide(VERSION, cache=cache).path == path
    assert not beside.exists()


def test_two_at_once_unpack_one_folder(registry: Registry, cache: Path) -> None:
    publish(registry)
    fetch_pyodide(VERSION, cache=cache)

    def overtake(_line: str) -> None:
        assert fetch_pyodide(VERSION, cache=cache).path.exists()

    package = fetch_pyodide(VERSION, cache=cache, progress=overtake)
    assert (package.path / "pyodide.mjs").read_bytes() == FILES["pyodide.mjs"]
    assert len(list((cache / "unpacked").iterdir())) == 1


def test_a_folder_that_cannot_be_made(registry: Registry, cache: Path) -> None:
    publish(registry)
    folder = fetch_pyodide(VERSION, cache=cache).path.parent
    folder.rename(cache / "moved")
    folder.symlink_to(cache / "absent")
    with pytest.raises(OSError, match="directory"):
        _ = fetch_pyodide(VERSION, cache=cache).path


@pytest.mark.parametrize("length", [10, 200, -1, -8])
def test_a_truncated_tarball_that_the_registry_vouches_for(
    length: int, registry: Registry, cache: Path
) -> None:
    registry.add(make_package("pyodide", NPM_VERSION, FILES)[:length], NPM_VERSION)
    with pytest.raises(TruncatedArchive) as caught:
        fetch_pyodide(VERSION, cache=cache)
    assert str(caught.value).startswith(f"pyodide {VERSION}: ")
    assert kept(cache) == []


def test_a_truncated_tarball_that_the_registry_does_not_vouch_for(
    registry: Registry, cache: Path
) -> None:
    whole = make_package("pyodide", NPM_VERSION, FILES)
    registry.add(whole[:200], NPM_VERSION, announced=integrity(whole))
    with pytest.raises(IntegrityMismatch, match="EINTEGRITY"):
        fetch_pyodide(VERSION, cache=cache)
    assert kept(cache) == []


def test_a_tarball_with_a_path_that_escapes(
    registry: Registry, cache: Path, tmp_path: Path
) -> None:
    manifest = json.dumps({"name": "pyodide", "version": NPM_VERSION}).encode()
    registry.add(
        make_tarball({"package/package.json": manifest, "package/../../escaped": b"x"}), NPM_VERSION
    )
    with pytest.raises(UnsafeArchive, match=r"'package/\.\./\.\./escaped'"):
        fetch_pyodide(VERSION, cache=cache)
    assert kept(cache) == []
    assert not list(tmp_path.rglob("escaped"))


@pytest.mark.parametrize(
    ("tarball", "says"),
    [
        (make_package("pyodide", "9.8.6"), "pyodide@9.8.6"),
        (make_package("piodide", NPM_VERSION), f"piodide@{NPM_VERSION}"),
        (make_tarball({"package/a": b""}), "nothing"),
        (make_tarball({"package/package.json": b"{"}), "nothing"),
        (make_tarball({"package/package.json": b"[]"}), "nothing"),
        (make_tarball({"package/package.json": b"{}"}), "nothing"),
    ],
)
def test_a_tarball_of_something_else(
    tarball: bytes, says: str, registry: Registry, cache: Path
) -> None:
    registry.add(tarball, NPM_VERSION)
    with pytest.raises(IntegrityMismatch) as caught:
        fetch_pyodide(VERSION, cache=cache)
    assert f"package.json says {says};" in str(caught.value)
    assert kept(cache) == []


def test_a_release_that_does_not_exist(registry: Registry, cache: Path) -> None:
    for version in ("9.8.5", "9.8.6-alpha.1", "1.0.0"):
        registry.add(make_package("pyodide", version), version)
    with pytest.raises(ReleaseNotOnNpm) as caught:
        fetch_pyodide("9.8.6", cache=cache)
    assert str(caught.value).startswith("pyodide 9.8.6: the registry does not have it (ETARGET: ")
    assert "nearest: 9.8.5, 9.8.6a1" in str(caught.value)


def test_a_registry_that_is_down(
    registry: Registry, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    with pytest.raises(RegistryUnavailable) as caught:
        fetch_pyodide(VERSION, cache=cache)
    assert str(caught.value).startswith(
        f"pyodide {VERSION}: the registry does not answer (ECONNREFUSED: "
    )
    assert kept(cache) == []


@pytest.mark.parametrize("status", [401, 429, 500, 503])
def test_a_registry_that_answers_with_an_error(
    status: int, registry: Registry, cache: Path
) -> None:
    registry.failing = status
    with pytest.raises(RegistryUnavailable, match=f"does not answer .E{status}: "):
        fetch_pyodide(VERSION, cache=cache)


def test_no_npm(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NpmMissing, match=rf"^pyodide {VERSION}: npm is not on PATH"):
        fetch_pyodide(VERSION, cache=cache)


@pytest.mark.parametrize("name", ["repodata.json", "packages.json"])
def test_older_names_of_the_lock_file(name: str, registry: Registry, cache: Path) -> None:
    publish(registry, {name: FILES["pyodide-lock.json"]})
    package = fetch_pyodide(VERSION, cache=cache)
    assert package.lock_file == name
    assert package.lock_info() == LOCK["info"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "has no lock file (pyodide-lock.json, repodata.json, packages.json)"),
        (b"{", ": pyodide-lock.json is not a JSON object"),
        (b"[]", ": pyodide-lock.json is not a JSON object"),
        (b'{"packages": {}}', ": pyodide-lock.json has no object 'info'"),
        (b'{"info": "x"}', ": pyodide-lock.json has no object 'info'"),
    ],
)
def test_a_lock_file_that_says_nothing(
    content: bytes | None, message: str, registry: Registry, cache: Path
) -> None:
    publish(registry, {} if content is None else {"pyodide-lock.json": content})
    with pytest.raises(LockFileProblem) as caught:
        fetch_pyodide(VERSION, cache=cache).lock_info()
    assert f"pyodide {VERSION}" in str(caught.value)
    assert message in str(caught.value)


def test_a_lock_file_without_packages(registry: Registry, cache: Path) -> None:
    publish(registry, {"pyodide-lock.json": b"{}"})
    with pytest.raises(LockFileProblem, match="has no object 'packages'"):
        fetch_pyodide(VERSION, cache=cache).lock_packages()


def test_what_an_old_release_needs_beside_it_is_held_to_its_hash(
    registry: Registry, cache: Path
) -> None:
    publish(registry, dependencies={"node-fetch": "^2.6.1"})
    package = fetch_pyodide(VERSION, cache=cache)
    with pytest.raises(ReleaseNotOnNpm, match=r"^base-64 1\.0\.0: "):
        _ = package.path
    registry.add(make_package("base-64", "1.0.0"), "1.0.0", "base-64")
    with pytest.raises(IntegrityMismatch, match=r"^base-64 1\.0\.0: npm delivered sha512-"):
        _ = package.path
    offline = fetch_pyodide(VERSION, cache=cache, offline=True)
    with pytest.raises(ReleaseNotCached, match=r"^base-64 1\.0\.0: not in the cache"):
        _ = offline.path


@pytest.mark.network
def test_a_release_that_npm_really_lacks(cache: Path) -> None:
    with pytest.raises(ReleaseNotOnNpm, match=rf"nearest: {NEWEST}\b|nearest: .*, {NEWEST}\b"):
        fetch_pyodide(f"{NEWEST}7", cache=cache)


@pytest.mark.network
def test_only_old_releases_need_more_than_themselves() -> None:
    old, new = package("0.21.0"), package(NEWEST)
    assert (old.path.parent / "node_modules" / "node-fetch").is_dir()
    assert not (new.path.parent / "node_modules").exists()
