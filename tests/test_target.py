"""Targets: what they are made from, markers, arguments, and the ranks of wheels."""

from __future__ import annotations

import pytest
from packaging.markers import Marker, default_environment

import pyemscripten
from pyemscripten import InvalidName, Target, UnknownPlatform, UnknownRelease, UnsupportedTarget
from pyemscripten.tags import DEFAULT_ORDER
from pyemscripten.versions import npm_spelling
from tests.support.tables import later

TABLE = pyemscripten.builtin()


@pytest.mark.parametrize("platform", TABLE.platforms, ids=lambda platform: str(platform.version))
def test_a_platform_is_its_newest_stable_release(platform: pyemscripten.Platform) -> None:
    releases = TABLE.history(platform).releases
    newest = [r for r in releases if r.stable] or list(releases)
    made = Target.of(platform)
    assert made.pyodide == newest[-1].version
    assert (made.python, made.emscripten) == (newest[-1].python, newest[-1].emscripten)
    for name in (platform.version, platform.tag, platform.legacy_tag):
        assert Target.of(name) == made
    assert made.name == platform.version
    assert made.python_minor == platform.python


@pytest.mark.parametrize("release", TABLE.releases, ids=lambda release: str(release.version))
def test_a_release_is_itself(release: pyemscripten.PyodideRelease) -> None:
    made = Target.of(release.version)
    assert made == Target.of(release) == Target.of(npm_spelling(release.version))
    assert (made.name, made.pyodide) == (release.version, release.version)
    assert (made.python, made.emscripten) == (release.python, release.emscripten)
    assert made.platform == release.platform
    assert Target.of(made) is made


def test_a_generic_tag_is_the_newest_release_that_had_only_it() -> None:
    for generic in TABLE.generic_tags():
        made = Target.of(generic.tag)
        assert (made.name, made.pyodide) == (generic.tag, generic.releases[-1].version)
        assert made.platform_tags() == (generic.tag,)


def test_a_private_build_needs_its_python() -> None:
    made = Target.of("emscripten_4_0_15_wasm32", python="3.13.2")
    assert made.platform_tags("micropip") == ("emscripten_4_0_15_wasm32",)
    assert (made.pyodide, made.platform, made.uv) == (None, None, None)
    assert made.markers()["platform_release"] == "4.0.15"
    assert Target.of("emscripten_4_0_15_wasm32", python="3.13").python == "3.13.0"
    with pytest.raises(
        UnsupportedTarget, match=r"pip-args emscripten_4_0_15_wasm32 --python 3\.13\.2"
    ):
        made.uv_args()
    with pytest.raises(UnknownPlatform, match="give the version of Python"):
        Target.of("emscripten_4_0_15_wasm32")
    platform = TABLE.recommended()[0]
    with pytest.raises(UnknownPlatform, match=f"or name the platform {platform.version}"):
        Target.of(platform.generic_tag)


def test_another_python_on_a_platform() -> None:
    made = Target.of("2025_0", python="3.14.1")
    assert made.tags()[0].interpreter == "cp314"
    assert made.platform == "2025_0"
    assert made.pyodide is None
    # More digits than Python turns into a number are no exception of another kind.
    for wrong in ("3", "2.7.18", "three", "3.14.1.2", f"3.{'9' * 5000}", "9" * 1_000_000):
        with pytest.raises(InvalidName, match="is not a version of Python 3"):
            Target.of("2025_0", python=wrong)


def test_unknown_names_say_what_comes_nearest() -> None:
    newest = TABLE.platforms[-1].version
    with pytest.raises(UnknownPlatform, match=f"nearest in spelling is {newest}"):
        Target.of(f"{newest}9")
    with pytest.raises(UnknownRelease, match="nearest"):
        Target.of("314.0.99")
    huge = f"emscripten_{'9' * 1_000_000}_0_0_wasm32"
    long = f"emscripten_{'9' * 30}_0_0_wasm32"
    for wrong in (
        "",
        "2026",
        "pyemscripten",
        "emscripten_4_wasm32",
        "1.2x",
        huge,
        long,
        "0.29." * 1_000_000,
    ):
        with pytest.raises(InvalidName) as caught:
            Target.of(wrong)
        assert len(str(caught.value)) < 300


