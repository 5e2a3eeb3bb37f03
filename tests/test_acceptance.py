"""One wheel explained, in every case that there is."""

from __future__ import annotations

import os
import subprocess

import pytest
from hypothesis import given

import pyemscripten
from pyemscripten import InvalidName, Target, UnknownPlatform, UnknownRelease, explain
from pyemscripten.acceptance import KINDS, judge
from pyemscripten.data import DISTRIBUTION_PACKAGING, TAG_ORDERS
from pyemscripten.installers import matrix, release_cells
from pyemscripten.wheel_names import wheel_tags
from tests.support.tables import later, measured_releases, unmeasured, unnamed
from tests.test_wheel_names import names

TABLE = pyemscripten.builtin()

#: An old platform with the legacy spelling, one that is right everywhere, and a draft.
LEGACY = "foo-1.0-cp313-cp313-pyodide_2025_0_wasm32.whl"
OLD = "foo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl"
NEW = "foo-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
DUAL = "foo-1.0-cp313-cp313-pyodide_2025_0_wasm32.pyemscripten_2025_0_wasm32.whl"


FITS = [
    # wheel, on, installer, kind, part of the reason, part of the command
    (NEW, "314.0.7", None, "platform", "here is 0.11.1", 'micropip.install("foo==1.0")'),
    (OLD, "2025_0", None, "platform", "here is 0.11.1", "micropip"),
    (OLD, "0.29.3", "micropip==0.11.1", "platform", "since 0.11.1", "micropip"),
    (LEGACY, "0.28.3", None, "platform", "since 0.7.2", "micropip"),
    (
        "foo-1.0-cp312-cp312-pyodide_2024_0_wasm32.whl",
        "0.26.4",
        None,
        "platform",
        "reads the packaging of Pyodide",
        "micropip",
    ),
    (DUAL, "0.29.3", None, "platform", "pyodide_*", "micropip"),
    (
        NEW.replace("cp314-cp314", "cp311-abi3"),
        "2026_0",
        None,
        "abi3",
        "own platform only",
        "micropip",
    ),
    (NEW.replace("cp314-cp314", "py3-none"), "2026_0", None, "any-python", "", "micropip"),
    (
        "foo-1.0-py3-none-any.whl",
        "2026_0",
        None,
        "pure",
        "only where no platform wheel fits",
        "micropip",
    ),
    (
        "foo-1.0-cp311-cp311-emscripten_3_1_46_wasm32.whl",
        "0.25.1",
        None,
        "generic",
        "PyPI refuses",
        "micropip",
    ),
    (
        OLD,
        "2025_0",
        "pip",
        "platform",
        "whatever --platform names",
        "pip install --target=site $(pyemscripten pip-args 2025_0) foo==1.0",
    ),
    (LEGACY, "2025_0", "pip", "platform", "", "pip-args 2025_0 --order=micropip"),
    (
        OLD,
        "2025_0",
        "uv",
        "platform",
        "wasm32-pyodide2025 since 0.11.19",
        "uv pip install --target=site $(pyemscripten uv-args 2025_0) foo==1.0",
    ),
    (
        "foo-1.0-py3-none-any.whl",
        "2025_0",
        "uv",
        "pure",
        "where no platform wheel fits.",
        "uv pip install --target=site $(pyemscripten uv-args 2025_0) foo==1.0",
    ),
    # Without a name for the target, the arguments would be none and the host would be served.
    *(
        (
            "foo-1.0-py3-none-any.whl",
            on,
            uv,
            "pure",
            "no --python-platform",
            "uv pip install --target=site --no-deps foo-1.0-py3-none-any.whl",
        )
        for on, uv in (("0.25.1", "uv"), ("2025_0", "uv==0.1.0"))
    ),
    (
        "foo-1.0-py3-none-any.whl",
        "2026_0",
        "poetry",
        "pure",
        "for the interpreter of its project",
        "poetry add foo==1.0",
    ),
    (OLD, "0.29.5", "packaging", "platform", "which this runtime sets", "pip install foo==1.0"),
    (OLD, "0.29.5", "packaging==26.1", "platform", "PYEMSCRIPTEN_ABI_VERSION", "pip"),
]

