"""The records that `pyemscripten.data` is made of.

Each record states facts and nothing else; whatever can be derived from them (tags, status,
dates, neighbours) is derived here or in `pyemscripten.lookup` and never stored.
"""

from __future__ import annotations

from collections.abc import Mapping

from ._record import Record, public
from .versions import ANY, at_least, is_prerelease, minor, npm_spelling
from .wheel_names import EMSCRIPTEN, PYEMSCRIPTEN, PYODIDE, label, write_tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
else:
    Any = object  # as in `_record`

DOCUMENTATION = "documentation"
SOURCE_CODE = "source code"
ARTIFACT = "artifact"

#: Which kinds of source exist. Documentation and source code say what was meant; an artifact is
#: a published file that was read or run, and says what is.
SOURCE_KINDS = (DOCUMENTATION, SOURCE_CODE, ARTIFACT)

#: What a release date rests on, the firmest first.
DATE_BASES = ("changelog", "cross-build environment", "git commit", "build stamp")

_DOWNLOADS = "https://github.com/pyodide/pyodide/releases/download"


@public
class Source(Record):
    """Where a fact was read.

    ``kind`` is one of :data:`SOURCE_KINDS`. ``project`` is a GitHub repository
    (``"pyodide/pyodide"``), or a registry and a package (``"npm pyodide"``). ``path`` is the file,
    ``""`` for a whole commit, or what was done to the artifact. ``revision`` is a commit or the
    version of the artifact, ``label`` the tag of that commit if it has one, ``read`` the ISO date
    of reading.
    """

    kind: str
    project: str
    path: str
    revision: str
    label: str = ""
    read: str = ""

    _derived = ("url",)

    @property
    def measured(self) -> bool:
        """Whether a published artifact was read or run, rather than a text about it."""
        return self.kind == ARTIFACT

    @property
    def url(self) -> str:
        """The permanent address of the text, or ``""`` for an artifact of a registry."""
        if self.measured:
            return ""
        if not self.path:
            return f"https://github.com/{self.project}/commit/{self.revision}"
        path, _, line = self.path.partition("#")
        anchor = f"#{line}" if line else ""
        return f"https://github.com/{self.project}/blob/{self.revision}/{path}{anchor}"

    @property
    def text(self) -> str:
        """One line for people: ``"pyodide/pyodide docs/development/abi/314.md at fa84565"``."""
        if self.measured:
            return f"{self.project} {self.revision}: {self.path}"
        if not self.path:
            return f"{self.project} commit {self.revision[:7]}"
        return f"{self.project} {self.path.partition('#')[0]} at {self.label or self.revision[:7]}"


class Library(Record):
    """A library that is linked into the main module, so that side modules may use its symbols.

    ``version`` is ``""`` where none is known. ``kind`` is ``"native"`` or ``"javascript"``.
    ``since`` names the first Pyodide release of the platform that has it, where that is not the
    first of all.
    """

    name: str
    version: str = ""
    kind: str = "native"
    since: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()

    _derived = ("documented",)

    @property
    def documented(self) -> bool:
        """Whether the platform's own page lists it; if not, it was found in code or measured."""
        return any(source.kind == DOCUMENTATION for source in self.sources)


class Unwinding(Record):
    """How C++ exceptions and Rust panics unwind: one ABI, shared by all modules of a platform.

    ``model`` is ``"JavaScript"`` or ``"WebAssembly"``; ``encoding`` is ``"legacy"`` for the
    first WebAssembly encoding, ``""`` for JavaScript. ``flags`` must be given both when compiling
    and when linking: always, or only by code that throws, as ``when`` says. ``rust`` says what
    Rust needs. ``evidence`` is what the published main module shows.
    """

    model: str
    encoding: str
    flags: tuple[str, ...]
    when: str
    rust: str
    evidence: str


class LongJump(Record):
    """How ``setjmp`` and ``longjmp`` work: the model, the flags, and what to know."""

    model: str
    flags: tuple[str, ...]
    note: str


class WasmBigint(Record):
    """Whether 64-bit integers cross into JavaScript as BigInt.

    ``need`` is ``"default"`` where they do anyway and ``"explicit"`` where a linker flag must say
    so; ``flags`` gives it, ``note`` what to know.
    """

    need: str
    flags: tuple[str, ...]
    note: str


class Pthread(Record):
    """Whether side modules may be built with threads, and what happens if they are."""

    allowed: bool
    note: str


