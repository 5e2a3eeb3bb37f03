"""Cases for whoever implements the rule, in any language: a target, a name, the right answer.

The answers are written down here by hand, case by case; only the names are filled in from the
data. The rank of an accepted name is the place of the tag that makes it fit in the target's list,
which the document holds as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pyemscripten.target import Target
from pyemscripten.versions import minor_number
from pyemscripten.wheel_names import EMSCRIPTEN, PYEMSCRIPTEN, PYODIDE, write_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table

#: What the answers mean.
ABOUT = (
    "Each case of `wheels` asks whether an installer for `target` takes a wheel of that "
    "`filename`, or with that compressed `tag`, by PEP 783 and the rules of packaging. `rank` is "
    "the place of its best tag in `targets[target].tags`; of wheels of one version the smallest "
    "rank wins, so a platform wheel wins over a pure one. `reason` names the case. Each case of "
    "`platform_tags` asks whether a tag is well-formed (PEP 783's expression, the whole tag, ASCII "
    "digits) and whether a platform of that name is known, which are different questions."
)

#: Why a name is accepted or refused: those of `pyemscripten.acceptance.KINDS`, and this one.
NOT_A_WHEEL = "not-a-wheel"


class Case(NamedTuple):
    """One name with its answer. ``best`` is the tag that makes it fit, ``""`` if none does."""

    identifier: str
    tags: str
    best: str
    reason: str


# Filled in: {v} the target's Python without the dot, {next} and {prev} its neighbours; {own} the
# platform tag of PEP 783, {legacy}, {generic}; {year} and {patch}; {other} another platform's tag.
_PLATFORM_CASES = (
    # What fits.
    Case("own", "cp{v}-cp{v}-{own}", "cp{v}-cp{v}-{own}", "platform"),
    Case("generic", "cp{v}-cp{v}-{generic}", "cp{v}-cp{v}-{generic}", "generic"),
    Case("abi3", "cp{v}-abi3-{own}", "cp{v}-abi3-{own}", "abi3"),
    Case("abi3-older", "cp310-abi3-{own}", "cp310-abi3-{own}", "abi3"),
    Case("abi3-oldest", "cp32-abi3-{own}", "cp32-abi3-{own}", "abi3"),
    Case("abi3-generic", "cp310-abi3-{generic}", "cp310-abi3-{generic}", "generic"),
    Case("no-abi", "cp{v}-none-{own}", "cp{v}-none-{own}", "any-python"),
    Case("any-python", "py3-none-{own}", "py3-none-{own}", "any-python"),
    Case("any-python-2-and-3", "py2.py3-none-{own}", "py3-none-{own}", "any-python"),
    Case("any-python-older", "py38-none-{own}", "py38-none-{own}", "any-python"),
    Case("pure", "py3-none-any", "py3-none-any", "pure"),
    Case("pure-2-and-3", "py2.py3-none-any", "py3-none-any", "pure"),
    Case("pure-minor", "py{v}-none-any", "py{v}-none-any", "pure"),
    Case("pure-older", "py30-none-any", "py30-none-any", "pure"),
    Case("pure-cpython", "cp{v}-none-any", "cp{v}-none-any", "pure"),
    # Sets: one tag that fits is enough, and the best one counts.
    Case("dual", "cp{v}-cp{v}-{legacy}.{own}", "cp{v}-cp{v}-{own}", "platform"),
    Case("two-platforms", "cp{v}-cp{v}-{other}.{own}", "cp{v}-cp{v}-{own}", "platform"),
    Case(
        "with-linux",
        "cp{v}-cp{v}-manylinux_2_28_x86_64.{own}",
        "cp{v}-cp{v}-{own}",
        "platform",
    ),
    Case("with-any", "cp{v}.py3-cp{v}.none-{own}.any", "cp{v}-cp{v}-{own}", "platform"),
    Case("both-abis", "cp{v}-abi3.cp{v}-{own}", "cp{v}-cp{v}-{own}", "platform"),
    Case("two-pythons", "cp{prev}.cp{v}-abi3-{own}", "cp{v}-abi3-{own}", "abi3"),
    # Tags are compared without regard to case.
    Case("upper-case-abi", "CP{v}-CP{v}-{own}", "cp{v}-cp{v}-{own}", "platform"),
    Case(
        "mixed-case",
        "cp{v}-cp{v}-PyEmscripten_{year}_{patch}_WASM32",
        "cp{v}-cp{v}-{own}",
        "platform",
    ),
    # Another Python or ABI.
    Case("older-python", "cp{prev}-cp{prev}-{own}", "", "python"),
    Case("newer-python", "cp{next}-cp{next}-{own}", "", "python"),
    Case("abi3-newer", "cp{next}-abi3-{own}", "", "python"),
    Case("abi3-before-there-was-one", "cp31-abi3-{own}", "", "python"),
    Case("abi3-python-3", "py3-abi3-{own}", "", "python"),
    Case("free-threaded", "cp{v}-cp{v}t-{own}", "", "python"),
    Case("free-threaded-stable", "cp{v}-abi3t-{own}", "", "python"),
    Case("debug", "cp{v}-cp{v}d-{own}", "", "python"),
    Case("pypy", "pp311-pypy311_pp73-{own}", "", "python"),
    Case("abi-of-another-python", "cp{v}-cp{prev}-{own}", "", "python"),
    Case("pure-2", "py2-none-any", "", "python"),
    Case("pure-newer", "py{next}-none-any", "", "python"),
    Case("pure-cpython-older", "cp{prev}-none-any", "", "python"),
    Case("abi3-any", "cp{v}-abi3-any", "", "python"),
    # Another platform: never, whatever else fits.
    Case("other-platform", "cp{v}-cp{v}-{other}", "", "wrong-platform"),
    Case("other-platform-abi3", "cp310-abi3-{other}", "", "wrong-platform"),
    Case("other-platform-any-python", "py3-none-{other}", "", "wrong-platform"),
    Case("other-platform-legacy", "cp{v}-cp{v}-{other_legacy}", "", "wrong-platform"),
    Case("other-generic", "cp{v}-cp{v}-{other_generic}", "", "generic"),
    Case("private", "cp{v}-cp{v}-emscripten_4_0_15_wasm32", "", "private"),
    Case("next-patch", "cp{v}-cp{v}-pyemscripten_{year}_77_wasm32", "", "unknown-platform"),
    Case("year-99999", "cp{v}-cp{v}-pyemscripten_99999_0_wasm32", "", "unknown-platform"),
    Case(
        "leading-zeros", "cp{v}-cp{v}-pyemscripten_0{year}_0{patch}_wasm32", "", "unknown-platform"
    ),
    # The platform in a spelling that PEP 783 does not try.
    Case("legacy", "cp{v}-cp{v}-{legacy}", "", "spelling"),
    Case("legacy-abi3", "cp310-abi3-{legacy}", "", "spelling"),
    # Nearly a tag.
    Case("wasm32x", "cp{v}-cp{v}-{own}x", "", "malformed"),
    Case("wasm64", "cp{v}-cp{v}-pyemscripten_{year}_{patch}_wasm64", "", "malformed"),
    Case("no-architecture", "cp{v}-cp{v}-pyemscripten_{year}_{patch}", "", "malformed"),
    Case("no-patch", "cp{v}-cp{v}-pyemscripten_{year}_wasm32", "", "malformed"),
    Case("three-numbers", "cp{v}-cp{v}-pyemscripten_{year}_{patch}_0_wasm32", "", "malformed"),
    Case("empty-year", "cp{v}-cp{v}-pyemscripten__{patch}_wasm32", "", "malformed"),
    Case("something-before", "cp{v}-cp{v}-x{own}", "", "malformed"),
    Case("something-after", "cp{v}-cp{v}-{own}_0", "", "malformed"),
    Case("space-after", "cp{v}-cp{v}-{own} ", "", "malformed"),
    Case("line-break-after", "cp{v}-cp{v}-{own}\n", "", "malformed"),
    Case("arabic-digits", "cp{v}-cp{v}-pyemscripten_٢٠٢٦_0_wasm32", "", "malformed"),
    Case("fullwidth-digits", "cp{v}-cp{v}-pyemscripten_２０２６_0_wasm32", "", "malformed"),
    Case("no-version", "cp{v}-cp{v}-pyemscripten_wasm32", "", "malformed"),
    Case("generic-no-version", "cp{v}-cp{v}-emscripten_wasm32", "", "malformed"),
    # Another system.
    Case("linux", "cp{v}-cp{v}-manylinux_2_28_x86_64", "", "other-system"),
    Case("windows-and-mac", "cp{v}-cp{v}-macosx_11_0_arm64.win_amd64", "", "other-system"),
    # No tag at all.
    Case("empty-platform", "cp{v}-cp{v}-", "", NOT_A_WHEEL),
    Case("empty-member", "cp{v}-cp{v}-{own}..any", "", NOT_A_WHEEL),
)

_GENERIC_CASES = (
    Case("own", "cp{v}-cp{v}-{generic}", "cp{v}-cp{v}-{generic}", "generic"),
    Case("abi3-older", "cp310-abi3-{generic}", "cp310-abi3-{generic}", "generic"),
    Case("pure", "py3-none-any", "py3-none-any", "pure"),
    Case("platform", "cp{v}-cp{v}-{other}", "", "wrong-platform"),
    Case("other-generic", "cp{v}-cp{v}-{other_generic}", "", "generic"),
    Case("older-python", "cp{prev}-cp{prev}-{generic}", "", "python"),
    Case("patch-level", "cp{v}-cp{v}-{generic_next}", "", "private"),
)

# Whole file names, the rest of which matters: (identifier, name, whether it is a wheel's).
_FILENAMES = (
    ("build-number", "foo-1.0-1-cp{v}-cp{v}-{own}.whl", True),
    ("build-number-and-letters", "foo-1.0-1abc-cp{v}-cp{v}-{own}.whl", True),
    ("local-version", "foo-1.0+local.1-cp{v}-cp{v}-{own}.whl", True),
    ("epoch-and-candidate", "foo-1!2.0rc1.post2.dev3-cp{v}-cp{v}-{own}.whl", True),
    ("dots-and-underscores", "a.b_c-1.0-cp{v}-cp{v}-{own}.whl", True),
    ("no-extension", "foo-1.0-cp{v}-cp{v}-{own}", False),
    ("another-extension", "foo-1.0-cp{v}-cp{v}-{own}.zip", False),
    ("upper-case-extension", "foo-1.0-cp{v}-cp{v}-{own}.WHL", False),
    ("line-break-after", "foo-1.0-cp{v}-cp{v}-{own}.whl\n", False),
    ("four-parts", "foo-1.0-cp{v}-{own}.whl", False),
    ("seven-parts", "foo-1.0-1-2-cp{v}-cp{v}-{own}.whl", False),
    ("bad-build-number", "foo-1.0-x1-cp{v}-cp{v}-{own}.whl", False),
    ("bad-version", "foo-one-cp{v}-cp{v}-{own}.whl", False),
    ("two-underscores", "foo__bar-1.0-cp{v}-cp{v}-{own}.whl", False),
    ("empty-name", "-1.0-cp{v}-cp{v}-{own}.whl", False),
)

# (identifier, tag, well-formed, known)
_TAGS = (
    ("newest", "{own}", True, True),
    ("legacy", "{legacy}", False, True),
    ("generic", "{generic}", False, True),
    ("private", "emscripten_4_0_15_wasm32", False, False),
    ("year-99999", "pyemscripten_99999_0_wasm32", True, False),
    ("zero", "pyemscripten_0_0_wasm32", True, False),
    ("leading-zeros", "pyemscripten_0{year}_0{patch}_wasm32", True, False),
    ("wasm32x", "{own}x", False, False),
    ("wasm64", "pyemscripten_{year}_{patch}_wasm64", False, False),
    ("wasm", "pyemscripten_{year}_{patch}_wasm", False, False),
    ("no-patch", "pyemscripten_{year}_wasm32", False, False),
    ("three-numbers", "pyemscripten_{year}_{patch}_0_wasm32", False, False),
    ("empty-year", "pyemscripten__{patch}_wasm32", False, False),
    ("negative", "pyemscripten_{year}_-1_wasm32", False, False),
    ("letters", "pyemscripten_{year}_{patch}a_wasm32", False, False),
    ("something-before", "x{own}", False, False),
    ("something-after", "{own}_0", False, False),
    ("space-before", " {own}", False, False),
    ("space-after", "{own} ", False, False),
    ("line-break-after", "{own}\n", False, False),
    ("nul-after", "{own}\0", False, False),
    ("arabic-digits", "pyemscripten_٢٠٢٦_0_wasm32", False, False),
    ("fullwidth-digits", "pyemscripten_２０２６_0_wasm32", False, False),
    ("superscript-digit", "pyemscripten_{year}_²_wasm32", False, False),
    ("mixed-case", "PyEmscripten_{year}_{patch}_wasm32", False, False),
    ("upper-case", "PYEMSCRIPTEN_{year}_{patch}_WASM32", False, False),
    ("hyphens", "pyemscripten-{year}-{patch}-wasm32", False, False),
    ("dots", "pyemscripten_{year}.{patch}_wasm32", False, False),
    ("dual", "{legacy}.{own}", False, False),
    ("any", "any", False, False),
    ("empty", "", False, False),
)


def document(table: Table) -> dict[str, Any]:
    """All cases, as published in ``conformance.json``.

    >>> import pyemscripten
    >>> cases = document(pyemscripten.builtin())
    >>> cases["wheels"][0]["filename"], cases["wheels"][0]["rank"]
    ('foo-1.0-cp312-cp312-pyemscripten_2024_0_wasm32.whl', 0)
    """
    targets = _targets(table)
    lists = {name: [str(tag) for tag in target.tags()] for name, target in targets.items()}
    return {
        **table.header(),
        "about": ABOUT,
        "targets": {
            name: {
                "platform": target.platform,
                "emscripten": target.emscripten,
                "python": target.python,
                "platform_tags": list(target.platform_tags()),
                "tags": lists[name],
            }
            for name, target in targets.items()
        },
        "platform_tags": list(_platform_tags(table)),
        "wheels": [
            {**case, "rank": lists[case["target"]].index(best) if best else None}
            for target in targets.values()
            for case, best in _wheels(table, target)
        ],
    }


def _targets(table: Table) -> dict[str, Target]:
    """Every platform, the last release with only a generic tag, and a private build."""
    last = [r.version for r in table.releases if r.platform is None and r.stable][-1]
    targets = [Target.of(platform, table=table) for platform in table.platforms]
    targets.append(Target.of(last, table=table))
    targets.append(Target.of("emscripten_4_0_15_wasm32", python="3.13.2", table=table))
    return {target.name: target for target in targets}


def _names(table: Table, target: Target) -> dict[str, str]:
    minor = minor_number(target.python)
    # Another platform: the one before, or for the first the one after.
    versions = [platform.version for platform in table.platforms]
    place = versions.index(target.platform) if target.platform in versions else 0
    other = table.platforms[place - 1 if place else 1]
    major, middle, last = target.emscripten.split(".")
    version = target.platform or table.platforms[-1].version
    year, patch = version.split("_")
    return {
        "v": f"3{minor}",
        "next": f"3{minor + 1}",
        "prev": f"3{minor - 1}",
        "own": write_tag(PYEMSCRIPTEN, version),
        "legacy": write_tag(PYODIDE, version),
        "generic": write_tag(EMSCRIPTEN, target.emscripten),
        "generic_next": write_tag(EMSCRIPTEN, f"{major}.{middle}.{int(last) + 70}"),
        "year": year,
        "patch": patch,
        "other": other.tag,
        "other_legacy": other.legacy_tag,
        "other_generic": other.generic_tag,
    }


def _wheels(table: Table, target: Target) -> Iterator[tuple[dict[str, Any], str]]:
    """The cases of one target, each with the tag that makes it fit."""
    names = _names(table, target)
    cases = _PLATFORM_CASES if target.platform else _GENERIC_CASES
    for identifier, tags, best, reason in cases:
        name = {"filename": f"foo-1.0-{tags.format(**names)}.whl"}
        yield _case(target, identifier, name, bool(best), reason), best.format(**names)
    if target.platform:
        fit = "cp{v}-cp{v}-{own}".format(**names)
        yield _case(target, "tag-alone", {"tag": fit}, True, "platform"), fit
        refused = {"tag": "cp{v}-cp{v}-{other}".format(**names)}
        yield _case(target, "tag-alone-of-another", refused, False, "wrong-platform"), ""
        for identifier, filename, valid in _FILENAMES:
            name = {"filename": filename.format(**names)}
            reason = "platform" if valid else NOT_A_WHEEL
            yield _case(target, f"name-{identifier}", name, valid, reason), fit * valid


def _case(
    target: Target, identifier: str, name: dict[str, str], accepted: bool, reason: str
) -> dict[str, Any]:
    head = {"id": f"{target.name}/{identifier}", "target": target.name}
    return {**head, **name, "accepted": accepted, "rank": None, "reason": reason}


def _platform_tags(table: Table) -> Iterator[dict[str, Any]]:
    newest = Target.of(table.platforms[-1], table=table)
    for platform in table.platforms:
        yield _tag(platform.version, platform.tag, True, True)
    names = _names(table, newest)
    for identifier, tag, well_formed, known in _TAGS:
        yield _tag(identifier, tag.format(**names), well_formed, known)


def _tag(identifier: str, tag: str, well_formed: bool, known: bool) -> dict[str, Any]:
    return {"id": f"tag/{identifier}", "tag": tag, "well_formed": well_formed, "known": known}