DOES_NOT_FIT = [
    (
        OLD,
        "0.29.3",
        None,
        "spelling",
        "here is 0.11.0",
        f"wheel tags --platform-tag=pyodide_2025_0_wasm32 {OLD}",
    ),
    (OLD, "0.29.5", "packaging==26.0", "spelling", "since 26.1", "export module"),
    (OLD, "0.29.3", "packaging", "spelling", "which this runtime does not set", "export module"),
    (
        NEW,
        "314.0.0a1",
        "packaging==26.1",
        "spelling",
        "PYEMSCRIPTEN_ABI_VERSION, which this runtime does not set",
        "",
    ),
    (
        LEGACY,
        "0.29.5",
        "packaging",
        "spelling",
        "never gives pyodide_*",
        f"wheel tags --platform-tag=pyemscripten_2025_0_wasm32 {LEGACY}",
    ),
    (LEGACY, "2025_0", "uv==0.11.0", "no-target", "since 0.11.19", "2025_0 --order=micropip) foo"),
    ("foo-1.0-cp313-cp313-any.whl", "2025_0", None, "python", "takes cp313-any", "pip download"),
    (OLD, "2025_0", "uv==0.11.18", "no-target", "since 0.11.19", "pip download"),
    (NEW, "2026_0", "poetry", "no-target", "for the interpreter of its project", "pip download"),
    (LEGACY, "2025_0", "pdm==2.29.4", "no-target", "no --platform", "2025_0 --order=micropip) foo"),
    (
        "foo-1.0-cp313-cp313-emscripten_4_0_9_wasm32.whl",
        "2025_0",
        "uv",
        "spelling",
        "does not know emscripten_*",
        "pip",
    ),
    (
        OLD.replace("cp313-cp313", "cp312-cp312"),
        "2025_0",
        None,
        "python",
        "for cp312-cp312",
        "pip download --no-deps $(pyemscripten pip-args 2025_0) foo==1.0",
    ),
    (OLD.replace("cp313-cp313", "cp314-abi3"), "2025_0", None, "python", "Python 3.13", "pip"),
    ("foo-1.0-py2-none-any.whl", "2025_0", None, "python", "for py2-none", "pip"),
    (OLD, "2026_0", None, "wrong-platform", "2025_0 (Emscripten 4.0.9", "pip-args 2026_0"),
    (
        OLD.replace("cp313-cp313", "cp311-abi3"),
        "2026_0",
        None,
        "wrong-platform",
        "abi3 or not",
        "pip",
    ),
    (
        NEW,
        "0.25.1",
        None,
        "wrong-platform",
        "emscripten_3_1_46_wasm32 (Emscripten 3.1.46",
        "pip-args 0.25.1",
    ),
    (
        NEW.replace("2026_0", "99999_0"),
        "2026_0",
        None,
        "unknown-platform",
        "pyemscripten_99999_0_wasm32",
        "pip",
    ),
    ("foo-1.0-cp313-cp313-emscripten_3_1_58_wasm32.whl", "2025_0", None, "generic", "", "pip"),
    (
        "foo-1.0-cp313-cp313-emscripten_4_0_15_wasm32.whl",
        "2025_0",
        None,
        "private",
        "",
        "cibuildwheel --only cp313-pyodide_wasm32",
    ),
    (
        "foo-1.0-cp311-cp311-emscripten_4_0_15_wasm32.whl",
        "0.25.1",
        None,
        "private",
        "",
        "pip download",
    ),
    (NEW.replace("wasm32", "wasm32x"), "2026_0", None, "malformed", "wasm32x", "cibuildwheel"),
    (NEW.replace("wasm32", "wasm64"), "2026_0", None, "malformed", "wasm64", "cibuildwheel"),
    (
        "foo-1.0-cp314-cp314-manylinux_2_28_x86_64.whl",
        "2026_0",
        None,
        "other-system",
        "manylinux",
        "pip download",
    ),
    ("foo-1.0-cp314-cp314-wasi_0_0_0_wasm32.whl", "2026_0", None, "other-system", "wasi", "pip"),
    (
        "foo-1.0-cp314-cp314-manylinux_2_28_x86_64.pyemscripten_2026_5_wasm32.whl",
        "2026_0",
        None,
        "wrong-platform",
        "2026_5",
        "pip",
    ),
]