def test_newer_data_is_used_if_it_is_given() -> None:
    newer, platform, release = later(TABLE, final=True)
    assert Target.of(platform.version, table=newer).pyodide == release.version
    with pytest.raises(UnknownPlatform):
        Target.of(platform.version)


def test_newer_orders_are_used_where_the_data_is_given() -> None:
    newest = TABLE.recommended()[0]
    target = Target.of(newest.version)
    default = TABLE.order(DEFAULT_ORDER)
    turned = default.replace(spellings=default.spellings[::-1])
    newer = TABLE.replace(
        tag_orders=tuple(turned if order == default else order for order in TABLE.tag_orders)
    )
    tags = target.platform_tags(table=newer)
    assert tags == target.platform_tags()[::-1]
    assert target.pip_args(table=newer)[:2] == [f"--platform={tag}" for tag in tags]
    assert next(iter(target.tags(table=newer))).platform == tags[0]
    generic = f"a-1-py3-none-{newest.generic_tag}.whl"
    later, now = target.rank(generic, table=newer), target.rank(generic)
    assert later is not None
    assert now is not None
    assert later < now


def test_markers_have_every_variable_that_packaging_has() -> None:
    for release in TABLE.releases:
        markers = Target.of(release).markers()
        assert markers.keys() == default_environment().keys()
        assert Marker("sys_platform == 'emscripten'").evaluate(dict(markers))
        assert Marker(f"platform_release == '{release.emscripten}'").evaluate(dict(markers))
        assert not Marker("platform_system == 'Linux' or os_name == 'nt'").evaluate(dict(markers))
        assert markers["python_full_version"].startswith(markers["python_version"])


def test_a_candidate_of_python_as_packaging_writes_it() -> None:
    made = Target.of("2026_5", python="3.15.0rc1")
    assert made.markers()["python_full_version"] == "3.15.0rc1"
    assert made.markers()["implementation_version"] == "3.15.0c1"
    assert made.python_release == "3.15.0"
    assert Target.of("2026_5", python="3.15.0b4").python_release == "3.15.0"
    assert Target.of("2026_5", python="3.15.0a1").python_release == "3.15.0"


def test_pip_arguments() -> None:
    made = Target.of("0.27.8")
    assert made.pip_args("site") == [
        "--platform=pyemscripten_2024_0_wasm32",
        "--platform=emscripten_3_1_58_wasm32",
        f"--python-version={made.python}",
        "--implementation=cp",
        "--abi=cp312",
        "--only-binary=:all:",
        "--target=site",
    ]
    assert "--platform=pyodide_2024_0_wasm32" in made.pip_args(order="micropip")
    assert not [argument for argument in made.pip_args() if argument.startswith("--target")]


def test_uv_arguments_or_that_there_are_none() -> None:
    for platform in TABLE.platforms:
        made = Target.of(platform)
        names = platform.names.get("uv")
        if names:
            assert made.uv_args("site") == [
                f"--python-platform={names[0]}",
                f"--python-version={made.python_release}",
                "--only-binary=:all:",
                "--target=site",
            ]
            assert made.uv_args() == made.uv_args("site")[:-1]
        else:
            with pytest.raises(UnsupportedTarget, match=f"pip-args {platform.version}"):
                made.uv_args()


def test_a_platform_wheel_wins_over_a_pure_one_on_every_target() -> None:
    for platform in TABLE.platforms:
        made = Target.of(platform)
        fits = [
            f"foo-1.0-{tag}.whl"
            for tag in (
                f"cp{made.python_minor.replace('.', '')}-none-any",
                f"py3-none-{platform.tag}",
                "py3-none-any",
            )
        ]
        assert min(fits, key=lambda name: made.rank(name) or 0) == fits[1]


def test_ranks_are_kept_but_not_without_limit() -> None:
    for number in range(200):
        made = Target.of(f"emscripten_{number}_0_0_wasm32", python="3.13.0")
        assert made.rank(f"a-1-cp313-cp313-emscripten_{number}_0_0_wasm32.whl") == 0
        assert made.rank("a-1-cp313-cp313-emscripten_1000_0_0_wasm32.whl") is None
