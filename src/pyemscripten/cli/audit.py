"""``pyemscripten audit``: a verdict on the bytes of wheels."""

# The start-up of this command is part of its speed: rich, multiprocessing, json and the runtimes
# are imported where they are needed.
from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from pyemscripten.audit import audit
from pyemscripten.audit.checks import unreadable
from pyemscripten.audit.report import as_lines
from pyemscripten.audit.rules import BY_CODE, ERROR
from pyemscripten.audit.wheel import Limits, WheelError, find_wheels
from pyemscripten.errors import InvalidName
from pyemscripten.wheel_names import parse_wheel

from .group import NotFound, Refused
from .options import data_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from typing_extensions import Self

    from pyemscripten.audit import Verdict
    from pyemscripten.audit.attempts import Trial
    from pyemscripten.lookup import Table

_FORMATS = ("text", "json", "github", "sarif")
_COLOURS = {"head": "bold", "error": "red", "warning": "yellow", "fine": "green", "note": "dim"}


class Unavailable(Refused):
    """A runtime or a download could not be had: exit status 3."""

    exit_code = 3


def _judge(job: tuple[str, dict[str, Any]]) -> Verdict:
    """The verdict on one path, with the options of :func:`audit`; runs in a worker process."""
    path, options = job
    try:
        return audit(path, **options)
    except OSError as error:
        return unreadable(os.path.basename(path), f"{path!r}: {error.strerror or error}")