@pytest.mark.parametrize(("wheel", "on", "installer", "kind", "reason", "command"), FITS)
def test_what_fits(
    wheel: str, on: str, installer: str | None, kind: str, reason: str, command: str
) -> None:
    found = explain(wheel, on, installer)
    assert (found.accepted, found.kind) == (True, kind)
    assert reason in found.reason
    assert command in found.command
    assert found.sentence.startswith(f"{wheel} installs ")
    assert found.sources
    assert Target.of(on).name == found.target


@pytest.mark.parametrize(("wheel", "on", "installer", "kind", "reason", "command"), DOES_NOT_FIT)
def test_what_does_not_fit(
    wheel: str, on: str, installer: str | None, kind: str, reason: str, command: str
) -> None:
    found = explain(wheel, on, installer)
    assert (found.accepted, found.kind) == (False, kind)
    assert reason in found.reason
    assert command in found.command
    assert found.sentence.startswith(f"{wheel} does not install ")
    assert found.sources


def test_what_uv_does_with_a_platform_that_it_has_no_name_for() -> None:
    table = unnamed(TABLE, "2026_0")
    refused = explain(NEW, "2026_0", "uv", table)
    assert (refused.accepted, refused.kind) == (False, "no-target")
    assert "uv has no --python-platform for 2026_0." in refused.reason
    assert refused.command == "pip download --no-deps $(pyemscripten pip-args 2026_0) foo==1.0"
    pure = explain("foo-1.0-py3-none-any.whl", "2026_0", "uv", table)
    assert (pure.accepted, pure.kind) == (True, "pure")
    assert "no --python-platform" in pure.reason
    assert pure.command == "uv pip install --target=site --no-deps foo-1.0-py3-none-any.whl"


def test_the_packaging_of_a_distribution_counts_from_the_release_that_patched_it() -> None:
    """An old micropip asks it, so what it says depends on the release."""
    wheel = "foo-1.0-cp312-cp312-pyodide_2024_0_wasm32.whl"
    later = TABLE.replace(
        support=tuple(
            s.replace(since="0.26.2")
            if (s.tool, s.spelling) == (DISTRIBUTION_PACKAGING, "pyodide")
            else s
            for s in TABLE.support
        )
    )
    assert explain(wheel, "0.26.1").accepted
    before, since = explain(wheel, "0.26.1", table=later), explain(wheel, "0.26.2", table=later)
    assert (before.accepted, before.kind) == (False, "spelling")
    assert "since 0.7.2; here is 0.6.0" in before.reason
    assert since.accepted
    assert "reads the packaging of Pyodide" in since.reason


def test_of_what_a_release_rests_on_only_its_artifacts_say_what_it_takes() -> None:
    """A tag or a changelog tells nothing of variables that are set and wheels that are bundled."""
    several = [r for r in TABLE.releases if r.micropip and not all(s.measured for s in r.sources)]
    assert several
    for release in several:
        for cell in release_cells(release):
            told = set(release.sources) & set(cell.sources)
            if cell.why == f"packaging never gives {cell.spelling}_* tags.":
                # Whatever the runtime sets and bundles.
                assert told == set()
            else:
                assert told == {s for s in release.sources if s.measured}, cell.installer


def test_every_kind_is_shown_above() -> None:
    shown = {row[3] for row in (*FITS, *DOES_NOT_FIT)}
    assert shown == set(KINDS) - {"upload"}


def test_the_sentence_says_where_the_installer_runs() -> None:
    assert "on Pyodide 0.29.5 with micropip 0.11.1." in explain(OLD, "0.29.5").sentence
    assert (
        "for Pyodide 0.29.5 with pip on another system." in explain(OLD, "2025_0", "pip").sentence
    )
    # A tool that chooses for its own system installs the wheel, and not for the target.
    pure = explain("foo-1.0-py3-none-any.whl", "2025_0", "pdm")
    assert pure.sentence.endswith(" installs with pdm on another system.")
    refused = explain(OLD, "2025_0", "pdm")
    assert refused.sentence.endswith(" not install for Pyodide 0.29.5 with pdm on another system.")


