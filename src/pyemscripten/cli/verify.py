"""``pyemscripten verify``: the table against the artifacts that it speaks of."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime, timezone
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pyemscripten import files
from pyemscripten.errors import InvalidName, UnknownPlatform, UnknownRelease
from pyemscripten.evidence.checks import check, new_releases
from pyemscripten.evidence.compare import GROUPS, Agreement, Check, status
from pyemscripten.evidence.recorded import PARTS, Evidence, recorded, to_text
from pyemscripten.verify import propose as proposing
from pyemscripten.verify import tools
from pyemscripten.verify.gather import Gatherer, Scope

from .common import print_heading, print_json, print_lines, print_table
from .options import data_option, json_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyemscripten.lookup import Table

#: Where the result of a complete run is kept in a checkout of this project.
RESULT_FILE = "src/pyemscripten/evidence/result.json"


@click.command("verify")
@click.option(
    "--only",
    "names",
    multiple=True,
    metavar="WHAT",
    help="Check one platform, Pyodide release or tool; may be given more than once.",
)
@click.option("--offline", is_flag=True, help="Use nothing but the cache.")
@click.option(
    "--propose",
    "data_file",
    is_flag=False,
    flag_value=proposing.DATA_FILE,
    metavar="[FILE]",
    help=f"Write rows for releases that are missing into FILE, by default {proposing.DATA_FILE}.",
)
@click.option(
    "--record",
    "result_file",
    is_flag=False,
    flag_value=RESULT_FILE,
    metavar="[FILE]",
    help="Look at the newest version of each tool too, and write what a complete run saw into "
    f"FILE, by default {RESULT_FILE}.",
)
@json_option
@data_option
def command(
    table: Table,
    names: tuple[str, ...],
    offline: bool,
    data_file: str | None,
    result_file: str | None,
    as_json: bool,
) -> None:
    """Compare the data with the published artifacts that it speaks of.

    Fetches every Pyodide release from npm, reads its lock file and main module, runs it under
    Node.js, and runs packaging tools from PyPI; what was measured before is taken from the cache.
    The first run downloads about 500 MB.

    Exit status: 0 everything agrees, 1 something does not, 3 something could not be checked,
    2 wrong usage.
    """
    scope = _scope(table, names)
    for path in filter(None, (data_file, result_file)):
        if names:
            raise click.UsageError("--propose and --record need a complete run, without --only")
        _checkout_file(path)
    gatherer = Gatherer(
        table,
        progress=lambda line: click.echo(line, err=True),
        offline=offline,
        scope=scope,
        known=recorded(),
        newest=result_file is not None and not offline,
    )
    try:
        evidence = gatherer.gather()
    except KeyboardInterrupt:
        click.echo("pyemscripten: interrupted; what was measured so far is kept", err=True)
        sys.exit(130)
    checks = [each for each in check(table, evidence) if scope.keeps(each)]
    fresh = new_releases(table, evidence)
    proposal = _propose(data_file, evidence) if data_file else None
    if result_file:
        _record(result_file, table, evidence)
    if as_json:
        print_json(_document(table, checks, fresh, proposal))
    else:
        _print(checks, fresh, proposal)
    sys.exit(status(checks))


def _scope(table: Table, names: Sequence[str]) -> Scope:
    """What ``--only`` names; a name may be any spelling of a platform."""
    releases, platforms, chosen = set(), set(), set()
    for name in names:
        if name in tools.TOOLS:
            chosen.add(name)
            continue
        try:
            platform = table.platform(name)
            platforms.add(platform.version)
            # Nothing can be said of a platform but by the releases that carry it.
            releases |= {row.version for row in table.releases if row.platform == platform.version}
            continue
        except (InvalidName, UnknownPlatform):
            pass
        try:
            releases.add(table.release(name).version)
        except (InvalidName, UnknownRelease):
            known = [p.version for p in table.platforms] + [r.version for r in table.releases]
            nearest = get_close_matches(name[:80], [*known, *tools.TOOLS], n=1, cutoff=0.0)[0]
            raise click.BadParameter(
                f"{name[:80]!r} is no platform, Pyodide release or tool of the table; nearest in "
                f"spelling is {nearest}",
                param_hint="--only",
            ) from None
    return Scope(frozenset(releases), frozenset(platforms), frozenset(chosen))


def _checkout_file(path: str) -> None:
    if not Path(path).is_file() and not Path(path).parent.is_dir():
        raise click.UsageError(
            f"there is no {path} here: run this in a checkout of pyemscripten, or name the file, "
            "as in --propose=FILE"
        )


def _propose(data_file: str, evidence: Evidence) -> proposing.Proposal:
    path = Path(data_file)
    text = path.read_bytes().decode("utf-8")
    today = datetime.now(timezone.utc).date().isoformat()
    try:
        proposal = proposing.propose(text, evidence, today)
    except proposing.NotTheDataFile as error:
        raise click.UsageError(f"{path} is not the data module: {error}") from None
    if proposal.added:
        files.write(path, proposal.text)
    return proposal


def _record(result_file: str, table: Table, evidence: Evidence) -> None:
    """Write the evidence, unless it has gaps: the site must not lose what was known."""
    gaps = [v for v, seen in evidence.releases.items() if set(seen.parts) != set(PARTS)]
    if gaps or evidence.listing is None or evidence.tools_unchecked:
        click.echo(
            f"pyemscripten: {result_file} was not written, since this run is not complete", err=True
        )
        return
    files.write(result_file, to_text(evidence, table.as_of))


def _document(
    table: Table,
    checks: list[Check],
    fresh: tuple[str, ...],
    proposal: proposing.Proposal | None,
) -> dict[str, Any]:
    verdicts = Counter(each.verdict for each in checks)
    return {
        **table.header(),
        "status": status(checks),
        "counts": {verdict.value: verdicts[verdict] for verdict in Agreement},
        "checks": [
            {
                "group": each.group,
                "subject": each.subject,
                "fact": each.fact,
                "ours": each.ours,
                "artifact": each.found,
                "source": each.source,
                "release": each.release or None,
                "verdict": each.verdict.value,
                "note": each.note,
            }
            for each in checks
        ],
        "new_releases": list(fresh),
        "proposed": list(proposal.added) if proposal else [],
        "remaining": list(proposal.remaining) if proposal else [],
    }


def _print(
    checks: list[Check], fresh: tuple[str, ...], proposal: proposing.Proposal | None
) -> None:
    counts = Counter((each.group, each.verdict) for each in checks)
    print_table(
        ("Compared with", *(verdict.value for verdict in Agreement)),
        (
            (_GROUPS[group], *(str(counts[group, verdict] or "-") for verdict in Agreement))
            for group in GROUPS
            if any(counts[group, verdict] for verdict in Agreement)
        ),
    )
    wrong = [each for each in checks if each.verdict is Agreement.MISMATCH]
    if wrong:
        print_heading("Mismatches")
        print_table(
            ("About", "Fact", "The table", "The artifact", "Source"),
            ((each.subject, each.fact, each.ours, each.found, each.source) for each in wrong),
        )
    unchecked = [each for each in checks if each.verdict is Agreement.UNCHECKED]
    if unchecked:
        print_heading("Could not be checked")
        print_lines(_unchecked(unchecked))
    notes = Counter(each.note for each in checks if each.verdict is Agreement.CONFLICT)
    lines = [
        f"{_count(count, 'value')} that an artifact contradicts itself on, as recorded: {note}"
        for note, count in notes.items()
    ]
    if fresh and not (proposal and proposal.added):
        lines.append(
            f"On npm and not in the table: {', '.join(fresh)}. `pyemscripten verify --propose`, in "
            "a checkout, writes the rows."
        )
    if proposal:
        added = ", ".join(proposal.added)
        lines.append(f"Rows written: {added}." if added else "No row is missing.")
        lines += [f"Still to do by hand: {problem}" for problem in proposal.remaining]
    lines.append(_summary(checks))
    print_lines(["", *lines])


_GROUPS = {
    "table": "itself, and the list on npm",
    "artifact": "tarballs from npm",
    "main module": "main modules",
    "runtime": "running interpreters",
    "tool": "tools from PyPI",
}


def _unchecked(checks: list[Check]) -> list[str]:
    """One line for each reason: who, why, and what stays unchecked."""
    facts: dict[tuple[str, str], list[str]] = {}
    for each in checks:
        facts.setdefault((each.note, each.subject), []).append(each.fact)
    # The same reason for another release differs in the release that it names.
    subjects: dict[tuple[str, str], list[str]] = {}
    for (note, subject), those in facts.items():
        reason = note.replace(subject, _WHO) if note.count(subject) == 1 else note
        subjects.setdefault((reason, "; ".join(those)), []).append(subject)
    lines = []
    for (reason, what), names in subjects.items():
        who = ", ".join(names)
        named = _WHO in reason or names[0] in reason
        said = reason.replace(_WHO, who) if named else f"{who}: {reason}"
        lines.append(f"{said} (unchecked: {what})")
    return lines


#: Stands for the subject in a reason that several share.
_WHO = "\0"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _summary(checks: list[Check]) -> str:
    verdicts = Counter(each.verdict for each in checks)
    compared = len(checks) - verdicts[Agreement.UNCHECKED]
    releases = len({each.release for each in checks if each.release and each.group in PARTS})
    wrong = verdicts[Agreement.MISMATCH]
    says = f"{wrong} of them do not agree" if wrong else "all agree"
    looked_at = f" with {_count(releases, 'Pyodide release')}" if releases else ""
    line = f"{_count(compared, 'comparison')}{looked_at}: {says}"
    if verdicts[Agreement.UNCHECKED]:
        line += f"; {verdicts[Agreement.UNCHECKED]} could not be made"
    return f"{line}."