def _codes(_ctx: click.Context, _option: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    codes = [code.strip().upper() for value in values for code in value.split(",") if code.strip()]
    for code in codes:
        if code not in BY_CODE:
            known = f"{min(BY_CODE)} to {max(BY_CODE)}"
            raise Refused(f"--ignore: {code!r} is not a rule: expected one of {known}")
    return tuple(codes)


def _limits(_ctx: click.Context, _option: click.Parameter, values: Sequence[str]) -> Limits:
    changes = {}
    for value in values:
        name, _, number = value.partition("=")
        name = name.replace("-", "_")
        if name not in Limits.field_names() or not (number.isascii() and number.isdigit()):
            names = ", ".join(field.replace("_", "-") for field in Limits.field_names())
            raise Refused(f"--limit: {value!r} is not NAME=NUMBER with a NAME of {names}")
        changes[name] = int(number)
    return Limits(**changes)


@click.command("audit", short_help="Judge wheels by their bytes, not by their names.")
@click.argument("wheels", nargs=-1, type=click.Path(), metavar="WHEEL...")
@click.option("--project", metavar="NAME", help="Audit the newest wheels of a project on PyPI.")
@click.option("--platform", metavar="TAG", help="Judge for this platform, not the one tagged.")
@click.option("--on", "release", metavar="RELEASE", help="Judge for this Pyodide release.")
@click.option("--everywhere", is_flag=True, help="Say of every platform whether the wheel fits.")
@click.option("--opcodes", is_flag=True, help="Look at every instruction too (slow): PYEM010.")
@click.option("--confirm", is_flag=True, help="Then try each wheel in the real runtime.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODE", help="Drop a rule.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option("--verbose", "-v", is_flag=True, help="Add evidence, meaning and fix.")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes. [default: one a core]")
@click.option(
    "--limit", "limits", multiple=True, callback=_limits, metavar="NAME=NUMBER",
    help="Refuse a wheel beyond: members, member-size, total-size, ratio.",
)  # fmt: skip
@data_option
def command(
    table: Table,
    wheels: tuple[str, ...],
    project: str | None,
    form: str,
    as_json: bool,
    strict: bool,
    verbose: bool,
    confirm: bool,
    jobs: int | None,
    **options: Any,
) -> None:
    """Judge wheels by their bytes: what they need against what the platform has.

    WHEEL is a wheel or a folder of wheels. Exit status: 0 no error, 1 a finding of level error
    (with --strict: any finding; with --confirm: also a module that does not load), 2 wrong usage,
    3 (with --confirm) the runtime could not be had.
    """
    if as_json and form not in ("text", "json"):
        raise Refused(f"--json and --format {form} exclude each other")
    form = "json" if as_json else form
    if options["platform"] and options["release"]:
        raise Refused("--platform and --on exclude each other: a release has its platform")
    # What is wrong with these is said once, before any wheel is read.
    if options["platform"]:
        table.platform(options["platform"])
    if options["release"]:
        table.release(options["release"])
    options["table"] = table
    with _sources(wheels, project, table) as paths:
        failed = _report(paths, options, form, jobs, verbose=verbose, strict=strict, trial=confirm)
    sys.exit(1 if failed else 0)


@contextmanager
def _sources(wheels: tuple[str, ...], project: str | None, table: Table) -> Iterator[list[str]]:
    """The paths to audit: those named, or what pip downloads of a project into a folder."""
    if bool(wheels) == bool(project):
        raise Refused("say what to audit: either wheels and folders, or --project")
    if project is None:
        try:
            paths = list(find_wheels(wheels))
            for path in paths:
                parse_wheel(os.path.basename(path))
        except (InvalidName, WheelError) as error:
            raise Refused(str(error)) from None
        yield paths
        return
    import tempfile

    from pyemscripten.audit.dependencies import DownloadFailed
    from pyemscripten.audit.survey import newest_wheels

    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as folder:
        try:
            found = newest_wheels(project, folder, _say, table)
        except ValueError as error:
            raise Refused(str(error)) from None
        except DownloadFailed as problem:
            raise Unavailable(str(problem)) from None
        if not found:
            raise NotFound(f"pip finds no wheel of {project!r} for any platform of the table")
        yield [os.fspath(path) for path in found]


def _say(line: str) -> None:
    click.echo(line, err=True)


def _verdicts(paths: list[str], options: dict[str, Any], jobs: int | None) -> Iterator[Verdict]:
    """The verdicts, in the order of the paths, from as many processes as are worth it."""
    work = [(path, options) for path in paths]
    jobs = min(jobs or os.cpu_count() or 1, len(work))
    if jobs == 1 or sys.platform == "emscripten":  # which starts neither threads nor processes
        yield from map(_judge, work)
        return
    # A second process costs as much as reading some ten megabytes. A thread costs little, but only
    # what inflates and hashes runs beside another: a quarter is gained where processes gain half.
    if sum(os.path.getsize(path) for path in paths if os.path.exists(path)) < 20 << 20:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(jobs) as threads:
            yield from threads.map(_judge, work)
        return
    from multiprocessing import get_context

    # Not "fork": it copies whatever threads and locks the caller has.
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap(_judge, work, chunksize=max(1, min(16, len(work) // (4 * jobs))))


def _report(
    paths: list[str],
    options: dict[str, Any],
    form: str,
    jobs: int | None,
    *,
    verbose: bool,
    strict: bool,
    trial: bool,
) -> bool:
    """Print the report; whether the audit failed."""
    failed = False
    table: Table = options["table"]
    writer = _WRITERS[form](verbose, table)
    with _Progress(len(paths)) as progress:
        for path, verdict in zip(paths, _verdicts(paths, options, jobs), strict=True):
            progress.clear()
            truth = _try(path, verdict, table) if trial else None
            writer.add(path, verdict, truth)
            failed |= verdict.level == ERROR or (strict and bool(verdict.level))
            failed |= truth is not None and any(attempt.failed for attempt in truth.modules)
            progress.step(verdict.wheel)
    writer.end()
    return failed


def _try(path: str, verdict: Verdict, table: Table) -> Trial | None:
    """What the real runtime says, or nothing for a wheel that no release can be expected to run."""
    if verdict.judged is None or not verdict.modules:
        return None
    from pyemscripten.audit.dependencies import DownloadFailed
    from pyemscripten.audit.trial import try_wheel
    from pyemscripten.runtime import RuntimeProblem

    release = verdict.release or table.history(verdict.judged).last.version
    try:
        return try_wheel(path, release, progress=_say, table=table)
    except (RuntimeProblem, DownloadFailed) as problem:
        raise Unavailable(str(problem)) from None


class _Progress:
    """A bar on standard error while several wheels are read, if that is a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.shown = total > 1 and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.clear()

    def clear(self) -> None:
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def step(self, name: str) -> None:
        self.done += 1
        if self.shown and self.done < self.total:
            import shutil

            filled = 20 * self.done // self.total
            line = f"[{'#' * filled}{'.' * (20 - filled)}] {self.done}/{self.total} {name}"
            click.echo(line[: shutil.get_terminal_size().columns - 1], nl=False, err=True)


class _Text:
    def __init__(self, verbose: bool, _table: Table) -> None:
        self.verbose = verbose
        self.colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")

    def _print(self, style: str, text: str) -> None:
        # The names in a wheel are its author's: none of them may steer the terminal.
        text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
        if self.colour:
            kind = _COLOURS[style]
            text = (
                click.style(text, **{kind: True})
                if kind in ("bold", "dim")
                else click.style(text, fg=kind)
            )
        click.echo(text)

    def add(self, _path: str, verdict: Verdict, trial: Trial | None) -> None:
        for line in as_lines(verdict, verbose=self.verbose):
            self._print(line.style, line.text)
        if trial is not None:
            for style, text in trial_lines(trial):
                self._print(style, f"  {text}")
            self._compare(verdict, trial)

    def _compare(self, verdict: Verdict, trial: Trial) -> None:
        from pyemscripten.audit.report import confirm, surprises

        for each in confirm(verdict, trial):
            text = f"  {each.word}: {each.finding.rule} {each.finding.file}".rstrip()
            self._print("error" if each.word == "contradicted" else "note", f"{text}: {each.said}")
        for surprise in surprises(verdict, trial):
            self._print("error", f"  not predicted: {surprise}")

    def end(self) -> None:
        """Nothing is left to print."""


class _Json:
    """One JSON document, written wheel by wheel so that a thousand need no memory."""

    def __init__(self, _verbose: bool, table: Table) -> None:
        import json

        from pyemscripten.audit.report import header

        self.dumps: Callable[[object], str] = lambda value: json.dumps(
            value, indent=2, ensure_ascii=False
        )
        self.first = True
        head = self.dumps(header(table))
        click.echo(head.removesuffix("\n}") + ',\n  "wheels": [', nl=False)

    def add(self, _path: str, verdict: Verdict, trial: Trial | None) -> None:
        text = self.dumps(verdict.as_json(trial)).replace("\n", "\n    ")
        click.echo(f"{'' if self.first else ','}\n    {text}", nl=False)
        self.first = False

    def end(self) -> None:
        click.echo("\n  ]\n}")


class _Github:
    def __init__(self, _verbose: bool, _table: Table) -> None:
        pass

    def add(self, _path: str, verdict: Verdict, _trial: Trial | None) -> None:
        from pyemscripten.audit.report import as_github

        for line in as_github(verdict):
            click.echo(line)

    def end(self) -> None:
        """Nothing is left to print."""


class _Sarif:
    def __init__(self, _verbose: bool, _table: Table) -> None:
        self.verdicts: list[tuple[str, Verdict]] = []

    def add(self, path: str, verdict: Verdict, _trial: Trial | None) -> None:
        self.verdicts.append((path, verdict))

    def end(self) -> None:
        import json

        from pyemscripten.audit.report import as_sarif

        click.echo(json.dumps(as_sarif(self.verdicts), indent=2, ensure_ascii=False))


_WRITERS: dict[str, Any] = {"text": _Text, "json": _Json, "github": _Github, "sarif": _Sarif}


def trial_lines(trial: Trial) -> Iterable[tuple[str, str]]:
    """What the real runtime said, as lines with a style each."""
    yield "head", f"Pyodide {trial.release} under Node.js {trial.node}:"
    for verb, attempts in (
        ("load", trial.modules),
        ("find", trial.finds),
        ("import", trial.imports),
    ):
        for attempt in attempts:
            style = {"ok": "fine", "not tried": "warning"}.get(attempt.outcome, "error")
            if verb == "find" and attempt.outcome == "ok":
                continue
            detail = f": {attempt.detail}" if attempt.detail else ""
            yield style, f"  {verb:<7}{attempt.outcome:<10}{attempt.name}{detail}"
    for name in trial.installed:
        yield "note", f"  with   {name}"
    for name in trial.missing:
        yield "note", f"  without {name}: neither PyPI nor the distribution gave it"