class Rpath(Record):
    """How a side module finds the libraries of its wheel.

    ``rule`` is ``"required"`` (only ``RPATH`` counts) or ``"wheel-libs"`` (``RPATH`` is ignored;
    a folder ``NAME.libs`` beside the package is searched).
    """

    rule: str
    note: str


class RustRequirement(Record):
    """Which Rust builds for the platform.

    ``minimum`` and ``maximum`` are toolchain names or ``""``; ``sysroot`` is ``"standard"`` or says
    when another one is needed; ``build_default`` is the toolchain that Pyodide's own builds use.
    """

    channel: str
    minimum: str
    maximum: str
    sysroot: str
    build_default: str
    note: str

    @property
    def toolchain(self) -> str:
        """The toolchain in words, ``"stable 1.93.0 or later"``."""
        if self.maximum:
            return self.maximum
        if self.channel == "stable":
            return f"stable {self.minimum} or later"
        return self.minimum


class Flags(Record):
    """What to compile and link a side module with.

    ``cflags`` for C and C++, ``ldflags`` and ``rustflags`` matter to the ABI or make a side module
    at all; ``defaults`` are what Pyodide's own builds add without the platform asking for it.
    """

    cflags: tuple[str, ...]
    ldflags: tuple[str, ...]
    rustflags: tuple[str, ...]
    defaults: tuple[str, ...]


@public
class Platform(Record):
    """One PyEmscripten platform (PEP 783): what a wheel with its tag may rely on.

    ``version`` is PEP 783's ``${YEAR}_${PATCH}``, ``"2026_0"``: an opaque name. ``emscripten`` is
    the one Emscripten version, ``"5.0.3"``. ``python`` is the CPython minor version that the
    platform is planned for, ``"3.14"``; it is never part of the definition. ``legacy`` says
    whether the ``pyodide_*`` spelling was ever official for it. ``names`` maps a tool to the
    names that it gives the platform. ``sources`` maps each of the other fields to what it rests
    on.
    """

    version: str
    emscripten: str
    python: str
    legacy: bool
    unwinding: Unwinding
    longjmp: LongJump
    wasm_bigint: WasmBigint
    pthread: Pthread
    rpath: Rpath
    static_libraries: tuple[Library, ...]
    rust: RustRequirement
    flags: Flags
    names: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]
    sources: Mapping[str, tuple[Source, ...]]

    @property
    def tag(self) -> str:
        """The platform tag of PEP 783, ``"pyemscripten_2026_0_wasm32"``."""
        return write_tag(PYEMSCRIPTEN, self.version)

    @property
    def legacy_tag(self) -> str:
        """The older spelling of the same platform, ``"pyodide_2025_0_wasm32"``.

        Some runtimes and installers take it for every platform; PyPI takes it for none, and it
        was official only where :attr:`legacy` is true.
        """
        return write_tag(PYODIDE, self.version)

    @property
    def generic_tag(self) -> str:
        """The tag that names this platform's Emscripten only, ``"emscripten_5_0_3_wasm32"``."""
        return write_tag(EMSCRIPTEN, self.emscripten)

    @property
    def label(self) -> str:
        """The hyphenated name used in permanent addresses, ``"pyemscripten-2026-0"``."""
        return label(PYEMSCRIPTEN, self.version)


class CrossBuildEnvironment(Record):
    """The archive that `pyodide-build` installs to build for a release.

    ``archive`` is the kind of its file, ``"tar.gz"``, and ``""`` where only the digest was
    published in a place that we could read. ``tag`` names the Pyodide release that it is attached
    to where that is another one.
    """

    sha256: str
    source: Source
    archive: str = ""
    tag: str = ""


class Npm(Record):
    """What the package of a release on npm showed when it was read and run.

    ``integrity`` is the SHA-512 of the tarball, as npm writes it. ``built`` is the time stamp in
    ``sys.version`` and ``config_variables`` are the `sysconfig` variables that hold the platform
    version. ``wheel_tags`` are the platform tags in the lock file, ``micropip`` and ``packaging``
    the versions that it bundles, ``""`` where it has none.
    """

    integrity: str
    built: str
    config_variables: tuple[str, ...]
    wheel_tags: tuple[str, ...]
    micropip: str
    packaging: str


