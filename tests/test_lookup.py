"""Look-ups are exact, in both directions, and their errors help."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pyemscripten
from pyemscripten.errors import InvalidName, UnknownPlatform, UnknownRelease
from pyemscripten.lookup import known_by
from pyemscripten.versions import npm_spelling, version_key
from pyemscripten.wheel_names import find_platform_version
from tests.support.tables import later, measured_releases, unmeasured

TABLE = pyemscripten.builtin()


@pytest.mark.parametrize("platform", TABLE.platforms, ids=lambda p: str(p.version))
def test_every_spelling_finds_the_platform(platform: pyemscripten.Platform) -> None:
    version = platform.version
    for name in (
        version,
        f"pyemscripten_{version}_wasm32",
        f"pyodide_{version}_wasm32",
        f"pyemscripten_{version}",
    ):
        assert pyemscripten.platform(name) is platform
    assert pyemscripten.find(emscripten=platform.emscripten) == (platform,)
    assert pyemscripten.find(python=platform.python) == (platform,)
    assert pyemscripten.find(python=f"{platform.python}.7") == (platform,)
    for release in TABLE.history(platform).releases:
        assert pyemscripten.find(pyodide=release.version) == (platform,)
        assert pyemscripten.release(npm_spelling(release.version)) is release
    for own in platform.names.get("cibuildwheel", ()):
        assert pyemscripten.find(name=own) == (platform,)
        assert pyemscripten.find(name=own, emscripten=platform.emscripten) == (platform,)


def test_a_name_that_all_share_finds_all() -> None:
    assert pyemscripten.find(name="wasm32-unknown-emscripten") == TABLE.platforms


def test_nothing_is_guessed() -> None:
    for condition in (
        {"emscripten": "4.0.15"},
        {"python": "3.11"},
        {"pyodide": "0.25.1"},
        {"name": "cp311-pyodide_wasm32"},
    ):
        assert pyemscripten.find(**condition) == ()


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026",
        "2026_",
        "_0",
        "2026_0_0",
        "٢٠٢٦_0",
        "2026_0\n",
        " 2026_0",
        "pyemscripten_2026_0_wasm64",
        "pyemscripten_2026_0_wasm32x",
        "PYEMSCRIPTEN_2026_0_WASM32",
        "manylinux_2_28_x86_64",
        "2026_0_wasm32",
    ],
)
def test_text_that_cannot_name_a_platform_is_refused(name: str) -> None:
    with pytest.raises(InvalidName) as caught:
        pyemscripten.platform(name)
    message = str(caught.value)
    assert repr(name) in message
    assert TABLE.platforms[-1].tag in message
    assert "nearest in spelling is" in message
    assert "\n" not in message


def test_a_generic_tag_is_told_apart() -> None:
    with pytest.raises(InvalidName, match="is a generic tag: it names Emscripten"):
        pyemscripten.platform("emscripten_4_0_9_wasm32")


def test_overlong_text_is_not_repeated_whole() -> None:
    for call in (pyemscripten.platform, lambda v: pyemscripten.find(emscripten=v)):
        with pytest.raises(InvalidName) as caught:
            call("9" * 1_000_000)
        assert len(str(caught.value)) < 300


def test_an_unknown_platform_says_what_is_known() -> None:
    with pytest.raises(UnknownPlatform) as caught:
        pyemscripten.platform("pyodide_99999_0_wasm32")
    message = str(caught.value)
    assert TABLE.as_of in message
    assert f"the newest is {TABLE.platforms[-1].version}" in message
    assert isinstance(caught.value, LookupError)


def test_an_unknown_release_says_what_is_known() -> None:
    with pytest.raises(UnknownRelease, match=r"no Pyodide release '314\.0\.99'") as caught:
        pyemscripten.release("314.0.99")
    assert TABLE.releases[-1].version in str(caught.value)
    with pytest.raises(InvalidName, match="is not a Pyodide version"):
        pyemscripten.release("latest")


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"emscripten": "banana"},
        {"emscripten": ""},
        {"emscripten": "3.1.58-git"},
        {"emscripten": "5.0"},
        {"emscripten": "5.0.3a1"},
        {"emscripten": "５.0.3"},
        {"python": "3"},
        {"python": "cp314"},
        {"pyodide": ""},
        {"name": ""},
        {"name": "  "},
    ],
)
def test_conditions_that_mean_nothing_are_refused(condition: dict[str, str]) -> None:
    with pytest.raises(InvalidName):
        pyemscripten.find(**condition)


@given(st.text())
def test_only_the_documented_errors(text: str) -> None:
    for call in (
        pyemscripten.platform,
        pyemscripten.release,
        lambda value: pyemscripten.find(emscripten=value),
        lambda value: pyemscripten.find(name=value),
    ):
        with suppress(InvalidName, UnknownPlatform, UnknownRelease):
            call(text)


@given(st.from_regex(r"[0-9]{1,6}_[0-9]{1,3}", fullmatch=True))
def test_all_spellings_hold_the_same_version(version: str) -> None:
    for name in (version, f"pyemscripten_{version}_wasm32", f"pyodide_{version}_wasm32"):
        assert find_platform_version(name) == version


@given(st.lists(st.integers(0, 400), min_size=1, max_size=4), st.integers(0, 30))
def test_pre_releases_come_before_their_release_in_the_order_of_their_kinds(
    parts: list[int], number: int
) -> None:
    version = ".".join(map(str, parts))
    spelled = [f"{version}{kind}{number}" for kind in ("a", "b", "rc")] + [version]
    keys = [version_key(each) or () for each in spelled]
    assert () not in keys
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    ("version", "npm"), [("399.0.0b1", "399.0.0-beta.1"), ("399.0.0rc2", "399.0.0-rc.2")]
)
def test_a_beta_or_candidate_is_no_stable_release(version: str, npm: str) -> None:
    """None was published so far; the first must not pass for a final release, nor go unseen."""
    row = measured_releases(TABLE)[-1].replace(version=version)
    assert not row.stable
    assert row.npm_version == npm
    table = TABLE.replace(releases=(row,))
    assert table.release(version) is table.release(npm) is row
    assert table.history(table.platform(row.platform or "")).status == "draft"


@pytest.mark.parametrize("version", ["1.0b", "1.0b1.2", "1.0rc", "1.0c1", "1.0a1b2", "b1"])
def test_what_only_looks_like_a_pre_release_is_no_version(version: str) -> None:
    assert version_key(version) is None


def test_status_and_dates_follow_from_the_releases() -> None:
    for platform in TABLE.platforms:
        history = TABLE.history(platform)
        stable = [release for release in history.releases if release.stable]
        assert history.status == ("final" if stable else "draft")
        assert history.final_since == (stable[0].date if stable else None)
        assert history.first_stable is (stable[0] if stable else None)
        assert history.draft_since == history.first.date
        assert history.last is history.releases[-1]
    for final, status in ((False, "draft"), (True, "final")):
        table, platform, _ = later(TABLE, final=final)
        assert table.history(platform).status == status


def test_a_value_that_changed_names_the_releases_that_carried_it() -> None:
    changes = [c for c in pyemscripten.history("2025_0").changes if c.fact == "emscripten"]
    assert [(c.first, c.last) for c in changes][:2] == [("0.28.0a1",) * 2, ("0.28.0a2",) * 2]
    assert changes[-1].value == pyemscripten.platform("2025_0").emscripten
    assert changes[-1].last == pyemscripten.history("2025_0").last.version


def test_releases_that_nobody_measured_leave_a_gap_and_end_no_history() -> None:
    """Here the first two, and two in the middle."""
    changes = pyemscripten.history("2024_0").changes
    assert [(c.value, c.first, c.last) for c in changes if c.fact == "micropip"] == [
        ("0.6.0", "0.26.0", "0.26.4"),
        ("0.8.0", "0.27.0", "0.27.5"),
        ("0.9.0", "0.27.6", "0.27.8"),
    ]


def test_contradictions_are_told_of_what_they_are_about_only() -> None:
    old, *_, new = TABLE.platforms
    release = TABLE.history(new).last
    one, two, three = TABLE.conflicts[:3]
    table = TABLE.replace(
        conflicts=(
            one.replace(about=(old.version,)),
            two.replace(about=(new.version, release.version)),
            three.replace(about=()),
        )
    )
    assert table.conflicts_about(old) == table.conflicts[:1]
    assert table.conflicts_about(new) == table.conflicts[1:2]
    assert table.conflicts_about(release) == table.conflicts[1:2]
    assert table.conflicts_about(TABLE.history(old).first) == ()
    for name in (new.version, new.tag, new.legacy_tag):
        assert table.conflicts_about(name) == table.conflicts[1:2]
    assert table.conflicts_about(npm_spelling(release.version)) == table.conflicts[1:2]
    for wrong, error in (
        ("nonsense", InvalidName),
        ("2099_0", UnknownPlatform),
        ("9.9.9", UnknownRelease),
    ):
        with pytest.raises(error):
            table.conflicts_about(wrong)


def test_platforms_to_build_for_today_can_be_installed_from_an_index() -> None:
    chosen = TABLE.recommended()
    assert chosen
    for platform in chosen:
        assert TABLE.history(platform).status == "final"
    # No Pyodide on Python 3.12 bundles a micropip that takes the tag.
    assert TABLE.platform("2024_0") not in chosen
    # A newer release that nobody measured yet takes no platform from the list.
    last = TABLE.history(chosen[0]).last
    newer = unmeasured(last.replace(version=f"{last.version}.1"))
    assert TABLE.replace(releases=(*TABLE.releases, newer)).recommended() == chosen


def test_generic_tags_are_those_of_releases_without_a_platform() -> None:
    tags = TABLE.generic_tags()
    carried = {tag for r in TABLE.releases for tag in r.wheel_tags or ()}
    assert {t.tag for t in tags} >= {tag for tag in carried if tag.startswith("emscripten_")}
    assert all(release.platform is None for tag in tags for release in tag.releases)
    assert tags[0].label == f"emscripten-{tags[0].emscripten.replace('.', '-')}"


def test_the_nearest_emscripten_versions_are_neighbours_only() -> None:
    first, *_, last = TABLE.platforms
    assert TABLE.nearest_emscripten("0.0.1") == (first,)
    assert TABLE.nearest_emscripten("99.0.0") == (last,)
    assert first not in TABLE.nearest_emscripten(first.emscripten)
    between = TABLE.nearest_emscripten("4.0.15")
    assert [p.version for p in between] == ["2025_0", "2026_0"]


def test_how_a_fact_is_known() -> None:
    platform = TABLE.platform("2026_0")
    assert known_by(platform.sources["rpath"]) == "documented"
    assert known_by(platform.sources["emscripten"]) == "documented and measured"
    libraries = {library.name: library for library in platform.static_libraries}
    assert known_by(libraries["zlib"].sources) == "documented and measured"
    assert known_by(libraries["zstd"].sources) == "in source code and measured"
    assert known_by(libraries["libffi"].sources) == "in source code"


def test_tags_and_labels() -> None:
    platform = TABLE.platform("2026_0")
    assert platform.tag == "pyemscripten_2026_0_wasm32"
    assert platform.legacy_tag == "pyodide_2026_0_wasm32"
    assert platform.generic_tag == f"emscripten_{platform.emscripten.replace('.', '_')}_wasm32"
    assert platform.label == "pyemscripten-2026-0"


def test_public_names() -> None:
    for name in pyemscripten.__all__:
        assert getattr(pyemscripten, name) is not None
    assert dir(pyemscripten) == pyemscripten.__all__
    assert pyemscripten.__version__ == TABLE.version
    with pytest.raises(AttributeError, match="no attribute 'platfrom'"):
        _ = pyemscripten.platfrom


def test_looking_up_imports_neither_packaging_nor_the_command_line() -> None:
    code = (
        "import sys, pyemscripten; pyemscripten.platform('2026_0');"
        "print([m for m in sys.modules if m.split('.')[0] in"
        " ('packaging', 'click', 'rich', 'dataclasses', 'typing', 're', 'sphinx')])"
    )
    shown = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r};{code}"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert shown.stdout.strip() == "[]"