def test_without_a_place_the_answer_is_for_all_releases() -> None:
    found = explain(OLD)
    assert found.accepted
    taking = [r.version for r in TABLE.releases if r.micropip and explain_on(OLD, r.version)]
    assert list(found.releases) == taking == ["0.29.4", "0.29.5"]
    assert found.sentence.endswith("on Pyodide 0.29.4 and 0.29.5.")
    assert (found.target, found.installer) == ("", "micropip")
    everywhere = explain("foo-1.0-py3-none-any.whl")
    assert len(everywhere.releases) > 50
    assert f"to {measured_releases(TABLE)[-1].version}." in everywhere.sentence
    legacy = explain(LEGACY).sentence
    assert legacy.endswith("on Pyodide 0.28.0 to 0.29.5.")
    two_runs = explain("foo-1.0-cp32-abi3-emscripten_3_1_46_wasm32.emscripten_4_0_9_wasm32.whl")
    assert two_runs.sentence.endswith("on Pyodide 0.25.0 and 0.25.1, 0.28.0 to 0.29.5.")


def explain_on(wheel: str, release: str) -> bool:
    try:
        return explain(wheel, release).accepted
    except UnknownRelease:
        return False


def test_a_wheel_that_no_release_takes_is_explained_for_its_own_platform() -> None:
    wheel = "foo-1.0-cp312-cp312-pyemscripten_2024_0_wasm32.whl"
    found = explain(wheel)
    assert not found.accepted
    assert found.sentence.endswith("with the bundled micropip of no Pyodide release.")
    assert found.kind == "spelling"
    assert "pyodide_2024_0_wasm32" in found.command
    generic = explain("foo-1.0-cp310-cp310-emscripten_3_1_46_wasm32.whl")
    assert (generic.kind, generic.accepted) == ("python", False)
    assert explain("foo-1.0-cp313-cp313-emscripten_4_0_15_wasm32.whl").kind == "private"
    assert explain("foo-1.0-cp314-cp314-win_amd64.whl").kind == "other-system"


def test_an_installer_without_a_place_is_asked_for_the_wheels_own_platform() -> None:
    assert explain(OLD, installer="uv").target == "2025_0"
    assert explain("foo-1.0-cp311-cp311-emscripten_3_1_46_wasm32.whl", installer="pip").accepted
    newest = TABLE.recommended()[0].version
    assert explain("foo-1.0-py3-none-any.whl", installer="pip").target == newest


@pytest.mark.parametrize(
    ("wheel", "accepted", "kind", "command"),
    [
        (NEW, True, "upload", f"twine upload {NEW}"),
        ("foo-1.0-py3-none-any.whl", True, "pure", "twine"),
        (NEW.replace("2026_0", "99999_0"), True, "unknown-platform", "twine"),
        (
            LEGACY,
            False,
            "spelling",
            "wheel tags --remove --platform-tag=pyemscripten_2025_0_wasm32",
        ),
        (DUAL, False, "spelling", "--platform-tag=pyemscripten_2025_0_wasm32"),
        (
            "foo-1.0-cp313-cp313-emscripten_4_0_9_wasm32.whl",
            False,
            "generic",
            "find --emscripten 4.0.9",
        ),
        (
            "foo-1.0-cp313-cp313-emscripten_4_0_15_wasm32.whl",
            False,
            "generic",
            "find --emscripten 4.0.15",
        ),
        (NEW.replace("wasm32", "wasm32x"), False, "malformed", "cibuildwheel --only"),
    ],
)
def test_uploads(wheel: str, accepted: bool, kind: str, command: str) -> None:
    found = explain(wheel, installer="PyPI")
    assert (found.accepted, found.kind) == (accepted, kind)
    assert command in found.command
    assert wheel in found.sentence
    assert found.sources


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        # Its expression has no end, and takes digits of all scripts.
        ("pyemscripten_2026_0_wasm32x", "checks only how the tag begins"),
        ("pyemscripten_٢٠٢٦_0_wasm32", "checks only how the tag begins"),
        ("pyemscripten_2026_0_wasm64", "PyPI refuses it."),
        ("xpyemscripten_2026_0_wasm32", "PyPI refuses it."),
        ("any", "PyPI accepts the platform tag any."),
    ],
)
def test_what_pypi_says_to_odd_tags(tag: str, reason: str) -> None:
    assert reason in explain(f"foo-1.0-cp314-cp314-{tag}.whl", installer="PyPI").reason


NAMES = (
    "foo-1.0-1;id-py3-none-any.whl",
    "foo-1.0-1 $(id)-py3-none-any.whl",
    "foo-1.0-1\x1b[31m'\\\n\u200b-py3-none-any.whl",
)