@public
class PyodideRelease(Record):
    """One Pyodide release: a row, with what it proved to be.

    ``version`` is Pyodide's spelling, ``"314.0.7"`` or ``"315.0.0a2"``; ``date`` an ISO date and
    ``date_basis`` what it rests on (one of :data:`DATE_BASES`). ``python`` and ``emscripten``
    are full versions. ``platform`` is a platform version, or ``None`` for releases whose wheels
    carried generic tags. ``npm`` is what was measured, ``None`` for a release that is not on npm.
    """

    version: str
    date: str
    date_basis: str
    python: str
    emscripten: str
    platform: str | None
    git_commit: str | None = None
    cross_build: CrossBuildEnvironment | None = None
    npm: Npm | None = None
    read: str = ""

    _derived = ("npm_version", "stable", "sources")

    @property
    def stable(self) -> bool:
        """Whether this is a final release rather than an alpha, a beta or a candidate."""
        return not is_prerelease(self.version)

    @property
    def python_minor(self) -> str:
        """The CPython minor version, ``"3.14"``."""
        return minor(self.python)

    @property
    def npm_integrity(self) -> str | None:
        """The SHA-512 of the package on npm; ``None`` if there is none."""
        return self.npm.integrity if self.npm else None

    @property
    def config_variables(self) -> tuple[str, ...] | None:
        """The `sysconfig` variables that hold the platform version; ``None`` if not measured."""
        return self.npm.config_variables if self.npm else None

    @property
    def wheel_tags(self) -> tuple[str, ...] | None:
        """The platform tags in the lock file; ``None`` if not measured."""
        return self.npm.wheel_tags if self.npm else None

    @property
    def micropip(self) -> str | None:
        """The micropip that the release bundles; ``None`` if not measured."""
        return self.npm.micropip if self.npm else None

    @property
    def packaging(self) -> str | None:
        """The packaging that the release bundles; ``None`` if not measured."""
        return self.npm.packaging if self.npm else None

    @property
    def npm_version(self) -> str | None:
        """The release as npm spells it, ``"315.0.0-alpha.2"``; ``None`` if it is not there."""
        return npm_spelling(self.version) if self.npm else None

    def as_dict(self) -> dict[str, Any]:
        """The row as it is published in JSON, with the address beside the digest."""
        found = super().as_dict()
        if self.cross_build:
            found["cross_build"]["url"] = self.cross_build_url
        return found

    @property
    def cross_build_url(self) -> str:
        """The address of the cross-build environment, ``""`` where none is known."""
        found = self.cross_build
        if not found or not found.archive:
            return ""
        folder = f"{_DOWNLOADS}/{found.tag or self.version}"
        return f"{folder}/xbuildenv-{self.version}.{found.archive}"

    @property
    def generic_tag(self) -> str:
        """The tag that names this release's Emscripten only, ``"emscripten_3_1_46_wasm32"``."""
        return write_tag(EMSCRIPTEN, self.emscripten)

    @property
    def sources(self) -> tuple[Source, ...]:
        """What the row rests on: the npm package as run, the tagged source, the metadata."""
        found = []
        if self.npm_version:
            what = "lock file and running interpreter"
            found.append(Source(ARTIFACT, "npm pyodide", what, self.npm_version, "", self.read))
        if self.git_commit:
            found.append(
                Source(
                    SOURCE_CODE,
                    "pyodide/pyodide",
                    "Makefile.envs",
                    self.git_commit,
                    self.version,
                    self.read,
                )
            )
        if self.cross_build:
            found.append(self.cross_build.source)
        return tuple(found)


