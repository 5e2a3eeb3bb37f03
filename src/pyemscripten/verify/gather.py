"""Look at everything that a run is about: two at a time, from the cache where it is known."""

from __future__ import annotations

import inspect
import re
import tempfile
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import BadZipFile

from packaging.version import InvalidVersion, Version

from pyemscripten.evidence.checks import new_releases
from pyemscripten.evidence.compare import TABLE
from pyemscripten.evidence.recorded import PARTS, Evidence, Listing, ReleaseEvidence
from pyemscripten.runtime import (
    RegistryUnavailable,
    ReleaseNotCached,
    RuntimeProblem,
    cache_dir,
    fetch_pyodide,
)
from pyemscripten.versions import sort_key

from . import tools
from .observe import OBSERVERS, recipes
from .registry import Wheel, download, list_releases
from .store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyemscripten.evidence.compare import Check
    from pyemscripten.lookup import Table
    from pyemscripten.runtime import PyodidePackage

_T = TypeVar("_T")

#: How many releases are fetched and run at the same time.
WORKERS = 2

#: After so many failures of the registry, what is not in the cache is no longer asked for.
PATIENCE = 2


@dataclass(frozen=True)
class Scope:
    """What a run is about: Pyodide releases, platform versions and tools; all if empty."""

    releases: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    tools: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether nothing was left out."""
        return not (self.releases or self.platforms or self.tools)

    def keeps(self, check: Check) -> bool:
        """Whether a comparison is one of those that were asked for."""
        if self.everything or check.group == TABLE:
            return True
        # "uv 0.13.9", where that version could not be looked at
        names = {check.subject, re.split("[ <=]", check.subject)[0], check.release}
        return bool(names & (self.releases | self.platforms | self.tools))


@dataclass
class Gatherer:
    """Collects the evidence for one run.

    ``progress`` and ``warn`` are called with a line each, from any thread. ``known`` is the
    evidence of an earlier run: the versions of tools that it looked at are looked at again.
    ``newest`` looks at the newest version of each tool as well.
    """

    table: Table
    progress: Callable[[str], object]
    cache: Path = field(default_factory=cache_dir)
    offline: bool = False
    scope: Scope = field(default_factory=Scope)
    known: Evidence = field(default_factory=Evidence)
    newest: bool = False

    def __post_init__(self) -> None:
        self.store: Store = Store(self.cache, self._say)
        self._recipes = recipes()
        self._failures = 0
        self._done = self._total = 0
        self._lock = threading.Lock()

    def gather(self) -> Evidence:
        """Look at all of it. Whatever goes wrong is in the evidence, not an exception."""
        listing, unlisted = self._listing()
        listed = Evidence(listing=listing)
        fresh = new_releases(self.table, listed) if self.scope.everything else ()
        wanted = sorted((*self._releases(listing), *fresh), key=sort_key)
        tool_tasks = list(self._tool_tasks())
        self._total = len(wanted) + len(tool_tasks)
        pool = ThreadPoolExecutor(WORKERS)
        try:
            futures = {v: pool.submit(self._counted, self._release, v) for v in wanted}
            tasks = [pool.submit(self._counted, task) for task in tool_tasks]
            releases = {version: future.result() for version, future in futures.items()}
            found, unchecked = _merged(tasks)
        finally:
            pool.shutdown(cancel_futures=True)
        return Evidence(listing, unlisted, releases, found, unchecked)

    def _counted(self, task: Callable[..., _T], *arguments: str) -> _T:
        try:
            return task(*arguments)
        finally:
            with self._lock:
                self._done += 1

    def _say(self, line: str) -> None:
        self.progress(f"[{self._done}/{self._total}] {line}")

    # Releases ----------------------------------------------------------------------------------

    def _listing(self) -> tuple[Listing | None, str]:
        if self.scope.tools and not self.scope.releases:
            return None, ""
        if not self.offline:
            try:
                listing = list_releases()
            except RuntimeProblem as problem:
                self._note_failure(problem, PATIENCE)
                return None, str(problem)
            self.store.put("npm", "listing", [listing.versions, listing.withdrawn])
            return listing, ""
        kept = self.store.get("npm", "listing")
        if kept is None:
            return (
                None,
                "the list of Pyodide releases is not in the cache; run once without offline",
            )
        return Listing(tuple(kept[0]), tuple(kept[1])), ""

    def _releases(self, listing: Listing | None) -> Iterator[str]:
        """Those on npm by our rows or by its own list."""
        listed = listing.versions if listing else ()
        for release in self.table.releases:
            chosen = self.scope.everything or release.version in self.scope.releases
            if chosen and (release.npm or release.version in listed):
                yield release.version

    def _release(self, version: str) -> ReleaseEvidence:
        try:
            package = self._package(version)
        except (RuntimeProblem, OSError) as problem:
            return ReleaseEvidence(version, {}, dict.fromkeys(PARTS, str(problem)))
        seen = ReleaseEvidence(version)
        for part in PARTS:
            recipe = self._recipes[part]
            try:
                content = self.store.get(package.integrity, recipe)
                if content is None:
                    self._say(f"pyodide {version}: {part}")
                    content = OBSERVERS[part](package)
                    self.store.put(package.integrity, recipe, content)
                seen.parts[part] = content
            except (RuntimeProblem, OSError) as problem:
                seen.unchecked[part] = str(problem)
        return seen

    def _package(self, version: str) -> PyodidePackage:
        """A release as it is on npm: our row says nothing about what it has to be."""
        offline = self.offline or self._failures >= PATIENCE
        try:
            return fetch_pyodide(version, cache=self.cache, offline=offline, progress=self._say)
        except ReleaseNotCached:
            if self.offline:
                raise
            raise ReleaseNotCached(
                f"pyodide {version}: not in the cache, and not asked for because the"
                " registry does not answer"
            ) from None
        except RegistryUnavailable as problem:
            self._note_failure(problem)
            raise

    def _note_failure(self, problem: RuntimeProblem, weight: int = 1) -> None:
        with self._lock:
            if isinstance(problem, RegistryUnavailable):
                self._failures += weight

    # Tools -------------------------------------------------------------------------------------

    def _tool_tasks(self) -> Iterator[Callable[[], _Found]]:
        chosen = [tool for tool in tools.TOOLS if self.scope.everything or tool in self.scope.tools]
        in_runtime = [tool for tool in chosen if tool in tools.IN_RUNTIME]
        if in_runtime:
            yield partial(self._ask_in_runtimes, in_runtime)
        for tool in chosen:
            if tool not in in_runtime:
                yield partial(self._ask, tool)

    def _requirements(self, tool: str) -> list[str]:
        """The versions to look at: the limits of each statement, and those that sources name."""
        found = []
        for statement in self.table.support:
            observable = statement.spelling in tools.observable(tool)
            if statement.tool == tool and observable and _is_version(statement.since):
                found += [f"{tool}=={statement.since}", f"{tool}<{statement.since}"]
        found += [f"{tool}=={version}" for version in sorted(_named(self.table, tool))]
        found += [f"{tool}=={version}" for version in self.known.tools.get(tool, {})]
        if self.newest:
            found.append(tool)
        return list(dict.fromkeys(found))

    def _ask(self, tool: str) -> _Found:
        """Observe each version of a tool that can be asked by itself."""
        found = _Found(tool)
        for requirement in self._requirements(tool):
            found.try_to(requirement, partial(self._one, tool, requirement))
        return found

    def _one(self, tool: str, requirement: str) -> tuple[str, dict[str, Any]]:
        emscripten = {
            name: platform.emscripten
            for platform in self.table.platforms
            for name in platform.names.get("uv", ())
        }

        observe: Callable[[Wheel], dict[str, Any]] = partial(tools.read_text, tool)
        recipe = inspect.getsource(tools.read_text) + repr(tools.IN_TEXT.get(tool))
        if tool == "uv":
            observe = partial(tools.ask_uv, emscripten=emscripten)
            recipe = "".join(inspect.getsource(f) for f in tools.UV) + repr(emscripten)
        elif tool == "cibuildwheel":
            observe = tools.read_cibuildwheel
            recipe = inspect.getsource(observe)
        with tempfile.TemporaryDirectory(prefix="pyemscripten-") as folder:
            return self._observed(requirement, recipe, Path(folder), observe)

    def _observed(
        self,
        requirement: str,
        recipe: str,
        folder: Path,
        observe: Callable[[Wheel], dict[str, Any]],
    ) -> tuple[str, dict[str, Any]]:
        """A version that meets a requirement, and what was observed of its wheel."""
        known = self._resolved(requirement)
        content = known and self.store.get(known["sha256"], recipe)
        if known and content:
            return known["version"], content
        wheel = self._wheel(requirement, folder)
        content = self.store.get(wheel.sha256, recipe)
        if content is None:
            content = observe(wheel)
            self.store.put(wheel.sha256, recipe, content)
        return wheel.version, content

    def _resolved(self, requirement: str) -> dict[str, str] | None:
        """What pip chose for a requirement before; the newest version is asked for each time."""
        if _is_open(requirement) and not self.offline:
            return None
        kept: dict[str, str] | None = self.store.get("PyPI", requirement)
        return kept

    def _wheel(self, requirement: str, folder: Path) -> Wheel:
        if self.offline:
            raise ReleaseNotCached(f"{requirement} was not looked at yet; run once without offline")
        self._say(f"{requirement}: downloading")
        folder = Path(tempfile.mkdtemp(dir=folder))
        wheel = download(requirement, folder)
        kept = {"version": wheel.version, "sha256": wheel.sha256}
        # A later run asks for that very version.
        for name in (requirement, f"{re.split('[<=]', requirement)[0]}=={wheel.version}"):
            self.store.put("PyPI", name, kept)
        return wheel

    def _ask_in_runtimes(self, chosen: Iterable[str]) -> _Found:
        """Observe the tools that run inside Pyodide, each on the newest platform that takes it."""
        found = _Found("the tools in Pyodide")
        names = list(chosen)
        wanted = [(tool, r) for tool in names for r in self._requirements(tool)]
        # The first release of each platform, so that a new one changes no earlier answer.
        stable = [self.table.history(platform).first_stable for platform in self.table.platforms]
        releases = [release.version for release in stable if release]
        recipe = tools.SNIPPET + " ".join(releases)
        with tempfile.TemporaryDirectory(prefix="pyemscripten-") as temporary:
            folder = Path(temporary)
            missing: list[tuple[str, str, Wheel]] = []
            for tool, requirement in wanted:
                known = self._resolved(requirement)
                content = known and self.store.get(known["sha256"], recipe)
                if known and content:
                    found.add(tool, known["version"], content)
                    continue
                try:
                    wheel = self._wheel(requirement, folder)
                    if wheel.sha256 not in {other.sha256 for _, _, other in missing}:
                        missing.append((tool, requirement, wheel))
                except (RuntimeProblem, OSError) as problem:
                    found.unchecked[requirement] = str(problem)
            helper = self._helper(missing, folder)
            for version in reversed(releases):
                if missing:
                    missing = self._ask_one_runtime(version, missing, helper, recipe, found)
        return found

    def _helper(self, missing: list[tuple[str, str, Wheel]], folder: Path) -> Wheel | None:
        """Some version of packaging for micropip, if micropip has to be asked."""
        if not any(tool == "micropip" for tool, _, _ in missing):
            return None
        at_hand = [wheel for tool, _, wheel in missing if tool == "packaging"]
        try:
            return at_hand[0] if at_hand else self._wheel("packaging", folder)
        except (RuntimeProblem, OSError):
            return None

    def _ask_one_runtime(
        self,
        version: str,
        missing: list[tuple[str, str, Wheel]],
        helper: Wheel | None,
        recipe: str,
        found: _Found,
    ) -> list[tuple[str, str, Wheel]]:
        """Ask what can be asked in one release; gives what could not."""
        self._say(f"pyodide {version}: asking {len(missing)} versions of tools")
        try:
            package = self._package(version)
            wheels = [(tool, wheel) for tool, _, wheel in missing]
            answers = tools.ask_in_runtime(package, wheels, helper)
        except (RuntimeProblem, OSError) as problem:
            for _, requirement, _ in missing:
                found.unchecked[requirement] = str(problem)
            return missing
        left = []
        for (tool, requirement, wheel), answer in zip(missing, answers, strict=True):
            if isinstance(answer, dict):
                found.unchecked.pop(requirement, None)
                self.store.put(wheel.sha256, recipe, answer)
                found.add(tool, wheel.version, answer)
            else:
                found.unchecked[requirement] = answer
                left.append((tool, requirement, wheel))
        return left


class _Found:
    """What came of one task about tools."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tools: dict[str, dict[str, dict[str, Any]]] = {}
        self.unchecked: dict[str, str] = {}

    def add(self, tool: str, version: str, content: dict[str, Any]) -> None:
        self.tools.setdefault(tool, {})[version] = content

    def try_to(self, what: str, ask: Callable[[], tuple[str, dict[str, Any]]]) -> None:
        try:
            version, content = ask()
            self.add(self.name, version, content)
        except (RuntimeProblem, OSError, BadZipFile) as problem:
            self.unchecked[what] = str(problem)


def _merged(
    tasks: Iterable[Future[_Found]],
) -> tuple[dict[str, dict[str, dict[str, Any]]], dict[str, str]]:
    """All tools in one, in the order of names and versions."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    unchecked: dict[str, str] = {}
    for task in tasks:
        found.update(task.result().tools)
        unchecked.update(task.result().unchecked)
    ordered = {tool: dict(sorted(found[tool].items(), key=_by_version)) for tool in sorted(found)}
    return ordered, unchecked


def _by_version(item: tuple[str, Any]) -> Version:
    return Version(item[0])


def _is_version(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def _is_open(requirement: str) -> bool:
    return "=" not in requirement and "<" not in requirement


def _named(table: Table, tool: str) -> set[str]:
    """The versions of a tool that sources of the table name as artifacts."""
    sources = [
        source
        for platform in table.platforms
        for given in platform.sources.values()
        for source in given
    ]
    sources += [source for statement in table.support for source in statement.sources]
    sources += [r.cross_build.source for r in table.releases if r.cross_build]
    return {s.revision for s in sources if s.measured and s.project == f"PyPI {tool}"}