@pytest.mark.parametrize("wheel", NAMES)
def test_the_name_of_a_wheel_is_one_word_of_the_command(wheel: str) -> None:
    found = explain(wheel, installer="PyPI")
    assert found.sentence.isprintable()
    assert found.command.isprintable()
    done = subprocess.run(
        ["bash", "-c", found.command.replace("twine upload", "printf %s")],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=True,
    )
    assert done.stdout.decode() == wheel
    with pytest.raises(InvalidName) as caught:
        explain(wheel.replace("any", "win_amd64"), installer="PyPI")
    assert str(caught.value).isprintable()


def test_a_version_is_one_word_of_the_command() -> None:
    wheel = "foo-1!2.0-py3-none-any.whl"
    assert explain(wheel, "2026_0", "pip").command.endswith(" 'foo==1!2.0'")
    assert explain(wheel, "0.29.5", "packaging").command == "pip install 'foo==1!2.0'"


def test_pypi_is_not_asked_about_other_systems() -> None:
    with pytest.raises(InvalidName, match="'win_amd64': the rules of PyPI for it"):
        explain("foo-1.0-cp314-cp314-win_amd64.whl", installer="PyPI")


def test_private_builds() -> None:
    private = Target.of("emscripten_4_0_15_wasm32", python="3.13.2")
    own = "foo-1.0-cp313-cp313-emscripten_4_0_15_wasm32.whl"
    found = explain(own, on=private)
    assert (found.accepted, found.kind) == (True, "generic")
    assert found.sentence == f"{own} installs on emscripten_4_0_15_wasm32 with micropip."
    assert explain(OLD, on=private).kind == "wrong-platform"
    named = "pip-args emscripten_4_0_15_wasm32 --python 3.13.2)"
    assert named in explain(OLD, on=private).command
    assert named in explain(own, on=private, installer="pip").command
    # A build of a platform that is not Pyodide: PEP 783 says what it sets.
    other = Target.of("2025_0", python="3.14.0")
    native = OLD.replace("cp313-cp313", "cp314-cp314")
    assert explain(native, on=other, installer="packaging").accepted
    assert explain(native, on=other).accepted
    assert not explain(native, on=other, installer="packaging==26.1").accepted


def test_what_was_not_measured_is_not_answered() -> None:
    unmeasured = next(r.version for r in TABLE.releases if r.config_variables is None)
    for installer in (None, "micropip==0.11.1", "packaging"):
        with pytest.raises(UnknownRelease, match="was not measured"):
            explain(OLD, on=unmeasured, installer=installer)
    assert explain("foo-1.0-py3-none-any.whl", on=unmeasured, installer="pip").accepted


def test_wrong_input_is_refused_in_one_line() -> None:
    for installer in ("", "conda", "pypi", "uv==", "uv==new", "PyPI==1", "x" * 500):
        with pytest.raises(InvalidName, match="is not an installer") as caught:
            explain(NEW, installer=installer)
        assert len(str(caught.value)) < 250
    with pytest.raises(InvalidName, match="not the name of a wheel"):
        explain("foo.tar.gz")
    with pytest.raises(UnknownPlatform):
        explain(NEW, on="99999_0")


@given(names)
def test_any_name_gets_a_verdict_or_the_documented_error(name: str) -> None:
    for on, installer in ((None, None), ("2026_0", None), (None, "uv"), (None, "PyPI")):
        try:
            found = explain(name, on, installer)
        except InvalidName:
            continue
        assert found.kind in KINDS
        assert found.command
        assert wheel_tags(name)


def test_the_rule_itself_without_any_installer() -> None:
    assert judge(OLD, "0.29.3").accepted
    assert judge(LEGACY, "0.29.3") == judge(LEGACY, Target.of("0.29.3"))
    assert not judge(LEGACY, "0.29.3").accepted
    assert judge(LEGACY, "0.29.3", order="micropip").rank == 1
    assert judge(LEGACY, "0.29.3", order="pyodide").rank == 0
    generic = "foo-1.0-cp313-cp313-emscripten_4_0_9_wasm32.whl"
    wheels = {"pyemscripten": OLD, "pyodide": LEGACY, "emscripten": generic}
    for order in TAG_ORDERS:
        for spelling, wheel in wheels.items():
            taken = judge(wheel, "0.29.3", order=order.name)
            assert taken.accepted is (spelling in order.spellings), (order.name, spelling)