class Emscripten(Record):
    """One Emscripten release that a Pyodide release used.

    ``clang`` and ``llvm_commit`` (a prefix) are what ``sys.version`` of a Pyodide built with it
    reports, and ``""`` where no such artifact exists; ``clang_release`` is that Pyodide release.
    """

    version: str
    date: str
    git_commit: str
    changelog: Source
    clang: str = ""
    llvm_commit: str = ""
    clang_release: str = ""

    _derived = ("sources",)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The change log that dates the release, and the runtime that reports its Clang."""
        if not self.clang_release:
            return (self.changelog,)
        what = "sys.version of the running interpreter"
        npm = npm_spelling(self.clang_release)
        return (
            self.changelog,
            Source(ARTIFACT, "npm pyodide", what, npm, "", self.changelog.read),
        )


class Support(Record):
    """One statement on what a tool does with one spelling of the tag.

    ``verb`` is ``"generates"``, ``"installs"`` (for the Python that runs), ``"resolves"`` (for a
    target that does not) or ``"uploads"`` (what an index does with an upload). ``spelling`` is
    ``"pyemscripten"``, ``"pyodide"`` or ``"emscripten"``. ``since`` is the first version that does,
    ``""`` if none does; ``until`` the last one, or ``""``. ``date`` is the ISO date of ``since``,
    where known.
    """

    tool: str
    verb: str
    spelling: str
    since: str
    until: str = ""
    date: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()

    def holds(self, version: str = "") -> bool:
        """Whether a version of the tool does it; ``""`` stands for the newest.

        >>> Support("micropip", "installs", "pyemscripten", since="0.11.1").holds("0.11.0")
        False
        """
        if not version:
            return bool(self.since) and not self.until
        return at_least(version, self.since) and (not self.until or at_least(self.until, version))

    @property
    def limited(self) -> bool:
        """Whether some versions of the tool do it and others do not."""
        return bool(self.since) and (self.since != ANY or bool(self.until))

    def when(self, always: str = "yes", never: str = "no") -> str:
        """Which versions of the tool do it, in words; ``always`` and ``never`` are all and none.

        >>> Support("maturin", "generates", "pyodide", since="1.13.2", until="1.13.3").when()
        'since 1.13.2 to 1.13.3'
        """
        if not self.limited:
            return always if self.since else never
        if self.since == ANY:
            return f"up to {self.until}"
        return f"since {self.since}" + (f" to {self.until}" if self.until else "")


class TagOrder(Record):
    """The spellings of the platform tag that a tool tries, in its order of preference.

    ``name`` selects it in :func:`pyemscripten.tags.find_order`; ``tool`` says whose it is.
    ``spellings`` are ``"pyemscripten"``, ``"pyodide"`` and ``"emscripten"``, the first preferred;
    one that is absent is not tried at all. ``note`` says why.
    """

    name: str
    tool: str
    spellings: tuple[str, ...]
    note: str
    sources: tuple[Source, ...]


class Claim(Record):
    """What one text or tool says."""

    who: str
    says: str
    source: Source


class Conflict(Record):
    """Two sources that contradict each other, and what the released artifact says.

    ``identifier`` is a permanent hyphenated name. ``about`` names the platforms and Pyodide
    releases concerned, ``fact`` the field. ``artifact`` is what holds; ``report`` is the sentence
    that a bug report would need, ``""`` when nobody is wrong.
    """

    identifier: str
    title: str
    about: tuple[str, ...]
    fact: str
    claims: tuple[Claim, ...]
    artifact: str
    report: str = ""


class Message(Record):
    """What a tool prints when something goes wrong.

    ``identifier`` is a permanent hyphenated name, ``text`` the literal text with ``…`` for each
    part that varies, ``seen`` the versions of the tool in which it was found. ``evidence`` is
    ``"provoked"`` where our tests make the tool print it, ``"published"`` where they find it in
    the published package, and ``"read"`` where it was only read in the source.
    """

    identifier: str
    tool: str
    text: str
    seen: str
    evidence: str
    sources: tuple[Source, ...]

    @property
    def label(self) -> str:
        """Its permanent label on the site, ``"pyemscripten-error-bad-export-type"``."""
        return f"pyemscripten-error-{self.identifier}"

    def matches(self, printed: str) -> bool:
        """Whether the text occurs in what a tool printed, line breaks and spaces aside."""
        import re

        words = (r"\s+".join(map(re.escape, part.split(" "))) for part in self.text.split("…"))
        return re.search(r".*?".join(words), printed, re.DOTALL) is not None


class Behaviour(Record):
    """What a tool does, in a clause that a sentence can end with: ``says``, ``tool``, ``version``.

    ``version`` is the one in which it was read or measured.
    """

    tool: str
    version: str
    says: str
    sources: tuple[Source, ...]


class Demonstration(Record):
    """A side module that breaks one rule, and what real runtimes say to it.

    ``code`` is C or C++, as ``language`` says, with a function ``add`` to call. ``flags`` are those
    of Clang that break the rule. ``says`` maps a platform version to the identifier of the
    :class:`Message`; ``when`` is ``"load"`` or ``"call"``.
    """

    name: str
    code: str
    when: str
    says: Mapping[str, str]
    language: str = "c"
    flags: tuple[str, ...] = ()