def test_newer_data_changes_the_answers() -> None:
    newer, platform, release = later(TABLE, final=True)
    wheel = f"foo-1.0-py3-none-{platform.tag}.whl"
    assert explain(wheel).kind == "unknown-platform"
    assert explain(wheel, table=newer).releases == (release.version,)
    assert matrix(newer)[-1].installer == "PyPI"


def test_a_platform_of_which_nobody_measured_a_release_is_explained_too() -> None:
    """Without a place: what PEP 783 asks of such a runtime, and that nobody looked."""
    newer, platform, release = later(TABLE, final=False)
    wheel = f"foo-1.0-py3-none-{platform.tag}.whl"
    found = explain(wheel, table=newer)
    assert (found.accepted, found.releases, found.kind) == (True, (), "any-python")
    assert found.sentence == (
        f"{wheel} installs with the newest micropip; no Pyodide release of {platform.version} was "
        "measured."
    )
    wrong = wheel.replace("py3-none", "cp39-cp39")
    refused = explain(wrong, table=newer)
    assert (refused.accepted, refused.kind) == (False, "python")
    assert refused.sentence.startswith(f"{wrong} does not install with the newest micropip; ")
    assert f"; here is {platform.version} (Emscripten " in refused.reason
    own = newer.replace(
        platforms=(*TABLE.platforms, platform.replace(emscripten="999.0.0")),
        releases=(*TABLE.releases, release.replace(emscripten="999.0.0")),
    )
    generic = f"foo-1.0-py3-none-{own.platforms[-1].generic_tag}.whl"
    assert explain(generic, table=own).sentence.endswith(f"of {platform.version} was measured.")
    with pytest.raises(UnknownRelease, match="was not measured"):
        explain(wheel, on=release.version, table=newer)


def test_a_platform_that_is_named_is_its_newest_measured_release_or_the_rule() -> None:
    """A release that is named is that one, so nobody knows what it bundles."""
    newer, platform, release = later(TABLE, final=False)
    wheel = f"foo-1.0-py3-none-{platform.tag}.whl"
    for on, installer in ((platform.version, None), (None, "micropip"), (platform, "packaging")):
        found = explain(wheel, on, installer, newer)
        assert found.accepted
        assert found.target == platform.version
        assert found.reason.endswith(
            f" By PEP 783: no Pyodide release of {platform.version} was measured."
        )
    npm = measured_releases(TABLE)[-1].npm
    older = release.replace(version=release.version.replace("a1", "a0"), npm=npm)
    seen = newer.replace(releases=(*TABLE.releases, older, release))
    found = explain(wheel, platform.version, table=seen)
    assert f" installs on Pyodide {older.version} with micropip " in found.sentence
    assert found.target == platform.version
    assert "PEP 783" not in found.reason


def test_a_platform_that_cibuildwheel_does_not_know_yet() -> None:
    """Its name there is written when there is one, so no command may count on it."""
    unnamed = tuple(p.replace(names={"rustc": p.names["rustc"]}) for p in TABLE.platforms)
    table = TABLE.replace(platforms=unnamed)
    private = "foo-1.0-cp314-cp314-emscripten_4_0_15_wasm32.whl"
    malformed = private.replace("emscripten_4_0_15", "pyemscripten_2026")
    for wheel in (private, malformed):
        assert explain(wheel, "2026_0", table=TABLE).command.startswith("cibuildwheel --only ")
        assert explain(wheel, "2026_0", table=table).command.startswith("pip download ")
    upload = explain(malformed, installer="PyPI", table=table)
    assert upload.command == "cibuildwheel --platform pyodide"


def test_a_newest_release_that_nobody_measured_hides_no_older_one() -> None:
    """What none takes is judged on the platform's newest release that was measured."""
    newer, platform, release = later(TABLE, final=True)
    alpha = unmeasured(release.replace(version=release.version.replace(".0.0", ".1.0")))
    newer = newer.replace(releases=(*newer.releases, alpha))
    found = explain(f"foo-1.0-cp39-cp39-{platform.tag}.whl", table=newer)
    assert (found.accepted, found.kind) == (False, "python")
    assert f"Pyodide {release.version} is " in found.reason


def test_places_are_kept_but_not_without_limit() -> None:
    wheel = "foo-1.0-cp313-cp313-emscripten_0_0_0_wasm32.whl"
    for number in range(600):
        explain(wheel, on=Target.of(f"emscripten_{number}_0_0_wasm32", python="3.13.0"))
    assert explain(OLD, on="0.29.5").accepted
